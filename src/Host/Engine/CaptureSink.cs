using System;
using System.Buffers;
using Minnow.Core.Engine;
using Minnow.Core.Ring;
using Minnow.Host.Counters;
using Minnow.Host.Journal;
using Minnow.Native;

namespace Minnow.Host.Engine;

/// <summary>Raw frames on their way to the capture file: written by the feed into a byte ring, read and compressed on the journal's thread.</summary>
public sealed class CaptureSink : IFrameSink, IAgent, IDisposable
{
    private readonly NativeRingMemory _memory;
    private readonly ByteRing _ring;
    private readonly CaptureWriter _writer;
    private readonly ErrorLog? _errors;
    private volatile bool _failed;

    /// <summary>A sink that writes capture files into <paramref name="directory"/>.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="ringBytes">Room for frames that wait.</param>
    /// <param name="errors">Learns why it ended, if the disk refuses.</param>
    public CaptureSink(string directory, int ringBytes, ErrorLog? errors = null)
    {
        _errors = errors;
        _memory = new NativeRingMemory(ByteRing.BytesFor(ringBytes));
        _ring = new ByteRing(_memory, ringBytes);
        _writer = new CaptureWriter(_ring, directory);
    }

    /// <inheritdoc/>
    public string RoleName => "capture";

    /// <inheritdoc/>
    public bool TryWrite(long receivedNs, in ReadOnlySequence<byte> frame) =>
        // A frame that no ring of this size can hold is counted there and left out, or the feed would wait for ever.
        _failed || _ring.TryWrite(receivedNs, in frame) || frame.Length > _ring.MaxFrameBytes;

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        if (_failed) return 0;
        try
        {
            return _writer.DoWork(nowNs);
        }
        catch (JournalException e)
        {
            // A copy for people to look at: when it can not be written, the capture ends and the run does not.
            Fail(e);
            return 0;
        }
    }

    /// <summary>Writes what is left and closes the file. After the threads have ended.</summary>
    public void Finish()
    {
        if (_failed) return;
        try
        {
            _writer.Finish();
        }
        catch (JournalException e)
        {
            Fail(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _memory.Dispose();
    }

    private void Fail(JournalException e)
    {
        _failed = true;
        _errors?.Record($"the capture ended: {e.Message}", LibcClock.RealtimeNs());
    }
}
