using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>A fixed step against the position for each order held; half-spread 1/k, which is best for who does not mind inventory.</summary>
public readonly struct LinearSkew : IQuoteFormula
{
    /// <inheritdoc/>
    public static bool Quote(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs)
    {
        parts = default;
        parts.SkewBps = -inputs.Orders * parameters.LinearSkewBpsPerOrder;
        parts.IntensityBps = 1 / inputs.Decay;
        parts.ImpactBps = 0.5 * parameters.AdverseSelectionBps;
        parts.ShiftBps = parts.SkewBps;
        parts.BidHalfBps = parts.AskHalfBps = parts.IntensityBps + parts.ImpactBps;
        return inputs.Decay > 0 && double.IsFinite(parts.ShiftBps) && double.IsFinite(parts.BidHalfBps);
    }
}
