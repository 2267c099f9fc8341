using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using Minnow.Host.Net;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Tests.Host.Net;

public sealed class WebSocketReaderTests(ITestOutputHelper output)
{
    private const int Cap = 2000;

    private static readonly byte[] Mixed = Frames.Join(
        Frames.Text("{\"a\":1}"), Frames.Text("first ", final: false), Frames.Of(9, "are you there"u8), Frames.Of(0, "second "u8, final: false), Frames.Of(10, []),
        Frames.Of(0, "third"u8), Frames.Text(""), Frames.Text(new string('x', 126)), Frames.Text(new string('y', 1999)), Frames.Text("", final: false), Frames.Of(0, []), Frames.Close(1001, "gone é"));

    public static TheoryData<string, byte[], int> Violations => new()
    {
        { "reserved bit 1", Frames.Of(1, "x"u8, reserved: 4), 1002 },
        { "reserved bit 2", Frames.Of(1, "x"u8, reserved: 2), 1002 },
        { "reserved bit 3", Frames.Of(9, [], reserved: 1), 1002 },
        { "opcode 3", Frames.Of(3, []), 1002 },
        { "opcode 7", Frames.Of(7, []), 1002 },
        { "opcode 11", Frames.Of(11, []), 1002 },
        { "opcode 15", Frames.Of(15, []), 1002 },
        { "masked", Frames.Of(1, "x"u8, masked: true), 1002 },
        { "continuation of nothing", Frames.Of(0, "x"u8), 1002 },
        { "message in a message", Frames.Join(Frames.Text("a", final: false), Frames.Text("b")), 1002 },
        { "fragmented ping", Frames.Of(9, "x"u8, final: false), 1002 },
        { "fragmented close", Frames.Of(8, [], final: false), 1002 },
        { "long ping", Frames.Of(9, new byte[126]), 1002 },
        { "length 2^63", Frames.Of(1, [], lengthBytes: 8, claimedBytes: 1UL << 63), 1002 },
        { "length 2^64-1", Frames.Of(1, [], lengthBytes: 8, claimedBytes: ulong.MaxValue), 1002 },
        { "length 2^63-1", Frames.Of(1, [], lengthBytes: 8, claimedBytes: long.MaxValue), 1009 },
        { "length in too many bytes", Frames.Of(1, "x"u8, lengthBytes: 2), 1002 },
        { "length in far too many bytes", Frames.Of(1, new byte[200], lengthBytes: 8), 1002 },
        { "binary", Frames.Of(2, "x"u8), 1003 },
        { "close with half a code", Frames.Of(8, [3]), 1002 },
        { "close reason no UTF-8", Frames.Of(8, [3, 232, 0xC0, 0x80]), 1002 },
        { "one byte too long", Frames.Of(1, [], claimedBytes: Cap + 1), 1009 },
        { "too long in parts", Frames.Join(Frames.Text(new string('x', Cap), final: false), Frames.Of(0, [], claimedBytes: 1)), 1009 },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void A21_What_the_protocol_forbids_ends_the_link_with_its_code(string what, byte[] frames, int code)
    {
        // No more than the head is there: nothing waits for, or reserves, what a length claims.
        List<string> found = Frames.Decode(new WebSocketReader(Cap), [frames], new Random(1));
        Assert.True(found[^1] == $"!{code}", $"{what}: {string.Join(", ", found)}");
        Assert.DoesNotContain(found, static f => f.StartsWith("text", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0), InlineData(999), InlineData(1004), InlineData(1005), InlineData(1006), InlineData(1015), InlineData(1016), InlineData(2999), InlineData(5000), InlineData(65535)]
    public void A21_A_reserved_close_code_is_a_violation(int code) => Assert.Equal(["!1002"], Frames.Decode(new WebSocketReader(Cap), [Frames.Close(code)], new Random(1)));

    [Theory]
    [InlineData(1000), InlineData(1003), InlineData(1007), InlineData(1014), InlineData(3000), InlineData(4999)]
    public void A21_A_permitted_close_code_is_a_close(int code) => Assert.Equal([$"close {code} why"], Frames.Decode(new WebSocketReader(Cap), [Frames.Close(code, "why")], new Random(1)));

    [Fact]
    public void A21_A_ping_inside_a_message_is_given_at_once_and_the_message_stays_whole() => Assert.Equal(
        ["text 61", "ping 70", "text 6263"],
        Frames.Decode(new WebSocketReader(Cap), [Frames.Join(Frames.Text("a"), Frames.Text("b", final: false), Frames.Of(9, "p"u8), Frames.Of(0, "c"u8))], new Random(1)));

    [Fact]
    public void A_violation_stays()
    {
        WebSocketReader reader = new(Cap);
        Frames.Decode(reader, [Frames.Of(2, "x"u8)], new Random(1));
        Assert.Equal(["!1003"], Frames.Decode(reader, [Frames.Text("fine")], new Random(1)));
        reader.Reset();
        Assert.Equal(["text 78"], Frames.Decode(reader, [Frames.Text("x")], new Random(1)));
    }

    [Fact]
    public void Every_way_to_cut_a_stream_in_three_gives_the_same_messages()
    {
        List<string> expected = NaiveFrames.Decode(Mixed, Cap);
        Assert.Equal(9, expected.Count);
        int[] cuts = Enumerable.Range(0, 120).Concat(Enumerable.Range(Mixed.Length - 40, 40)).ToArray();
        foreach (int one in cuts)
        {
            foreach (int two in cuts.Where(two => two >= one))
            {
                byte[][] pieces = [Mixed[..one], Mixed[one..two], Mixed[two..]];
                Assert.Equal(expected, Frames.Decode(new WebSocketReader(Cap), pieces, new Random(1)));
            }
        }
    }

    [Fact]
    public void B26_Bytes_that_come_one_by_one_in_segments_of_one_give_the_same_messages() =>
        Assert.Equal(NaiveFrames.Decode(Mixed, Cap), Frames.Decode(new WebSocketReader(Cap), Mixed.Select(static b => new[] { b }), new Random(1), longestSegment: 1));

    [Fact]
    public void A21_Random_frames_are_read_as_the_plain_twin_reads_them()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        int frames = 0, violations = 0, messages = 0;
        WebSocketReader reader = new(Cap);
        while (frames < 200_000)
        {
            byte[][] stream = Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomFrame(random)).ToArray();
            frames += stream.Length;
            byte[] bytes = Frames.Join(stream);
            List<string> expected = NaiveFrames.Decode(bytes, Cap);
            reader.Reset();
            List<string> found = Frames.Decode(reader, Frames.Cut(bytes, random, random.Next(2) == 0 ? 400 : bytes.Length), random, random.Next(1, 200));
            Assert.True(expected.SequenceEqual(found), $"seed {seed}, frame {frames}: {Convert.ToHexString(bytes)}\n{string.Join('|', expected)}\n{string.Join('|', found)}");
            violations += found.Count(static f => f[0] == '!');
            messages += found.Count(static f => f[0] == 't');
        }
        // Both kinds must be there in numbers, or the comparison says little.
        Assert.True(violations > 5_000 && messages > 50_000, $"{violations} violations, {messages} messages");
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        WebSocketReader reader = new(Cap);
        byte[] stream = Frames.Join(Frames.Text("whole"), Frames.Text("in ", final: false), Frames.Of(9, "p"u8), Frames.Of(0, "parts"u8));
        long before = 0;
        for (int round = 0; round < 1000; round++)
        {
            if (round == 100) before = GC.GetAllocatedBytesForCurrentThread();
            ReadOnlySequence<byte> bytes = new(stream);
            while (reader.Read(bytes, out _, out long consumed) != WebSocketStep.NeedsMore) bytes = bytes.Slice(consumed);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] RandomFrame(Random random)
    {
        byte[] payload = new byte[random.Next(8) == 0 ? random.Next(0, 700) : random.Next(0, 30)];
        random.NextBytes(payload);
        int kind = random.Next(100);
        if (kind < 55) return Frames.Of(1, payload);
        if (kind < 65) return Frames.Of(1, payload, final: false);
        if (kind < 75) return Frames.Of(0, payload, final: random.Next(2) == 0);
        if (kind < 83) return Frames.Of(random.Next(9, 11), payload.AsSpan(0, Math.Min(125, payload.Length)));
        if (kind < 85) return Frames.Close(random.Next(990, 1020), "bye");
        if (kind < 86) return Frames.Of(8, payload.AsSpan(0, Math.Min(125, payload.Length)));
        if (kind < 90)
            return Frames.Of(random.Next(16), payload, random.Next(2) == 0, random.Next(8) / 7 * random.Next(8), random.Next(6) == 0, (random.Next(3) + 1) / 2 * 8 * random.Next(2),
                (ulong)random.NextInt64() >> random.Next(64));
        byte[] frame = Frames.Of(1, payload);
        if (kind < 94) frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        return frame;
    }
}
