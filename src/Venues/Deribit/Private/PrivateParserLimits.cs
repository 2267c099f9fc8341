namespace Minnow.Venues.Deribit.Private;

/// <summary>What the parser of the order connection accepts at most; rows are bounded by the room of the <see cref="PrivateMessage"/>.</summary>
public sealed record PrivateParserLimits
{
    /// <summary>Bytes of one payload; more is <c>TooLarge</c>. 1 MiB.</summary>
    public int MaxPayloadBytes { get; init; } = 1 << 20;
}
