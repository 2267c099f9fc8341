namespace Minnow.Venues.Deribit;

/// <summary>What the parser accepts at most. Every limit refuses the whole frame, none cuts it.</summary>
public sealed record DeribitParserLimits
{
    /// <summary>Bytes of one frame; more is <c>TooLarge</c>. 1 MiB.</summary>
    public int MaxFrameBytes { get; init; } = 1 << 20;

    /// <summary>Levels of one book message, both sides together; more is <c>TooManyRows</c>.</summary>
    public int MaxLevels { get; init; } = 20_000;

    /// <summary>Trades of one message; more is <c>TooManyRows</c>.</summary>
    public int MaxTrades { get; init; } = 4_096;

    /// <summary>Instruments of one reply; more is <c>TooManyRows</c>.</summary>
    public int MaxInstrumentRows { get; init; } = 8_192;
}
