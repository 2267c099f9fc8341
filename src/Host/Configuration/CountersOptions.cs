namespace Minnow.Host.Configuration;

/// <summary>The counters that other processes read.</summary>
public sealed record CountersOptions
{
    /// <summary>Directory of the counters file, best on tmpfs; null takes the journal directory.</summary>
    [Setting("Directory of the counters file, best on tmpfs; null takes the journal directory.", MinLength = 1, MaxLength = 4_096)]
    public string? Directory { get; init; }
}
