using System.Collections.Generic;
using System.IO;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>What a directory holds when a writer takes it: where the last good record is, and where to go on.</summary>
public sealed record JournalRecovery
{
    /// <summary>True if there was a journal.</summary>
    public bool HasJournal { get; private init; }

    /// <summary>True if there was none, or the last run closed it on purpose.</summary>
    public bool WasClosed { get; private init; } = true;

    /// <summary>Bytes behind the last good block of the last segment: a block that was being written. They stay where they are and are never used.</summary>
    public long TornBytes { get; private init; }

    /// <summary>Number of the segment that the new run begins.</summary>
    public uint NextSegmentNumber { get; private init; } = 1;

    /// <summary>Sequence behind the last good input record.</summary>
    public long NextInputSequence { get; private init; }

    /// <summary>Sequence behind the last good output record.</summary>
    public long NextOutputSequence { get; private init; }

    /// <summary>The journal's id; 0 if there was none.</summary>
    public ulong JournalId { get; private init; }

    /// <summary>Hash of the last good block: what the new segment's header repeats.</summary>
    public ulong LastHash { get; private init; }

    /// <summary>Looks at the last segment. Reads that one only: a journal of any size opens in the time of one segment.</summary>
    /// <exception cref="JournalFormatException">A file of that name is not a segment, or of a newer version.</exception>
    /// <exception cref="JournalException">The last segment is damaged in the middle: what a new run wrote behind it could not be read.</exception>
    internal static JournalRecovery Of(string directory)
    {
        IReadOnlyList<string> paths = SegmentFile.List(directory);
        for (int i = paths.Count - 1; i >= 0; i--)
        {
            using var segment = new SegmentReader(paths[i]);
            if (segment.Status == SegmentStatus.Cut) continue; // its making was interrupted: nothing is in it, its number is free
            return After(segment, paths[i], directory);
        }
        return new JournalRecovery();
    }

    /// <summary>Removes the only segment of <paramref name="directory"/> if its making was interrupted before its header was whole: nothing is in it.</summary>
    /// <returns>True if it was so, and the directory holds no journal now.</returns>
    /// <exception cref="IOException">It can not be read or removed.</exception>
    internal static bool DropUnbegun(string directory)
    {
        IReadOnlyList<string> paths = SegmentFile.List(directory);
        if (paths.Count != 1) return false;
        using (var segment = new SegmentReader(paths[0]))
            if (segment.Status != SegmentStatus.Cut) return false;
        File.Delete(paths[0]);
        return true;
    }

    private static JournalRecovery After(SegmentReader segment, string path, string directory)
    {
        const string Fresh = "Give this run a new directory, and look at the old one with 'minnow journal verify'.";
        if (segment.Status == SegmentStatus.Foreign)
            throw new JournalFormatException(path, "it has the name of a segment and is none", Fresh);
        if (segment.Status == SegmentStatus.Newer)
            throw new JournalFormatException(path, $"it is of format version {segment.Header.FormatVersion}, and this build writes {JournalFormat.Version}", Fresh);
        SegmentStep step = SegmentStep.Damaged;
        if (segment.Status == SegmentStatus.Ok)
        {
            do step = segment.Next();
            while (step == SegmentStep.Block);
        }
        bool isTorn = step == SegmentStep.Damaged && segment.Status == SegmentStatus.Ok
            && segment.Damage is DamageKind.BlockHeader or DamageKind.Payload && segment.FindNextBlock() < 0;
        if (step == SegmentStep.Damaged && !isTorn)
            throw new JournalException("go on with", directory, $"{Path.GetFileName(path)} is damaged at offset {segment.Offset}", Fresh);
        bool isEnd = step == SegmentStep.End;
        return new JournalRecovery
        {
            HasJournal = true,
            WasClosed = isEnd && segment.Totals.IsClosed != 0,
            TornBytes = isEnd ? 0 : segment.FileBytes - segment.Offset,
            NextSegmentNumber = segment.Header.SegmentNumber + 1,
            NextInputSequence = segment.NextInput,
            NextOutputSequence = segment.NextOutput,
            JournalId = segment.Header.JournalId,
            LastHash = segment.LastHash,
        };
    }
}
