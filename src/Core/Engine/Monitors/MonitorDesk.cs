using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Risk.Monitors;

namespace Minnow.Core.Engine.Monitors;

/// <summary>Shows the stop-scaling monitors the moment, and says when one passes its limit and what becomes of the size.</summary>
/// <remarks>Nothing is done while no limit is set. Figures are looked at with the timer; what holds between two of them is counted by its time.</remarks>
internal static class MonitorDesk
{
    /// <summary>Slots that one event may take for an instrument.</summary>
    internal const int InstrumentSlots = 5;

    /// <summary>The same for the account.</summary>
    internal const int AccountSlots = 5;

    // The alert comes before the venue's own limit.
    private const double OrderToVolumeShare = 0.8;
    private const double OrderToVolumeStop = 0.95;
    private const double FundingPeriodSeconds = 28_800;

    /// <summary>What is left of an instrument's order sizes, 0 to 1.</summary>
    internal static double SizeFactor(in QuoterState head, in InstrumentState instrument)
    {
        long steps = head.Monitors.Steps.Steps + instrument.Monitors.Steps.Steps;
        return steps == 0 ? 1 : SizeSteps.Factor(steps, head.Monitors.Parameters.StepFactor);
    }

    /// <summary>A book message was complete.</summary>
    internal static void OnBook(in QuoterState head, ref InstrumentState instrument)
    {
        ref readonly MonitorParameters p = ref head.Monitors.Parameters;
        if (p.TouchShare > 0)
        {
            bool isMarket = instrument.Book.HasTop;
            long all = isMarket ? instrument.Book.BestBidLots + instrument.Book.BestAskLots : 0;
            long own = isMarket ? At(in instrument.Bids, instrument.Book.BestBidTicks) + At(in instrument.Asks, instrument.Book.BestAskTicks) : 0;
            TouchShare.Observe(ref instrument.Monitors.Touch, head.NowNs, own, all);
        }
        if (p.QueueShare > 0)
        {
            long ahead = 0, level = 0;
            Queue(in instrument.Bids, instrument.Book.Side(false), ref ahead, ref level);
            Queue(in instrument.Asks, instrument.Book.Side(true), ref ahead, ref level);
            QueueDecay.Observe(ref instrument.Monitors.Queue, head.NowNs, ahead, level, p.QueueShare);
        }
        if (p.EdgeFills > 0) EdgeFlip.Advance(ref instrument.Monitors.Edge, head.NowNs, Mid(in instrument), p.EdgeHorizonNs, p.EdgeFills);
    }

    /// <summary>A fill was booked.</summary>
    internal static void OnFill(ref QuoterState head, ref InstrumentState instrument, ref readonly Event e)
    {
        ref readonly MonitorParameters p = ref head.Monitors.Parameters;
        if (!p.IsOn) return;
        double price = e.Fill.PriceTicks * (double)instrument.Spec.TickE8 / Units.E8;
        double coins = e.Fill.SizeLots * (double)ExposureDesk.PerLotE8(in instrument) / Units.E8;
        bool isMaker = ((FillDetails)e.Detail & FillDetails.Taker) == 0;
        Churn.Filled(ref instrument.Monitors.Churn, head.NowNs, p.WindowNs, 0);
        Churn.Filled(ref head.Monitors.Churn, head.NowNs, p.WindowNs, isMaker ? coins : 0);
        if (p.EdgeFills <= 0 || coins <= 0) return;
        // The fee is in the coin of settlement: of an inverse contract the base, of a linear one the quote.
        double value = instrument.Spec.Contract == ContractKind.Linear ? coins * price : coins;
        EdgeFlip.Filled(ref instrument.Monitors.Edge, head.NowNs, e.Has(EventFlags.Ask), price, e.Fill.FeeE8 / (value * 1e4));
    }

