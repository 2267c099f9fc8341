namespace Minnow.Core.Quoting.Parameters;

/// <summary>Which price counts as fair, and what stands in for it when a side of the book is missing.</summary>
public struct FairParameters
{
    /// <summary>0 takes the mid, 1 the mid weighted by the sizes at the best prices, 2 the micro-price. Safe: 0.</summary>
    public long FairKind;

    /// <summary>With a side missing: 0 gives no fair price and no quote, 1 takes the mark, 2 the last trade. Safe: 0.</summary>
    public long FallbackKind;

    /// <summary>Oldest mark or last trade that may stand in, ns. Safe: one second.</summary>
    public long FallbackMaxAgeNs;

    /// <summary>Values that change nothing.</summary>
    public static FairParameters Safe => new()
    {
        FallbackMaxAgeNs = 1_000_000_000,
    };
}
