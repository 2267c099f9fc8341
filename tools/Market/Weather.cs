using System;

namespace Minnow.Market;

/// <summary>The numbers of one <see cref="Regime"/>.</summary>
/// <param name="QuotesPerSecond">Mean rate of new resting orders; cancels balance it.</param>
/// <param name="TakesPerSecond">Mean rate of uninformed market orders, both sides together.</param>
/// <param name="SigmaTicks">Standard deviation of the fair value, ticks per square root of a second, jumps not counted.</param>
/// <param name="JumpsPerSecond">Mean rate of jumps of the fair value.</param>
/// <param name="HalfSpreadTicks">How far from the fair value the nearest makers stay, ticks.</param>
public readonly record struct Weather(
    double QuotesPerSecond, double TakesPerSecond, double SigmaTicks, double JumpsPerSecond, double HalfSpreadTicks)
{
    /// <summary>The numbers for a regime.</summary>
    public static Weather Of(Regime regime) => regime switch
    {
        Regime.Calm => new Weather(40, 1.5, 2, 0, 0.3),
        Regime.Busy => new Weather(140, 12, 9, 0, 0.5),
        Regime.Jumpy => new Weather(75, 6, 5, 0.4, 1.2),
        _ => throw new ArgumentOutOfRangeException(nameof(regime), regime, "No weather is defined for this regime."),
    };
}
