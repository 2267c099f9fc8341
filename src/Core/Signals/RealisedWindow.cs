using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Realised variance, bipower variation and the jump test over a window of one-second log returns of the mid.</summary>
/// <remarks>
/// RV = Σ r². BV = (π/2) n/(n-1) Σ |r||r'|, which an isolated jump hardly enters. TQ = n² / (n-2) μ⁻³ Σ (|r||r'||r''|)^(4/3). Test: z = (1 - BV/RV) /
/// √(0.609/n · max(1, TQ/BV²)). RV, BV and TQ are totals over the window. Barndorff-Nielsen and Shephard 2004, 2006; Huang and Tauchen 2005; models document,
/// 4.2 and 4.3. BV/RV does not see a cascade, which is several jumps in a row: see <see cref="MarketMode"/>. The returns lie in a ring with running sums,
/// summed anew whenever the ring wraps, so that rounding can not pile up. About 9.7 KB. Per second O(1). All-zero bytes are never defined.
/// </remarks>
public struct RealisedWindow
{
    /// <summary>Longest window, s.</summary>
    public const int MaxSeconds = 600;

    /// <summary>Shortest window, s.</summary>
    public const int MinSeconds = 10;

    /// <summary>Returns below which it is undefined.</summary>
    public const int DefaultMinSamples = 20;

    /// <summary>Returns below which the jump test says nothing.</summary>
    public const int MinJumpSamples = 60;

    /// <summary>Share of zero returns from which the jump test and the bipower variation say nothing: each zero kills two products.</summary>
    public const double MaxZeroShare = 0.3;

    /// <summary>z above which there was a jump: one in a thousand by chance.</summary>
    public const double JumpZThreshold = 3.09;

    private const double HalfPi = 1.5707963267948966;
    private const double Theta = 0.608993753862133;
    private const double TriPowerMu = 0.830860925029559;

    [InlineArray(MaxSeconds)]
    private struct Ring
    {
        private double _first;
    }

    private Ring _returns;
    private Ring _triples;
    private SecondGrid _grid;
    private long _seconds;
    private long _count;
    private long _head;
    private long _minSamples;
    private long _zeros;
    private long _pairs;
    private long _triplesAbove0;
    private double _squares;
    private double _products;
    private double _triSum;

    /// <summary>A window without returns.</summary>
    /// <param name="seconds">Length, 10 to 600 s; outside, the nearest of them.</param>
    /// <param name="minSamples">Returns below which it is undefined; at least 2.</param>
    public static RealisedWindow WithSeconds(int seconds, int minSamples = DefaultMinSamples) =>
        new() { _seconds = Math.Clamp(seconds, MinSeconds, MaxSeconds), _minSamples = Math.Max(minSamples, 2) };

    /// <summary>Changes the length; of the returns so far the latest stay.</summary>
    /// <param name="window">The window.</param>
    /// <param name="seconds">Length, 10 to 600 s; outside, the nearest of them.</param>
    public static void Tune(ref RealisedWindow window, int seconds)
    {
        window._seconds = Math.Clamp(seconds, MinSeconds, MaxSeconds);
        window._count = Math.Min(window._count, window._seconds);
        Resum(ref window);
    }

    /// <summary>Takes a mid. Only of a valid book with bid below ask.</summary>
    /// <param name="window">The window.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="midHalfTicks">Best bid plus best ask in ticks, above 0; else nothing happens.</param>
    /// <returns>Seconds that were closed.</returns>
    public static int Observe(ref RealisedWindow window, long nowNs, long midHalfTicks)
    {
        int closed = SecondGrid.Observe(ref window._grid, nowNs, midHalfTicks, out long before, out long after);
        if (closed == 0) return 0;
        if (before != 0) Add(ref window, Det.Log1P((double)(after - before) / before));
        for (int i = 1; i < closed; i++) Add(ref window, 0);
        return closed;
    }

    /// <summary>No return spans what follows: a gap, a lost feed, a halt. The returns so far stay.</summary>
    public static void ResetAnchor(ref RealisedWindow window) => SecondGrid.Reset(ref window._grid);

    /// <summary>Takes the log return of one second. For returns that were sampled elsewhere; the grid calls it too.</summary>
    public static void Add(ref RealisedWindow window, double logReturn)
    {
        if (window._seconds == 0 || !double.IsFinite(logReturn)) return;
        if (window._count == window._seconds) RemoveOldest(ref window);
        int at = (int)window._head;
        window._returns[at] = logReturn;
        window._triples[at] = window._count >= 2 ? TriPower(logReturn, window.Back(1), window.Back(2)) : 0;
        window._head = at + 1 == MaxSeconds ? 0 : at + 1;
        window._count++;
        if (window._head == 0) Resum(ref window);
        else Include(ref window, 1, window._count);
    }

    /// <summary>Log return of the last seconds in bps, the one that runs included; positive is up.</summary>
    /// <param name="seconds">Closed seconds to count, at least 1.</param>
    /// <returns>NaN if the window has not so many.</returns>
    public readonly double DriftBps(int seconds)
    {
        if (seconds < 1 || seconds > _count) return double.NaN;
        double sum = 0;
        for (int i = 1; i <= seconds; i++) sum += Back(i);
        if (_grid.AtSecond != 0) sum += Det.Log1P((double)(_grid.Last - _grid.AtSecond) / _grid.AtSecond);
        return sum * 1e4;
    }

