namespace Minnow.Core.Quoting.Parameters;

/// <summary>What holding costs: funding, basis, expiry, and a second instrument.</summary>
public struct CarryParameters
{
    /// <summary>Part of the expected funding that enters the quotes. Safe: 0.</summary>
    public double FundingWeight;

    /// <summary>Mean time that a position is held, s. Safe: 60.</summary>
    public double FundingHoldingSeconds;

    /// <summary>Time between two funding stamps, ns; 0 accrues without pause. Safe: 0.</summary>
    public long FundingIntervalNs;

    /// <summary>Time before a stamp at which the side that adds to what pays is closed, ns; 0 never. Safe: 0.</summary>
    public long FlatBeforeFundingNs;

    /// <summary>Oldest funding rate that is used, ns. Safe: one minute.</summary>
    public long FundingAgeNs;

    /// <summary>Shift in bps for each bps by which the basis is away from its mean. Safe: 0.</summary>
    public double BasisWeight;

    /// <summary>Half-life of that mean, s. Safe: 600.</summary>
    public double BasisHalfLifeSeconds;

    /// <summary>Largest shift by basis, bps. Safe: 2.</summary>
    public double BasisClampBps;

    /// <summary>Half-spread added on the side on which carry costs, bps. Safe: 0.</summary>
    public double CarryPreferenceBps;

    /// <summary>Time before expiry from which positions are only reduced, ns; 0 never. Safe: 0.</summary>
    public long ExpiryReduceNs;

    /// <summary>Time before expiry from which nothing is quoted, ns; 0 never. Safe: 0.</summary>
    public long ExpiryStopNs;

    /// <summary>Quoting begins when this instrument stops for its expiry: its index plus 1; 0 begins at once. Safe: 0.</summary>
    public long RollAfterInstrument;

    /// <summary>The other leg of a spread: its index plus 1; 0 none. Safe: 0.</summary>
    public long PairInstrument;

    /// <summary>Shift in bps for each bps by which the spread is away from its mean. Safe: 0.</summary>
    public double PairWeight;

    /// <summary>Half-life of that mean, s. Safe: 600.</summary>
    public double PairHalfLifeSeconds;

    /// <summary>Values that change nothing.</summary>
    public static CarryParameters Safe => new()
    {
        FundingHoldingSeconds = 60, FundingAgeNs = 60_000_000_000, BasisHalfLifeSeconds = 600, BasisClampBps = 2, PairHalfLifeSeconds = 600,
    };
}
