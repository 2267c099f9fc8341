namespace Minnow.Host.Pnl;

/// <summary>What <c>minnow pnl</c> is asked.</summary>
public sealed record PnlOptions
{
    /// <summary>Directory of the journal, or one segment.</summary>
    public required string Journal { get; init; }

    /// <summary>By what fills are added up, beside the totals of each instrument.</summary>
    public PnlGroup By { get; init; }

    /// <summary>File with the venue's transaction log, which the account is held against; null compares none.</summary>
    public string? Statement { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; init; }
}
