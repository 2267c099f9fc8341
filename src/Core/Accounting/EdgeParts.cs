using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Accounting;

/// <summary>The steps from a fill's price to the price at which everything is valued at the end, 1e-24 of the settlement coin each, in the order of time.</summary>
[InlineArray(EdgeStep.Count)]
public struct EdgeSteps
{
    private Int128 _first;
}

/// <summary>Names of the places in <see cref="EdgeSteps"/>.</summary>
public static class EdgeStep
{
    /// <summary>From the price to our fair price at the decision that set it: what we meant to earn.</summary>
    public const int Quoted = 0;

    /// <summary>From our fair price to the mid at that decision: what our view of the price differed by.</summary>
    public const int View = 1;

    /// <summary>From there to the mid when the venue acknowledged the price: what the way to the venue cost.</summary>
    public const int Latency = 2;

    /// <summary>From there to the mid at the fill: what moved while the quote rested.</summary>
    public const int Resting = 3;

    /// <summary>From the mid at the fill to the mid 0.1 s later; the further horizons follow, and last the end.</summary>
    public const int After = 4;

    /// <summary>How many there are.</summary>
    public const int Count = After + Markouts.Horizons + 1;
}

/// <summary>Where profit came from, 1e-24 of the settlement coin. The parts of all fills, of what was held before and funding are the account's change, to the last unit.</summary>
/// <remarks>
/// Each step is a number of lots times the difference of two lot worths, so the inner terms cancel exactly: the sum of all steps is
/// lots · (worth at the end − worth at the price). Source: the spread decomposition of Huang and Stoll (1996).
/// </remarks>
public struct EdgeParts
{
    /// <summary>The steps.</summary>
    public EdgeSteps Steps;

    /// <summary>Fees as charged; negative was paid to us.</summary>
    public Int128 FeesE24;

    /// <summary>Funding received; belongs to the position and not to a fill.</summary>
    public Int128 FundingE24;

    /// <summary>What holding on brought on lots that no fill explains.</summary>
    public Int128 HeldE24;

    /// <summary>From the price to the mid at the fill: what quoting earned. Negative for most fills that took.</summary>
    public readonly Int128 SpreadE24 => Sum(EdgeStep.Quoted, EdgeStep.After);

    /// <summary>From that mid to the mid 5 s later: negative is adverse selection.</summary>
    public readonly Int128 AdverseE24 => Sum(EdgeStep.After, EdgeStep.After + Markouts.AdverseIndex + 1);

    /// <summary>From there to the end, and on what was held before: what it brought to hold on.</summary>
    public readonly Int128 DriftE24 => Sum(EdgeStep.After + Markouts.AdverseIndex + 1, EdgeStep.Count) + HeldE24;

    /// <summary>What all of them make: fees count against us.</summary>
    public readonly Int128 TotalE24 => Sum(0, EdgeStep.Count) + HeldE24 - FeesE24 + FundingE24;

    /// <summary>Adds other parts.</summary>
    public static void Add(ref EdgeParts sum, in EdgeParts other)
    {
        for (int i = 0; i < EdgeStep.Count; i++) sum.Steps[i] += other.Steps[i];
        sum.FeesE24 += other.FeesE24;
        sum.FundingE24 += other.FundingE24;
        sum.HeldE24 += other.HeldE24;
    }

    private readonly Int128 Sum(int from, int to)
    {
        Int128 sum = 0;
        for (int i = from; i < to; i++) sum += Steps[i];
        return sum;
    }
}
