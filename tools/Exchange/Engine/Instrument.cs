using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>A listed instrument: contract, state, book, and the numbers of its ticker.</summary>
public sealed class Instrument
{
    internal Instrument(InstrumentSpec spec, Family family, IndexPrice index, int slot)
    {
        Spec = spec;
        Family = family;
        Index = index;
        Slot = slot;
        Book = new OrderBook(this);
    }

    /// <summary>Contract.</summary>
    public InstrumentSpec Spec { get; internal set; }

    /// <summary>Name.</summary>
    public string Name => Spec.Name;

    /// <summary>Instruments of the same settlement currency.</summary>
    public Family Family { get; }

    /// <summary>Index it follows.</summary>
    public IndexPrice Index { get; }

    /// <summary>Place in the engine's list, from 0.</summary>
    public int Slot { get; }

    /// <summary>Resting orders.</summary>
    public OrderBook Book { get; }

    /// <summary>State.</summary>
    public InstrumentState State { get; internal set; }

    /// <summary>Last book change, µs since 1970.</summary>
    public long BookTimeUs { get; internal set; }

    /// <summary>Id of the last book change.</summary>
    public long ChangeId { get; internal set; }

    /// <summary>Index price, 1e-8.</summary>
    public long IndexE8 => Index.PriceE8;

    /// <summary>Mark price, 1e-8.</summary>
    public long MarkE8 { get; internal set; }

    /// <summary>Price of the last settlement, 1e-8; 0 before the first index.</summary>
    public long SettlementE8 { get; internal set; }

    /// <summary>Price of the last trade, 1e-8; 0 without any.</summary>
    public long LastE8 { get; internal set; }

    /// <summary>Delivery price; 0 until delivered, 1e-8.</summary>
    public long DeliveryE8 { get; internal set; }

    /// <summary>Number of the last trade.</summary>
    public long TradeSequence { get; internal set; }

    /// <summary>Funding rate now, per 8 h, not rounded; 0 for dated instruments.</summary>
    public double FundingRate { get; internal set; }

    /// <summary>Funding accrued since listing, settlement currency for one unit of amount.</summary>
    public decimal InterestValue => (decimal)(FundingE20 / 100_000_000) / 1_000_000_000_000m;

    /// <summary>Sum of the long positions, 1e-8.</summary>
    public long OpenInterestE8 { get; internal set; }

    /// <summary>Prices and amounts traded in the trailing day.</summary>
    public DayStats Stats { get; } = new();

    /// <summary>Recent trades, oldest first.</summary>
    public IReadOnlyList<Trade> Trades => TradeLog;

    /// <summary>Lowest price that an order may have, 1e-8.</summary>
    public long MinPriceE8 { get; internal set; } = LowestE8;

    /// <summary>Highest price that an order may have, 1e-8.</summary>
    public long MaxPriceE8 { get; internal set; } = HighestE8;

    /// <summary>New orders may be placed.</summary>
    public bool IsActive => State == InstrumentState.Open;

    /// <summary>Funding realised over the trailing 8 h as a fraction, as of the last step.</summary>
    public double Funding8h { get; internal set; }

    /// <summary>Funding rates of the last day.</summary>
    public FundingHistory Funding { get; } = new();

    internal const long LowestE8 = 1;
    internal const long HighestE8 = long.MaxValue / 4;
    internal readonly List<Trade> TradeLog = [];
    internal Int128 FundingE20;
    internal Int128 FundingAnchorE20;
    internal long FundingAnchorUs;
    internal double FundingE20PerUs;
    internal double PremiumAverageE8;
    internal bool MarkIsForced;
    internal int LastTickDirection;
    internal long StateUntilUs = long.MaxValue;
    internal InstrumentState StateAfter;
}
