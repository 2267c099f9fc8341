using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Core.Engine.Hedging;

/// <summary>Writes what was wanted of a hedge instrument and what each way costs, when there is news.</summary>
internal static class HedgeNotes
{
    /// <summary>Slots that one decision may take.</summary>
    internal const int Slots = 2;

    internal static void Write(OutputBatch output, in DecisionRecord record, ref InstrumentState instrument, in HedgePlan plan)
    {
        ref HedgeLeg leg = ref instrument.Hedge;
        long said = ((long)plan.Aim << 16) | ((long)plan.Way << 8) | (plan.IsSell ? 1L : 0L);
        bool isNews = said != leg.LastPlan || leg.OrderCount != leg.SaidOrderCount;
        if (!isNews) return;
        leg.LastPlan = said;
        leg.SaidOrderCount = leg.OrderCount;
        HedgeRecord what = default;
        what.Kind = OutputKind.Hedge;
        what.Way = plan.Way;
        what.Aim = plan.Aim;
        what.IsSell = plan.IsSell ? (byte)1 : (byte)0;
        what.InstrumentIndex = record.InstrumentIndex;
        what.CauseSequence = record.CauseSequence;
        what.TimeNs = record.TimeNs;
        what.NetE8 = plan.NetE8;
        what.WantedLots = plan.WantedLots;
        what.Lots = plan.Lots;
        what.HedgeLots = leg.Lots;
        what.UnwindE4 = HedgeCostRecord.E4(plan.UnwindBps);
        HedgeCostRecord cost = default;
        cost.Kind = OutputKind.HedgeCost;
        cost.InstrumentIndex = record.InstrumentIndex;
        cost.CauseSequence = record.CauseSequence;
        cost.TimeNs = record.TimeNs;
        HedgeCostRecord.Write(ref cost, in plan.Costs);
        output.AddHedge(in what, in cost);
    }
}
