using System;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>Guéant, Lehalle and Fernandez-Tapia without end, closed form, one order as the lot (models.md 6.2 and 6.3).</summary>
/// <remarks>
/// Step m = σ·√(γ/(2A'k)·(1+γ/k)^(k/γ+1))·e^(kξ/4) with A' = A·e^(−k·fee); skew = −(q − q₀)·m; half-spread = fee + ξ/2 + ln(1+γ/k)/γ + m/2.
/// A drift μ is an inventory target q₀ = μ/(γσ²), not a shift of the price. With γ = 0 there is no skew and no target. Fills that never come
/// (A' → 0) or that come at one price alone (k → ∞) have no quote. The closed form is linear in inventory: at large inventory it leans more
/// than the exact quotes do.
/// </remarks>
public readonly struct Glft : IQuoteFormula
{
    /// <inheritdoc/>
    public static bool Quote(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs) =>
        Quote(out parts, in parameters, in inputs, fillRiskAversion: inputs.RiskAversion);

    /// <summary>As above, with another aversion to the risk of the fill itself; 0 minds the inventory alone.</summary>
    internal static bool Quote(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs, double fillRiskAversion)
    {
        parts = default;
        double gamma = inputs.RiskAversion, k = inputs.Decay, sigma = inputs.SigmaBps;
        if (!(parameters.BaseIntensityPerSecond > 0) || !(k > 0) || !double.IsFinite(k) || !(gamma >= 0)) return false;

        double step = Step(sigma, gamma, fillRiskAversion, parameters.BaseIntensityPerSecond * Det.Exp(-k * inputs.FeeBps), k)
            * Det.Exp(0.25 * k * parameters.AdverseSelectionBps);
        double risk = gamma * sigma * sigma;
        parts.TargetOrders = risk > 0 ? Math.Min(Math.Max(inputs.DriftBps / risk, -inputs.MaxOrders), inputs.MaxOrders) : 0;
        parts.SkewBps = -inputs.Orders * step;
        parts.DriftBps = parts.TargetOrders * step;
        parts.ShiftBps = parts.SkewBps + parts.DriftBps;
        parts.IntensityBps = Intensity(fillRiskAversion, k);
        parts.InventoryBps = 0.5 * step;
        parts.ImpactBps = 0.5 * parameters.AdverseSelectionBps;
        parts.FeeBps = inputs.FeeBps;
        parts.BidHalfBps = parts.AskHalfBps = parts.IntensityBps + parts.InventoryBps + parts.ImpactBps + parts.FeeBps;
        return double.IsFinite(parts.ShiftBps) && double.IsFinite(parts.BidHalfBps);
    }

    /// <summary>Risk aversion at which the quotes are moved by this much at this inventory: it has a unit, so it is chosen by what it does.</summary>
    /// <param name="maxOrders">Inventory, orders.</param>
    /// <param name="maxSkewBps">Shift wanted there, bps.</param>
    /// <param name="sigmaBps">Volatility, bps per square root of a second.</param>
    /// <param name="intensity">Fills per second at the fair price, 1/s.</param>
    /// <param name="decay">Decay k, 1/bps.</param>
    /// <returns>γ, 1/(order·bps); NaN if none between 1e-15 and 1e6 does it. For setting up, not for the hot path.</returns>
    public static double GammaFor(double maxOrders, double maxSkewBps, double sigmaBps, double intensity, double decay)
    {
        double low = 1e-15, high = 1e6;
        if (!(SkewAt(low) <= maxSkewBps && SkewAt(high) >= maxSkewBps)) return double.NaN;
        for (int i = 0; i < 200 && high > low * (1 + 1e-14); i++)
        {
            double middle = Det.Sqrt(low * high);
            if (SkewAt(middle) < maxSkewBps) low = middle;
            else high = middle;
        }
        return Det.Sqrt(low * high);

        double SkewAt(double gamma) => maxOrders * Step(sigmaBps, gamma, gamma, intensity, decay);
    }

    /// <summary>Part of the half-spread from fill intensity, bps.</summary>
    internal static double Intensity(double gamma, double k) => gamma > 0 ? Det.Log1P(gamma / k) / gamma : 1 / k; // the limit for γ → 0

    private static double Step(double sigma, double gamma, double xi, double intensity, double k) =>
        gamma > 0 ? sigma * Det.Sqrt(gamma / (2 * intensity * k) * Power(xi / k)) : intensity > 0 ? 0 : double.NaN;

    /// <summary>(1+x)^(1/x+1).</summary>
    internal static double Power(double x) => x < 1e-8 ? Math.E * (1 + 0.5 * x) : Det.Exp((1 / x + 1) * Det.Log1P(x)); // below, 1/x would swallow the rest
}
