namespace Minnow.Exchange.Engine;

/// <summary>
/// Hears what happens, in order, while the request runs. One request may cause several book changes and trades; after its last call
/// <see cref="OnChangesDone"/> closes the group of one instrument. A listener does not call back into the engine.
/// </summary>
public interface IEngineListener
{
    /// <summary>A level's whole amount after a request; 0 removes it. Bids fall, asks rise in price.</summary>
    void OnBookLevel(Instrument instrument, OrderSide side, long priceE8, long amountE8, long previousE8) { }

    /// <summary>Closes the levels of one request. Ids are shared by a family of instruments and skip numbers.</summary>
    void OnBookDone(Instrument instrument, long changeId, long previousChangeId) { }

    /// <summary>A trade, before what it does to the orders and accounts is told.</summary>
    void OnTrade(Trade trade) { }

    /// <summary>An order's state after a step; the object is live, so copy what must not change.</summary>
    void OnOrder(Account account, Order order) { }

    /// <summary>One side of a trade; not told for accounts that forget at once.</summary>
    void OnUserTrade(UserTrade trade) { }

    /// <summary>A position after a request, once for each account that an order or trade of the request belongs to.</summary>
    void OnPosition(Account account, Position position) { }

    /// <summary>Closes the group of calls of one request on one instrument.</summary>
    void OnChangesDone(Instrument instrument) { }

    /// <summary>A held request is through: the answer to it.</summary>
    void OnHeldDone(Order order, OrderResult result) { }

    /// <summary>An instrument's state or contract changed.</summary>
    void OnInstrumentState(Instrument instrument, InstrumentState before) { }

    /// <summary>Protection fired; frozen until then, µs since 1970, 0 until reset.</summary>
    void OnMmpTrigger(Account account, string indexName, long frozenUntilUs, string? group) { }

    /// <summary>An account was locked or unlocked.</summary>
    void OnAccountLock(Account account, string currency, bool isLocked) { }

    /// <summary>Settlement or delivery of one account's position was paid.</summary>
    void OnSettlement(SettlementRow row) { }

    /// <summary>An index has a new price.</summary>
    void OnIndex(string indexName, long priceE8) { }

    /// <summary>A mark price, and with it the ticker, changed.</summary>
    void OnMark(Instrument instrument) { }
}
