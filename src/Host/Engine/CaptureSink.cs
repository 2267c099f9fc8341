using System;
using System.Buffers;
using Minnow.Core.Engine;
using Minnow.Core.Ring;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary>Raw frames on their way to the capture file: written by the feed into a byte ring, read and compressed on the journal's thread.</summary>
public sealed class CaptureSink : IFrameSink, IAgent, IDisposable
{
    private readonly NativeRingMemory _memory;
    private readonly ByteRing _ring;
    private readonly CaptureWriter _writer;

    /// <summary>A sink that writes capture files into <paramref name="directory"/>.</summary>
    public CaptureSink(string directory, int ringBytes)
    {
        _memory = new NativeRingMemory(ByteRing.BytesFor(ringBytes));
        _ring = new ByteRing(_memory, ringBytes);
        _writer = new CaptureWriter(_ring, directory);
    }

    /// <inheritdoc/>
    public string RoleName => "capture";

    /// <inheritdoc/>
    public bool TryWrite(long receivedNs, in ReadOnlySequence<byte> frame) =>
        // A frame that no ring of this size can hold is counted there and left out, or the feed would wait for ever.
        _ring.TryWrite(receivedNs, in frame) || frame.Length > _ring.MaxFrameBytes;

    /// <inheritdoc/>
    public int DoWork(long nowNs) => _writer.DoWork(nowNs);

    /// <summary>Writes what is left and closes the file. After the threads have ended.</summary>
    public void Finish() => _writer.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _memory.Dispose();
    }
}
