using System;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>What holding a perpetual costs. A positive rate: longs pay shorts.</summary>
/// <remarks>Rates are fractions per 8 hours, not percent. Models document, 1.3.</remarks>
public static class Funding
{
    /// <summary>Seconds to which a rate belongs: 8 hours.</summary>
    public const double PeriodSeconds = 28_800;

    private const double DeadBand = 0.00025;

    /// <summary>Deribit's rate for 8 hours from mark and index: 0 within 2.5 bps of premium, beyond it the premium less 2.5 bps, capped.</summary>
    /// <param name="mark">Mark price, above 0.</param>
    /// <param name="index">Index price, above 0.</param>
    /// <param name="cap">Largest rate per 8 hours.</param>
    /// <returns>NaN unless both prices are above 0.</returns>
    public static double ContinuousRate(double mark, double index, double cap)
    {
        if (!(mark > 0 && index > 0)) return double.NaN;
        double premium = (mark - index) / index;
        return Math.Clamp(Math.Max(DeadBand, premium) + Math.Min(-DeadBand, premium), -Math.Abs(cap), Math.Abs(cap));
    }

    /// <summary>Rate for 8 hours of venues that clamp the interest against the premium: P + clamp(I - P, ±5 bps).</summary>
    public static double ClampedRate(double premium, double interest) => premium + Math.Clamp(interest - premium, -0.0005, 0.0005);

    /// <summary>What a position receives over a time on a venue that accrues continuously, in coin; negative is paid.</summary>
    /// <param name="positionUsd">Position, USD, positive long.</param>
    /// <param name="mark">Mark price, USD per coin, above 0; else NaN.</param>
    /// <param name="rate">Rate per 8 hours.</param>
    /// <param name="seconds">Time, s.</param>
    public static double Received(double positionUsd, double mark, double rate, double seconds) =>
        mark > 0 ? -positionUsd / mark * rate * seconds / PeriodSeconds : double.NaN;

    /// <summary>Shift of the fair price by funding that accrues continuously, bps: -rate · holding time.</summary>
    /// <param name="rate">Rate per 8 hours.</param>
    /// <param name="holdingSeconds">Expected holding time, s.</param>
    public static double ContinuousShiftBps(double rate, double holdingSeconds) => -1e4 * rate * holdingSeconds / PeriodSeconds;

    /// <summary>Shift of the fair price by funding that is paid at one time, bps: -rate · chance that we hold still. Largest just before it.</summary>
    /// <param name="rate">Rate of that payment.</param>
    /// <param name="holdingSeconds">Mean holding time, s, above 0; else NaN.</param>
    /// <param name="secondsToPayment">Time to the payment, s.</param>
    public static double DiscreteShiftBps(double rate, double holdingSeconds, double secondsToPayment) =>
        holdingSeconds > 0 ? -1e4 * rate * Det.Exp(-secondsToPayment / holdingSeconds) : double.NaN;

    /// <summary>Next payment of a schedule, strictly after a time, ns since 1970.</summary>
    /// <param name="nowNs">The time, ns since 1970.</param>
    /// <param name="intervalNs">Time between payments, ns, above 0; else <see cref="Model.Units.Missing"/>.</param>
    /// <param name="offsetNs">Time of a payment after midnight UTC, ns.</param>
    public static long NextPaymentNs(long nowNs, long intervalNs, long offsetNs)
    {
        if (intervalNs <= 0) return Model.Units.Missing;
        long into = (nowNs - offsetNs) % intervalNs;
        return nowNs + intervalNs - (into < 0 ? into + intervalNs : into);
    }
}
