using Minnow.Core.Numerics;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>Avellaneda and Stoikov (2008) with a short fixed horizon in place of a session's end (models.md 6.1).</summary>
/// <remarks>
/// Skew = −qγσ²τ, half-spread = ln(1+γ/k)/γ + ½γσ²τ. It is an expansion for short horizons: with a long one both grow without bound,
/// where the exact quotes do not. Half the expected move after a fill is added,
/// as in the model without end; what funding asks for comes as a shift of its own.
/// </remarks>
public readonly struct AvellanedaStoikov : IQuoteFormula
{
    /// <inheritdoc/>
    public static bool Quote(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs)
    {
        parts = default;
        double gamma = inputs.RiskAversion;
        double riskBps = gamma * inputs.SigmaBps * inputs.SigmaBps * inputs.HorizonSeconds;
        parts.SkewBps = -inputs.Orders * riskBps;
        parts.IntensityBps = gamma > 0 ? Det.Log1P(gamma / inputs.Decay) / gamma : 1 / inputs.Decay; // the limit for γ → 0
        parts.InventoryBps = 0.5 * riskBps;
        parts.ImpactBps = 0.5 * parameters.AdverseSelectionBps;
        parts.ShiftBps = parts.SkewBps;
        parts.BidHalfBps = parts.AskHalfBps = parts.IntensityBps + parts.InventoryBps + parts.ImpactBps;
        return gamma >= 0 && inputs.Decay > 0 && double.IsFinite(parts.ShiftBps) && double.IsFinite(parts.BidHalfBps);
    }
}
