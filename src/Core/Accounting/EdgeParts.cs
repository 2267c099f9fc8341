using System;

namespace Minnow.Core.Accounting;

/// <summary>Where profit came from, 1e-24 of the settlement coin. The parts of all fills, of what was held before and funding are the account's change, to the last unit.</summary>
/// <remarks>
/// Each is a number of lots times the difference of two lot worths, so the inner terms cancel exactly:
/// spread + adverse + drift = lots · (worth at the end − worth at the price). Source: the spread decomposition of Huang and Stoll (1996).
/// </remarks>
public struct EdgeParts
{
    /// <summary>From the price to the mid at the fill: what quoting earned. Negative for most fills that took.</summary>
    public Int128 SpreadE24;

    /// <summary>From that mid to the mid 5 s later: negative is adverse selection.</summary>
    public Int128 AdverseE24;

    /// <summary>From there to the end: what it brought to hold on.</summary>
    public Int128 DriftE24;

    /// <summary>Fees as charged; negative was paid to us.</summary>
    public Int128 FeesE24;

    /// <summary>Funding received; belongs to the position and not to a fill.</summary>
    public Int128 FundingE24;

    /// <summary>What all of them make: fees count against us.</summary>
    public readonly Int128 TotalE24 => SpreadE24 + AdverseE24 + DriftE24 - FeesE24 + FundingE24;

    /// <summary>Adds other parts.</summary>
    public static void Add(ref EdgeParts sum, in EdgeParts other)
    {
        sum.SpreadE24 += other.SpreadE24;
        sum.AdverseE24 += other.AdverseE24;
        sum.DriftE24 += other.DriftE24;
        sum.FeesE24 += other.FeesE24;
        sum.FundingE24 += other.FundingE24;
    }
}
