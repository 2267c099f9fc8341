using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Ring;

public sealed unsafe class RingLayoutTests
{
    [Theory]
    [InlineData(2, 1, 1, 0, 128, 256, 384, 512, 640, 768)]
    [InlineData(8, 8, 4, 0, 128, 256, 384, 896, 1024, 1152)]
    [InlineData(1024, 64, 4, 0, 128, 256, 384, 896, 4992, 70528)]
    [InlineData(65536, 64, 3, 0, 128, 256, 384, 768, 262912, 4457216)]
    [InlineData(1 << 30, 64, 64, 0, 128, 256, 384, 8576, 4294975872, 73014452608)]
    public void Offsets_are_those_of_the_table(
        int slots, int slotBytes, int consumers, long header, long cursor, long producer, long firstConsumer, long availability, long firstSlot, long total)
    {
        var layout = new RingLayout(slots, slotBytes, consumers);
        Assert.Equal((header, cursor, producer, firstConsumer), (RingLayout.HeaderOffset, RingLayout.CursorOffset, RingLayout.ProducerOffset, RingLayout.ConsumerOffset(0)));
        Assert.Equal((availability, firstSlot, total), (layout.AvailabilityOffset, layout.SlotsOffset, layout.TotalBytes));
        Assert.Equal(0, layout.SlotsOffset % CacheLine.Bytes);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(3), InlineData(12), InlineData(-8), InlineData(int.MinValue), InlineData(int.MaxValue), InlineData((1 << 30) + 1)]
    public void G3_Size_that_is_not_a_power_of_two_in_range_is_refused(int slots)
    {
        using var memory = new NativeRingMemory(1 << 16);
        Assert.Throws<ArgumentOutOfRangeException>(() => RingBuffer<Event>.BytesFor(slots, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RingBuffer<Event>(memory, slots, ProducerKind.Single, 1, BusySpinWaitStrategy.Instance));
        Assert.Equal(0, *(long*)memory.Pointer); // nothing was written
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(65)]
    public void Consumer_count_out_of_range_is_refused(int consumers) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RingBuffer<Event>.BytesFor(8, consumers));

    [Fact]
    public void Memory_too_small_misaligned_or_used_is_refused()
    {
        long needs = RingBuffer<Event>.BytesFor(8, 2);
        using var small = new NativeRingMemory(needs - 1);
        Assert.Contains($"{needs}", Assert.Throws<ArgumentException>(() => New(small)).Message);
        using var memory = new NativeRingMemory(needs + 64);
        Assert.Throws<ArgumentException>(() => New(new Shifted(memory, 64)));
        New(memory);
        Assert.Contains("drain", Assert.Throws<InvalidOperationException>(() => New(memory)).Message);

        static RingBuffer<Event> New(IRingMemory memory) => new(memory, 8, ProducerKind.Multi, 2, BusySpinWaitStrategy.Instance);
    }

    [Fact]
    public void Every_word_lies_where_the_layout_says()
    {
        using var memory = new NativeRingMemory(RingBuffer<Event>.BytesFor(8, 2));
        byte* start = memory.Pointer;
        Assert.Equal(0u, (nuint)start % CacheLine.Bytes);
        var ring = new RingBuffer<Event>(memory, 8, ProducerKind.Single, 2, BusySpinWaitStrategy.Instance, startSequence: 40);
        RingPoller<Event> a = ring.NewPoller("first"), b = ring.NewPoller("second");
        Assert.Equal("MinnowRg"u8.ToArray(), new Span<byte>(start, 8).ToArray());
        Assert.Equal(1u, *(uint*)(start + 8));
        Assert.Equal([0, 8, 64, 2, 2], new Span<int>(start + 12, 5).ToArray());
        Assert.Equal(40, *(long*)(start + 32));
        Assert.Equal("Event"u8.ToArray(), new Span<byte>(start + 64, 64).ToArray().TakeWhile(c => c != 0));

        ring.TryPublish([new Event { Detail = 7 }, new Event { Detail = 8 }], out _);
        Assert.True(b.TryPeek(1, out _, out long last));
        b.Release(last);
        Assert.Equal(42, *(long*)(start + RingLayout.CursorOffset));
        Assert.Equal(42, *(long*)(start + RingLayout.ProducerOffset));
        Assert.Equal((40L, 41L), (*(long*)(start + RingLayout.ConsumerOffset(0)), *(long*)(start + RingLayout.ConsumerOffset(1))));
        Assert.Equal("second"u8.ToArray(), new Span<byte>(start + RingLayout.ConsumerOffset(1) + 64, 6).ToArray());
        Assert.Equal(8u, ((Event*)(start + ring.Layout.SlotsOffset))[42 & 7].Detail);
        fixed (Event* slot = &ring[42]) Assert.Equal((nint)(start + ring.Layout.SlotsOffset + 2 * 64), (nint)slot);
        Assert.Equal((40L, "first"), (a.Sequence.Value, a.Name));
    }

