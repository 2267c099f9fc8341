using System;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Where one own order stands in the queue of its price, estimated from what the level shows.</summary>
/// <remarks>
/// Trades eat the front, adds join behind. Of a cancel nobody says where it was: with power 0 all of it was behind, as far as there was so much (risk
/// averse); else the part b^n / (b^n + f^n) of it was, b being behind and f in front. The front never grows. Rigtorp 2013; Moallemi and Yuan 2017; models document,
/// 5.4. The book and the trades come in two streams, in either order: a drop of the level that a later trade print of no later exchange time
/// explains was that trade, and does not count twice. All-zero bytes are no order.
/// </remarks>
public struct QueuePosition
{
    private double _front;
    private double _others;
    private double _own;
    private double _filled;
    private double _power;
    private long _joined;
    private long _events;
    private long _dropExchangeNs;
    private double _dropLots;
    private double _dropFront;

    /// <summary>An order that has just joined the tail of its level.</summary>
    /// <param name="frontLots">What rests at the price before it, lots, 0 or more.</param>
    /// <param name="ownLots">Its own amount, lots, above 0.</param>
    /// <param name="power">n of the model of cancels; 0 is risk averse, 1 to 3 is usual. Not a number or below 0 counts as 0.</param>
    public static QueuePosition Join(double frontLots, double ownLots, double power)
    {
        double front = frontLots > 0 ? frontLots : 0;
        return new() { _front = front, _others = front, _own = ownLots > 0 ? ownLots : 0, _power = power > 0 ? power : 0, _joined = ownLots > 0 ? 1 : 0 };
    }

    /// <summary>Changes the model of cancels from now on.</summary>
    public static void Tune(ref QueuePosition queue, double power) => queue._power = power > 0 ? power : 0;

    /// <summary>A trade at the price ate an amount of the level, ours included.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="lots">Amount, lots.</param>
    /// <param name="exchangeNs">The venue's time of the trade, ns since 1970; 0 if not known.</param>
    public static void OnTrade(ref QueuePosition queue, double lots, long exchangeNs = 0)
    {
        if (queue._joined == 0 || !(lots > 0)) return;
        queue._events++;
        double left = exchangeNs != 0 && exchangeNs <= queue._dropExchangeNs ? Explain(ref queue, lots) : lots;
        double ofFront = Math.Min(left, queue._front);
        queue._front -= ofFront;
        left -= ofFront;
        queue._others -= ofFront;
        double ofOwn = Math.Min(left, queue._own);
        queue._own -= ofOwn;
        queue._filled += ofOwn;
        queue._others = Math.Max(queue._others - (left - ofOwn), queue._front);
    }

    /// <summary>Somebody joined the level behind us.</summary>
    public static void OnAdd(ref QueuePosition queue, double lots)
    {
        if (queue._joined == 0 || !(lots > 0)) return;
        queue._events++;
        queue._others += lots;
    }

    /// <summary>Somebody left the level without a trade.</summary>
    /// <returns>How much nearer the head we are thought to be, lots.</returns>
    public static double OnCancel(ref QueuePosition queue, double lots)
    {
        if (queue._joined == 0 || !(lots > 0)) return 0;
        queue._events++;
        double gone = Math.Min(lots, queue._others), back = queue._others - queue._front;
        // Not Math.Clamp: rounding can put the lower bound a hair above the front.
        double ofFront = Math.Min(Math.Max((1 - ShareBehind(back, queue._front, queue._power)) * gone, gone - back), queue._front);
        queue._front -= ofFront;
        queue._others = Math.Max(queue._others - gone, queue._front);
        return ofFront;
    }

