using Minnow.Core.Signals;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>What the mode of the market does: a cascade pulls.</summary>
/// <remarks>
/// Both sides leave a cascade, the exit too: no passive price is safe in it, and blending it into the width would be no answer (models.md 4.4
/// and 6.5, erratum E2). Widths and sizes by mode belong to the width and to the ladder, and are not repeated here.
/// </remarks>
internal static class ModeRule
{
    public static void Apply(in TacticInputs inputs, ref TacticPlan plan)
    {
        if (inputs.Mode == MarketModeKind.Cascade && inputs.CascadePulls != 0) TacticPlan.AffectBoth(ref plan, TacticEffect.Pull, TacticCause.Cascade);
    }
}
