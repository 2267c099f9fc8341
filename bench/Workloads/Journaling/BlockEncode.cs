using System;
using System.IO;
using System.Text;
using Minnow.Core.Journal;
using Minnow.Host.Journal;
using Minnow.Native;

namespace Minnow.Workloads.Journaling;

/// <summary>All that the journal does to a block: delta, LZ4, frame and block checksums, header; and, if asked, the write to a file.</summary>
public sealed class BlockEncode : IWorkload
{
    private readonly EventBlocks _blocks;
    private readonly BlockEncoder _encoder = new(acceleration: 1, maxCopyBytes: 4096);
    private readonly int _file = -1;

    /// <param name="blocks">What is written.</param>
    /// <param name="folder">Where a file is made and written to; null writes nowhere.</param>
    public BlockEncode(EventBlocks blocks, string? folder = null)
    {
        _blocks = blocks;
        Name = folder == null ? "journal/minnow, delta + LZ4 + checksums" : "journal/minnow, with write()";
        if (folder != null)
        {
            string path = Path.Combine(folder, $"bench-{Guid.NewGuid():N}.tmp");
            LibcException.ThrowIf(LibcJournal.OpenNew(Encoding.UTF8.GetBytes(path + '\0'), out _file), "open", path);
            File.Delete(path); // nameless from here on: gone when closed
        }
        CheckRoundTrip();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Items => _blocks.EventCount;

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong bytes = 0;
        for (int i = 0; i < _blocks.Count; i++)
        {
            Encode(i);
            bytes += (ulong)_encoder.Bytes.Length;
            if (_file >= 0) LibcException.ThrowIf(LibcFile.WriteAll(_file, _encoder.Bytes), "write", "the benchmark's file");
        }
        if (_file >= 0) LibcException.ThrowIf(LibcJournal.Truncate(_file, 0), "ftruncate", "the benchmark's file");
        return bytes;
    }

    private void Encode(int index)
    {
        _encoder.Records(BlockKind.Inputs, BlockCodec.Delta, _blocks[index], index * JournalFormat.MaxBlockRecords, 0, 0);
        _encoder.Seal(segmentNumber: 1, offset: 0, previousHash: 0, journalId: 1);
    }

    private unsafe void CheckRoundTrip()
    {
        byte[] payload = new byte[JournalFormat.MaxBlockBytes * 2];
        byte[] records = new byte[JournalFormat.MaxBlockBytes];
        using DeltaDecoder decoder = new();
        for (int i = 0; i < _blocks.Count; i++)
        {
            Encode(i);
            ReadOnlySpan<byte> frame = _encoder.Bytes[(JournalFormat.SkippableHeadBytes + BlockHeader.Bytes)..];
            if (!Lz4Frame.TryOpen(frame, out ReadOnlySpan<byte> block, out bool isStored) || isStored) throw new WrongResultException($"Block {i} is no compressed frame.");
            int length;
            fixed (byte* from = block)
            fixed (byte* to = payload)
                length = Lz4.Decompress(from, to, block.Length, payload.Length);
            WrongResultException.Unless(length, _encoder.Header.EncodedBytes, $"bytes in block {i}");
            bool same = decoder.TryDecode(BlockKind.Inputs, payload, length, records) && _blocks[i].SequenceEqual(records);
            if (!same) throw new WrongResultException($"Block {i} does not come back as it was.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        if (_file >= 0) LibcFile.Close(_file);
    }
}
