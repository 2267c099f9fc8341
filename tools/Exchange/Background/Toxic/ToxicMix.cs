using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Background.Toxic;

/// <summary>How much of what a <see cref="ToxicMarket"/> has. Rates are means; all of it 0 leaves makers around a price that does not move.</summary>
public sealed record ToxicMix
{
    /// <summary>Standard deviation of the fair value in a calm stretch, ticks per square root of a second.</summary>
    public double CalmSigmaTicks { get; init; } = 4;

    /// <summary>The same in a busy stretch.</summary>
    public double BusySigmaTicks { get; init; } = 9;

    /// <summary>Jumps of the fair value that nobody sees coming, a minute.</summary>
    public double JumpsPerMinute { get; init; } = 0.5;

    /// <summary>Takers who know nothing, a second in a calm stretch, both sides together; three times as many in a busy one. They come in clusters.</summary>
    public double NoisePerSecond { get; init; } = 2;

    /// <summary>Takers who know the fair value <see cref="AheadMs"/> ahead and take what is wrong by it, a second.</summary>
    public double InformedPerSecond { get; init; } = 0.25;

    /// <summary>How far ahead they know it, ms; up to 10,000.</summary>
    public int AheadMs { get; init; } = 2_000;

    /// <summary>Informed takers leave what earns them less than this, ticks.</summary>
    public double InformedEdgeTicks { get; init; } = 6;

    /// <summary>Episodes a minute while none is under way.</summary>
    public double EpisodesPerMinute { get; init; } = 4;

    /// <summary>Share of episodes that only look like one: the signs come, the move does not.</summary>
    public double FalseShare { get; init; } = 0.35;

    /// <summary>Kinds of episodes, drawn with equal chance.</summary>
    public IReadOnlyList<EpisodeKind> Kinds { get; init; } = Enum.GetValues<EpisodeKind>();

    /// <summary>Makers and takers who know nothing, around a price that hardly moves: nobody is picked off.</summary>
    public static ToxicMix Uninformed { get; } = new()
    {
        CalmSigmaTicks = 0.2, BusySigmaTicks = 0.2, JumpsPerMinute = 0, InformedPerSecond = 0, EpisodesPerMinute = 0,
    };

    /// <summary>Takers who all know what comes.</summary>
    public static ToxicMix Informed { get; } = new() { NoisePerSecond = 0, InformedPerSecond = 2, FalseShare = 0 };
}
