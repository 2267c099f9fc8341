using System;
using System.Runtime.InteropServices;

namespace Minnow.Core.Journal;

/// <summary>What the first bytes of a file turned out to be.</summary>
public enum SegmentStatus : byte
{
    /// <summary>A segment header that this build reads.</summary>
    Ok = 0,

    /// <summary>The file ends inside the header, and all there is of it is right so far: a segment whose making was interrupted.</summary>
    Cut = 1,

    /// <summary>Not a journal.</summary>
    Foreign = 2,

    /// <summary>A journal of a newer version: a newer build reads it.</summary>
    Newer = 3,

    /// <summary>A journal, but the header's bytes are not those that were written.</summary>
    Damaged = 4,
}

/// <summary>Reads the fixed part of a segment header.</summary>
public static class SegmentStart
{
    /// <summary>Bytes that <see cref="Read"/> wants to see: the frame's head and the fixed part.</summary>
    public const int Bytes = JournalFormat.SkippableHeadBytes + SegmentHeader.Bytes;

    /// <summary>Judges the first <see cref="Bytes"/> of a file, or all of it if it is shorter.</summary>
    /// <param name="start">The file's first bytes.</param>
    /// <param name="header">Set unless the result is <see cref="SegmentStatus.Cut"/> or <see cref="SegmentStatus.Foreign"/>; of a newer version only the version is meaningful.</param>
    public static SegmentStatus Read(ReadOnlySpan<byte> start, out SegmentHeader header)
    {
        header = default;
        Span<byte> expected = stackalloc byte[4];
        MemoryMarshal.Write(expected, JournalFormat.SegmentMagic);
        if (!start[..Math.Min(4, start.Length)].SequenceEqual(expected[..Math.Min(4, start.Length)])) return SegmentStatus.Foreign;
        if (start.Length >= 16 && MemoryMarshal.Read<ulong>(start[8..]) != JournalFormat.Tag) return SegmentStatus.Foreign;
        if (start.Length >= 20)
        {
            header.FormatVersion = MemoryMarshal.Read<uint>(start[16..]);
            if (header.FormatVersion > JournalFormat.Version) return SegmentStatus.Newer;
        }
        if (start.Length < Bytes) return SegmentStatus.Cut;
        header = MemoryMarshal.Read<SegmentHeader>(start[8..]);
        bool isRight = header.FormatVersion is > 0 and <= JournalFormat.Version && header.IsSealed && header.IsPlausible
            && MemoryMarshal.Read<uint>(start[4..]) == SegmentHeader.Bytes + header.TextBytes;
        return isRight ? SegmentStatus.Ok : SegmentStatus.Damaged;
    }
}
