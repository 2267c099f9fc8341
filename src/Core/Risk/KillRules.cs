using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk;

/// <summary>One <see cref="KillRule"/> for each <see cref="KillTrigger"/>, at its number.</summary>
[InlineArray(Count)]
public struct KillRules
{
    /// <summary>Rules, the unused one of <see cref="KillTrigger.None"/> included.</summary>
    public const int Count = (int)KillTrigger.ExternalAlert + 1;

    private KillRule _first;

    /// <summary>The rule of a trigger.</summary>
    public static ref KillRule Of(ref KillRules rules, KillTrigger trigger) => ref rules[(int)trigger];

    /// <summary>The rule of a trigger, to read.</summary>
    public static ref readonly KillRule At(in KillRules rules, KillTrigger trigger) => ref rules[(int)trigger];

    /// <summary>All off but halts of orders, fills and positions, which cancel, and alerts, which ask for what their source says.</summary>
    public static KillRules Safe
    {
        get
        {
            KillRules rules = default;
            for (int i = 0; i < Count; i++) rules[i] = KillRule.Off;
            rules[(int)KillTrigger.Halt].Step = (long)KillStep.Cancel;
            return rules;
        }
    }
}
