using System;
using System.IO;

namespace Minnow.Host.Recordings;

/// <summary>Gives back bytes that were read to look at them, then the rest of the stream: works for files and pipes alike.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ForwardOnlyStream(rest)
{
    private int _given;

    public override int Read(Span<byte> buffer)
    {
        int left = prefix.Length - _given;
        if (left == 0) return Rest.Read(buffer);
        int count = Math.Min(left, buffer.Length);
        prefix.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
