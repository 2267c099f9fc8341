using System.Runtime.InteropServices;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>Brings a walker near a sequence: the right segment by the headers, the right block by that segment's index if it has one.</summary>
internal static class JournalSeek
{
    private const int HeadBytes = JournalFormat.SkippableHeadBytes + BlockHeader.Bytes;

    /// <summary>Goes to the last segment that begins at or before <paramref name="sequence"/>, then to the last such block.</summary>
    internal static void To(JournalWalker walker, BlockKind kind, long sequence)
    {
        int best = 0;
        for (int i = 0; i < walker.Paths.Count; i++)
        {
            using var segment = new SegmentReader(walker.Paths[i]);
            if (segment.Status != SegmentStatus.Ok) break;
            long first = kind == BlockKind.Inputs ? segment.Header.FirstInputSequence : segment.Header.FirstOutputSequence;
            if (first > sequence) break; // a later run that starts anew is reached by walking on
            best = i;
        }
        if (best > 0) walker.Open(best);
        SkipInside(walker.Segment, kind, sequence);
    }

    private static void SkipInside(SegmentReader segment, BlockKind kind, long sequence)
    {
        if (!TryIndex(segment, out IndexEntry[] entries)) return;
        int best = -1;
        long nextInput = segment.Header.FirstInputSequence, nextOutput = segment.Header.FirstOutputSequence;
        (long Offset, long Input, long Output) at = (-1, 0, 0);
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly IndexEntry entry = ref entries[i];
            if (entry.Kind == kind)
            {
                if (entry.FirstSequence > sequence) break;
                best = i;
                at = (entry.Offset, nextInput, nextOutput);
            }
            if (entry.Kind == BlockKind.Inputs) nextInput = entry.FirstSequence + entry.RecordCount;
            if (entry.Kind == BlockKind.Outputs) nextOutput = entry.FirstSequence + entry.RecordCount;
        }
        if (best > 0) segment.SkipTo(at.Offset, at.Input, at.Output);
    }

    private static bool TryIndex(SegmentReader segment, out IndexEntry[] entries)
    {
        entries = [];
        int endBytes = HeadBytes + SegmentTotals.Bytes;
        if (!segment.TryPeek(segment.FileBytes - endBytes, out BlockHeader end) || end.Kind != BlockKind.End) return false;
        long indexOffset = MemoryMarshal.Read<SegmentTotals>(segment.PeekPayload(in end)).IndexOffset;
        if (!segment.TryPeek(indexOffset, out BlockHeader index) || index.Kind != BlockKind.Index) return false;
        entries = MemoryMarshal.Cast<byte, IndexEntry>(segment.PeekPayload(in index)).ToArray();
        return true;
    }
}
