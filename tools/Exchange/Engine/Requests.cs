using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>A new order. Through whom it came is part of it, for cancel-on-disconnect.</summary>
public readonly record struct OrderRequest
{
    /// <summary>A limit order, good til cancelled.</summary>
    public OrderRequest(Account account, Instrument instrument, OrderSide side, long amountE8, long priceE8)
    {
        Account = account;
        Instrument = instrument;
        Side = side;
        AmountE8 = amountE8;
        PriceE8 = priceE8;
    }

    /// <summary>Whose.</summary>
    public Account Account { get; init; }

    /// <summary>Of what.</summary>
    public Instrument Instrument { get; init; }

    /// <summary>Side.</summary>
    public OrderSide Side { get; init; }

    /// <summary>Whole amount, 1e-8.</summary>
    public long AmountE8 { get; init; }

    /// <summary>Price, 1e-8; not used by market and market_limit.</summary>
    public long PriceE8 { get; init; }

    /// <summary>Type.</summary>
    public OrderType Type { get; init; }

    /// <summary>Time in force.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Never takes: moved to a tick inside, or refused.</summary>
    public bool PostOnly { get; init; }

    /// <summary>With post-only: refused instead of moved.</summary>
    public bool RejectPostOnly { get; init; }

    /// <summary>Never makes the position larger.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Under market maker protection.</summary>
    public bool Mmp { get; init; }

    /// <summary>Label; not unique. Null or empty for none.</summary>
    public string? Label { get; init; }

    /// <summary>Amount shown, 1e-8; 0 for all. Anything else is refused with 10024: icebergs are not offered here.</summary>
    public long DisplayE8 { get; init; }

    /// <summary>Latest time at which matching may begin, µs since 1970; 0 for any.</summary>
    public long ValidUntilUs { get; init; }

    /// <summary>Connection it came through; 0 for none.</summary>
    public long ConnectionId { get; init; }

    /// <summary>True when that connection had cancel-on-disconnect on.</summary>
    public bool CancelOnDisconnect { get; init; }

    /// <summary>True when it came over the API rather than the web page.</summary>
    public bool IsWeb { get; init; }

    /// <summary>Name of the combination that it is a leg of; null for none.</summary>
    public string? ComboName { get; init; }
}

/// <summary>A change to an order. Null leaves a property as it is.</summary>
public readonly record struct EditRequest
{
    /// <summary>New whole amount with what is filled, 1e-8.</summary>
    public long? AmountE8 { get; init; }

    /// <summary>New price, 1e-8.</summary>
    public long? PriceE8 { get; init; }

    /// <summary>Post-only from now on.</summary>
    public bool? PostOnly { get; init; }

    /// <summary>Rejecting post-only from now on.</summary>
    public bool? RejectPostOnly { get; init; }

    /// <summary>Reduce-only from now on.</summary>
    public bool? ReduceOnly { get; init; }

    /// <summary>May not differ from the order's: -32602 since 2026-05-19.</summary>
    public bool? Mmp { get; init; }

    /// <summary>Refused with 10024 if given and not 0.</summary>
    public long? DisplayE8 { get; init; }

    /// <summary>Latest time at which matching may begin, µs since 1970; 0 for any.</summary>
    public long ValidUntilUs { get; init; }
}

/// <summary>What came of a request for one order.</summary>
public readonly record struct OrderResult
{
    /// <summary>Why not; code 0 when carried out.</summary>
    public EngineError Error { get; init; }

    /// <summary>The order; null when none was made or found.</summary>
    public Order? Order { get; init; }

    /// <summary>Own trades of this request, in order.</summary>
    public IReadOnlyList<UserTrade> Trades { get; init; }

    /// <summary>True while the speed bump holds it: what came of it is told to <see cref="IEngineListener.OnHeldDone"/>.</summary>
    public bool IsHeld { get; init; }

    /// <summary>True when the request was carried out.</summary>
    public bool IsDone => Error.Code == 0;

    internal static OrderResult Refused(EngineError error, Order? order = null) => new() { Error = error, Order = order, Trades = [] };
}

/// <summary>Which orders a mass cancel means. Null means any.</summary>
public readonly record struct CancelFilter
{
    /// <summary>Of this instrument.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>Settled in this currency.</summary>
    public string? Currency { get; init; }

    /// <summary>On this index (currency pair), such as btc_usd.</summary>
    public string? IndexName { get; init; }

    /// <summary>With this label.</summary>
    public string? Label { get; init; }

    /// <summary>Of this type.</summary>
    public OrderType? Type { get; init; }

    /// <summary>Placed through this connection while cancel-on-disconnect was on.</summary>
    public long? ProtectedConnectionId { get; init; }

    /// <summary>True: only orders under protection; false: only others.</summary>
    public bool? Mmp { get; init; }

    /// <summary>True: only quotes; false: only ordinary orders.</summary>
    public bool? Quote { get; init; }

    /// <summary>With this quote set id.</summary>
    public string? QuoteSetId { get; init; }
}
