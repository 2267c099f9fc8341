using System;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Exponentially weighted mean and variance of samples, and how far the next one is off.</summary>
/// <remarks>
/// d = x - mean; mean += a d; var = (1-a)(var + a d²), which can not become negative; the first sample sets mean = x, var = 0. A z-score is asked for
/// before its own sample is taken, so that it does not see itself. Welford and West; models document, 9.1 and appendix C. All-zero bytes have no samples.
/// </remarks>
public struct EwMoments
{
    private double _mean;
    private double _variance;
    private double _w2;
    private double _w;

    /// <summary>Takes a sample.</summary>
    /// <param name="moments">The moments.</param>
    /// <param name="value">The sample; not finite: nothing happens.</param>
    /// <param name="weight">Weight a of the sample, 0 to 1: 1 - 2^(-1/half-life in samples), see <see cref="WeightOf"/>.</param>
    public static void Add(ref EwMoments moments, double value, double weight)
    {
        if (!double.IsFinite(value) || !(weight >= 0 && weight <= 1)) return;
        if (moments._w2 == 0)
        {
            moments._mean = value;
            moments._w2 = 1;
            return;
        }
        double d = value - moments._mean;
        moments._mean += weight * d;
        moments._variance = (1 - weight) * (moments._variance + weight * d * d);
        moments._w2 = (1 - weight) * (1 - weight) * moments._w2 + weight * weight;
    }

    /// <summary>Takes a sample so that the start has no bias: the first ones weigh alike, as 1, 1/2, 1/3, until the weight is reached.</summary>
    /// <remarks>With <see cref="Add"/> the first sample keeps the weight of a whole past; after a start that is a long time.</remarks>
    /// <inheritdoc cref="Add"/>
    public static void AddUnbiased(ref EwMoments moments, double value, double weight)
    {
        if (!double.IsFinite(value) || !(weight > 0 && weight <= 1)) return;
        moments._w += weight * (1 - moments._w);
        Add(ref moments, value, Math.Min(weight / moments._w, 1));
    }

    /// <summary>Weight of a sample that stands for a time, 1 - 2^(-time/half-life); 0 if the half-life is not above 0.</summary>
    /// <param name="time">Time since the last sample, in the unit of the half-life.</param>
    /// <param name="halfLife">Time in which the weight halves.</param>
    public static double WeightOf(double time, double halfLife) => halfLife > 0 && time > 0 ? -Det.ExpM1(-time / halfLife * 0.6931471805599453) : 0;

    /// <summary>z of a value against what came before.</summary>
    /// <param name="value">The value.</param>
    /// <param name="minVariance">Floor of the variance.</param>
    /// <returns>NaN while the variance is 0 or there is none.</returns>
    public readonly double Z(double value, double minVariance = 0) =>
        _w2 > 0 && _variance > 0 ? (value - _mean) / Math.Sqrt(Math.Max(_variance, minVariance)) : double.NaN;

    /// <summary>The mean; NaN without samples.</summary>
    public readonly double Mean => _w2 > 0 ? _mean : double.NaN;

    /// <summary>The variance; NaN without samples.</summary>
    public readonly double Variance => _w2 > 0 ? _variance : double.NaN;

    /// <summary>Effective samples, (Σ weights)² / Σ weights²; 0 without any.</summary>
    public readonly double SampleCount => _w2 > 0 ? 1 / _w2 : 0;
}
