using System.Collections.Generic;
using System.IO;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>A journal on disk, for reading. Makes cursors; each walks alone, with files and buffers of its own, so any number may run side by side.</summary>
/// <remarks>Memory does not grow with the journal. A writer may be at work meanwhile: a cursor then ends at <see cref="JournalEnd.Cut"/> and may be asked again.</remarks>
public sealed class JournalReader
{
    private readonly string _path;

    /// <summary>Opens a directory of segments, or one segment.</summary>
    /// <exception cref="JournalFormatException">Not a journal, or a newer version; exit code 65.</exception>
    /// <exception cref="IOException">Not there or not readable; exit code 74.</exception>
    public JournalReader(string path)
    {
        _path = path;
        using var walker = new JournalWalker(path);
        First = new SegmentInfo(walker.Segment);
    }

    /// <summary>The first segment's header: build, configuration, venue.</summary>
    public SegmentInfo First { get; }

    /// <summary>Paths of the segments that are there now.</summary>
    public IReadOnlyList<string> SegmentPaths => SegmentFile.List(_path);

    /// <summary>The headers of the whole segments, in order; none of their blocks is read.</summary>
    public IReadOnlyList<SegmentInfo> Segments()
    {
        List<SegmentInfo> found = [];
        foreach (string path in SegmentPaths)
        {
            using var segment = new SegmentReader(path);
            if (segment.Status == SegmentStatus.Ok) found.Add(new SegmentInfo(segment));
        }
        return found;
    }

    /// <summary>Input events in order.</summary>
    /// <param name="fromSequence">Where to begin; blocks before it are not read, if their segment has an index. Where runs began anew, the last run that has it. Null: at the first.</param>
    /// <exception cref="IOException">As the constructor.</exception>
    public JournalCursor<Event> Inputs(long? fromSequence = null) => new(_path, BlockKind.Inputs, fromSequence);

    /// <summary>Output records in order.</summary>
    /// <param name="fromSequence">Where to begin. Null: at the first.</param>
    /// <exception cref="IOException">As the constructor.</exception>
    public JournalCursor<OutputRecord> Outputs(long? fromSequence = null) => new(_path, BlockKind.Outputs, fromSequence);

    /// <summary>State copies in order.</summary>
    /// <exception cref="IOException">As the constructor.</exception>
    public CopyCursor Checkpoints() => new(_path, BlockKind.Checkpoint);

    /// <summary>Counter copies in order.</summary>
    /// <exception cref="IOException">As the constructor.</exception>
    public CopyCursor Counters() => new(_path, BlockKind.Counters);
}
