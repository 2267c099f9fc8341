using System;
using System.Collections.Generic;
using System.IO;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>Walks a whole journal block by block, over all segments, and says how it ended.</summary>
/// <remarks>Memory does not grow with the journal. Stops for good at the first damage. At <see cref="JournalEnd.Cut"/> it may be asked again: the writer may still run. Thread: one.</remarks>
internal sealed class JournalWalker : IDisposable
{
    private readonly string _path;
    private readonly bool _isDirectory;
    private IReadOnlyList<string> _paths;
    private int _index;
    private SegmentReader _segment;
    private long _lastInput = -1;
    private long _lastOutput = -1;

    /// <exception cref="JournalFormatException">No segments, or the first is not one, or of a newer version.</exception>
    /// <exception cref="IOException">Not readable.</exception>
    internal JournalWalker(string path)
    {
        _path = path;
        _isDirectory = Directory.Exists(path);
        _paths = SegmentFile.List(path);
        if (_paths.Count == 0)
            throw new JournalFormatException(path, "there is no segment (journal-000001.mwj …) in it", "Give the directory that a run wrote its journal to.");
        _segment = new SegmentReader(_paths[0]);
        RefuseUnreadable(_segment);
    }

    internal SegmentReader Segment => _segment;

    internal ref readonly BlockHeader Block => ref _segment.Block;

    internal JournalEnd End { get; private set; }

    internal JournalDamage? Damage { get; private set; }

    /// <summary>Times that a run ended without an end marker and another began.</summary>
    internal int CutRuns { get; private set; }

    /// <summary>Called when a segment was opened, also for the first.</summary>
    internal Action<SegmentReader>? OnSegment { get; set; }

    /// <summary>Called when a segment is left; true if it had its end marker.</summary>
    internal Action<SegmentReader, bool>? OnSegmentEnd { get; set; }

    /// <summary>Moves to the next whole block of any kind but the end marker.</summary>
    internal bool Next()
    {
        if (End is JournalEnd.Clean or JournalEnd.Damaged) return false;
        End = JournalEnd.None;
        while (true)
        {
            if (_segment.Status == SegmentStatus.Damaged) return Stop(DamageKind.SegmentHeader, 0);
            if (_segment.Status == SegmentStatus.Cut)
            {
                if (HasNextSegment()) return Stop(DamageKind.CutInside, 0);
                return Pause();
            }
            switch (_segment.Next())
            {
                case SegmentStep.Block:
                    Note();
                    return true;
                case SegmentStep.End:
                    if (!Leave(isClosed: _segment.Totals.IsClosed != 0)) return false;
                    break;
                case SegmentStep.Cut:
                    if (!LeaveCut(DamageKind.CutInside)) return false;
                    break;
                default:
                    if (!LeaveDamaged()) return false;
                    break;
            }
        }
    }

    /// <summary>Stops at the present block: it is whole but its content is not what was hashed.</summary>
    internal void RefuseContent() => Stop(DamageKind.Content, Block.Offset);

    internal IReadOnlyList<string> Paths => _paths;

    /// <summary>Goes on at the beginning of the segment at <paramref name="index"/> of the list.</summary>
    internal void Open(int index)
    {
        _segment.Dispose();
        _segment = new SegmentReader(_paths[index]);
        _index = index;
        RefuseUnreadable(_segment);
    }

    private void Note()
    {
        if (Block.Kind == BlockKind.Inputs) _lastInput = Block.NextSequence - 1;
        else if (Block.Kind == BlockKind.Outputs) _lastOutput = Block.NextSequence - 1;
    }

    private bool Leave(bool isClosed)
    {
        if (HasNextSegment()) return Follow(isClosed, wasCut: false, DamageKind.MissingSegment);
        if (isClosed)
        {
            OnSegmentEnd?.Invoke(_segment, true);
            End = JournalEnd.Clean;
            return false;
        }
        if (!_isDirectory) // one segment of several, looked at alone: it is whole
        {
            OnSegmentEnd?.Invoke(_segment, true);
            End = JournalEnd.Clean;
            return false;
        }
        return Pause();
    }

    private bool LeaveCut(DamageKind kind) => HasNextSegment() ? Follow(isClosed: true, wasCut: true, kind) : Pause();

    private bool LeaveDamaged()
    {
        // A torn tail is not damage: nothing whole follows it, and the next run, if there is one, began from the same last good block.
        if (_segment.Damage is DamageKind.BlockHeader or DamageKind.Payload && _segment.FindNextBlock() < 0) return LeaveCut(_segment.Damage);
        return Stop(_segment.Damage, _segment.Offset);
    }

    private bool Follow(bool isClosed, bool wasCut, DamageKind otherwise)
    {
        string path = _paths[_index + 1];
        var next = new SegmentReader(path);
        if (next.Status == SegmentStatus.Cut && !wasCut && _index + 2 == _paths.Count)
        {
            next.Dispose();
            return Pause(); // the next segment was just being made
        }
        if (next.Status != SegmentStatus.Ok)
        {
            SegmentReader before = _segment;
            OnSegmentEnd?.Invoke(before, !wasCut);
            before.Dispose();
            _segment = next;
            _index++;
            return Stop(next.Status == SegmentStatus.Newer ? DamageKind.MissingSegment : DamageKind.SegmentHeader, 0);
        }
        ref readonly SegmentHeader header = ref next.Header;
        bool startsRun = (header.Flags & SegmentFlags.StartsRun) != 0;
        bool fits = header.JournalId == _segment.Header.JournalId && header.PreviousHash == _segment.LastHash
            && header.SegmentNumber == _segment.Header.SegmentNumber + 1
            && (startsRun || (!wasCut && !isClosed && header.FirstInputSequence == _segment.NextInput && header.FirstOutputSequence == _segment.NextOutput));
        if (!fits)
        {
            next.Dispose();
            return Stop(otherwise, wasCut ? _segment.Offset : _segment.FileBytes);
        }
        if (wasCut) CutRuns++;
        OnSegmentEnd?.Invoke(_segment, !wasCut);
        _segment.Dispose();
        _segment = next;
        _index++;
        OnSegment?.Invoke(next);
        return true;
    }

    private bool HasNextSegment()
    {
        if (_index + 1 < _paths.Count) return true;
        if (!_isDirectory) return false;
        _paths = SegmentFile.List(_path); // rare: only where the known end is reached
        return _index + 1 < _paths.Count;
    }

    private bool Pause()
    {
        End = JournalEnd.Cut;
        return false;
    }

    private bool Stop(DamageKind kind, long offset)
    {
        End = JournalEnd.Damaged;
        long next = kind is DamageKind.BlockHeader or DamageKind.Payload or DamageKind.Misplaced or DamageKind.Absurd ? _segment.FindNextBlock() : -1;
        Damage = new JournalDamage(kind, Path.GetFileName(_segment.Path), offset, offset == 0 ? 0 : _segment.BlockCount + 1, _lastInput, _lastOutput, next);
        return false;
    }

    private static void RefuseUnreadable(SegmentReader segment)
    {
        string file = segment.Path;
        uint version = segment.Header.FormatVersion;
        SegmentStatus status = segment.Status;
        if (status is not (SegmentStatus.Foreign or SegmentStatus.Newer)) return;
        segment.Dispose();
        throw status == SegmentStatus.Foreign
            ? new JournalFormatException(file, "it is not a segment of a journal", "Give the directory that a run wrote its journal to.")
            : new JournalFormatException(file, $"it is of format version {version}, and this build reads versions up to {JournalFormat.Version}", "Use a newer build.");
    }

    /// <inheritdoc/>
    public void Dispose() => _segment.Dispose();
}
