using System;
using System.Buffers;
using System.Text;

namespace Minnow.Host.Configuration;

/// <summary>The bytes of a file and where they lie in lines.</summary>
internal sealed class SourceText(ReadOnlyMemory<byte> bytes)
{
    internal ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>Line and character, both from 1. A character is a Unicode scalar value; a broken byte counts as one.</summary>
    internal (int Line, int Column) Position(int offset)
    {
        ReadOnlySpan<byte> before = Bytes[..Math.Min(offset, Bytes.Length)];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, CountRunes(before[lineStart..]) + 1);
    }

    /// <summary>Offset of the byte <paramref name="byteInLine"/> (from 0) of line <paramref name="line"/> (from 0).</summary>
    internal int Offset(long line, long byteInLine)
    {
        int start = 0;
        for (long i = 0; i < line; i++)
        {
            int feed = Bytes[start..].IndexOf((byte)'\n');
            if (feed < 0) break;
            start += feed + 1;
        }
        return (int)Math.Min(start + byteInLine, Bytes.Length);
    }

    /// <summary>Offset of the first byte that is not UTF-8; -1 if all is.</summary>
    internal int FirstInvalidUtf8()
    {
        ReadOnlySpan<byte> rest = Bytes;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out int used) != OperationStatus.Done) return Bytes.Length - rest.Length;
            rest = rest[used..];
        }
        return -1;
    }

    private static int CountRunes(ReadOnlySpan<byte> line)
    {
        int count = 0;
        for (; !line.IsEmpty; count++)
        {
            Rune.DecodeFromUtf8(line, out _, out int used);
            line = line[Math.Max(used, 1)..];
        }
        return count;
    }
}
