using System;
using System.Buffers;

namespace Minnow.Tests;

/// <summary>A frame cut into segments, as a pipe may hand it over.</summary>
internal static class Pieces
{
    /// <summary>The bytes cut before each of the positions, which ascend; empty pieces are kept.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params ReadOnlySpan<int> at)
    {
        Segment first = new(bytes.AsMemory(0, at.Length == 0 ? bytes.Length : at[0]), null);
        Segment last = first;
        for (int i = 0; i < at.Length; i++)
        {
            int end = i + 1 < at.Length ? at[i + 1] : bytes.Length;
            last = new Segment(bytes.AsMemory(at[i], end - at[i]).ToArray(), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous == null) return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
