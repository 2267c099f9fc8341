using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Minnow.Host.Feed;

/// <summary>Received frames on their way to the parser: a byte pipe in which each frame stands behind its length and receive time.</summary>
/// <remarks>
/// One thread writes and reads (the feed thread); a live socket writes into the same pipe. A frame may lie in several segments of
/// the pipe. Nothing is allocated once the pipe's segments are warm: it never pauses its writer, so no continuation is ever made.
/// </remarks>
public sealed class FramePipe
{
    /// <summary>Bytes before each payload: length (4), zero (4), receive time in ns (8), little endian.</summary>
    public const int HeadBytes = 16;

    private readonly Pipe _pipe;
    private readonly int _segmentBytes;
    private SequencePosition _startOfFrame;
    private SequencePosition _endOfFrame;

    /// <summary>A pipe that is warm for frames of up to <paramref name="maxFrameBytes"/>: a larger one may allocate.</summary>
    public FramePipe(int maxFrameBytes, int segmentBytes = 64 * 1024)
    {
        _segmentBytes = segmentBytes;
        _pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0, minimumSegmentSize: segmentBytes,
            useSynchronizationContext: false, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline));
        Warm(maxFrameBytes);
    }

    /// <summary>Appends one frame.</summary>
    public void Write(long receivedNs, ReadOnlySpan<byte> frame)
    {
        Span<byte> head = _pipe.Writer.GetSpan(HeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(head, frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], receivedNs);
        _pipe.Writer.Advance(HeadBytes);
        while (!frame.IsEmpty)
        {
            // Whatever room the current segment has is used, so that a frame crosses segments here as it does behind a socket.
            Span<byte> room = _pipe.Writer.GetSpan(1);
            int taken = Math.Min(Math.Min(room.Length, _segmentBytes), frame.Length);
            frame[..taken].CopyTo(room);
            _pipe.Writer.Advance(taken);
            frame = frame[taken..];
        }
        // Completed already, because the writer is never paused and nobody waits on the reader.
        _ = _pipe.Writer.FlushAsync().GetAwaiter().GetResult();
    }

    /// <summary>Looks at the next whole frame. Each true must be followed by <see cref="Release"/> or <see cref="Keep"/>.</summary>
    /// <returns>False if no whole frame is there.</returns>
    public bool TryRead(out long receivedNs, out ReadOnlySequence<byte> frame)
    {
        receivedNs = 0;
        frame = default;
        if (!_pipe.Reader.TryRead(out ReadResult read)) return false;
        ReadOnlySequence<byte> buffer = read.Buffer;
        if (buffer.Length >= HeadBytes)
        {
            Span<byte> head = stackalloc byte[HeadBytes];
            buffer.Slice(0, HeadBytes).CopyTo(head);
            int length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (buffer.Length >= HeadBytes + (long)length)
            {
                receivedNs = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
                frame = buffer.Slice(HeadBytes, length);
                _startOfFrame = buffer.Start;
                _endOfFrame = frame.End;
                return true;
            }
        }
        _pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
        return false;
    }

    /// <summary>Gives the frame of the last <see cref="TryRead"/> back; its bytes are no longer valid.</summary>
    public void Release() => _pipe.Reader.AdvanceTo(_endOfFrame);

    /// <summary>Leaves the frame of the last <see cref="TryRead"/> in the pipe: the next read gives it again.</summary>
    public void Keep() => _pipe.Reader.AdvanceTo(_startOfFrame);

    // The pipe makes a segment when it first needs one and keeps it: the largest frame, once, makes all that there will ever be.
    private void Warm(int maxFrameBytes)
    {
        Write(0, new byte[maxFrameBytes]);
        _ = TryRead(out _, out _);
        Release();
    }
}
