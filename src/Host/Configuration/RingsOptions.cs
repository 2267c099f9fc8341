namespace Minnow.Host.Configuration;

/// <summary>Sizes and place of the rings. Everything is taken at start.</summary>
public sealed record RingsOptions
{
    /// <summary>Events between feed and quoter, 64 bytes each.</summary>
    [Setting("Events between feed and quoter, 64 bytes each.", Min = 1_024, Max = 4_194_304, PowerOfTwo = true)]
    public int InputSlots { get; init; } = 65536;

    /// <summary>Commands and decisions between quoter and gateway, 64 bytes each.</summary>
    [Setting("Commands and decisions between quoter and gateway, 64 bytes each.", Min = 64, Max = 1_048_576, PowerOfTwo = true)]
    public int OutputSlots { get; init; } = 16384;

    /// <summary>Raw frames that wait for the journal, in MiB.</summary>
    [Setting("Raw frames that wait for the journal, in MiB.", Min = 1, Max = 1_024, PowerOfTwo = true)]
    public int CaptureMb { get; init; } = 16;

    /// <summary>Directory of the ring files, best on tmpfs, so that a restart can drain them; null keeps the rings in private memory that a crash loses.</summary>
    [Setting("Directory of the ring files, best on tmpfs, so that a restart can drain them; null keeps the rings in private memory that a crash loses.", MinLength = 1, MaxLength = 4_096)]
    public string? Directory { get; init; }
}
