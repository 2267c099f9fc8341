using Minnow.Core.Model;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>The hedge section as the quoter's parameters.</summary>
internal static class HedgeSettings
{
    internal static HedgeParameters Of(HedgeOptions o) => !o.IsOn ? default : new HedgeParameters
    {
        TriggerE8 = ExactAmount.ToE8(o.Trigger ?? 0),
        TargetE8 = ExactAmount.ToE8(o.Target),
        UrgentE8 = ExactAmount.ToE8(o.Urgent ?? 0),
        MaxOrderE8 = ExactAmount.ToE8(o.MaxOrder ?? 0),
        RiskWeight = o.RiskWeight,
        SkewSeconds = o.SkewSeconds,
        PassiveSeconds = o.PassiveSeconds,
        PassiveWaitNs = o.PassiveWaitMs * Units.NsPerMs,
        AdverseBps = o.AdverseBps,
        SlippageBps = o.SlippageBps,
        IntervalNs = o.IntervalMs * Units.NsPerMs,
        UnwindSeconds = o.UnwindHours * 3600,
        UnwindEdgeBps = o.UnwindEdgeBps,
        BasisHalfLifeSeconds = o.BasisHalfLifeSeconds,
        RollNs = (long)(o.RollHours * 3600 * Units.NsPerSecond),
    };
}
