using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>How far a journal's sequences go.</summary>
internal static class JournalExtent
{
    private const int EndBytes = JournalFormat.SkippableHeadBytes + BlockHeader.Bytes + SegmentTotals.Bytes;

    /// <summary>The sequences behind the last input and the last output. Reads the last segment's end, or its block headers if it has none; no record is decoded.</summary>
    internal static (long Inputs, long Outputs) Of(JournalReader journal)
    {
        (long Inputs, long Outputs) end = (0, 0);
        foreach (string path in journal.SegmentPaths)
        {
            using SegmentReader segment = new(path);
            if (segment.Status != SegmentStatus.Ok) break;
            end = (segment.NextInput, segment.NextOutput);
            if (segment.TryPeek(segment.FileBytes - EndBytes, out BlockHeader last) && last.Kind == BlockKind.End)
            {
                SegmentTotals totals = MemoryMarshal.Read<SegmentTotals>(segment.PeekPayload(in last));
                end = (totals.NextInputSequence, totals.NextOutputSequence);
                continue;
            }
            while (segment.Next() == SegmentStep.Block) end = (segment.NextInput, segment.NextOutput);
        }
        return end;
    }
}
