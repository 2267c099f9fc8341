using Minnow.Core.Model;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine.Hedging;

/// <summary>What events say to the book of hedges.</summary>
internal static class HedgeHook
{
    /// <summary>An instrument becomes one on which hedges are made, or stops to be.</summary>
    internal static void Rank(ref InstrumentState instrument, in QuoterState head, long rank)
    {
        instrument.Hedge.Rank = rank > 0 ? rank : 0;
        BasisSignal.Tune(ref instrument.Hedge.Basis, head.Hedge.BasisHalfLifeSeconds);
    }

    /// <summary>A fill was booked.</summary>
    internal static void Filled(StateBlock block, ref readonly Event e, bool isHedge)
    {
        if (isHedge) HedgeBook.Filled(block, e.InstrumentIndex, e.Has(EventFlags.Ask) ? -e.Fill.SizeLots : e.Fill.SizeLots);
        else if (HedgeDesk.IsOn(in block.Head)) HedgeBook.Settle(block, e.InstrumentIndex);
    }

    /// <summary>The venue stated a position; the opening ones say nothing of what they are for.</summary>
    internal static void Stated(StateBlock block, ref readonly Event e)
    {
        if (!HedgeDesk.IsOn(in block.Head)) return;
        if (e.Has(EventFlags.Snapshot)) block.Head.HedgesToAdopt = 1;
        HedgeBook.Settle(block, e.InstrumentIndex);
    }
}