    [Fact]
    public void Lines_are_one_separation_each_and_pollers_keep_their_words_apart()
    {
        Assert.Equal([128, 128, 128], new[] { sizeof(RingHeader), sizeof(ProducerLine), sizeof(ConsumerLine) });
        Assert.Equal([128, 128, 128], new[] { sizeof(ByteRingHeader), sizeof(ByteRingWriter), sizeof(ByteRingReader) });
        Assert.Equal(ByteRingLayout.RecordAlign, sizeof(ByteRecord));
        Assert.Equal(3 * CacheLine.Bytes, sizeof(PollerState));
        PollerState state;
        byte* start = (byte*)&state;
        Assert.True((byte*)&state.Position - start >= CacheLine.Bytes);
        Assert.True(start + sizeof(PollerState) - (byte*)(&state.AvailableSeen + 1) >= CacheLine.Bytes - 16);
    }

    [Fact]
    public void Format_page_states_the_offsets_of_the_structs()
    {
        string page = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "ring.md"));
        RingHeader header;
        byte* at = (byte*)&header;
        Row("magic", (byte*)&header.Magic - at, 8);
        Row("version", (byte*)&header.Version - at, 4);
        Row("producer kind", (byte*)&header.ProducerKind - at, 4);
        Row("slots", (byte*)&header.Slots - at, 4);
        Row("slot bytes", (byte*)&header.SlotBytes - at, 4);
        Row("max consumers", (byte*)&header.MaxConsumers - at, 4);
        Row("consumer count", (byte*)&header.ConsumerCount - at, 4);
        Row("start sequence", (byte*)&header.StartSequence - at, 8);
        Row("closed", (byte*)&header.Closed - at, 4);
        Row("slot type", header.TypeName - at, RingHeader.TypeNameBytes);
        Row("cursor", RingLayout.CursorOffset, 8);
        ProducerLine producer;
        at = (byte*)&producer;
        Row("claimed", RingLayout.ProducerOffset + ((byte*)&producer.Claimed - at), 8);
        Row("gating seen", RingLayout.ProducerOffset + ((byte*)&producer.GatingSeen - at), 8);
        Row("full count", RingLayout.ProducerOffset + ((byte*)&producer.FullCount - at), 8);
        ConsumerLine consumer;
        at = (byte*)&consumer;
        Row("sequence", RingLayout.ConsumersOffset + ((byte*)&consumer.Sequence - at), 8);
        Row("name", RingLayout.ConsumersOffset + (consumer.Name - at), ConsumerLine.NameBytes);
        ByteRingHeader bytes;
        Row("capacity", (byte*)&bytes.Capacity - (byte*)&bytes, 4);
        ByteRingWriter writer;
        at = (byte*)&writer;
        Row("tail", ByteRingLayout.WriterOffset + ((byte*)&writer.Tail - at), 8);
        Row("grants refused as full", ByteRingLayout.WriterOffset + ((byte*)&writer.FullCount - at), 8);
        Row("grants refused as too long", ByteRingLayout.WriterOffset + ((byte*)&writer.TooLongCount - at), 8);
        ByteRingReader reader;
        Row("head", ByteRingLayout.ReaderOffset + ((byte*)&reader.Head - (byte*)&reader), 8);
        Assert.Contains($"| {ByteRingLayout.RecordsOffset} | capacity | records |", page);

        void Row(string name, long offset, int bytes) =>
            Assert.True(Regex.IsMatch(page, $@"^\| {offset} \| {bytes} \| {name}\b", RegexOptions.Multiline), $"docs/formats/ring.md lacks the row '| {offset} | {bytes} | {name}'");
    }

    private sealed class Shifted(IRingMemory memory, int by) : IRingMemory
    {
        public byte* Pointer => memory.Pointer + by;

        public long Bytes => memory.Bytes - by;
    }
}
