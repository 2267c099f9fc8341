using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>When the accounts are summed up and the kill ladder is shown what happened. Each call says whether a step moved.</summary>
/// <remarks>What depends on money is looked at when a fill, a mark or the timer comes, never for a book message.</remarks>
internal sealed class RiskDesk(StateBlock block)
{
    /// <summary>The timer: everything is looked at.</summary>
    internal bool Timer()
    {
        ref QuoterState head = ref block.Head;
        AccountDesk.Value(block);
        bool moved = AccountTriggers.Look(block) | AlertDesk.Look(block);
        for (int i = 0; i < (int)head.InstrumentCount; i++) moved |= TriggerDesk.Look(in head, ref block[i]);
        return moved;
    }

    /// <summary>A mark of an instrument with a position came.</summary>
    internal bool Valued(ref InstrumentState instrument)
    {
        ref QuoterState head = ref block.Head;
        AccountDesk.Value(block);
        return AccountTriggers.LookAtLosses(ref head.Risk, head.NowNs) | TriggerDesk.LookAtPosition(in head, ref instrument);
    }

    /// <summary>An order, a fill or a position of an instrument was told.</summary>
    internal bool Ordered(ref InstrumentState instrument, DecisionTrigger trigger)
    {
        ref QuoterState head = ref block.Head;
        if (trigger != DecisionTrigger.OrderAnswer) return Valued(ref instrument);
        return AccountTriggers.LookAtRefusals(ref head.Risk, head.NowNs);
    }

    /// <summary>The book of an instrument broke.</summary>
    internal bool Broke(ref InstrumentState instrument)
    {
        ref QuoterState head = ref block.Head;
        RecentTimes.Add(ref instrument.Risk.Breaks, head.NowNs);
        return TriggerDesk.LookAtBreaks(in head, ref instrument);
    }

    /// <summary>An alert was raised or is over.</summary>
    internal bool OnAlert(ref readonly Event e)
    {
        if (AlertDesk.OnAlert(in e, block)) return true;
        block.Head.Unapplied++;
        return false;
    }
}
