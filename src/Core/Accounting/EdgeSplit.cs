using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Accounting;

/// <summary>What a fill was for.</summary>
public enum FillPurpose : byte
{
    /// <summary>A quote that made, or a fill of which no order of ours is known.</summary>
    Quote = 0,

    /// <summary>It took, and no hedge was meant.</summary>
    Take = 1,

    /// <summary>An order that hedges what is held on other instruments, or undoes such a hedge; made or took.</summary>
    Hedge = 2,
}

/// <summary>Parts by what the fills were for. As lines: spread and fees are those of quotes, what taking and hedging cost at once has a line each, adverse and drift are of all.</summary>
public struct EdgeSplit
{
    [InlineArray(3)]
    private struct Purposes
    {
        private EdgeParts _first;
    }

    private Purposes _parts;

    /// <summary>The parts of one purpose. What belongs to no fill, funding and what was held before, is with <see cref="FillPurpose.Quote"/>.</summary>
    public readonly EdgeParts Of(FillPurpose purpose) => _parts[(int)purpose];

    /// <summary>From the price to the mid at the fill, of quotes.</summary>
    public readonly Int128 SpreadE24 => _parts[(int)FillPurpose.Quote].SpreadE24;

    /// <summary>Fees of quotes; negative was paid to us.</summary>
    public readonly Int128 FeesE24 => _parts[(int)FillPurpose.Quote].FeesE24;

    /// <summary>What taking cost at once: from the price to the mid at the fill, and fees.</summary>
    public readonly Int128 TakingE24 => AtOnce(FillPurpose.Take);

    /// <summary>What hedging cost at once: from the price to the mid at the fill, and fees.</summary>
    public readonly Int128 HedgingE24 => AtOnce(FillPurpose.Hedge);

    /// <summary>From the mid at the fill to that 5 s later, of all fills.</summary>
    public readonly Int128 AdverseE24 => All().AdverseE24;

    /// <summary>From there to the end, of all fills and of what was held before.</summary>
    public readonly Int128 DriftE24 => All().DriftE24;

    /// <summary>Funding received.</summary>
    public readonly Int128 FundingE24 => All().FundingE24;

    /// <summary>The sum of the lines.</summary>
    public readonly Int128 TotalE24 => SpreadE24 - FeesE24 + TakingE24 + HedgingE24 + AdverseE24 + DriftE24 + FundingE24;

    /// <summary>The parts of all purposes together.</summary>
    public readonly EdgeParts All()
    {
        EdgeParts all = _parts[0];
        EdgeParts.Add(ref all, in _parts[1]);
        EdgeParts.Add(ref all, in _parts[2]);
        return all;
    }

    /// <summary>Adds the parts of a fill.</summary>
    public static void Add(ref EdgeSplit sum, FillPurpose purpose, in EdgeParts parts) => EdgeParts.Add(ref sum._parts[(int)purpose], in parts);

    /// <summary>Adds another split.</summary>
    public static void Add(ref EdgeSplit sum, in EdgeSplit other)
    {
        for (int i = 0; i < 3; i++) EdgeParts.Add(ref sum._parts[i], in other._parts[i]);
    }

    private readonly Int128 AtOnce(FillPurpose purpose) => _parts[(int)purpose].SpreadE24 - _parts[(int)purpose].FeesE24;
}
