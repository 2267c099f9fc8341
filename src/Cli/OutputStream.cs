using System;
using System.IO;

namespace Minnow.Cli;

/// <summary>The standard output, whose failure (a full disk behind a redirection) can be told from that of a verb's own files.</summary>
/// <remarks>A reader that went away is no failure: the runtime drops what is written to a closed pipe.</remarks>
internal sealed class OutputStream(Stream output) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            output.Write(buffer);
        }
        catch (IOException e)
        {
            throw new OutputFailedException(e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>The standard output can not be written.</summary>
internal sealed class OutputFailedException(IOException cause) : IOException(cause.Message, cause);
