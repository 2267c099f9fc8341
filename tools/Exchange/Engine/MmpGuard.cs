namespace Minnow.Exchange.Engine;

/// <summary>Limits of market maker protection. Null is no limit.</summary>
public sealed record MmpConfig
{
    /// <summary>Index, such as btc_usd.</summary>
    public required string IndexName { get; init; }

    /// <summary>Group of mass quotes; null for ordinary orders.</summary>
    public string? Group { get; init; }

    /// <summary>Window, µs; 0 removes the protection.</summary>
    public long IntervalUs { get; init; }

    /// <summary>How long it stays frozen, µs; 0 until reset.</summary>
    public long FrozenUs { get; init; }

    /// <summary>Most base coin traded in a window, buys and sells added, 1e-8.</summary>
    public long? QuantityLimitE8 { get; init; }

    /// <summary>Most net base coin traded in a window, 1e-8.</summary>
    public long? DeltaLimitE8 { get; init; }

    /// <summary>Most base coin quoted per side and instrument, 1e-8.</summary>
    public long? MaxQuoteQuantityE8 { get; init; }
}

/// <summary>Market maker protection of one account on one index.</summary>
public sealed class MmpGuard
{
    internal MmpGuard(MmpConfig config) => Config = config;

    /// <summary>Limits.</summary>
    public MmpConfig Config { get; internal set; }

    /// <summary>It has fired and was not reset; ask <see cref="IsFrozen"/> whether that still holds.</summary>
    public bool HasFired { get; internal set; }

    /// <summary>Frozen until then, µs since 1970; 0 until reset.</summary>
    public long FrozenUntilUs { get; internal set; }

    /// <summary>Whether new orders are refused.</summary>
    public bool IsFrozen(long nowUs) => HasFired && (FrozenUntilUs == 0 || nowUs < FrozenUntilUs);

    internal long WindowEndUs;
    internal long QuantityE8;
    internal long DeltaE8;

    /// <summary>Counts a fill; true when a limit is reached by it.</summary>
    internal bool Count(long nowUs, OrderSide side, long coinE8)
    {
        if (nowUs >= WindowEndUs) (WindowEndUs, QuantityE8, DeltaE8) = (nowUs + Config.IntervalUs, 0, 0);
        QuantityE8 += coinE8;
        DeltaE8 += side == OrderSide.Buy ? coinE8 : -coinE8;
        return QuantityE8 >= Config.QuantityLimitE8 || System.Math.Abs(DeltaE8) >= Config.DeltaLimitE8;
    }

    internal void Fire(long nowUs)
    {
        HasFired = true;
        FrozenUntilUs = Config.FrozenUs == 0 ? 0 : nowUs + Config.FrozenUs;
        WindowEndUs = 0;
    }

    internal void Reset()
    {
        HasFired = false;
        FrozenUntilUs = 0;
        WindowEndUs = 0;
    }
}
