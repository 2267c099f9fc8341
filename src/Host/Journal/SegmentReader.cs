using System;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Host.Journal;

/// <summary>What the next step in a segment met.</summary>
internal enum SegmentStep : byte
{
    /// <summary>A whole block in its place.</summary>
    Block,

    /// <summary>The end marker, and the end of the file behind it.</summary>
    End,

    /// <summary>The file ends before the block does.</summary>
    Cut,

    /// <summary>See <see cref="SegmentReader.Damage"/>.</summary>
    Damaged,
}

/// <summary>Walks one segment block by block and believes nothing: sizes, places, chain, sequences and checksums, in that order.</summary>
/// <remarks>Memory: one window; a block larger than that only if the file really holds it. After <see cref="SegmentStep.Cut"/> it may be asked again. Thread: one.</remarks>
internal sealed class SegmentReader : IDisposable
{
    private const int HeadBytes = JournalFormat.SkippableHeadBytes + BlockHeader.Bytes;

    private readonly FileWindow _window;
    private readonly SegmentHeader _header;
    private BlockHeader _block;
    private readonly byte[] _texts = [];
    private long _inputCount;
    private long _outputCount;
    private int _checkpointCount;
    private SegmentTotals _totals;
    private bool _skipped;

    internal SegmentReader(string path)
    {
        Path = path;
        _window = new FileWindow(path);
        Status = SegmentStart.Read(_window.Read(0, SegmentStart.Bytes), out _header);
        if (Status != SegmentStatus.Ok) return;
        ReadOnlySpan<byte> texts = _window.Read(SegmentStart.Bytes, (int)_header.TextBytes);
        if (texts.Length < _header.TextBytes) Status = SegmentStatus.Cut;
        else if (XxHash64.Hash(texts) != _header.TextHash) Status = SegmentStatus.Damaged;
        if (Status != SegmentStatus.Ok) return;
        _texts = texts.ToArray();
        Offset = _header.FrameBytes;
        LastHash = _header.HeaderHash;
        NextInput = _header.FirstInputSequence;
        NextOutput = _header.FirstOutputSequence;
    }

    internal string Path { get; }

    internal SegmentStatus Status { get; }

    internal ref readonly SegmentHeader Header => ref _header;

    internal ref readonly BlockHeader Block => ref _block;

    internal ref readonly SegmentTotals Totals => ref _totals;

    internal DamageKind Damage { get; private set; }

    /// <summary>Where the next block begins.</summary>
    internal long Offset { get; private set; }

    internal int BlockCount { get; private set; }

    internal ulong LastHash { get; private set; }

    internal long NextInput { get; private set; }

    internal long NextOutput { get; private set; }

    internal long FileBytes => _window.Length;

    internal string BuildId => Encoding.UTF8.GetString(_texts, 0, (int)_header.BuildBytes);

    internal string Venue => Encoding.UTF8.GetString(_texts, (int)_header.BuildBytes, (int)_header.VenueBytes);

    internal string ConfigText => Encoding.UTF8.GetString(_texts, (int)(_header.BuildBytes + _header.VenueBytes), (int)_header.ConfigBytes);

    /// <summary>Named and defined events of the instruments known when the segment began, in pairs.</summary>
    internal ReadOnlySpan<Event> Instruments => MemoryMarshal.Cast<byte, Event>(
        _texts.AsSpan((int)(_header.BuildBytes + _header.VenueBytes + _header.ConfigBytes)));

    /// <summary>The payload of the block that the last step gave: the LZ4 frame, or the copy. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Payload => _window.Read(_block.Offset + HeadBytes, (int)_block.FrameBytes);

    /// <summary>Goes to a block that the index names. The chain begins anew there, and counts can no longer be compared with the totals.</summary>
    internal void SkipTo(long offset, long nextInput, long nextOutput)
    {
        if (!TryPeek(offset, out BlockHeader block)) return; // the walk then meets the damage itself
        Offset = offset;
        NextInput = nextInput;
        NextOutput = nextOutput;
        LastHash = block.PreviousHash;
        _skipped = true;
    }

    /// <summary>Looks at a block out of turn. True if header and payload are whole and belong at that offset.</summary>
    internal bool TryPeek(long offset, out BlockHeader block)
    {
        block = default;
        if (offset < _header.FrameBytes || offset > FileBytes - HeadBytes) return false;
        ReadOnlySpan<byte> head = _window.Read(offset, HeadBytes);
        if (head.Length < HeadBytes || MemoryMarshal.Read<uint>(head) != JournalFormat.BlockMagic) return false;
        block = MemoryMarshal.Read<BlockHeader>(head[JournalFormat.SkippableHeadBytes..]);
        if (!block.IsSealed || !block.IsPlausible || block.Offset != offset || block.JournalId != _header.JournalId) return false;
        ReadOnlySpan<byte> payload = PeekPayload(in block);
        return payload.Length == block.FrameBytes && XxHash64.Hash(payload) == block.FrameHash;
    }

