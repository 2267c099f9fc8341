using Minnow.Core.Model;
using Minnow.Host.Configuration;

namespace Minnow.Host.Operator;

/// <summary>What a person commands from a command line.</summary>
public sealed record CommandOptions
{
    /// <summary>What is commanded.</summary>
    public required OperatorVerb Verb { get; init; }

    /// <summary>The directory of all runs, or that of one.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>The configuration for the way past the engine; null takes the one in the run's journal.</summary>
    public LoadedConfiguration? Configuration { get; init; }

    /// <summary>Who commands; empty if they did not say.</summary>
    public string By { get; init; } = "";

    /// <summary>Why; empty if they did not say.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; init; }
}
