using System;

namespace Minnow.Market;

/// <summary>The price that informed takers know and makers guess: a random walk with a slow pull home, and jumps.</summary>
public sealed class FairValue
{
    private const double PullPerSecond = 0.005;
    private const int SmallestJumpTicks = 20;
    private const int LargestJumpTicks = 90;

    private readonly Dice _dice;
    private double _homeTicks;
    private double _sinceJumpSeconds;

    /// <summary>Starts at <paramref name="homeTicks"/> and is pulled back to it by half a per cent a second.</summary>
    public FairValue(Dice dice, double homeTicks)
    {
        _dice = dice;
        _homeTicks = homeTicks;
        Ticks = homeTicks;
    }

    /// <summary>The value now, in ticks, between ticks as a rule.</summary>
    public double Ticks { get; private set; }

    /// <summary>Jumps so far.</summary>
    public int JumpCount { get; private set; }

    /// <summary>Moves the value and its home by a share, for a shock from outside.</summary>
    public void Shock(double share)
    {
        Ticks *= 1 + share;
        _homeTicks *= 1 + share;
    }

    /// <summary>Moves on by one step.</summary>
    /// <param name="weather">The regime's numbers.</param>
    /// <param name="seconds">Length of the step.</param>
    public void Step(in Weather weather, double seconds)
    {
        Ticks += weather.SigmaTicks * Math.Sqrt(seconds) * _dice.Bell();
        Ticks += (_homeTicks - Ticks) * PullPerSecond * seconds;
        if (weather.JumpsPerSecond == 0)
        {
            _sinceJumpSeconds = 0;
            return;
        }

        // A jumpy stretch that has not jumped for twice the mean gap does so now: chance may not leave one without.
        _sinceJumpSeconds += seconds;
        bool overdue = _sinceJumpSeconds * weather.JumpsPerSecond > 2;
        if (!overdue && !_dice.Chance(weather.JumpsPerSecond * seconds)) return;
        int size = _dice.Between(SmallestJumpTicks, LargestJumpTicks);
        Ticks += _dice.Chance(0.5) ? size : -size;
        JumpCount++;
        _sinceJumpSeconds = 0;
    }
}
