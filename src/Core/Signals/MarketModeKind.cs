namespace Minnow.Core.Signals;

/// <summary>How wild the market is. The order is that of wildness.</summary>
public enum MarketModeKind : byte
{
    /// <summary>Nothing was measured yet. Quote as in <see cref="Volatile"/>, or not at all.</summary>
    Unknown = 0,

    /// <summary>Less volatile than usual. The parameters for calm hold.</summary>
    Calm = 1,

    /// <summary>As usual.</summary>
    Normal = 2,

    /// <summary>More volatile than usual: wider and smaller.</summary>
    Volatile = 3,

    /// <summary>It runs one way: pull.</summary>
    Cascade = 4,
}
