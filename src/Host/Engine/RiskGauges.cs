using System;
using Minnow.Core.Engine;
using Minnow.Core.Risk;
using Minnow.Host.Counters;

namespace Minnow.Host.Engine;

/// <summary>What the state says of risk, copied to the counters. Thread: the quoter's.</summary>
internal static class RiskGauges
{
    /// <summary>Copies it.</summary>
    internal static void Update(CounterSet counters, StateBlock block)
    {
        ref readonly RiskState risk = ref block.Head.Risk;
        long step = risk.Ladder.Step;
        ulong triggers = risk.Ladder.Triggers;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref readonly KillLadder own = ref block[i].Risk.Ladder;
            step = Math.Max(step, own.Step);
            triggers |= own.Triggers;
        }
        counters.Set(CounterId.RiskStep, step);
        counters.Set(CounterId.RiskCause, risk.Ladder.Cause);
        counters.Set(CounterId.RiskTriggers, (long)triggers);
        counters.Set(CounterId.RiskStepsUp, risk.Ladder.RaisedCount);
        counters.Set(CounterId.RiskCancelNs, risk.CancelTookNs);
        counters.Set(CounterId.RiskFlattenNs, risk.FlattenTookNs);
        counters.Set(CounterId.RiskLinkClosed, risk.IsLinkClosed);
    }
}
