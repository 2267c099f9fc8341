using System;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Numerics;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>Makes the bytes of one block as they go to the file: skippable frame with header, then payload. Allocates only when made.</summary>
/// <remarks>
/// Every method fills <see cref="Bytes"/> and leaves the header's place in the chain to <see cref="Seal"/>, so that a block can
/// be sealed again for another segment without encoding it again. Thread: one.
/// </remarks>
internal sealed unsafe class BlockEncoder : IDisposable
{
    private const int HeadBytes = JournalFormat.SkippableHeadBytes + BlockHeader.Bytes;

    private readonly DeltaEncoder _delta = new();
    private readonly int _acceleration;
    private readonly int _payloadBytes;
    private readonly byte* _payload;
    private readonly byte* _state;
    private readonly byte* _out;
    private readonly int _outBytes;
    private BlockHeader _header;
    private int _length;

    internal BlockEncoder(int acceleration, int maxCopyBytes)
    {
        _acceleration = acceleration;
        _payloadBytes = DeltaEncoder.MaxBytes(JournalFormat.MaxBlockRecords);
        int largest = Math.Max(maxCopyBytes, Math.Max(_payloadBytes, JournalFormat.MaxBlockBytes));
        _outBytes = HeadBytes + Lz4Frame.OverheadBytes + Lz4.CompressBound(largest);
        _payload = Take(_payloadBytes);
        _state = Take(Lz4.StateBytes());
        _out = Take(_outBytes);
    }

    /// <summary>The sealed block.</summary>
    internal ReadOnlySpan<byte> Bytes => new(_out, _length);

    internal ref readonly BlockHeader Header => ref _header;

    /// <summary>Encodes records of one ring.</summary>
    internal void Records(BlockKind kind, BlockCodec codec, ReadOnlySpan<byte> records, long firstSequence, long otherSequence, long firstNs)
    {
        _header = new BlockHeader
        {
            Kind = kind,
            Codec = BlockCodec.Raw,
            RecordBytes = JournalFormat.RecordBytes,
            RecordCount = (uint)(records.Length / JournalFormat.RecordBytes),
            RawBytes = (uint)records.Length,
            EncodedBytes = (uint)records.Length,
            FirstSequence = firstSequence,
            OtherSequence = otherSequence,
            FirstNs = firstNs,
            RawHash = XxHash64.Hash(records),
        };
        fixed (byte* raw = records)
        {
            byte* from = raw;
            if (codec == BlockCodec.Delta)
            {
                int encoded = _delta.Encode(kind, records, new Span<byte>(_payload, _payloadBytes));
                if (encoded < records.Length) // noise can grow; then it is kept as it is
                {
                    from = _payload;
                    _header.Codec = BlockCodec.Delta;
                    _header.EncodedBytes = (uint)encoded;
                }
            }
            WrapInFrame(from, (int)_header.EncodedBytes);
        }
    }

    /// <summary>Encodes a state copy: one LZ4 block, or as it is where that is not smaller.</summary>
    internal void Checkpoint(ReadOnlySpan<byte> state, long inputSequence, long nextOutputSequence, long timeNs)
    {
        StartCopy(BlockKind.Checkpoint, state, inputSequence, nextOutputSequence, timeNs);
        fixed (byte* from = state)
        {
            int packed = Lz4.CompressFast(_state, from, _out + HeadBytes, state.Length, _outBytes - HeadBytes, _acceleration);
            if (packed > 0 && packed < state.Length) FinishCopy(BlockCodec.Lz4Block, packed);
            else CopyAsIs(state);
        }
    }

    /// <summary>Encodes something small as it is: counters, an index, totals.</summary>
    internal void Plain(BlockKind kind, ReadOnlySpan<byte> content, int entryBytes, long nextInputSequence, long nextOutputSequence, long timeNs)
    {
        StartCopy(kind, content, nextInputSequence, nextOutputSequence, timeNs);
        _header.RecordBytes = (ushort)entryBytes;
        _header.RecordCount = entryBytes == 0 ? 0 : (uint)(content.Length / entryBytes);
        CopyAsIs(content);
    }

    /// <summary>Puts the block at its place: segment, offset and chain.</summary>
    internal void Seal(uint segmentNumber, long offset, ulong previousHash, ulong journalId)
    {
        _header.SegmentNumber = segmentNumber;
        _header.Offset = offset;
        _header.PreviousHash = previousHash;
        _header.JournalId = journalId;
        _header.Seal();
        _header.Write(new Span<byte>(_out, HeadBytes));
    }

    private void WrapInFrame(byte* content, int bytes)
    {
        byte* frame = _out + HeadBytes;
        byte* block = frame + Lz4Frame.HeadBytes;
        int room = _outBytes - HeadBytes - Lz4Frame.OverheadBytes;
        int packed = Lz4.CompressFast(_state, content, block, bytes, room, _acceleration);
        bool isStored = packed <= 0 || packed >= bytes;
        if (isStored)
        {
            Buffer.MemoryCopy(content, block, room, bytes);
            packed = bytes;
        }
        int frameBytes = packed + Lz4Frame.OverheadBytes;
        Lz4Frame.Seal(new Span<byte>(frame, frameBytes), isStored);
        _header.FrameBytes = (uint)frameBytes;
        _header.FrameHash = XxHash64.Hash(frame, frameBytes);
        _length = HeadBytes + frameBytes;
    }

    private void StartCopy(BlockKind kind, ReadOnlySpan<byte> content, long sequence, long otherSequence, long timeNs)
    {
        if (content.Length > _outBytes - HeadBytes)
            throw new ArgumentException($"A copy of {content.Length} bytes is larger than the {_outBytes - HeadBytes} that were taken at start.", nameof(content));
        _header = new BlockHeader
        {
            Kind = kind,
            FirstSequence = sequence,
            OtherSequence = otherSequence,
            FirstNs = timeNs,
            RawBytes = (uint)content.Length,
            RawHash = XxHash64.Hash(content),
        };
    }

    private void CopyAsIs(ReadOnlySpan<byte> content)
    {
        content.CopyTo(new Span<byte>(_out + HeadBytes, _outBytes - HeadBytes));
        FinishCopy(BlockCodec.Raw, content.Length);
    }

    private void FinishCopy(BlockCodec codec, int bytes)
    {
        _header.Codec = codec;
        _header.EncodedBytes = _header.FrameBytes = (uint)bytes;
        _header.FrameHash = XxHash64.Hash(_out + HeadBytes, bytes);
        _length = HeadBytes + bytes;
    }

    private static byte* Take(int bytes) // cleared: the pages are here before the first block, not during it
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Span<byte>(memory, bytes).Clear();
        return memory;
    }

    public void Dispose()
    {
        _delta.Dispose();
        NativeMemory.AlignedFree(_payload);
        NativeMemory.AlignedFree(_state);
        NativeMemory.AlignedFree(_out);
    }
}