    /// <summary>Returns in the window.</summary>
    public readonly int SampleCount => (int)_count;

    /// <summary>True if there are enough returns.</summary>
    public readonly bool IsDefined => _seconds != 0 && _count >= _minSamples;

    /// <summary>RV, the total over the window; NaN without a return.</summary>
    public readonly double Variance => _count > 0 ? _squares : double.NaN;

    /// <summary>BV, the total over the window; NaN with fewer than two returns.</summary>
    public readonly double BipowerVariation => _count > 1 ? HalfPi * _count / (_count - 1) * _products : double.NaN;

    /// <summary>TQ, the total over the window; NaN with fewer than three returns.</summary>
    public readonly double TriPowerQuarticity =>
        _count > 2 ? (double)_count / (TriPowerMu * TriPowerMu * TriPowerMu) * _count / (_count - 2) * _triSum : double.NaN;

    /// <summary>Share of the returns that are 0, 0 to 1; NaN without a return.</summary>
    public readonly double ZeroShare => _count > 0 ? (double)_zeros / _count : double.NaN;

    /// <summary>Volatility by RV, bps per square root of a second; NaN while undefined. May be 0: the consumer applies its floor.</summary>
    public readonly double SigmaBps => IsDefined ? 1e4 * Math.Sqrt(_squares / _count) : double.NaN;

    /// <summary>Volatility by BV, bps per square root of a second; by RV where BV says nothing (too many zeros); NaN while undefined.</summary>
    public readonly double BipowerSigmaBps => !IsDefined ? double.NaN : IsBipowerUsable ? 1e4 * Math.Sqrt(BipowerVariation / _count) : SigmaBps;

    /// <summary>RV/BV; NaN while either is 0, which does not mean calm.</summary>
    public readonly double JumpRatio => HasRatio ? _squares / BipowerVariation : double.NaN;

    /// <summary>z of the jump test; NaN while RV or BV is 0. Look at <see cref="IsJumpTestValid"/> too.</summary>
    public readonly double JumpZ => HasRatio && _count > 2
        ? (1 - BipowerVariation / _squares) / Math.Sqrt(Theta / _count * Math.Max(1, TriPowerQuarticity / (BipowerVariation * BipowerVariation)))
        : double.NaN;

    /// <summary>True if the jump test means something: 60 returns or more, few of them 0.</summary>
    public readonly bool IsJumpTestValid => IsDefined && _count >= MinJumpSamples && IsBipowerUsable && HasRatio;

    /// <summary>True if the window has a jump. Where the test says nothing: if the last return is above five sigma.</summary>
    public readonly bool IsJump => IsJumpTestValid ? JumpZ > JumpZThreshold : IsDefined && Math.Abs(Back(1)) > 5 * Math.Sqrt(_squares / _count);

    private readonly bool IsBipowerUsable => _pairs > 0 && _zeros < MaxZeroShare * _count;

    private readonly bool HasRatio => _count > 1 && _pairs > 0 && _squares > 0 && _products > 0;

    /// <summary>The return so many seconds back, 1 being the latest. The caller stays within the count.</summary>
    private readonly double Back(int seconds)
    {
        int at = (int)_head - seconds;
        return _returns[at < 0 ? at + MaxSeconds : at];
    }

    private readonly double TripleBack(int seconds)
    {
        int at = (int)_head - seconds;
        return _triples[at < 0 ? at + MaxSeconds : at];
    }

    /// <summary>Adds what the return so far back brings to the sums, if there are so many before it.</summary>
    private static void Include(ref RealisedWindow window, int back, long count)
    {
        double r = window.Back(back);
        window._squares += r * r;
        if (r == 0) window._zeros++;
        if (count < 2) return;
        double product = Math.Abs(r) * Math.Abs(window.Back(back + 1));
        window._products += product;
        if (product > 0) window._pairs++;
        if (count < 3) return;
        double triple = window.TripleBack(back);
        window._triSum += triple;
        if (triple > 0) window._triplesAbove0++;
    }

    private static void RemoveOldest(ref RealisedWindow window)
    {
        int oldest = (int)window._count;
        double r = window.Back(oldest), product = Math.Abs(r) * Math.Abs(window.Back(oldest - 1)), triple = window.TripleBack(oldest - 2);
        if (r == 0) window._zeros--;
        if (product > 0) window._pairs--;
        if (triple > 0) window._triplesAbove0--;
        // A sum of nothing is 0 exactly, whatever rounding left of it.
        window._count--;
        window._squares = window._zeros == window._count ? 0 : Math.Max(window._squares - r * r, 0);
        window._products = window._pairs == 0 ? 0 : Math.Max(window._products - product, 0);
        window._triSum = window._triplesAbove0 == 0 ? 0 : Math.Max(window._triSum - triple, 0);
    }

    private static void Resum(ref RealisedWindow window)
    {
        window._squares = window._products = window._triSum = 0;
        window._zeros = window._pairs = window._triplesAbove0 = 0;
        for (int i = 1; i <= (int)window._count; i++) Include(ref window, (int)window._count + 1 - i, i);
    }

    private static double TriPower(double a, double b, double c)
    {
        double product = Math.Abs(a) * Math.Abs(b) * Math.Abs(c);
        return product > 0 ? Det.Exp(Det.Log(product) * (4.0 / 3)) : 0;
    }
}
