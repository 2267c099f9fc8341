using System;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Numerics;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>Turns a block's payload back into records or a copy, and compares it with the hash of what was written.</summary>
/// <remarks>Sizes come from a header that <see cref="BlockHeader.IsPlausible"/> passed; memory beyond one block is taken only for copies, up to their cap. Thread: one.</remarks>
internal sealed unsafe class BlockDecoder : IDisposable
{
    private readonly DeltaDecoder _delta = new();
    private readonly byte* _encoded;
    private readonly byte* _records;
    private byte* _copy;
    private uint _copyRoom;

    internal BlockDecoder()
    {
        _encoded = (byte*)NativeMemory.AlignedAlloc(JournalFormat.MaxBlockBytes + DeltaDecoder.SlackBytes, 64);
        new Span<byte>(_encoded, JournalFormat.MaxBlockBytes + DeltaDecoder.SlackBytes).Clear();
        _records = (byte*)NativeMemory.AlignedAlloc(JournalFormat.MaxBlockBytes, 64);
    }

    /// <summary>Decodes a block of records.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">Its LZ4 frame.</param>
    /// <param name="records">The records' bytes, valid until the next call.</param>
    /// <returns>False if they are not what was hashed when they were written.</returns>
    internal bool TryRecords(in BlockHeader header, ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> records)
    {
        records = default;
        if (!Lz4Frame.TryOpen(frame, out ReadOnlySpan<byte> block, out bool isStored)) return false;
        int encodedBytes = (int)header.EncodedBytes;
        byte* to = header.Codec == BlockCodec.Raw ? _records : _encoded;
        if (isStored)
        {
            if (block.Length != encodedBytes) return false;
            block.CopyTo(new Span<byte>(to, encodedBytes));
        }
        else
        {
            fixed (byte* from = block)
                if (Lz4.Decompress(from, to, block.Length, encodedBytes) != encodedBytes) return false;
        }
        var decoded = new Span<byte>(_records, (int)header.RawBytes);
        if (header.Codec != BlockCodec.Raw)
        {
            var encoded = new ReadOnlySpan<byte>(_encoded, encodedBytes + DeltaDecoder.SlackBytes);
            if (!_delta.TryDecode(header.Kind, encoded, encodedBytes, decoded)) return false;
        }
        records = decoded;
        return XxHash64.Hash(decoded) == header.RawHash;
    }

    /// <summary>Decodes a copy.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="payload">Its bytes in the file.</param>
    /// <param name="copy">The bytes as they were in memory, valid until the next call.</param>
    /// <returns>False if they are not what was hashed when they were written.</returns>
    internal bool TryCopy(in BlockHeader header, ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> copy)
    {
        copy = payload;
        if (header.Codec == BlockCodec.Lz4Block)
        {
            if (header.RawBytes > _copyRoom)
            {
                NativeMemory.AlignedFree(_copy);
                _copyRoom = 0;
                _copy = (byte*)NativeMemory.AlignedAlloc(header.RawBytes, 64);
                _copyRoom = header.RawBytes;
            }
            fixed (byte* from = payload)
                if (Lz4.Decompress(from, _copy, payload.Length, (int)header.RawBytes) != (int)header.RawBytes) return false;
            copy = new ReadOnlySpan<byte>(_copy, (int)header.RawBytes);
        }
        return XxHash64.Hash(copy) == header.RawHash;
    }

    public void Dispose()
    {
        _delta.Dispose();
        NativeMemory.AlignedFree(_encoded);
        NativeMemory.AlignedFree(_records);
        NativeMemory.AlignedFree(_copy);
    }
}
