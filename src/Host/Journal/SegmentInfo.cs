using System;
using System.Collections.Generic;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>What a segment's header says.</summary>
public sealed class SegmentInfo
{
    private readonly SegmentHeader _header;

    internal SegmentInfo(SegmentReader segment)
    {
        _header = segment.Header;
        Path = segment.Path;
        Status = segment.Status;
        if (Status != SegmentStatus.Ok)
        {
            Instruments = [];
            return;
        }
        BuildId = segment.BuildId;
        Venue = segment.Venue;
        ConfigText = segment.ConfigText;
        Instruments = segment.Instruments.ToArray();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Ok, or why the rest means nothing.</summary>
    public SegmentStatus Status { get; }

    /// <summary>The fixed part.</summary>
    public ref readonly SegmentHeader Header => ref _header;

    /// <summary>Identity of the build that wrote it.</summary>
    public string BuildId { get; } = "";

    /// <summary>The venue's name.</summary>
    public string Venue { get; } = "";

    /// <summary>The configuration it ran with.</summary>
    public string ConfigText { get; } = "";

    /// <summary>Named and defined events, in pairs, of the instruments known when the segment began.</summary>
    public IReadOnlyList<Event> Instruments { get; }

    /// <summary>When it was begun.</summary>
    public DateTime StartUtc => DateTime.UnixEpoch.AddTicks(_header.StartNs / 100);
}
