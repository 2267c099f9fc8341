namespace Minnow.Host.Pnl;

/// <summary>What <c>minnow pnl</c> is asked.</summary>
public sealed record PnlOptions
{
    /// <summary>Directory of the journal, or one segment.</summary>
    public required string Journal { get; init; }

    /// <summary>By what fills are added up, beside the totals of each instrument.</summary>
    public PnlGroup By { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; init; }
}
