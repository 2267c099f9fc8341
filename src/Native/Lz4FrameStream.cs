using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>The content of a stream of LZ4 frames, one behind the other; skippable frames are skipped. Read-only, forward-only.</summary>
/// <remarks>Memory: two fixed buffers and the library's context, whatever the frames claim. Everything before damage is given out first. Thread: one.</remarks>
public sealed unsafe class Lz4FrameStream : Stream
{
    private const int InputBytes = 64 << 10;

    private readonly Stream _packed;
    private readonly byte* _input;
    private nint _context;
    private int _start;
    private int _end;
    private bool _isInFrame;

    /// <summary>Wraps a stream of frames, and closes it with itself.</summary>
    /// <exception cref="InvalidOperationException">liblz4 gave no context.</exception>
    public Lz4FrameStream(Stream packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        _packed = packed;
        nuint made = Lz4.NewDecompressor(out _context, Lz4.FrameVersion);
        if (Lz4.IsError(made)) throw new InvalidOperationException($"liblz4 {Lz4.Version()} gave no context: {Lz4.ErrorName(made)}.");
        _input = (byte*)NativeMemory.Alloc(InputBytes);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Gives out content.</summary>
    /// <returns>Bytes written to <paramref name="buffer"/>; 0 at the end of the last frame.</returns>
    /// <exception cref="EndOfStreamException">The input stops inside a frame; everything before that was given out.</exception>
    /// <exception cref="InvalidDataException">The input is not a frame, or a checksum is wrong.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_context == 0, this);
        if (buffer.IsEmpty) return 0;
        fixed (byte* to = buffer)
        {
            while (true)
            {
                nuint written = (nuint)buffer.Length;
                nuint taken = (nuint)(_end - _start);
                nuint left = Lz4.Read(_context, to, &written, _input + _start, &taken, 0);
                if (Lz4.IsError(left)) throw new InvalidDataException($"not a whole LZ4 frame: {Lz4.ErrorName(left)}");
                _start += (int)taken;
                if (taken + written > 0) _isInFrame = left != 0;
                if (written > 0) return (int)written;
                if (_start == _end && !Refill())
                    return _isInFrame ? throw new EndOfStreamException("the LZ4 frame stops before its end mark") : 0;
            }
        }
    }

    private bool Refill()
    {
        _start = 0;
        _end = _packed.Read(new Span<byte>(_input, InputBytes));
        return _end > 0;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_context != 0)
        {
            Lz4.FreeDecompressor(_context);
            NativeMemory.Free(_input);
            _context = 0;
            if (disposing) _packed.Dispose();
        }
        base.Dispose(disposing);
    }
}
