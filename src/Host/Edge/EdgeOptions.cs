using Minnow.Host.Configuration;

namespace Minnow.Host.Edge;

/// <summary>What <c>minnow edge</c> is asked.</summary>
public sealed record EdgeOptions
{
    /// <summary>The configuration whose width is judged.</summary>
    public required LoadedConfiguration Configuration { get; init; }

    /// <summary>Directory of a journal with the fees and fills of the account; null judges the configuration alone.</summary>
    public string? Journal { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; init; }
}
