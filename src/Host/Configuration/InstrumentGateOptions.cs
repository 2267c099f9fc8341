namespace Minnow.Host.Configuration;

/// <summary>Limits of the pre-trade gate for one instrument. What is left out follows from the instrument's own money limits.</summary>
public sealed record InstrumentGateOptions
{
    /// <summary>Largest single order, in the venue's unit; null takes the largest one that orderAmount and the ladder can come to, or, where it hedges, from one end of the position limit to the other.</summary>
    [Setting("Largest single order, in the venue's unit; null takes the largest one that orderAmount and the ladder can come to, or, where it hedges, from one end of the position limit to the other.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? MaxOrderAmount { get; init; }

    /// <summary>Largest worth of a single order, in the quote currency; null limits the amount alone.</summary>
    [Setting("Largest worth of a single order, in the quote currency; null limits the amount alone.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? MaxOrderNotional { get; init; }

    /// <summary>Largest position on either side, everything that may be filled counted as filled, in the venue's unit; null takes maxPositionAmount.</summary>
    [Setting("Largest position on either side, everything that may be filled counted as filled, in the venue's unit; null takes maxPositionAmount.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? MaxPositionAmount { get; init; }

    /// <summary>Most orders that are open or may be.</summary>
    [Setting("Most orders that are open or may be.", Min = 1, Max = 60)]
    public int MaxOpenOrders { get; init; } = 24;
}
