using System.Threading;
using Minnow.Host.Configuration;

namespace Minnow.Host.Live;

/// <summary>What <c>minnow run</c> without a recording was asked to do.</summary>
public sealed record LiveOptions
{
    /// <summary>The configuration, checked; it has a connection.</summary>
    public required LoadedConfiguration Configuration { get; init; }

    /// <summary>Directory that holds one directory for each run.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>How much is real.</summary>
    public required RunStage Stage { get; init; }

    /// <summary>Write the summary as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>What a person found out about a halt, to trade again after it; null if nobody says so.</summary>
    public string? ArmReason { get; init; }

    /// <summary>Stop after so many seconds; null runs on.</summary>
    public long? ForSeconds { get; init; }

    /// <summary>Set by the first SIGINT or SIGTERM: pull everything, see that nothing rests, end.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Set by the second one: end without waiting for the venue.</summary>
    public CancellationToken Hurry { get; init; }

    /// <summary>The connection of the configuration.</summary>
    internal ConnectionOptions Connection => Configuration.Value.Connection
        ?? throw new System.InvalidOperationException($"{Configuration.File} has no section \"connection\", so there is no venue to go to. Add one (samples/deribit-loopback.jsonc), or name a recording with --feed.");
}
