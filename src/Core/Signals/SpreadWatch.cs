using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Whether the spread is out of the ordinary: far wider than usual, or collapsed and for how long.</summary>
/// <remarks>
/// z of ln(spread) against its exponentially weighted mean and variance on a grid of one second, the spread of now not included. Models document, 7.8:
/// half-life 10 min, alert at z above 3. O(1), one logarithm per change of the spread. All-zero bytes are never defined.
/// </remarks>
public struct SpreadWatch
{
    /// <summary>Effective seconds below which it is undefined.</summary>
    public const double DefaultMinSamples = 20;

    private EwMoments _moments;
    private SecondGrid _grid;
    private double _halfLifeSeconds;
    private double _minSamples;
    private double _collapseBps;
    private double _nowBps;
    private double _z;
    private long _spreadTicks;
    private long _collapsedSinceNs;

    /// <summary>A watch that has seen nothing.</summary>
    /// <param name="halfLifeSeconds">Half-life of the usual spread, s, above 0; else never defined.</param>
    /// <param name="collapseBps">Spread at or below which it is collapsed, bps; 0 or less: never.</param>
    /// <param name="minSamples">Effective seconds below which z is undefined.</param>
    public static SpreadWatch With(double halfLifeSeconds, double collapseBps, double minSamples = DefaultMinSamples)
    {
        SpreadWatch watch = new() { _minSamples = minSamples };
        Tune(ref watch, halfLifeSeconds, collapseBps);
        return watch;
    }

    /// <summary>Changes the half-life and what collapsed means; what is usual stays.</summary>
    /// <inheritdoc cref="With"/>
    public static void Tune(ref SpreadWatch watch, double halfLifeSeconds, double collapseBps)
    {
        watch._halfLifeSeconds = halfLifeSeconds;
        watch._collapseBps = collapseBps;
    }

    /// <summary>Takes a spread. Only of a valid book with bid below ask.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="spreadTicks">Spread, ticks, above 0; else nothing happens.</param>
    /// <param name="midHalfTicks">Best bid plus best ask in ticks, above 0; else nothing happens.</param>
    public static void Observe(ref SpreadWatch watch, long nowNs, long spreadTicks, long midHalfTicks)
    {
        if (spreadTicks <= 0 || midHalfTicks <= 0) return;
        int closed = SecondGrid.Observe(ref watch._grid, nowNs, spreadTicks, out _, out long after);
        if (closed > 0)
        {
            double usual = Det.Log(after), weight = EwMoments.WeightOf(1, watch._halfLifeSeconds);
            for (int i = 0; i < closed; i++) EwMoments.AddUnbiased(ref watch._moments, usual, weight);
        }
        if (closed > 0 || spreadTicks != watch._spreadTicks) watch._z = watch._moments.Z(Det.Log(spreadTicks));
        watch._spreadTicks = spreadTicks;
        watch._nowBps = 2e4 * spreadTicks / midHalfTicks;
        bool collapsed = watch._nowBps <= watch._collapseBps;
        if (!collapsed) watch._collapsedSinceNs = 0;
        else if (watch._collapsedSinceNs == 0) watch._collapsedSinceNs = nowNs;
    }

    /// <summary>The book is not known any more: a gap, a lost feed. What is usual stays.</summary>
    public static void Reset(ref SpreadWatch watch)
    {
        SecondGrid.Reset(ref watch._grid);
        watch._spreadTicks = watch._collapsedSinceNs = 0;
    }

    /// <summary>Standard deviations by which ln(spread) is above usual; NaN while undefined, or if the spread has never changed.</summary>
    public readonly double Z => IsDefined ? _z : double.NaN;

    /// <summary>The usual spread, ticks (e to the mean of the logarithm); NaN while undefined.</summary>
    public readonly double UsualTicks => IsDefined ? Det.Exp(_moments.Mean) : double.NaN;

    /// <summary>The spread of now, bps; NaN if there is none.</summary>
    public readonly double Bps => _spreadTicks != 0 ? _nowBps : double.NaN;

    /// <summary>How long the spread has been collapsed, ns; 0 if it is not.</summary>
    public readonly long CollapsedNs(long nowNs) => _collapsedSinceNs != 0 && nowNs > _collapsedSinceNs ? nowNs - _collapsedSinceNs : 0;

    /// <summary>Seconds that count, as they weigh now.</summary>
    public readonly double SampleCount => _moments.SampleCount;

    /// <summary>True if there is a spread now and enough seconds before it.</summary>
    public readonly bool IsDefined => _halfLifeSeconds > 0 && _spreadTicks != 0 && SampleCount > 0 && SampleCount >= _minSamples;
}
