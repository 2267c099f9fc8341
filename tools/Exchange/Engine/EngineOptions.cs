namespace Minnow.Exchange.Engine;

/// <summary>Choices where the venue's behaviour changed over time or is not known, and limits.</summary>
public sealed record EngineOptions
{
    /// <summary>A taker that meets its own order is made and cancelled (since 2026-05) rather than refused with 10003.</summary>
    public bool OverlapCancelsTaker { get; init; } = true;

    /// <summary>Code that answers an edit or cancel of a filled order: 11008, 10010, 11044 or 10004; which one the venue uses is not known.</summary>
    public int FilledOrderCode { get; init; } = 11008;

    /// <summary>Code that answers an edit or cancel of a cancelled order: 10010, 11044 or 10004.</summary>
    public int CancelledOrderCode { get; init; } = 10010;

    /// <summary>Seed of a draw of such a code for each answer, in place of the two above; null for none.</summary>
    public ulong? LostRaceSeed { get; init; }

    /// <summary>Open orders an account may have on one instrument; 0 for no limit.</summary>
    public int MaxOrdersPerInstrument { get; init; } = 1000;

    /// <summary>Open orders an account may have; 0 for no limit.</summary>
    public int MaxOrders { get; init; } = 10_000;

    /// <summary>How long books stay in state settlement, µs.</summary>
    public long SettlementUs { get; init; } = 3 * Units.SecondUs;

    /// <summary>How long after its delivery an instrument is archived, µs; 0 for never.</summary>
    public long ArchivesAfterUs { get; init; } = 24 * 3600 * Units.SecondUs;

    /// <summary>Time of the day of settlement and expiry, µs after 00:00 UTC.</summary>
    public long SettlementTimeUs { get; init; } = 8 * 3600 * Units.SecondUs;

    /// <summary>Settle daily and deliver at expiry by the clock. Without it only by request.</summary>
    public bool SettlesByClock { get; init; } = true;

    /// <summary>Closed orders are forgotten after this time, µs; 0 for never.</summary>
    public long ClosedOrdersUs { get; init; } = 30 * 60 * Units.SecondUs;

    /// <summary>Trades are forgotten after this time, µs; 0 for never.</summary>
    public long TradesUs { get; init; } = 24 * 3600 * Units.SecondUs;

    /// <summary>Time between two steps of mark, funding, margin and liquidation, µs.</summary>
    public long StepUs { get; init; } = Units.SecondUs;

    /// <summary>Time constant of the mark's average distance from the index, µs.</summary>
    public long MarkAverageUs { get; init; } = 30 * Units.SecondUs;

    /// <summary>First order id of each currency.</summary>
    public long FirstOrderNumber { get; init; } = 74_311_538_594;

    /// <summary>First trade id of each currency.</summary>
    public long FirstTradeNumber { get; init; } = 403_691_824;

    /// <summary>First change id of each currency.</summary>
    public long FirstChangeId { get; init; } = 133_112_427_566;
}
