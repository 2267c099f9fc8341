namespace Minnow.Host.Configuration;

/// <summary>Caps on what a feed may ask us to hold. Above a cap the frame is refused and counted.</summary>
public sealed record LimitsOptions
{
    /// <summary>Largest frame, in bytes.</summary>
    [Setting("Largest frame, in bytes.", Min = 1_024, Max = 67_108_864)]
    public int MaxFrameBytes { get; init; } = 1048576;

    /// <summary>Most levels, trades or rows in one message, and most levels on one side of a book.</summary>
    [Setting("Most levels, trades or rows in one message, and most levels on one side of a book.", Min = 16, Max = 1_000_000)]
    public int MaxLevels { get; init; } = 20000;

    /// <summary>Most instruments that are tracked.</summary>
    [Setting("Most instruments that are tracked.", Min = 1, Max = 1_024)]
    public int MaxInstruments { get; init; } = 16;
}
