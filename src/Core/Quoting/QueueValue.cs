using System;
using Minnow.Core.Numerics;
using Minnow.Core.Signals;

namespace Minnow.Core.Quoting;

/// <summary>What a place in a queue is worth: the chance of a fill there times what such a fill earns.</summary>
/// <remarks>
/// Takers reach a depth δ at the rate A·e^(−kδ); their orders are of mean size m, exponentially spread, so one that comes reaches past f lots before us with
/// the chance e^(−f/m). Hence P = 1 − e^(−A·e^(−kδ)·e^(−f/m)·τ). One that reaches us goes on past the b lots behind us with e^(−b/m), and then the whole level
/// is gone and the price moves on by the loss L: value = P·(edge − L·e^(−b/m)). So a place in front of a long queue earns, and the last one of a level pays
/// for those who know. After Moallemi and Yuan 2017; models document 5.1, 5.4. Pure. NaN if anything is not known.
/// </remarks>
public struct QueueValue
{
    /// <summary>From the reservation price to the order's, less the maker fee, bps; negative if it stands beyond.</summary>
    public double EdgeBps;

    /// <summary>From the fair price to the order's, bps; negative counts as 0.</summary>
    public double DepthBps;

    /// <summary>Lots before it at its price.</summary>
    public double FrontLots;

    /// <summary>Lots behind it.</summary>
    public double BehindLots;

    /// <summary>Mean size of an aggressor's order, lots.</summary>
    public double TakerLots;

    /// <summary>A, fills a second at the fair price.</summary>
    public double IntensityPerSecond;

    /// <summary>k, 1/bps.</summary>
    public double DecayPerBps;

    /// <summary>τ, time that the order is given, s.</summary>
    public double Seconds;

    /// <summary>L, loss if the whole level is taken, bps.</summary>
    public double LossBps;

    /// <summary>Chance of a fill within the time, 0 to 1.</summary>
    public readonly double FillProbability
    {
        get
        {
            if (!(TakerLots > 0) || !(IntensityPerSecond > 0) || !(DecayPerBps > 0) || !(Seconds > 0)) return double.NaN;
            double rate = QueuePosition.IntensityPerSecond(IntensityPerSecond, DecayPerBps, Math.Max(DepthBps, 0));
            return QueuePosition.FillProbability(rate * Det.Exp(-Math.Max(FrontLots, 0) / TakerLots), Seconds);
        }
    }

    /// <summary>Value of the place, bps of the order.</summary>
    public readonly double Bps => FillProbability * (EdgeBps - LossBps * Det.Exp(-Math.Max(BehindLots, 0) / TakerLots));
}
