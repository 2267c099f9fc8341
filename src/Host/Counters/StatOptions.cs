using System;

namespace Minnow.Host.Counters;

/// <summary>What <c>minnow stat</c> shows.</summary>
public sealed record StatOptions
{
    /// <summary>Directory of the counters page.</summary>
    public required string Directory { get; init; }

    /// <summary>Show again and again until cancelled.</summary>
    public bool Watch { get; init; }

    /// <summary>One JSON object a line instead of a table.</summary>
    public bool Json { get; init; }

    /// <summary>Only counters whose name contains this, upper and lower case alike.</summary>
    public string? Filter { get; init; }

    /// <summary>Pause between two rounds of <see cref="Watch"/>.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);
}
