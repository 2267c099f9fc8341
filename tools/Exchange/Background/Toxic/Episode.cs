namespace Minnow.Exchange.Background.Toxic;

/// <summary>What an episode of informed trading looks like before the price moves.</summary>
public enum EpisodeKind
{
    /// <summary>A take through several levels, then more takes of the same side, then the move.</summary>
    Sweep,

    /// <summary>A drift over many seconds, with takers who follow it.</summary>
    Trend,

    /// <summary>Makers leave the side that will be hit, then it is swept and the price moves.</summary>
    Pull,

    /// <summary>Makers of the side behind the move close the spread, then the price moves away from them.</summary>
    Collapse,

    /// <summary>The spread blows out on both sides for some seconds and the price is wild; nobody knows where to.</summary>
    BlowOut,
}

/// <summary>One episode. Times are steps of the market; nothing that a client does changes them.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Direction">+1: the price rises, asks are hit; −1: it falls.</param>
/// <param name="IsFalse">The signs come and the move does not, or, in a trend, comes back.</param>
/// <param name="OnsetStep">The first sign.</param>
/// <param name="MoveStep">The move begins.</param>
/// <param name="MovedStep">The move is over.</param>
/// <param name="EndStep">All of it is over.</param>
/// <param name="SizeTicks">Size of the move, ticks.</param>
/// <param name="PulledShare">Share of the makers who leave, in a pull.</param>
/// <param name="Levels">Levels that a sweep takes.</param>
public readonly record struct Episode(
    EpisodeKind Kind, int Direction, bool IsFalse, long OnsetStep, long MoveStep, long MovedStep, long EndStep, double SizeTicks, double PulledShare, int Levels)
{
    /// <summary>True between the first sign and the end of the move.</summary>
    public bool IsLeading(long step) => step >= OnsetStep && step < MovedStep;

    /// <summary>True from the first sign to the end.</summary>
    public bool IsOn(long step) => step >= OnsetStep && step < EndStep;

    /// <summary>What it moves the fair value by in one step, ticks.</summary>
    public double DriftTicks(long step)
    {
        if (step < MoveStep || step >= MovedStep || Kind == EpisodeKind.BlowOut) return 0;
        double each = Direction * SizeTicks / (MovedStep - MoveStep);
        if (!IsFalse) return each;
        // A false trend goes half of the way and comes back; any other false move does not begin.
        if (Kind != EpisodeKind.Trend) return 0;
        return step < (MoveStep + MovedStep) / 2 ? each : -each;
    }
}
