namespace Minnow.Host.Configuration.Strategy;

/// <summary>How many orders on each side, how far apart and how large.</summary>
public sealed record LadderOptions
{
    /// <summary>Orders on each side.</summary>
    [Setting("Orders on each side.", Min = 1, Max = 10)]
    public int Levels { get; init; } = 1;

    /// <summary>Unit of the spacing: ticks, bps, or volatility (standard deviations over one second).</summary>
    [Setting("Unit of the spacing: ticks, bps, or volatility (standard deviations over one second).")]
    public LadderSpacing SpacingKind { get; init; } = LadderSpacing.Ticks;

    /// <summary>Distance of the second order from the first, in that unit.</summary>
    [Setting("Distance of the second order from the first, in that unit.", Min = 0.001, Max = 100_000)]
    public double Spacing { get; init; } = 1;

    /// <summary>Each further distance is the one before times this.</summary>
    [Setting("Each further distance is the one before times this.", Min = 1, Max = 10)]
    public double SpacingGrowth { get; init; } = 1;

    /// <summary>Sizes of further levels: flat, linear (grow by a step each) or geometric (times a factor each).</summary>
    [Setting("Sizes of further levels: flat, linear (grow by a step each) or geometric (times a factor each).")]
    public LadderSizes SizeProfile { get; init; } = LadderSizes.Flat;

    /// <summary>Part of the first size by which each level grows (linear), or growth from level to level (geometric); negative shrinks.</summary>
    [Setting("Part of the first size by which each level grows (linear), or growth from level to level (geometric); negative shrinks.", Min = -0.9, Max = 10)]
    public double SizeStep { get; init; } = 0;

    /// <summary>0 quotes full size at any position; 1 shrinks the side that adds to nothing at the limit and grows the side that reduces to twice the size.</summary>
    [Setting("0 quotes full size at any position; 1 shrinks the side that adds to nothing at the limit and grows the side that reduces to twice the size.", Min = 0, Max = 1)]
    public double InventorySizing { get; init; } = 0;

    /// <summary>Largest single order, in the venue's unit; the rest of a size goes to further levels. null cuts nothing.</summary>
    [Setting("Largest single order, in the venue's unit; the rest of a size goes to further levels. null cuts nothing.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? ClipAmount { get; init; }

    /// <summary>Multiplies sizes in a volatile market.</summary>
    [Setting("Multiplies sizes in a volatile market.", Min = 0, Max = 1)]
    public double VolatileSizeFactor { get; init; } = 1;
}
