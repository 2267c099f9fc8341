namespace Minnow.Core.Risk;

/// <summary>When a trigger moves the kill ladder, how far, and when it lets go. Five parameters of 8 bytes.</summary>
/// <remarks>
/// A trigger that asks for <see cref="KillStep.Flatten"/> or more is left by a person alone, whatever its release says. One that counts within a time looks
/// back over <see cref="ForNs"/>; any other must hold that long without a break.
/// </remarks>
public struct KillRule
{
    /// <summary>Parameters of a rule.</summary>
    public const int Fields = 5;

    /// <summary>The <see cref="KillStep"/> that it asks for; 0 switches it off.</summary>
    public long Step;

    /// <summary>From this value on it holds; unit as <see cref="KillTrigger"/> says.</summary>
    public double Threshold;

    /// <summary>It must hold this long; or the time within which it counts, ns.</summary>
    public long ForNs;

    /// <summary>It is over once the value is below this share of the threshold: hysteresis. 1 is none.</summary>
    public double ReleaseShare;

    /// <summary>It lets go once it has been over this long, ns.</summary>
    public long ReleaseNs;

    /// <summary>A rule that is off.</summary>
    public static KillRule Off => new() { ReleaseShare = 1 };

    /// <summary>A rule of a step, a threshold, a time to hold and a time until release.</summary>
    public static KillRule Of(KillStep step, double threshold, long forNs, long releaseNs, double releaseShare = 1) =>
        new() { Step = (long)step, Threshold = threshold, ForNs = forNs, ReleaseShare = releaseShare, ReleaseNs = releaseNs };

    /// <summary>The step asked for; None if the number is none of the ladder's.</summary>
    public readonly KillStep Wanted => Step is >= (long)KillStep.None and <= (long)KillStep.Latch ? (KillStep)Step : KillStep.None;

    /// <summary>True if a value that grows towards danger is at the threshold or beyond it. No number is not.</summary>
    public readonly bool IsHigh(double value) => value >= Threshold;

    /// <summary>True if such a value is over: below its share of the threshold. No number is not.</summary>
    public readonly bool IsLow(double value) => value < Threshold * ReleaseShare;
}
