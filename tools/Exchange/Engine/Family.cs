using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>What the instruments of one settlement currency share: ids, change ids, and the venue's own money.</summary>
public sealed class Family
{
    internal Family(string currency, EngineOptions options)
    {
        Currency = currency;
        IdPrefix = currency == "BTC" ? "" : currency + "-";
        _nextOrder = options.FirstOrderNumber;
        _nextTrade = options.FirstTradeNumber;
        _changeId = options.FirstChangeId;
    }

    private long _nextOrder;
    private long _nextTrade;
    private long _changeId;

    /// <summary>Settlement currency.</summary>
    public string Currency { get; }

    /// <summary>What stands before an order or trade number on the wire.</summary>
    public string IdPrefix { get; }

    /// <summary>Fees taken, 1e-8 of the currency.</summary>
    public long FeesE8 { get; internal set; }

    /// <summary>Insurance fund, 1e-8 of the currency; liquidation fees go in, losses beyond an account's balance come out.</summary>
    public long InsuranceE8 { get; internal set; }

    /// <summary>What rounding left over at settlements, 1e-8 of the currency: at most one for each account and instrument settled.</summary>
    public long RoundingE8 { get; internal set; }

    /// <summary>Everything ever deposited less withdrawn, 1e-8 of the currency.</summary>
    public long DepositsE8 { get; internal set; }

    internal readonly Dictionary<long, Order> Orders = [];
    internal readonly List<Instrument> Instruments = [];

    internal long TakeOrderNumber() => _nextOrder++;

    internal long TakeTradeNumber() => _nextTrade++;

    /// <summary>The next change id: 1 to 16 above the last, so that nobody counts on one.</summary>
    internal long TakeChangeId()
    {
        ulong mixed = (ulong)_changeId * 0x9E3779B97F4A7C15;
        return _changeId += 1 + (long)(mixed >> 60);
    }
}
