using Minnow.Exchange.Background.Toxic;

namespace Minnow.Tactics.World;

/// <summary>What all runs of an experiment share.</summary>
internal sealed record LabOptions
{
    /// <summary>Virtual time of a run, s.</summary>
    internal long Seconds { get; init; } = 1_200;

    /// <summary>Venue to quoter: books, trades, answers, fills, µs.</summary>
    internal long FeedDelayUs { get; init; } = 5_000;

    /// <summary>Quoter to venue, µs.</summary>
    internal long OrderDelayUs { get; init; } = 5_000;

    /// <summary>Each delay is longer by a drawn part of this, µs; order is kept on each way.</summary>
    internal long JitterUs { get; init; } = 2_000;

    /// <summary>Fee of a taker, 1e-8 of the value; of the venue's catalogue if nothing else is said.</summary>
    internal long TakerFeeE8 { get; init; } = 35_000;

    /// <summary>The market.</summary>
    internal ToxicMix Mix { get; init; } = new();
}