    /// <summary>Messages were sent for an instrument; an order that takes counts twice, as the venue counts one whose rest it cancels.</summary>
    internal static void OnSent(ref QuoterState head, ref InstrumentState instrument, ReadOnlySpan<OutputRecord> said)
    {
        ref readonly MonitorParameters p = ref head.Monitors.Parameters;
        if (said.IsEmpty || !p.IsOn) return;
        long count = 0, orders = 0;
        foreach (ref readonly OutputRecord one in said)
        {
            if (one.Kind != OutputKind.Command) continue;
            if (one.Verb is CommandVerb.Place or CommandVerb.Edit) orders++;
            count += (one.Flags & (OutputRecord.ImmediateFlag | OutputRecord.FillOrKillFlag)) != 0 ? 2 : 1;
        }
        if (count == 0) return;
        Churn.Sent(ref instrument.Monitors.Churn, head.NowNs, p.WindowNs, count);
        Churn.Sent(ref head.Monitors.Churn, head.NowNs, p.WindowNs, count);
        if (orders != 0) VenueWatch.Sent(ref head.Monitors.Venue, head.NowNs, p.WindowNs, orders);
    }

    /// <summary>How many times as far a quote must be from its price before it moves: messages are scarce near the venue's order-to-volume limit (fault D8).</summary>
    internal static long RequoteFactor(in QuoterState head) => (head.Monitors.Steps.Alerts & (1L << (int)MonitorKind.OrderToVolume)) != 0 ? 4 : 1;

    /// <summary>True if so little is left to that limit that only cancels are sent.</summary>
    internal static bool IsChurnedOut(in QuoterState head)
    {
        double limit = head.Monitors.Parameters.MessagesPerCoin;
        return limit > 0 && head.Monitors.Churn.PerCoin > OrderToVolumeStop * limit;
    }

