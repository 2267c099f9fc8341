using System;
using System.Collections.Generic;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>What one segment holds, counted by walking it.</summary>
internal sealed class SegmentSurvey(SegmentInfo info)
{
    internal SegmentInfo Info { get; } = info;

    internal long FileBytes { get; set; }

    internal long InputCount { get; set; }

    internal long OutputCount { get; set; }

    internal long CheckpointCount { get; set; }

    internal long BlockCount { get; set; }

    internal long FirstNs { get; set; }

    internal long LastNs { get; set; }

    internal bool HasEnd { get; set; }
}

/// <summary>One walk over a whole journal: every checksum, and, if asked for, every record decoded and compared with its hash.</summary>
/// <remarks>Memory: a few lines for each segment. Thread: one.</remarks>
internal sealed class JournalSurvey
{
    private readonly List<SegmentSurvey> _segments = [];
    private readonly long[] _inputKinds = new long[256];
    private readonly long[] _outputKinds = new long[256];

    internal IReadOnlyList<SegmentSurvey> Segments => _segments;

    internal ReadOnlySpan<long> InputKinds => _inputKinds;

    internal ReadOnlySpan<long> OutputKinds => _outputKinds;

    internal JournalEnd End { get; private set; }

    internal JournalDamage? Damage { get; private set; }

    internal int CutRuns { get; private set; }

    internal long RecordBytes { get; private set; }

    internal long FileBytes { get; private set; }

    internal long InputCount { get; private set; }

    internal long OutputCount { get; private set; }

    internal long CheckpointCount { get; private set; }

    internal long FirstInputSequence { get; private set; } = -1;

    internal long LastInputSequence { get; private set; } = -1;

    /// <exception cref="JournalException">It can not be opened.</exception>
    internal static JournalSurvey Of(string path, bool decode)
    {
        var survey = new JournalSurvey();
        using var walker = new JournalWalker(path);
        using var decoder = new BlockDecoder();
        walker.OnSegment = survey.Begin;
        walker.OnSegmentEnd = survey.Leave;
        survey.Begin(walker.Segment);
        while (walker.Next())
        {
            if (decode && !survey.Decode(decoder, walker))
            {
                walker.RefuseContent();
                break;
            }
            survey.Count(in walker.Block);
        }
        survey.End = walker.End;
        survey.Damage = walker.Damage;
        survey.CutRuns = walker.CutRuns;
        SegmentSurvey last = survey._segments[^1];
        if (!last.HasEnd) last.FileBytes = walker.Segment.FileBytes;
        foreach (SegmentSurvey one in survey._segments) survey.FileBytes += one.FileBytes;
        return survey;
    }

    private void Begin(SegmentReader segment) => _segments.Add(new SegmentSurvey(new SegmentInfo(segment)));

    private void Leave(SegmentReader segment, bool hasEnd)
    {
        _segments[^1].HasEnd = hasEnd;
        _segments[^1].FileBytes = segment.FileBytes;
    }

    private bool Decode(BlockDecoder decoder, JournalWalker walker)
    {
        ref readonly BlockHeader block = ref walker.Block;
        if (!block.HasLz4Frame)
            return block.Kind is not (BlockKind.Checkpoint or BlockKind.Counters) || decoder.TryCopy(in block, walker.Segment.Payload, out _);
        if (!decoder.TryRecords(in block, walker.Segment.Payload, out ReadOnlySpan<byte> records)) return false;
        long[] kinds = block.Kind == BlockKind.Inputs ? _inputKinds : _outputKinds;
        for (int at = 0; at < records.Length; at += JournalFormat.RecordBytes) kinds[records[at]]++;
        return true;
    }

    private void Count(in BlockHeader block)
    {
        SegmentSurvey segment = _segments[^1];
        segment.BlockCount++;
        if (block.HasLz4Frame)
        {
            RecordBytes += block.RawBytes;
            if (segment.FirstNs == 0) segment.FirstNs = block.FirstNs;
            segment.LastNs = Math.Max(segment.LastNs, block.FirstNs);
        }
        if (block.Kind == BlockKind.Inputs)
        {
            if (FirstInputSequence < 0) FirstInputSequence = block.FirstSequence;
            LastInputSequence = block.NextSequence - 1;
            segment.InputCount += block.RecordCount;
            InputCount += block.RecordCount;
        }
        else if (block.Kind == BlockKind.Outputs)
        {
            segment.OutputCount += block.RecordCount;
            OutputCount += block.RecordCount;
        }
        else if (block.Kind == BlockKind.Checkpoint)
        {
            segment.CheckpointCount++;
            CheckpointCount++;
        }
    }
}
