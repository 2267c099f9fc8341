namespace Minnow.Host.Configuration.Strategy;

/// <summary>What holding a position earns or costs: funding, basis, expiry and a second instrument.</summary>
public sealed record CarryOptions
{
    /// <summary>Part of the expected funding that enters the quotes; 1 is all of it, 0 is off.</summary>
    [Setting("Part of the expected funding that enters the quotes; 1 is all of it, 0 is off.", Min = 0, Max = 10)]
    public double FundingWeight { get; init; } = 0;

    /// <summary>Mean time that a position is held, in seconds.</summary>
    [Setting("Mean time that a position is held, in seconds.", Min = 0.1, Max = 86_400)]
    public double FundingHoldingSeconds { get; init; } = 60;

    /// <summary>Time between two funding payments, in milliseconds; 0 accrues without pause, as on Deribit.</summary>
    [Setting("Time between two funding payments, in milliseconds; 0 accrues without pause, as on Deribit.", Min = 0, Max = 86_400_000)]
    public int FundingIntervalMs { get; init; } = 0;

    /// <summary>Before a payment that a position would make, only what reduces it is quoted, for this long, in milliseconds; 0 is off.</summary>
    [Setting("Before a payment that a position would make, only what reduces it is quoted, for this long, in milliseconds; 0 is off.", Min = 0, Max = 86_400_000)]
    public int FlatBeforeFundingMs { get; init; } = 0;

    /// <summary>Oldest funding rate that is used, in milliseconds.</summary>
    [Setting("Oldest funding rate that is used, in milliseconds.", Min = 1_000, Max = 86_400_000)]
    public int FundingMaxAgeMs { get; init; } = 60000;

    /// <summary>How far the fair price moves per bps by which the basis is away from its mean, in bps; 0 is off.</summary>
    [Setting("How far the fair price moves per bps by which the basis is away from its mean, in bps; 0 is off.", Min = -10, Max = 10)]
    public double BasisWeight { get; init; } = 0;

    /// <summary>Half-life of that mean, in seconds.</summary>
    [Setting("Half-life of that mean, in seconds.", Min = 1, Max = 864_000)]
    public double BasisHalfLifeSeconds { get; init; } = 600;

    /// <summary>Largest move of the fair price by basis, in bps.</summary>
    [Setting("Largest move of the fair price by basis, in bps.", Min = 0, Max = 1_000)]
    public double BasisClampBps { get; init; } = 2;

    /// <summary>Half-spread added on the side on which carry would cost, in bps; 0 is off.</summary>
    [Setting("Half-spread added on the side on which carry would cost, in bps; 0 is off.", Min = 0, Max = 1_000)]
    public double PreferenceBps { get; init; } = 0;

    /// <summary>Time before expiry from which positions are only reduced, in hours; 0 is off.</summary>
    [Setting("Time before expiry from which positions are only reduced, in hours; 0 is off.", Min = 0, Max = 8_760)]
    public double ExpiryReduceHours { get; init; } = 0;

    /// <summary>Time before expiry from which nothing is quoted, in hours; 0 is off.</summary>
    [Setting("Time before expiry from which nothing is quoted, in hours; 0 is off.", Min = 0, Max = 8_760)]
    public double ExpiryStopHours { get; init; } = 0;

    /// <summary>How far the fair price moves per bps by which the distance to the instrument named pair is away from its mean, in bps; 0 is off.</summary>
    [Setting("How far the fair price moves per bps by which the distance to the instrument named pair is away from its mean, in bps; 0 is off.", Min = -10, Max = 10)]
    public double PairWeight { get; init; } = 0;

    /// <summary>Half-life of that mean, in seconds.</summary>
    [Setting("Half-life of that mean, in seconds.", Min = 1, Max = 864_000)]
    public double PairHalfLifeSeconds { get; init; } = 600;
}
