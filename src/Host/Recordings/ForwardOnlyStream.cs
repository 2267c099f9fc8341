using System;
using System.IO;

namespace Minnow.Host.Recordings;

/// <summary>A stream that can only be read, from front to back: its heirs write one method.</summary>
internal abstract class ForwardOnlyStream(Stream rest) : Stream
{
    /// <summary>The stream that this one reads from; disposed with it.</summary>
    protected Stream Rest { get; } = rest;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Rest.Dispose();
        base.Dispose(disposing);
    }
}
