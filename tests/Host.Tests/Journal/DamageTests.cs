using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Host.Journal;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Host.Tests.Journal;

/// <summary>Every kind of damage is found and placed, and what is before it is read.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class DamageTests(ITestOutputHelper log) : IDisposable
{
    private const int Head = JournalFormat.SkippableHeadBytes;

    private static readonly Event[] Events = RecordedEvents.Load(1200);

    private readonly JournalFolder _folder = new();

    [Fact]
    public void E5_Every_single_bit_flip_of_a_16_KiB_segment_is_found()
    {
        byte[] good = Segment(16 << 10);
        Assert.InRange(good.Length, 15 << 10, 17 << 10);
        string path = _folder.Segment(1);
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        long found = 0;
        for (int at = 0; at < good.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                file.Position = at;
                file.WriteByte((byte)(good[at] ^ (1 << bit)));
                file.Flush();
                if (IsRefused(path)) found++;
                else Assert.Fail($"bit {bit} of byte {at} (of {good.Length}) was flipped and not noticed");
            }
            file.Position = at;
            file.WriteByte(good[at]);
        }
        file.Flush();
        Assert.False(IsRefused(path));
        log.WriteLine($"{found} flips found");
    }

    [Fact]
    public void E5_Damage_is_placed_and_everything_before_it_is_read()
    {
        byte[] good = Segment(16 << 10);
        List<BlockHeader> blocks = Blocks(good);
        BlockHeader third = blocks.Where(one => one.Kind == BlockKind.Inputs).ElementAt(2);
        byte[] bad = [.. good];
        bad[third.Offset + Head + BlockHeader.Bytes + 30] ^= 1;
        var (records, end, damage) = Read(bad);
        Assert.Equal(JournalEnd.Damaged, end);
        Assert.Equal((DamageKind.Payload, "journal-000001.mwj", third.Offset, third.FirstSequence - 1), (damage!.Kind, damage.File, damage.Offset, damage.LastInputSequence));
        Assert.Equal(third.NextOffset, damage.NextGoodOffset);
        Assert.True(JournalFolder.SameBytes(Events.AsSpan(0, (int)third.FirstSequence), CollectionsMarshal.AsSpan(records)));
        log.WriteLine(damage.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFF)]
    public void E6_Runs_of_zeros_and_ones_anywhere_are_found(int fill)
    {
        byte[] good = Segment(16 << 10);
        foreach (int length in (int[])[1, 8, 64, 512, 4096])
        {
            for (int at = 0; at + length <= good.Length; at += Math.Max(1, length / 3 - 1))
            {
                byte[] bad = [.. good];
                bad.AsSpan(at, length).Fill((byte)fill);
                if (bad.AsSpan().SequenceEqual(good)) continue;
                Assert.True(IsRefusedBytes(bad), $"{length} bytes of {fill} at {at} were not noticed");
            }
        }
    }

    [Fact]
    public void E6_A_block_doubled_moved_swapped_or_left_out_is_found()
    {
        byte[] good = Segment(16 << 10);
        List<BlockHeader> blocks = Blocks(good);
        for (int i = 0; i + 1 < blocks.Count; i++)
        {
            byte[] one = Bytes(good, blocks[i]), next = Bytes(good, blocks[i + 1]);
            byte[] before = good[..(int)blocks[i].Offset], after = good[(int)blocks[i + 1].NextOffset..];
            Assert.True(IsRefusedBytes([.. before, .. one, .. one, .. next, .. after]), $"block {i} doubled");
            Assert.True(IsRefusedBytes([.. before, .. next, .. one, .. after]), $"block {i} swapped");
            Assert.True(IsRefusedBytes([.. before, .. next, .. after]), $"block {i} left out");
            foreach (BlockHeader other in blocks)
            {
                if (other.Offset == blocks[i].Offset) continue;
                byte[] bad = [.. good];
                byte[] copy = Bytes(good, other);
                copy.AsSpan(0, Math.Min(copy.Length, bad.Length - (int)blocks[i].Offset)).CopyTo(bad.AsSpan((int)blocks[i].Offset));
                Assert.True(IsRefusedBytes(bad), $"block at {other.Offset} copied over block {i}");
            }
        }
    }

    [Fact]
    public void E6_A_stale_block_of_an_earlier_journal_at_the_same_place_is_found()
    {
        byte[] first = Segment(16 << 10);
        using var other = new JournalFolder();
        other.WriteSmall(Events, JournalFolder.Commands(40), Sized(other.Options, 16 << 10));
        byte[] second = File.ReadAllBytes(other.Segment(1));
        Assert.Equal(first.Length, second.Length); // same content, another journal: only ids and hashes differ
        foreach (BlockHeader block in Blocks(first))
        {
            byte[] bad = [.. first];
            second.AsSpan((int)block.Offset, (int)(block.NextOffset - block.Offset)).CopyTo(bad.AsSpan((int)block.Offset));
            var (_, end, damage) = Read(bad);
            Assert.Equal((JournalEnd.Damaged, DamageKind.Misplaced), (end, damage!.Kind));
        }
    }

    [Fact]
    public void E7_Cut_to_any_length_the_whole_prefix_is_read_and_the_end_is_not_called_clean()
    {
        byte[] good = Segment(16 << 10);
        List<BlockHeader> blocks = Blocks(good);
        string path = _folder.Segment(1);
        for (int length = good.Length - 1; length >= 0; length--)
        {
            using (FileStream file = File.Open(path, FileMode.Open, FileAccess.Write)) file.SetLength(length);
            using JournalCursor<Event> cursor = new JournalReader(_folder.Path).Inputs();
            long read = 0;
            while (cursor.MoveNext())
            {
                Assert.True(JournalFolder.SameBytes(cursor.Records, Events.AsSpan((int)read, cursor.Records.Length)));
                read += cursor.Records.Length;
            }
            Assert.Equal(JournalEnd.Cut, cursor.End);
            Assert.Equal(blocks.Where(one => one.Kind == BlockKind.Inputs && one.NextOffset <= length).Sum(one => one.RecordCount), read);
        }
    }

    [Fact]
    public void E3_A_torn_tail_is_cut_and_the_next_run_goes_on_behind_the_last_good_record()
    {
        _folder.WriteSmall(Events, JournalFolder.Commands(40), Small(_folder.Options), close: false);
        string path = _folder.Segment(1);
        byte[] good = File.ReadAllBytes(path);
        BlockHeader last = Blocks(good).Last(one => one.Kind == BlockKind.Inputs);
        good.AsSpan((int)last.Offset + 200).Clear(); // pages that never reached the disk
        File.WriteAllBytes(path, good);
        using (var writer = new JournalWriter(Small(_folder.Options)))
        {
            Assert.False(writer.Recovery.WasClosed);
            Assert.Equal((last.FirstSequence, good.Length - last.Offset), (writer.Recovery.NextInputSequence, writer.Recovery.TornBytes));
            JournalFolder.Append(writer, Events.AsSpan((int)last.FirstSequence));
            writer.Close();
        }
        var (records, end, _) = JournalFolder.ReadAll(new JournalReader(_folder.Path).Inputs());
        Assert.Equal(JournalEnd.Clean, end);
        Assert.True(JournalFolder.SameBytes<Event>(Events, CollectionsMarshal.AsSpan(records)));
    }

    [Fact]
    public void E4_A_missing_block_before_a_whole_one_ends_the_reading_and_the_rest_is_named()
    {
        _folder.WriteSmall(Events, [], Small(_folder.Options), close: false);
        byte[] bytes = File.ReadAllBytes(_folder.Segment(1));
        BlockHeader lost = Blocks(bytes).Where(one => one.Kind == BlockKind.Inputs).ElementAt(1);
        bytes.AsSpan((int)lost.Offset, (int)(lost.NextOffset - lost.Offset)).Clear();
        var (_, end, damage) = Read(bytes);
        Assert.Equal((JournalEnd.Damaged, lost.NextOffset), (end, damage!.NextGoodOffset));
        Assert.Throws<JournalException>(() => new JournalWriter(_folder.Options)); // nothing written behind it could be read
    }

    [Fact]
    public void E8_Absurd_sizes_with_right_checksums_are_refused_before_memory_is_taken()
    {
        byte[] good = Segment(16 << 10);
        List<BlockHeader> blocks = Blocks(good);
        BlockHeader inputs = blocks.First(one => one.Kind == BlockKind.Inputs), copy = blocks.First(one => one.Kind == BlockKind.Checkpoint);
        uint[] sizes = [0, 1, 63, 65, 65_537, 0x7E00_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];
        long before = GC.GetTotalAllocatedBytes();
        foreach (uint size in sizes)
        {
            Refuse(good, inputs, (ref BlockHeader one) => one.RawBytes = size);
            Refuse(good, inputs, (ref BlockHeader one) => one.RecordCount = size);
            Refuse(good, inputs, (ref BlockHeader one) => one.EncodedBytes = size);
            Refuse(good, inputs, (ref BlockHeader one) => (one.RecordCount, one.RawBytes) = (size, size * 64));
            Refuse(good, inputs, (ref BlockHeader one) => one.FrameBytes = size);
            Refuse(good, copy, (ref BlockHeader one) => one.RawBytes = size);
            Refuse(good, copy, (ref BlockHeader one) => (one.RawBytes, one.EncodedBytes, one.FrameBytes) = (size, size, size));
        }
        Refuse(good, inputs, (ref BlockHeader one) => one.Kind = (BlockKind)77);
        Refuse(good, inputs, (ref BlockHeader one) => one.Codec = (BlockCodec)77);
        Refuse(good, inputs, (ref BlockHeader one) => one.Codec = BlockCodec.Raw);
        Refuse(good, inputs, (ref BlockHeader one) => one.FirstSequence = -1);
        Refuse(good, inputs, (ref BlockHeader one) => one.FirstSequence = long.MaxValue);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    [Fact]
    public void E8_Random_payloads_with_right_checksums_never_crash_the_decoder()
    {
        byte[] good = Segment(16 << 10);
        List<BlockHeader> blocks = Blocks(good);
        BlockHeader block = blocks.First(one => one.Kind == BlockKind.Inputs);
        int payloadAt = (int)block.Offset + Head + BlockHeader.Bytes;
        for (int seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            byte[] bad = [.. good];
            Span<byte> frame = bad.AsSpan(payloadAt, (int)block.FrameBytes);
            for (int i = random.Next(1, 20); i > 0; i--) frame[random.Next(Lz4Frame.HeadBytes, frame.Length - Lz4Frame.TailBytes)] = (byte)random.Next(256);
            bool isStored = (frame[10] & 0x80) != 0;
            Lz4Frame.Seal(frame, isStored);
            BlockHeader header = block;
            header.FrameHash = XxHash64.Hash(frame);
            Reseal(bad, header);
            if (frame.SequenceEqual(good.AsSpan(payloadAt, frame.Length))) continue;
            var (_, end, damage) = Read(bad);
            Assert.True(end == JournalEnd.Damaged && damage!.Kind is DamageKind.Content or DamageKind.Misplaced, $"seed {seed}: {end} {damage}");
        }
    }

    [Fact]
    public void A_foreign_file_an_empty_directory_and_a_missing_one_are_told_apart()
    {
        Assert.Equal(65, Assert.Throws<JournalFormatException>(() => new JournalReader(_folder.Path)).ExitCode);
        string file = Path.Combine(_folder.Path, "notes.txt");
        File.WriteAllText(file, "not a journal");
        Assert.Equal(65, Assert.Throws<JournalFormatException>(() => new JournalReader(file)).ExitCode);
        Assert.Equal(65, Assert.Throws<JournalFormatException>(() => new JournalReader(_folder.Path)).ExitCode);
        File.WriteAllText(_folder.Segment(1), "not a journal");
        Assert.Equal(65, Assert.Throws<JournalFormatException>(() => new JournalReader(_folder.Path)).ExitCode);
        Assert.Equal(65, Assert.Throws<JournalFormatException>(() => new JournalWriter(_folder.Options)).ExitCode);
        Assert.Equal(74, Assert.Throws<JournalException>(() => new JournalReader(Path.Combine(_folder.Path, "nowhere"))).ExitCode);
    }

    [Fact]
    public void E18_A_newer_version_is_refused_by_name()
    {
        byte[] bytes = Segment(16 << 10);
        MemoryMarshal.Write(bytes.AsSpan(16), JournalFormat.Version + 1);
        File.WriteAllBytes(_folder.Segment(1), bytes);
        var refused = Assert.Throws<JournalFormatException>(() => new JournalReader(_folder.Path));
        Assert.Equal(65, refused.ExitCode);
        Assert.Contains("version 2", refused.Message, StringComparison.Ordinal);
        Assert.Throws<JournalFormatException>(() => new JournalWriter(_folder.Options));
    }

    [Fact]
    public void A_segment_missing_in_the_middle_or_of_another_run_is_damage()
    {
        _folder.WriteSmall(Events, [], Small(_folder.Options) with { SegmentBytes = 6000 });
        Assert.True(File.Exists(_folder.Segment(3)));
        byte[] second = File.ReadAllBytes(_folder.Segment(2));
        File.Delete(_folder.Segment(2));
        Assert.Equal(DamageKind.MissingSegment, JournalFolder.ReadAll(new JournalReader(_folder.Path).Inputs()).Damage!.Kind);
        File.WriteAllBytes(_folder.Segment(2), second[..^300]);
        Assert.Equal(DamageKind.CutInside, JournalFolder.ReadAll(new JournalReader(_folder.Path).Inputs()).Damage!.Kind);
    }

    [Fact]
    public void E23_A_reader_sees_what_a_running_writer_has_written_and_may_ask_again()
    {
        using var writer = new JournalWriter(Small(_folder.Options) with { SegmentBytes = 6000 });
        using JournalCursor<Event> cursor = new JournalReader(_folder.Path).Inputs();
        int read = 0;
        for (int at = 0; at < Events.Length; at += 50)
        {
            JournalFolder.Append(writer, Events.AsSpan(at, 50));
            writer.Flush();
            while (cursor.MoveNext()) read += cursor.Records.Length;
            Assert.Equal((at + 50, JournalEnd.Cut), (read, cursor.End));
        }
        writer.Close();
        Assert.False(cursor.MoveNext());
        Assert.Equal(JournalEnd.Clean, cursor.End);
    }

    private delegate void Change(ref BlockHeader header);

    private void Refuse(byte[] good, BlockHeader block, Change change)
    {
        BlockHeader header = block;
        change(ref header);
        if (MemoryMarshal.AsBytes(new ReadOnlySpan<BlockHeader>(in header)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<BlockHeader>(in block)))) return;
        byte[] bad = [.. good];
        Reseal(bad, header);
        var (_, end, _) = Read(bad);
        Assert.True(end != JournalEnd.Clean && end != JournalEnd.None, $"{header.Kind} {header.RawBytes} {header.EncodedBytes} {header.FrameBytes} was believed");
    }

    private static void Reseal(byte[] bytes, BlockHeader header)
    {
        header.Seal();
        header.Write(bytes.AsSpan((int)header.Offset));
    }

    private static JournalOptions Sized(JournalOptions options, int bytes) => Small(options) with { ConfigText = new string('c', bytes - 12_000) };

    private static JournalOptions Small(JournalOptions options) => options with { RecordsPerBlock = 100, SegmentBytes = 1 << 20 };

    /// <summary>A closed segment of about so many bytes.</summary>
    private byte[] Segment(int bytes)
    {
        _folder.WriteSmall(Events, JournalFolder.Commands(40), Sized(_folder.Options, bytes));
        return File.ReadAllBytes(_folder.Segment(1));
    }

    private static List<BlockHeader> Blocks(byte[] segment)
    {
        var blocks = new List<BlockHeader>();
        var header = MemoryMarshal.Read<SegmentHeader>(segment.AsSpan(Head));
        for (long at = header.FrameBytes; at < segment.Length; at = blocks[^1].NextOffset)
            blocks.Add(MemoryMarshal.Read<BlockHeader>(segment.AsSpan((int)at + Head)));
        return blocks;
    }

    private static byte[] Bytes(byte[] segment, BlockHeader block) => segment[(int)block.Offset..(int)block.NextOffset];

    private (List<Event> Records, JournalEnd End, JournalDamage? Damage) Read(byte[] segment)
    {
        Put(segment);
        return JournalFolder.ReadAll(new JournalReader(_folder.Path).Inputs());
    }

    private void Put(byte[] segment)
    {
        using FileStream file = File.Open(_folder.Segment(1), FileMode.OpenOrCreate, FileAccess.Write);
        file.SetLength(segment.Length);
        file.Write(segment);
    }

    private bool IsRefusedBytes(byte[] segment)
    {
        Put(segment);
        return IsRefused(_folder.Segment(1));
    }

    /// <summary>Only walks, as a replay of outputs would: checksums and chain alone must find everything.</summary>
    private static bool IsRefused(string path)
    {
        try
        {
            using var walker = new JournalWalker(path);
            while (walker.Next())
            {
            }
            return walker.End != JournalEnd.Clean;
        }
        catch (JournalFormatException)
        {
            return true;
        }
    }

    public void Dispose() => _folder.Dispose();
}
