using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Host.Journal;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>What was appended is read back, byte for byte, by any codec and over any number of segments.</summary>
public sealed class RoundTripTests
{
    private static readonly Event[] Recorded = RecordedEvents.Load(20_000);

    [Theory]
    [InlineData(BlockCodec.Raw)]
    [InlineData(BlockCodec.Delta)]
    public void Recorded_events_come_back_equal(BlockCodec codec)
    {
        using var folder = new JournalFolder(onDisk: true);
        OutputRecord[] outputs = JournalFolder.Commands(3000);
        folder.WriteSmall(Recorded, outputs, folder.Options with { Codec = codec });
        var reader = new JournalReader(folder.Path);
        var inputs = JournalFolder.ReadAll(reader.Inputs());
        var commands = JournalFolder.ReadAll(reader.Outputs());
        Assert.Equal((JournalEnd.Clean, JournalEnd.Clean), (inputs.End, commands.End));
        Assert.True(JournalFolder.SameBytes<Event>(Recorded, CollectionsMarshal.AsSpan(inputs.Records)));
        Assert.True(JournalFolder.SameBytes<OutputRecord>(outputs, CollectionsMarshal.AsSpan(commands.Records)));
    }

    [Fact]
    public void Any_records_come_back_equal_over_any_segment_size() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Gen.Choose(1, 1024).ToArbitrary(), Gen.Choose(4096, 300_000).ToArbitrary(),
        (int seed, int perBlock, int segmentBytes) =>
        {
            using var folder = new JournalFolder();
            int count = seed % 3000;
            Event[] inputs = seed % 2 == 0 ? JournalFolder.Noise<Event>(seed, count) : Recorded[..count];
            OutputRecord[] outputs = JournalFolder.Noise<OutputRecord>(seed + 1, count / 3);
            folder.WriteSmall(inputs, outputs, folder.Options with
            {
                RecordsPerBlock = perBlock, SegmentBytes = segmentBytes, Codec = (BlockCodec)(seed / 2 % 2), FirstInputSequence = seed, FirstOutputSequence = 7,
            });
            var reader = new JournalReader(folder.Path);
            var read = JournalFolder.ReadAll(reader.Inputs());
            var written = JournalFolder.ReadAll(reader.Outputs());
            return read.End == JournalEnd.Clean && written.End == JournalEnd.Clean
                && JournalFolder.SameBytes<Event>(inputs, CollectionsMarshal.AsSpan(read.Records))
                && JournalFolder.SameBytes<OutputRecord>(outputs, CollectionsMarshal.AsSpan(written.Records));
        }));

    [Fact]
    public void A_checkpoint_comes_back_with_its_hash_and_its_place()
    {
        using var folder = new JournalFolder();
        folder.WriteSmall(Recorded[..100], JournalFolder.Commands(10));
        using CopyCursor copies = new JournalReader(folder.Path).Checkpoints();
        Assert.True(copies.MoveNext());
        Assert.Equal((49L, 10L, 42L), (copies.InputSequence, copies.NextOutputSequence, copies.TimeNs));
        Assert.Equal(JournalFolder.StateOf(5000), copies.Bytes.ToArray());
        Assert.Equal(Core.Numerics.XxHash64.Hash(copies.Bytes), copies.Hash);
        Assert.False(copies.MoveNext());
        Assert.Equal(JournalEnd.Clean, copies.End);
    }

    [Fact]
    public void Headers_say_build_venue_configuration_and_later_ones_the_instruments()
    {
        using var folder = new JournalFolder();
        folder.WriteSmall(Recorded, [], folder.Options with { SegmentBytes = 40_000 });
        SegmentInfo[] segments = [.. new JournalReader(folder.Path).SegmentPaths.Select(one => new JournalReader(one).First)];
        Assert.True(segments.Length > 2);
        Assert.All(segments, one => Assert.Equal(("build-1", "deribit", "{ \"quote\": true }"), (one.BuildId, one.Venue, one.ConfigText)));
        Assert.Empty(segments[0].Instruments);
        Assert.Equal("BTC-PERPETUAL", System.Text.Encoding.ASCII.GetString(InstrumentName.Text(segments[^1].Instruments[0].Named.Name)));
        Assert.Equal(10_000_000, segments[^1].Instruments[1].Defined.TickE8);
    }

    [Fact]
    public void Reading_can_begin_anywhere()
    {
        using var folder = new JournalFolder();
        folder.WriteSmall(Recorded, [], folder.Options with { SegmentBytes = 20_000, RecordsPerBlock = 100, FirstInputSequence = 1000 });
        var reader = new JournalReader(folder.Path);
        foreach (int from in (int[])[0, 1, 99, 100, 101, 4999, 12_345, 19_999])
        {
            using JournalCursor<Event> cursor = reader.Inputs(1000 + from);
            Assert.True(cursor.MoveNext());
            Assert.Equal(1000 + from, cursor.FirstSequence);
            Assert.True(JournalFolder.SameBytes(cursor.Records, Recorded.AsSpan(from, cursor.Records.Length)));
            int left = 0;
            do left += cursor.Records.Length;
            while (cursor.MoveNext());
            Assert.Equal((Recorded.Length - from, JournalEnd.Clean), (left, cursor.End));
        }
    }

    [Fact]
    public void The_lz4_tool_accepts_every_segment_and_gives_the_payloads()
    {
        using var folder = new JournalFolder();
        folder.WriteSmall(Recorded, JournalFolder.Commands(100), folder.Options with { SegmentBytes = 60_000, Codec = BlockCodec.Raw });
        string[] segments = [.. new JournalReader(folder.Path).SegmentPaths];
        Assert.True(segments.Length > 2);
        var payload = new MemoryStream();
        foreach (string segment in segments)
        {
            var test = JournalFolder.Lz4("-t", segment);
            Assert.True(test.ExitCode == 0, test.Error);
            var text = JournalFolder.Lz4("-dc", segment);
            Assert.True(text.ExitCode == 0, text.Error);
            payload.Write(text.Output);
        }
        Assert.Equal((Recorded.Length + 100) * 64, payload.Length); // raw codec: the records themselves, both rings interleaved by block
    }

    [Fact]
    public void The_lz4_tool_accepts_delta_segments_cut_segments_and_empty_ones()
    {
        using var folder = new JournalFolder();
        folder.WriteSmall(Recorded, JournalFolder.Commands(100), close: false);
        folder.WriteSmall([], [], close: true);
        foreach (string segment in new JournalReader(folder.Path).SegmentPaths)
        {
            Assert.Equal(0, JournalFolder.Lz4("-t", segment).ExitCode);
            Assert.Equal(0, JournalFolder.Lz4("-dc", segment).ExitCode);
        }
    }
}