    /// <summary>A parameter of the monitors.</summary>
    /// <returns>False if it is none.</returns>
    internal static bool TrySet(StateBlock block, uint id, long bits)
    {
        ref MonitorParameters p = ref block.Head.Monitors.Parameters;
        if (!MonitorParameters.TrySet(ref p, id, bits)) return false;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++) Tune(ref block[i], in p);
        return true;
    }

    /// <summary>A new instrument.</summary>
    internal static void Tune(ref InstrumentState instrument, in MonitorParameters p)
    {
        TouchShare.Tune(ref instrument.Monitors.Touch, p.TouchHalfLifeSeconds);
        QueueDecay.Tune(ref instrument.Monitors.Queue, p.QueueHalfLifeSeconds);
    }

    /// <summary>A person has looked: sizes are whole again.</summary>
    internal static void Reset(StateBlock block)
    {
        SizeSteps.Reset(ref block.Head.Monitors.Steps);
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++) SizeSteps.Reset(ref block[i].Monitors.Steps);
    }

    /// <summary>Looks at all figures.</summary>
    internal static void OnTimer(StateBlock block, OutputBatch output)
    {
        ref QuoterState head = ref block.Head;
        ref readonly MonitorParameters p = ref head.Monitors.Parameters;
        if (!p.IsOn) return;
        Account(ref head, output);
        for (int i = 0; i < (int)head.InstrumentCount; i++) Instrument(ref head, ref block[i], (ushort)i, output);
    }

    private static void Account(ref QuoterState head, OutputBatch output)
    {
        ref AccountMonitors m = ref head.Monitors;
        ref readonly MonitorParameters p = ref m.Parameters;
        VenueWatch.Refused(ref m.Venue, head.NowNs, p.WindowNs, Math.Max(0, head.Refusals - m.SeenRefusals));
        m.SeenRefusals = head.Refusals;
        bool isAway = head.AccountLocked != 0 || head.FeedLost != 0 || head.Gateway is (long)GatewayPhase.Down or (long)GatewayPhase.Refused
            || head.Platform is (long)TradingState.Locked or (long)TradingState.Halted;
        if (isAway && m.IsAway == 0) VenueWatch.Away(ref m.Venue, head.NowNs, p.WindowNs);
        m.IsAway = isAway ? 1 : 0;
        VenueWatch.Advance(ref m.Venue, head.NowNs, p.WindowNs);
        Churn.Advance(ref m.Churn, head.NowNs, p.WindowNs);
        MonitorNotes notes = new(output, in head, ref m.Steps, Units.NoInstrument);
        notes.Look(MonitorKind.OrderToVolume, m.Churn.PerCoin, OrderToVolumeShare * p.MessagesPerCoin);
        notes.Look(MonitorKind.Latency, head.RoundTripNs, p.RoundTripNs);
        notes.Look(MonitorKind.Refusals, m.Venue.RefusalShare, p.RefusalShare);
        notes.Look(MonitorKind.Outages, m.Venue.Outages, p.Outages);
        notes.Step();
    }

    private static void Instrument(ref QuoterState head, ref InstrumentState instrument, ushort index, OutputBatch output)
    {
        ref InstrumentMonitors m = ref instrument.Monitors;
        ref readonly MonitorParameters p = ref head.Monitors.Parameters;
        TouchShare.Advance(ref m.Touch, head.NowNs);
        QueueDecay.Advance(ref m.Queue, head.NowNs);
        Churn.Advance(ref m.Churn, head.NowNs, p.WindowNs);
        Funding(in head, ref instrument);
        if (p.EdgeFills > 0) EdgeFlip.Advance(ref m.Edge, head.NowNs, Mid(in instrument), p.EdgeHorizonNs, p.EdgeFills);
        MonitorNotes notes = new(output, in head, ref m.Steps, index);
        notes.Look(MonitorKind.TouchShare, m.Touch.Value, p.TouchShare);
        notes.Look(MonitorKind.EdgeFlip, m.Edge.LossZ, p.EdgeFills > 0 ? p.EdgeZ : 0);
        notes.Look(MonitorKind.QueueDecay, m.Queue.Value, p.QueueShare > 0 ? QueueDecay.Median : 0);
        notes.Look(MonitorKind.Churn, m.Churn.PerFill, p.MessagesPerFill);
        notes.Step();
    }

    // What the position pays, in bps of one order, so that it counts like a part of the next fill.
    private static void Funding(in QuoterState head, ref InstrumentState instrument)
    {
        long fromNs = instrument.Monitors.FundingNs;
        instrument.Monitors.FundingNs = head.NowNs;
        long rate = instrument.Carry.CurrentFundingE12, order = instrument.Parameters.OrderAmountE8;
        bool expires = instrument.Spec.ExpiryNs is > 0 and < long.MaxValue;
        double seconds = (head.NowNs - fromNs) * 1e-9;
        if (expires || rate == Units.Missing || order <= 0 || fromNs == 0 || seconds is <= 0 or > 60 || instrument.PositionLots == 0) return;
        double orders = (double)instrument.PositionLots * instrument.Spec.LotE8 / order;
        EdgeFlip.Paid(ref instrument.Monitors.Edge, rate * 1e-8 * orders * seconds / FundingPeriodSeconds);
    }

    private static double Mid(in InstrumentState instrument) =>
        instrument.Book.HasTop ? 0.5 * instrument.Book.MidHalfTicks * instrument.Spec.TickE8 / Units.E8 : 0;

    private static long At(in OrderSide side, long ticks)
    {
        long lots = 0;
        foreach (ref readonly OwnOrder order in side.Used)
            if (!order.IsGone && order.PriceTicks == ticks) lots += order.OpenLots;
        return lots;
    }

    // Of the order of a side that is nearest to the market.
    private static void Queue(in OrderSide side, in Book.BookSide book, ref long ahead, ref long level)
    {
        long best = Units.Missing, before = 0;
        foreach (ref readonly OwnOrder order in side.Used)
        {
            bool isFirst = order.JoinedNs != 0 && !order.IsGone && (best == Units.Missing || order.Nearest(best, order.PriceTicks) == order.PriceTicks);
            if (!isFirst) continue;
            best = order.PriceTicks;
            before = order.AheadLots;
        }
        if (best == Units.Missing) return;
        long lots = book.LotsAt(best);
        if (lots <= 0) return;
        ahead += Math.Min(before, lots);
        level += lots;
    }
}
