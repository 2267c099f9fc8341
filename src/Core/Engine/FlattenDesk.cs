using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>Brings a position to nothing: one reduce-only order after the other, each of part of it, at its own interval, never worse than the slippage from the mark.</summary>
/// <remarks>
/// Asked for anew at each decision until the position is 0. What is of unknown fate counts as filled, so the sum of all can not turn the position around; the
/// order itself may only reduce. Without a price to trust nothing is sent, and the record says so.
/// </remarks>
internal static class FlattenDesk
{
    // Older marks are no measure of what a price is worth.
    private const long MaxMarkAgeNs = 5 * Units.NsPerSecond;
    private const double BpsInOne = 1e4;

    private const Suppressions Blocks = Suppressions.NotQuotable | Suppressions.NotOpen | Suppressions.BookNotValid | Suppressions.BookCrossed | Suppressions.StaleFeed
        | Suppressions.FeedLost | Suppressions.PlatformLocked | Suppressions.GatewayNotReady | Suppressions.AccountLocked;

    /// <summary>True if the instrument is to be brought to nothing now.</summary>
    internal static bool IsDue(in QuoterState head, in InstrumentState instrument) =>
        head.Risk.Ladder.Step == (long)KillStep.Flatten && instrument.PositionLots != 0 && KillDesk.IsOurs(in instrument);

    /// <summary>The order that is wanted next; of no size if none is, and then the record says that it waits.</summary>
    internal static TacticAggression Want(ref DecisionRecord record, in QuoterState head, in InstrumentState instrument)
    {
        TacticAggression take = default;
        long held = Held(in instrument);
        bool sell = instrument.PositionLots > 0;
        long touch = sell ? record.BestBidTicks : record.BestAskTicks;
        double reference = Reference(in record, in head, in instrument);
        bool isBlind = (record.Suppressions & Blocks) != 0 || touch == Units.Missing || !(reference > 0);
        if (isBlind)
        {
            record.Suppressions |= Suppressions.FlattenWaits;
            return take;
        }
        double slippage = reference * Math.Clamp(head.Risk.Parameters.FlattenSlippageBps, 0, BpsInOne / 2) / BpsInOne;
        // Rounded towards us, so that rounding never gives more than the slippage.
        long limit = sell ? Math.Max(1, (long)Math.Ceiling(reference - slippage)) : (long)Math.Floor(reference + slippage);
        if (held == 0 || limit < 1 || (sell ? touch < limit : touch > limit))
        {
            record.Suppressions |= Suppressions.FlattenWaits;
            return take;
        }
        take.Lots = Lots(in head, in instrument, held);
        take.IsSell = sell ? 1 : 0;
        take.LimitTicks = limit;
        take.IntervalNs = Math.Max(1, head.Risk.Parameters.FlattenIntervalNs);
        take.IsExit = 1;
        return take;
    }

    // While the venue states another position than ours the smaller of the two is surely there, if both are on one side.
    private static long Held(in InstrumentState instrument)
    {
        long ours = instrument.PositionLots, stated = instrument.Check.StatedLots;
        if (instrument.Check.Differs == 0) return Math.Abs(ours);
        return ours > 0 == stated > 0 ? Math.Min(Math.Abs(ours), Math.Abs(stated)) : 0;
    }

    private static double Reference(in DecisionRecord record, in QuoterState head, in InstrumentState instrument)
    {
        long markNs = instrument.Signals.MarkNs, mark = instrument.Marks.MarkE8;
        bool isFresh = mark != Units.Missing && mark > 0 && markNs != 0 && !FeedHealth.IsOlder(head.NowNs, markNs, MaxMarkAgeNs);
        return isFresh ? (double)mark / instrument.Spec.TickE8 : record.MidTicks;
    }

    // What one quote may have is never too much to take at once; a rest that no order could take goes with it.
    private static long Lots(in QuoterState head, in InstrumentState instrument, long held)
    {
        long quote = instrument.Parameters.OrderAmountE8 / instrument.Spec.LotE8, min = Math.Max(1, instrument.Spec.MinLots);
        double share = head.Risk.Parameters.FlattenShare is > 0 and <= 1 ? head.Risk.Parameters.FlattenShare : 1;
        long lots = Math.Max(Math.Max(min, quote), (long)(held * share));
        return held - lots < min ? held : lots;
    }
}
