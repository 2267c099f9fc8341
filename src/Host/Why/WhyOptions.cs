namespace Minnow.Host.Why;

/// <summary>What <c>minnow why</c> is asked: exactly one of order, fill and time.</summary>
public sealed record WhyOptions
{
    /// <summary>Directory of the journal, or one segment.</summary>
    public required string Journal { get; init; }

    /// <summary>Our order id.</summary>
    public long? OrderId { get; init; }

    /// <summary>The venue's trade id, as the journal shows it.</summary>
    public long? TradeId { get; init; }

    /// <summary>A moment, ns since 1970: the decisions that were in force then.</summary>
    public long? TimeNs { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool Json { get; init; }
}
