using System.Buffers;

namespace Minnow.Host.Engine;

/// <summary>Takes raw frames as they arrive, on the feed thread, without blocking it.</summary>
public interface IFrameSink
{
    /// <summary>Takes one frame; the bytes are borrowed for the call.</summary>
    /// <returns>False if there is no room now: try again.</returns>
    bool TryWrite(long receivedNs, in ReadOnlySequence<byte> frame);
}

/// <summary>Keeps nothing.</summary>
public sealed class NoFrameSink : IFrameSink
{
    /// <inheritdoc/>
    public bool TryWrite(long receivedNs, in ReadOnlySequence<byte> frame) => true;
}
