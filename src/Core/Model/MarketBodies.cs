namespace Minnow.Core.Model;

/// <summary>Body: one level of a book message. Absolute amount: 0 lots removes the level.</summary>
public struct BookLevel
{
    /// <summary>The message's own id.</summary>
    public long ChangeId;

    /// <summary>The id that must be the last one applied; <see cref="Units.Missing"/> on a snapshot.</summary>
    public long PrevChangeId;

    /// <summary>Price in ticks.</summary>
    public long PriceTicks;

    /// <summary>Amount in lots, 0 or more.</summary>
    public long SizeLots;

    /// <summary>Of a <see cref="EventKind.GroupedLevel"/> whose prices are not grouped: the most levels that a side of its window holds. Else 0.</summary>
    public long WindowLevels;
}

/// <summary>Body: why a book can not be trusted.</summary>
public struct BookInvalid
{
    /// <summary>The refusal that caused it.</summary>
    public ParseStatus Status;

    /// <summary>Zero.</summary>
    public byte Reserved0;

    /// <summary>Zero.</summary>
    public ushort Reserved1;

    /// <summary>Zero.</summary>
    public uint Reserved2;

    /// <summary>Bytes of the frame.</summary>
    public long FrameBytes;

    /// <summary>Offset in the frame at which it was refused; <see cref="Units.Missing"/> if not known.</summary>
    public long AtBytes;

    /// <summary>Zero.</summary>
    public long Reserved3;

    /// <summary>Zero.</summary>
    public long Reserved4;
}

/// <summary>Body: one public trade; flag <see cref="EventFlags.Ask"/> if the aggressor sold.</summary>
public struct Trade
{
    /// <summary>Price in ticks.</summary>
    public long PriceTicks;

    /// <summary>Amount in lots.</summary>
    public long SizeLots;

    /// <summary>The venue's trade sequence of the instrument.</summary>
    public long TradeSeq;

    /// <summary>The trade id where it is digits; else its hash.</summary>
    public long TradeId;

    /// <summary>Index price at the trade, units of 1e-8.</summary>
    public long IndexE8;
}

/// <summary>Body: best bid and ask as the venue states them. An empty side is <see cref="Units.Missing"/> with 0 lots.</summary>
public struct Quote
{
    /// <summary>Best bid in ticks.</summary>
    public long BidTicks;

    /// <summary>Amount at the best bid in lots.</summary>
    public long BidLots;

    /// <summary>Best ask in ticks.</summary>
    public long AskTicks;

    /// <summary>Amount at the best ask in lots.</summary>
    public long AskLots;

    /// <summary>Zero.</summary>
    public long Reserved;
}

/// <summary>Body: prices of a ticker that need not lie on a tick, units of 1e-8.</summary>
public struct TickerMarks
{
    /// <summary>Mark price.</summary>
    public long MarkE8;

    /// <summary>Index price.</summary>
    public long IndexE8;

    /// <summary>Last traded price.</summary>
    public long LastE8;

    /// <summary>Lowest price that the venue accepts.</summary>
    public long MinE8;

    /// <summary>Highest price that the venue accepts.</summary>
    public long MaxE8;
}

/// <summary>Body: what holding costs. Rates in units of 1e-12, prices and amounts in units of 1e-8.</summary>
public struct TickerCarry
{
    /// <summary>Instantaneous funding rate, per 8 h.</summary>
    public long CurrentFundingE12;

    /// <summary>Funding realised over the trailing 8 h.</summary>
    public long Funding8hE12;

    /// <summary>The venue's accumulator of funding.</summary>
    public long InterestValueE12;

    /// <summary>Open interest in the venue's amount unit.</summary>
    public long OpenInterestE8;

    /// <summary>Last settlement price.</summary>
    public long SettlementE8;
}

/// <summary>Body: statistics over 24 hours, units of 1e-8.</summary>
public struct TickerStats
{
    /// <summary>Highest price.</summary>
    public long HighE8;

    /// <summary>Lowest price.</summary>
    public long LowE8;

    /// <summary>Volume in the base currency.</summary>
    public long VolumeE8;

    /// <summary>Volume in USD.</summary>
    public long VolumeUsdE8;

    /// <summary>Change of price in percent.</summary>
    public long ChangePercentE8;
}

/// <summary>Body: greeks of an option, units of 1e-8.</summary>
public struct OptionGreeks
{
    /// <summary>Delta.</summary>
    public long DeltaE8;

    /// <summary>Gamma.</summary>
    public long GammaE8;

    /// <summary>Theta.</summary>
    public long ThetaE8;

    /// <summary>Vega.</summary>
    public long VegaE8;

    /// <summary>Rho.</summary>
    public long RhoE8;
}

/// <summary>Body: implied volatilities (percent) and underlying, units of 1e-8.</summary>
public struct OptionVols
{
    /// <summary>Implied volatility of the mark.</summary>
    public long MarkIvE8;

    /// <summary>Implied volatility of the bid.</summary>
    public long BidIvE8;

    /// <summary>Implied volatility of the ask.</summary>
    public long AskIvE8;

    /// <summary>Price of the underlying.</summary>
    public long UnderlyingE8;

    /// <summary>Interest rate used by the venue.</summary>
    public long InterestRateE8;
}

/// <summary>Body: one value of an index channel.</summary>
public struct IndexValue
{
    /// <summary>The value: index price in units of 1e-8, or volatility in percent in units of 1e-8.</summary>
    public long ValueE8;

    /// <summary>Funding interest in units of 1e-12 (perpetual channel); else <see cref="Units.Missing"/>.</summary>
    public long InterestE12;

    /// <summary>Hash of the index name; 0 for the perpetual channel.</summary>
    public ulong NameHash;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;
}

/// <summary>Body: an error reply.</summary>
public struct VenueError
{
    /// <summary>The venue's error code.</summary>
    public long Code;

    /// <summary>Id of our request; <see cref="Units.Missing"/> if the reply has none.</summary>
    public long RequestId;

    /// <summary>Hash of the message text: published code tables disagree, so the text decides too.</summary>
    public ulong MessageHash;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;
}
