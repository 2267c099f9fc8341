using System.Collections.Generic;
using System.Threading;
using Minnow.Host.Configuration;

namespace Minnow.Host.Drill;

/// <summary>What <c>minnow drill</c> was asked to do.</summary>
public sealed record DrillOptions
{
    /// <summary>The configuration, checked: on loopback or testnet.</summary>
    public required LoadedConfiguration Configuration { get; init; }

    /// <summary>The command that is <c>minnow</c>: the engine that is drilled, and the one that commands it.</summary>
    public required IReadOnlyList<string> Minnow { get; init; }

    /// <summary>Directory for configuration and journal; null takes one that is deleted when all passed.</summary>
    public string? Directory { get; init; }

    /// <summary>Times that it is killed and armed again.</summary>
    public int Kills { get; init; } = 5;

    /// <summary>Only drills whose name contains this; null does all.</summary>
    public string? Only { get; init; }

    /// <summary>A testnet is meant.</summary>
    public bool Yes { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; init; }

    /// <summary>Ends it.</summary>
    public CancellationToken Stop { get; init; }
}
