using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Host.Live;

/// <summary>What became of our orders and fills, added up from the events as they are published. Thread: the one of the sessions.</summary>
public sealed class OrderTally
{
    private const int Watched = 1024;

    private readonly long[] _reports = new long[Enum.GetValues<OrderReport>().Length];
    private readonly (long OrderId, long SentNs)[] _sent = new (long, long)[Watched];
    private readonly long[] _venuePositionLots;
    private RecentIds _told;

    /// <summary>A tally over instruments of index 0 up to <paramref name="maxInstruments"/>.</summary>
    public OrderTally(int maxInstruments)
    {
        _venuePositionLots = new long[maxInstruments];
        Array.Fill(_venuePositionLots, Units.Missing);
    }

    /// <summary>Fills of our account.</summary>
    public long FillCount { get; private set; }

    /// <summary>Lots of those fills, bought and sold.</summary>
    public long FilledLots { get; private set; }

    /// <summary>Fees of those fills, 1e-8 of the settlement coins, added up over instruments.</summary>
    public long FeesE8 { get; private set; }

    /// <summary>Fills that a query told after a lost connection.</summary>
    public long BackfilledCount { get; private set; }

    /// <summary>Time from the order answered last to its answer, ns; 0 before the first.</summary>
    public long AckNs { get; private set; }

    /// <summary>Longest such time, ns.</summary>
    public long AckMaxNs { get; private set; }

    /// <summary>Reports of this kind.</summary>
    public long Reports(OrderReport report) => _reports[(int)report];

    /// <summary>The venue's last statement of our position, lots; <see cref="Units.Missing"/> if it made none.</summary>
    public long VenuePositionLots(int instrument) => _venuePositionLots[instrument];

    /// <summary>A command goes to the session.</summary>
    public void Commanded(in OutputRecord command, long nowNs)
    {
        if (command.Verb is CommandVerb.Place or CommandVerb.Edit or CommandVerb.Cancel) _sent[command.OrderId & (Watched - 1)] = (command.OrderId, nowNs);
    }

    /// <summary>The venue's word on one of our orders.</summary>
    public void Reported(in OrderUpdate update, long nowNs)
    {
        if ((int)update.Report < _reports.Length) _reports[(int)update.Report]++;
        ref (long OrderId, long SentNs) sent = ref _sent[update.OrderId & (Watched - 1)];
        if (sent.SentNs == 0 || sent.OrderId != update.OrderId) return;
        AckNs = nowNs - sent.SentNs;
        AckMaxNs = Math.Max(AckMaxNs, AckNs);
        sent.SentNs = 0;
    }

    /// <summary>A fill.</summary>
    public void Filled(in Event fill)
    {
        FillDetails details = (FillDetails)fill.Detail;
        // The venue tells a fill in the answer, in a notification and in a query; it counts once, as in the quoter.
        if (!RecentIds.TryAdd(ref _told, fill.Fill.TradeId) || (details & FillDetails.BeforeOpening) != 0) return;
        FillCount++;
        FilledLots += fill.Fill.SizeLots;
        if (fill.Fill.FeeE8 != Units.Missing) FeesE8 += fill.Fill.FeeE8;
        if ((details & FillDetails.Backfilled) != 0) BackfilledCount++;
    }

    /// <summary>The venue states a position.</summary>
    public void Stated(in Event position)
    {
        if (position.InstrumentIndex < _venuePositionLots.Length) _venuePositionLots[position.InstrumentIndex] = position.Position.SizeLots;
    }
}
