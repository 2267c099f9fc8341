namespace Minnow.Core.Quoting.Parameters;

/// <summary>How many levels a side has, how far apart, and how large.</summary>
public struct LadderParameters
{
    /// <summary>Levels on each side, 1 to 10. Safe: 1.</summary>
    public long LevelCount;

    /// <summary>Unit of the spacing: 0 ticks, 1 bps, 2 volatility over one second. Safe: 0.</summary>
    public long SpacingKind;

    /// <summary>Distance of the second level from the first, in that unit. Safe: 1.</summary>
    public double Spacing;

    /// <summary>Each further distance is the one before times this. Safe: 1.</summary>
    public double SpacingGrowth;

    /// <summary>Sizes of further levels: 0 flat, 1 linear, 2 geometric. Safe: 0.</summary>
    public long SizeProfile;

    /// <summary>Part of the first size by which each level grows (linear), or growth from level to level (geometric); negative shrinks. Safe: 0.</summary>
    public double SizeStep;

    /// <summary>0 quotes full size, 1 shrinks the adding side to nothing at the limit and grows the reducing side to twice the size. Safe: 0.</summary>
    public double InventorySizing;

    /// <summary>Largest single order, 1e-8 of the venue's amount unit; what is left of a size goes to further levels; 0 has no clip. Safe: 0.</summary>
    public long ClipAmountE8;

    /// <summary>Multiplies sizes in a volatile market. Safe: 1.</summary>
    public double VolatileSizeFactor;

    /// <summary>Values that change nothing.</summary>
    public static LadderParameters Safe => new()
    {
        LevelCount = 1, Spacing = 1, SpacingGrowth = 1, VolatileSizeFactor = 1,
    };
}
