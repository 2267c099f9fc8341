using System;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>Guéant, Lehalle and Fernandez-Tapia without end, exact: at a large inventory it leans less than the closed form (models.md 6.2 and 6.3).</summary>
/// <remarks>
/// With g(q) = ln(f(q)/f(q + 1)) of <see cref="GlftTable"/>: bid = fee + ξ/2 + ln(1+γ/k)/γ + g(q)/k back, ask the same with −g(q − 1)/k. Told as a shift,
/// −(g(q) + g(q − 1))/2k, of which what is there without inventory is the drift's, and a part of the half-spread, (g(q) − g(q − 1))/2k.
/// </remarks>
public readonly struct GlftExact : IQuoteFormula
{
    /// <inheritdoc/>
    public static bool Quote(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs)
    {
        parts = default;
        double k = inputs.Decay;
        parts.TargetOrders = Target(in inputs);
        parts.ShiftBps = -0.5 * (inputs.BidStep + inputs.AskStep) / k;
        parts.DriftBps = -0.5 * (inputs.FlatBidStep + inputs.FlatAskStep) / k;
        parts.SkewBps = parts.ShiftBps - parts.DriftBps;
        parts.IntensityBps = Glft.Intensity(inputs.RiskAversion, k);
        parts.InventoryBps = 0.5 * (inputs.BidStep - inputs.AskStep) / k;
        parts.CurveBps = parts.InventoryBps - 0.5 * (inputs.FlatBidStep - inputs.FlatAskStep) / k;
        parts.ImpactBps = 0.5 * parameters.AdverseSelectionBps;
        parts.FeeBps = inputs.FeeBps;
        parts.BidHalfBps = parts.AskHalfBps = parts.IntensityBps + parts.InventoryBps + parts.ImpactBps + parts.FeeBps;
        return double.IsFinite(parts.ShiftBps) && double.IsFinite(parts.BidHalfBps);
    }

    /// <summary>Reads what the formula needs from the table, which is made anew where it has to be.</summary>
    /// <returns>False if there is no table: fills that never come, or a number that is none.</returns>
    public static bool Look(ref GlftTable table, in ModelParameters parameters, ref ModelInputs inputs)
    {
        double gamma = inputs.RiskAversion, k = inputs.Decay, sigma = inputs.SigmaBps;
        if (!(parameters.BaseIntensityPerSecond > 0) || !(k > 0) || !double.IsFinite(k) || !(gamma >= 0)) return false;
        // α over η, with fee and ξ in η.
        double rare = Glft.Power(gamma / k) * Det.Exp(k * (inputs.FeeBps + 0.5 * parameters.AdverseSelectionBps)) / parameters.BaseIntensityPerSecond;
        if (!GlftTable.Refresh(ref table, 0.5 * k * gamma * sigma * sigma * rare, Target(in inputs), inputs.MaxOrders)) return false;
        double orders = Math.Clamp(inputs.Orders, -GlftTable.MaxOrders, GlftTable.MaxOrders);
        inputs.BidStep = table.Step(orders);
        inputs.AskStep = table.Step(orders - 1);
        inputs.FlatBidStep = table.Step(0);
        inputs.FlatAskStep = table.Step(-1);
        return true;
    }

    private static double Target(in ModelInputs inputs)
    {
        double risk = inputs.RiskAversion * inputs.SigmaBps * inputs.SigmaBps;
        return risk > 0 ? Math.Min(Math.Max(inputs.DriftBps / risk, -inputs.MaxOrders), inputs.MaxOrders) : 0;
    }
}