    internal ReadOnlySpan<byte> PeekPayload(in BlockHeader block) => _window.Read(block.Offset + HeadBytes, (int)block.FrameBytes);

    /// <summary>Checks the next block and moves behind it.</summary>
    internal SegmentStep Next()
    {
        ReadOnlySpan<byte> head = _window.Read(Offset, HeadBytes);
        if (head.Length < HeadBytes) return SegmentStep.Cut;
        _block = MemoryMarshal.Read<BlockHeader>(head[JournalFormat.SkippableHeadBytes..]);
        if (MemoryMarshal.Read<uint>(head) != JournalFormat.BlockMagic || !_block.IsSealed) return Refuse(DamageKind.BlockHeader);
        if (_block.Offset != Offset || _block.SegmentNumber != _header.SegmentNumber
            || _block.JournalId != _header.JournalId || _block.PreviousHash != LastHash) return Refuse(DamageKind.Misplaced);
        if (!_block.IsPlausible) return Refuse(DamageKind.Absurd);
        if (MemoryMarshal.Read<uint>(head[4..]) != _block.SkippableBytes) return Refuse(DamageKind.BlockHeader);
        if (!IsInSequence()) return Refuse(DamageKind.Sequence);
        ReadOnlySpan<byte> payload = Payload;
        if (payload.Length < _block.FrameBytes) return SegmentStep.Cut;
        if (XxHash64.Hash(payload) != _block.FrameHash) return Refuse(DamageKind.Payload);
        if (_block.Kind == BlockKind.End) return Finish(payload);
        if (_block.Kind == BlockKind.Index && _block.RawHash != _block.FrameHash) return Refuse(DamageKind.Content);
        Count();
        return SegmentStep.Block;
    }

    /// <summary>Where, behind the present place, the next whole block header stands; -1 if nowhere.</summary>
    internal long FindNextBlock()
    {
        Span<byte> magic = stackalloc byte[4];
        MemoryMarshal.Write(magic, JournalFormat.BlockMagic);
        long at = Offset + 1;
        while (true)
        {
            ReadOnlySpan<byte> piece = _window.Read(at, 128 << 10);
            if (piece.Length < HeadBytes) return -1;
            int found = piece[..^(HeadBytes - 4)].IndexOf(magic);
            if (found < 0)
            {
                at += piece.Length - HeadBytes + 1;
                continue;
            }
            var header = MemoryMarshal.Read<BlockHeader>(piece[(found + JournalFormat.SkippableHeadBytes)..]);
            if (header.IsSealed && header.JournalId == _header.JournalId && header.Offset == at + found) return at + found;
            at += found + 1;
        }
    }

    private bool IsInSequence() => _block.Kind switch
    {
        BlockKind.Inputs => _block.FirstSequence == NextInput,
        BlockKind.Outputs => _block.FirstSequence == NextOutput,
        _ => true,
    };

    private void Count()
    {
        BlockCount += _block.Kind == BlockKind.Index ? 0 : 1;
        if (_block.Kind == BlockKind.Inputs)
        {
            _inputCount += _block.RecordCount;
            NextInput = _block.NextSequence;
        }
        else if (_block.Kind == BlockKind.Outputs)
        {
            _outputCount += _block.RecordCount;
            NextOutput = _block.NextSequence;
        }
        else if (_block.Kind == BlockKind.Checkpoint)
        {
            _checkpointCount++;
        }
        LastHash = _block.HeaderHash;
        Offset = _block.NextOffset;
    }

    private SegmentStep Finish(ReadOnlySpan<byte> payload)
    {
        _totals = MemoryMarshal.Read<SegmentTotals>(payload);
        bool fits = _block.RawHash == _block.FrameHash && _totals.NextInputSequence == NextInput && _totals.NextOutputSequence == NextOutput
            && (_skipped || (_totals.InputCount == _inputCount && _totals.OutputCount == _outputCount
                && _totals.BlockCount == BlockCount && _totals.CheckpointCount == _checkpointCount));
        if (!fits) return Refuse(DamageKind.Totals);
        long end = _block.NextOffset;
        if (_window.Read(end, 1).Length > 0)
        {
            Offset = end;
            return Refuse(DamageKind.AfterEnd);
        }
        LastHash = _block.HeaderHash;
        return SegmentStep.End;
    }

    private SegmentStep Refuse(DamageKind kind)
    {
        Damage = kind;
        return SegmentStep.Damaged;
    }

    /// <inheritdoc/>
    public void Dispose() => _window.Dispose();
}
