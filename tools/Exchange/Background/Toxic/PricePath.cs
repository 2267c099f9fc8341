using System;
using System.Collections.Generic;
using Minnow.Market;

namespace Minnow.Exchange.Background.Toxic;

/// <summary>The fair value, some seconds ahead of the market's time: calm and busy stretches, jumps, and what the episodes move.</summary>
/// <remarks>A function of the seed alone: nothing that a client does changes it.</remarks>
internal sealed class PricePath
{
    /// <summary>Length of a step, µs.</summary>
    internal const long StepUs = 5_000;

    private const double StepSeconds = StepUs / 1e6;
    private const int LeadSteps = 2_048;
    private const int Kept = 4 * LeadSteps;
    private const double StretchSeconds = 40;
    private const double BlowOutFactor = 2.5;
    private const int SmallestJumpTicks = 12;
    private const int LargestJumpTicks = 50;
    private static readonly double s_rootStep = Math.Sqrt(StepSeconds);

    private readonly Dice _walk;
    private readonly Dice _plan;
    private readonly ToxicMix _mix;
    private readonly double[] _ticks = new double[Kept];
    private readonly bool[] _busy = new bool[Kept];
    private readonly Queue<Episode> _episodes = new();
    private Episode _last;
    private long _made = -1;
    private double _at;
    private bool _isBusy;

    internal PricePath(ulong seed, double startTicks, ToxicMix mix)
    {
        _walk = new Dice(seed, 1);
        _plan = new Dice(seed, 2);
        _mix = mix;
        _at = startTicks;
        _last = new Episode { EndStep = 0 };
        Array.Fill(_ticks, startTicks);
        Reach(0);
    }

    /// <summary>Steps that it knows beyond the market's.</summary>
    internal static int MostAheadMs => (int)((LeadSteps - 1) * StepUs / 1_000);

    /// <summary>Fair value at a step, ticks: up to <see cref="MostAheadMs"/> ahead of the step reached and some seconds behind it.</summary>
    internal double At(long step) => _ticks[Math.Max(0, step) % Kept];

    /// <summary>True in a busy stretch.</summary>
    internal bool IsBusy(long step) => _busy[Math.Max(0, step) % Kept];

    /// <summary>The episode that is on at a step; one that is over is forgotten.</summary>
    internal bool TryEpisode(long step, out Episode episode)
    {
        while (_episodes.TryPeek(out episode) && episode.EndStep <= step) _episodes.Dequeue();
        return _episodes.Count > 0 && episode.IsOn(step);
    }

    /// <summary>Makes it known as far as <paramref name="step"/> needs.</summary>
    internal void Reach(long step)
    {
        while (_made < step + LeadSteps) Make(++_made);
    }

    private void Make(long step)
    {
        if (_plan.Chance(StepSeconds / StretchSeconds)) _isBusy = !_isBusy;
        bool begins = _plan.Chance(_mix.EpisodesPerMinute / 60 * StepSeconds);
        // The first one leaves the quoter time to start.
        if (begins && step >= _last.EndStep && step > LeadSteps) _episodes.Enqueue(_last = Draw(step));
        double sigma = _isBusy ? _mix.BusySigmaTicks : _mix.CalmSigmaTicks;
        if (_last.Kind == EpisodeKind.BlowOut && _last.IsOn(step)) sigma *= BlowOutFactor;
        _at += (sigma * s_rootStep * _walk.Bell()) + _last.DriftTicks(step);
        if (_plan.Chance(_mix.JumpsPerMinute / 60 * StepSeconds))
        {
            int size = _plan.Between(SmallestJumpTicks, LargestJumpTicks);
            _at += _plan.Chance(0.5) ? size : -size;
        }

        _ticks[step % Kept] = _at;
        _busy[step % Kept] = _isBusy;
    }

    private Episode Draw(long step)
    {
        EpisodeKind kind = _mix.Kinds[_plan.Below(_mix.Kinds.Count)];
        int direction = _plan.Chance(0.5) ? 1 : -1;
        bool isFalse = _plan.Chance(_mix.FalseShare);
        double size = _plan.Between(20, 90);
        (int lead, int move) = kind switch
        {
            EpisodeKind.Sweep => (_plan.Between(1_000, 4_000), _plan.Between(100, 500)),
            EpisodeKind.Trend => (0, _plan.Between(8_000, 25_000)),
            EpisodeKind.BlowOut => (0, _plan.Between(3_000, 6_000)),
            _ => (_plan.Between(400, 2_000), _plan.Between(100, 500)),
        };
        long moves = step + Steps(lead);
        long moved = moves + Steps(move);
        return new Episode(kind, direction, isFalse, step, moves, moved, moved + Steps(2_000), size, 0.5 + (0.4 * _plan.Unit()), _plan.Between(3, 7));
    }

    private static long Steps(int ms) => ms * 1_000L / StepUs;
}
