using System;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Journal;

/// <summary>The delta codec: exact for any bytes, equal to its naive twin, and deaf to hostile payloads.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class DeltaTests : IDisposable
{
    private readonly DeltaEncoder _encoder = new();
    private readonly DeltaDecoder _decoder = new();

    [Fact]
    public void Any_records_come_back_and_the_naive_twin_agrees() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Gen.Choose(1, 1024).ToArbitrary(), Gen.Elements(BlockKind.Inputs, BlockKind.Outputs).ToArbitrary(),
        (int seed, int count, BlockKind kind) =>
        {
            byte[] records = Records(seed, count);
            byte[] payload = Encode(kind, records, out int bytes);
            var back = new byte[records.Length];
            return _decoder.TryDecode(kind, payload, bytes, back)
                && records.AsSpan().SequenceEqual(back)
                && records.AsSpan().SequenceEqual(NaiveDelta.Decode(kind == BlockKind.Inputs, payload.AsSpan(0, bytes), count));
        }));

    [Fact]
    public void Extreme_words_come_back()
    {
        ulong[] extremes = [0, 1, ulong.MaxValue, long.MaxValue, 1UL << 63, 1UL << 55, (1UL << 55) - 1, 1UL << 56, 1UL << 62, 999_999, 1_000_000, 9_000_000_000_000_000_000];
        var words = new ulong[8 * extremes.Length * extremes.Length];
        for (int i = 0; i < words.Length; i++) words[i] = i % 8 == 0 ? 10 + (ulong)(i / 8 % 3) : extremes[i / 8 * (i % 8) % extremes.Length];
        byte[] records = MemoryMarshal.AsBytes(words.AsSpan()).ToArray();
        byte[] payload = Encode(BlockKind.Inputs, records, out int bytes);
        var back = new byte[records.Length];
        Assert.True(_decoder.TryDecode(BlockKind.Inputs, payload, bytes, back));
        Assert.Equal(records, back);
        Assert.Equal(records, NaiveDelta.Decode(true, payload.AsSpan(0, bytes), records.Length / 64));
    }

    [Fact]
    public void A_block_is_never_larger_than_promised()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var records = new byte[64 * 1024];
            new Random(seed).NextBytes(records);
            Encode(BlockKind.Inputs, records, out int bytes);
            Assert.InRange(bytes, 1, DeltaEncoder.MaxBytes(1024) - 16);
        }
    }

    [Fact]
    public void A_level_that_follows_its_message_costs_a_handful_of_bytes()
    {
        var events = new Event[1000];
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = new Event
            {
                Kind = EventKind.BookLevel, Flags = i % 10 == 0 ? EventFlags.First : i % 10 == 9 ? EventFlags.Last | EventFlags.Ask : EventFlags.None,
                Detail = (uint)(i % 10), ReceivedNs = 1_723_161_256_172_216_566 + i / 10 * 6_543_210L, ExchangeNs = 1_723_161_257_000_000_000 + i / 10 * 6_000_000L,
                Level = new BookLevel { ChangeId = 1_007_202_718_358 + i / 10 * 86, PrevChangeId = 1_007_202_718_358 + (i / 10 - 1) * 86, PriceTicks = 618_000 + i * 7 % 40, SizeLots = i % 3 * 50 },
            };
        }
        Encode(BlockKind.Inputs, MemoryMarshal.AsBytes(events.AsSpan()), out int bytes);
        Assert.InRange(bytes / 1000.0, 2, 6);
    }

    [Fact]
    public void E8_Damaged_and_random_payloads_are_refused_or_decoded_and_never_crash()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 50);
            byte[] payload = Encode(BlockKind.Inputs, Records(seed, count), out int bytes);
            if (seed % 4 == 0) random.NextBytes(payload.AsSpan(0, bytes));
            else payload[random.Next(bytes)] ^= (byte)(1 << random.Next(8));
            if (seed % 3 == 0) bytes = random.Next(bytes + 1);
            _decoder.TryDecode(BlockKind.Inputs, payload, bytes, new byte[64 * count]);
        }
    }

    [Fact]
    public void A_payload_of_another_record_count_is_refused()
    {
        byte[] payload = Encode(BlockKind.Inputs, Records(3, 100), out int bytes);
        Assert.False(_decoder.TryDecode(BlockKind.Inputs, payload, bytes, new byte[64 * 99]));
        Assert.False(_decoder.TryDecode(BlockKind.Inputs, payload, bytes, new byte[64 * 101]));
        Assert.False(_decoder.TryDecode(BlockKind.Inputs, payload, bytes - 1, new byte[64 * 100]));
        Assert.False(_decoder.TryDecode(BlockKind.Inputs, payload.AsSpan(0, bytes), bytes, new byte[64 * 100])); // no slack behind it
        Assert.True(_decoder.TryDecode(BlockKind.Inputs, payload, bytes, new byte[64 * 100]));
    }

    [Fact]
    public void The_hot_path_allocates_nothing()
    {
        byte[] records = Records(8, 1024);
        var payload = new byte[DeltaEncoder.MaxBytes(1024) + DeltaDecoder.SlackBytes];
        var back = new byte[records.Length];
        void Run()
        {
            int bytes = _encoder.Encode(BlockKind.Inputs, records, payload);
            _decoder.TryDecode(BlockKind.Inputs, payload, bytes, back);
        }
        Run();
        Assert.Equal(0, Allocated.LeastBytes(() =>
        {
            for (int i = 0; i < 100; i++) Run();
        }));
    }

    private byte[] Encode(BlockKind kind, ReadOnlySpan<byte> records, out int bytes)
    {
        var payload = new byte[DeltaEncoder.MaxBytes(records.Length / 64) + DeltaDecoder.SlackBytes];
        bytes = _encoder.Encode(kind, records, payload);
        return payload;
    }

    /// <summary>Records that repeat, count up, jump and are noise, in a mix that the seed chooses.</summary>
    private static byte[] Records(int seed, int count)
    {
        var random = new Random(seed);
        var words = new ulong[8 * count];
        int kinds = random.Next(1, 300);
        double calm = random.NextDouble();
        for (int i = 0; i < words.Length; i++)
        {
            ulong before = i >= 8 ? words[i - 8] : 0;
            words[i] = i % 8 == 0 ? (uint)random.Next(kinds) | (uint)random.Next(4) << 8 | (uint)random.Next(2) << 11 | (uint)random.Next(1 + kinds / 50) << 16 | (ulong)(uint)random.Next(3) << 32
                : random.NextDouble() < calm ? before + (ulong)random.Next(-3, 4) * (random.Next(2) == 0 ? 1_000_000UL : 1)
                : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
        }
        return MemoryMarshal.AsBytes(words.AsSpan()).ToArray();
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }
}
