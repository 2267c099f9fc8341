using System;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Host.Journal;

/// <summary>The bytes that a segment begins with: header, texts, and the instruments that were named so far. No allocation after the constructor.</summary>
internal sealed class SegmentPreamble
{
    private readonly byte[] _bytes;
    private readonly int _instrumentsAt;
    private readonly int _maxInstruments;
    private readonly ulong _configHash;
    private readonly int _configBytes;
    private readonly int _buildBytes;
    private readonly int _venueBytes;
    private int _instrumentCount;

    internal SegmentPreamble(JournalOptions options)
    {
        byte[] build = Encoding.UTF8.GetBytes(options.BuildId);
        byte[] venue = Encoding.UTF8.GetBytes(options.Venue);
        byte[] config = Encoding.UTF8.GetBytes(options.ConfigText);
        _instrumentsAt = SegmentStart.Bytes + build.Length + venue.Length + config.Length;
        long most = (long)_instrumentsAt + (long)options.MaxInstruments * SegmentHeader.InstrumentBytes;
        if (most > JournalFormat.MaxSegmentTextBytes)
            throw new ArgumentException($"Configuration and instruments take {most} bytes of a segment header; the most is {JournalFormat.MaxSegmentTextBytes}.", nameof(options));
        _maxInstruments = options.MaxInstruments;
        _configHash = XxHash64.Hash(config);
        (_buildBytes, _venueBytes, _configBytes) = (build.Length, venue.Length, config.Length);
        _bytes = GC.AllocateArray<byte>((int)most, pinned: true);
        Span<byte> at = _bytes.AsSpan(SegmentStart.Bytes);
        build.CopyTo(at);
        venue.CopyTo(at[build.Length..]);
        config.CopyTo(at[(build.Length + venue.Length)..]);
    }

    /// <summary>Remembers names and definitions among the events of a block.</summary>
    internal void NoteAll(ReadOnlySpan<Event> events)
    {
        foreach (ref readonly Event one in events)
            if (one.Kind is EventKind.InstrumentNamed or EventKind.InstrumentDefined) Note(in one);
    }

    /// <summary>The whole preamble of a segment, sealed; its hash begins the chain of the segment's blocks.</summary>
    internal ReadOnlySpan<byte> Seal(SegmentHeader header, out ulong hash)
    {
        int end = _instrumentsAt + _instrumentCount * SegmentHeader.InstrumentBytes;
        header.Tag = JournalFormat.Tag;
        header.FormatVersion = JournalFormat.Version;
        header.InstrumentCount = (uint)_instrumentCount;
        header.ConfigHash = _configHash;
        header.ConfigBytes = (uint)_configBytes;
        header.BuildBytes = (uint)_buildBytes;
        header.VenueBytes = (uint)_venueBytes;
        header.TextBytes = (uint)(end - SegmentStart.Bytes);
        header.TextHash = XxHash64.Hash(_bytes.AsSpan(SegmentStart.Bytes, end - SegmentStart.Bytes));
        header.Seal();
        header.Write(_bytes);
        hash = header.HeaderHash;
        return _bytes.AsSpan(0, end);
    }

    private void Note(ref readonly Event one)
    {
        int index = one.InstrumentIndex;
        if (index >= _maxInstruments) return; // the record itself is in its block; only the list in later headers lacks it
        _instrumentCount = Math.Max(_instrumentCount, index + 1);
        Span<Event> pairs = MemoryMarshal.Cast<byte, Event>(_bytes.AsSpan(_instrumentsAt));
        pairs[2 * index + (one.Kind == EventKind.InstrumentNamed ? 0 : 1)] = one;
    }
}