    /// <summary>The level shows a new amount: more is an add, less is a cancel unless a trade print explains it yet.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="levelLots">All that rests at the price, ours included, lots.</param>
    /// <param name="exchangeNs">The venue's time of the book, ns since 1970.</param>
    public static void OnLevel(ref QueuePosition queue, double levelLots, long exchangeNs)
    {
        double change = levelLots - (queue._others + queue._own);
        if (change >= 0)
        {
            OnAdd(ref queue, change);
            return;
        }
        double taken = OnCancel(ref queue, -change);
        if (queue._dropExchangeNs != exchangeNs) queue._dropLots = queue._dropFront = 0;
        queue._dropExchangeNs = exchangeNs;
        queue._dropLots -= change;
        queue._dropFront += taken;
    }

    /// <summary>The venue tells what is left of our order: that is so, and a fill of ours means that nobody is in front any more.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="ownLots">What is left, lots; 0 ends it.</param>
    /// <param name="filled">True if it was filled in part meanwhile.</param>
    public static void OnOwn(ref QueuePosition queue, double ownLots, bool filled)
    {
        if (queue._joined == 0) return;
        if (filled)
        {
            queue._others -= queue._front;
            queue._front = 0;
        }
        if (filled && ownLots < queue._own) queue._filled += queue._own - Math.Max(ownLots, 0);
        queue._own = ownLots > 0 ? ownLots : 0;
        if (queue._own == 0) queue._joined = 0;
    }

    /// <summary>Lots in front of us; NaN without an order.</summary>
    public readonly double FrontLots => _joined != 0 ? _front : double.NaN;

    /// <summary>Lots at the price that are not ours; NaN without an order.</summary>
    public readonly double OthersLots => _joined != 0 ? _others : double.NaN;

    /// <summary>Lots of ours that rest still.</summary>
    public readonly double OwnLots => _own;

    /// <summary>Lots of ours that are thought to be filled.</summary>
    public readonly double FilledLots => _filled;

    /// <summary>Front over others, 0 (head) to 1 (tail); 0 if nobody else is there, NaN without an order.</summary>
    public readonly double FrontShare => _joined == 0 ? double.NaN : _others > 0 ? Math.Min(_front / _others, 1) : 0;

    /// <summary>Events that were taken since joining.</summary>
    public readonly long SampleCount => _events;

    /// <summary>True if there is an order.</summary>
    public readonly bool IsDefined => _joined != 0;

    /// <summary>Rate at which market orders reach a depth, A e^(-k·depth), 1/s. A rate, not a probability.</summary>
    /// <param name="baseIntensityPerSecond">A, 1/s.</param>
    /// <param name="decayPerDepth">k, in one over the unit of <paramref name="depth"/>.</param>
    /// <param name="depth">Distance from the fair price.</param>
    public static double IntensityPerSecond(double baseIntensityPerSecond, double decayPerDepth, double depth) =>
        baseIntensityPerSecond * Det.Exp(-decayPerDepth * depth);

    /// <summary>Probability of a fill within a time at a given rate, 1 - e^(-rate·time).</summary>
    public static double FillProbability(double intensityPerSecond, double seconds) => -Det.ExpM1(-intensityPerSecond * seconds);

    /// <summary>A drop that was taken for cancels turns out to be a trade, which eats from the front.</summary>
    /// <returns>What of the trade is not in the drop.</returns>
    private static double Explain(ref QueuePosition queue, double lots)
    {
        double known = Math.Min(lots, queue._dropLots);
        if (!(known > 0)) return lots;
        double credited = Math.Min(queue._dropFront, known);
        queue._front = Math.Max(queue._front - (known - credited), 0);
        queue._dropLots -= known;
        queue._dropFront -= credited;
        return lots - known;
    }

    private static double ShareBehind(double back, double front, double power)
    {
        if (power == 0 || front <= 0) return 1;
        if (back <= 0) return 0;
        return 1 / (1 + Power(front / back, power));
    }

    private static double Power(double x, double n) => n switch
    {
        1 => x,
        2 => x * x,
        3 => x * x * x,
        _ => Det.Exp(n * Det.Log(x)),
    };
}
