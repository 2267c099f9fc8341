using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>However a frame is cut or spelled, the same events come out; whatever is broken, nothing else breaks.</summary>
public sealed class SameEventsTests
{
    private const int Seed = 20261121;

    [Fact]
    public void A_frame_cut_in_two_at_any_byte_gives_the_same_events()
    {
        foreach (byte[] frame in RecordedFrames.OneOfEachKind().Where(f => f.Length < 3_000))
        {
            (ParseStatus Status, byte[] Events) whole = Outcome(Pieces.Cut(frame));
            for (int at = 0; at <= frame.Length; at++)
            {
                (ParseStatus Status, byte[] Events) cut = Outcome(Pieces.Cut(frame, at));
                Assert.True(whole.Status == cut.Status && whole.Events.AsSpan().SequenceEqual(cut.Events), $"cut at {at}: {Encoding.UTF8.GetString(frame)}");
            }
        }
    }

    [Fact]
    public void A_frame_cut_in_many_pieces_gives_the_same_events()
    {
        Random random = new(Seed);
        foreach (byte[] frame in RecordedFrames.OneOfEachKind())
        {
            (ParseStatus Status, byte[] Events) whole = Outcome(Pieces.Cut(frame));
            for (int round = 0; round < 10; round++)
            {
                int[] cuts = Enumerable.Range(0, random.Next(2, 40)).Select(_ => random.Next(frame.Length + 1)).Order().ToArray();
                (ParseStatus Status, byte[] Events) cut = Outcome(Pieces.Cut(frame, cuts));
                Assert.True(whole.Status == cut.Status && whole.Events.AsSpan().SequenceEqual(cut.Events), $"seed {Seed}, cuts {string.Join(' ', cuts)}: {Encoding.UTF8.GetString(frame)}");
            }
        }
    }

    [Fact]
    public void A19_Key_order_unknown_keys_spaces_escapes_and_spelling_of_numbers_do_not_matter()
    {
        Random random = new(Seed);
        foreach (byte[] bytes in RecordedFrames.OneOfEachKind())
        {
            string frame = Encoding.UTF8.GetString(bytes);
            (ParseStatus Status, byte[] Events) plain = Outcome(Pieces.Cut(bytes));
            foreach (string other in Enumerable.Range(0, 40).Select(_ => Reordered.Shuffled(frame, random)).Append(Reordered.DataFirst(frame)))
            {
                (ParseStatus Status, byte[] Events) spelled = Outcome(Pieces.Cut(Encoding.UTF8.GetBytes(other)));
                Assert.True(plain.Status == spelled.Status, $"seed {Seed}: {spelled.Status}, not {plain.Status}: {other}");
                Assert.True(plain.Events.AsSpan().SequenceEqual(spelled.Events), $"seed {Seed}: other events: {other}");
            }
        }
    }

    [Fact]
    public void The_shortcut_for_levels_never_changes_status_events_or_place_of_refusal()
    {
        Random random = new(Seed);
        using ParserBench quick = new();
        using ParserBench slow = new();
        slow.Parser.UsesLevelScanner = false;
        byte[][] recorded = RecordedFrames.BtcPerpetual.Where((_, i) => i % 11 == 0 || i == 0).Select(f => f.Frame).ToArray();
        byte[][] books = recorded.Where(f => f.AsSpan(0, 80).IndexOf("\"book."u8) > 0 && f.Length < 2_000)
            .Concat(RecordedFrames.Of("crypto-crawler-rs/inline_messages.jsonl").Where(f => f.AsSpan().IndexOf("\"book."u8) > 0))
            .Append(Encoding.UTF8.GetBytes(WrittenFrames.BookChange)).ToArray();
        foreach (byte[] frame in recorded.Concat(books)) AssertSame(quick, slow, frame);
        for (int round = 0; round < 100_000; round++)
        {
            byte[] frame = (byte[])books[random.Next(books.Length)].Clone();
            int levels = frame.AsSpan().IndexOf("\"bids\""u8);
            for (int n = random.Next(1, 4); n > 0; n--) frame[random.Next(levels, frame.Length)] = "{}[]\",:0123456789.eE-+\\u tfn/\0a"u8[random.Next(30)];
            AssertSame(quick, slow, frame);
        }

        static void AssertSame(ParserBench quick, ParserBench slow, byte[] frame)
        {
            ParseStatus status = quick.Parse(frame);
            ParseStatus expected = slow.Parse(frame);
            bool same = status == expected && MemoryMarshal.AsBytes(quick.Batch.Events).SequenceEqual(MemoryMarshal.AsBytes(slow.Batch.Events));
            Assert.True(same, $"seed {Seed}: {status}, {expected} without the shortcut: {Encoding.UTF8.GetString(frame)}");
        }
    }

    [Fact]
    public void R14_Mutated_bytes_are_refused_or_read_and_never_throw()
    {
        Random random = new(Seed);
        byte[][] frames = RecordedFrames.OneOfEachKind().Where(f => f.Length < 8_000).ToArray();
        using ParserBench bench = new(null, new InstrumentTable(4_096, 4_096), 512);
        HashSet<ParseStatus> seen = [];
        for (int round = 0; round < 40_000; round++)
        {
            byte[] frame = (byte[])frames[random.Next(frames.Length)].Clone();
            for (int n = random.Next(1, 5); n > 0; n--)
            {
                int at = random.Next(frame.Length);
                frame[at] = random.Next(4) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)(frame[at] ^ (1 << random.Next(8))),
                    2 => "{}[]\",:0123456789.eE-+\\u tfn"u8[random.Next(27)],
                    _ => frame[random.Next(frame.Length)],
                };
            }

            if (random.Next(20) == 0) frame = frame[..random.Next(frame.Length)];
            ParseStatus status = bench.Parse(frame);
            seen.Add(status);
            AssertWhole(bench, status);
        }

        Assert.True(seen.Count >= 12, $"seed {Seed}: too tame, saw only {string.Join(' ', seen)}");
    }

    /// <summary>What holds for every batch, whatever came in.</summary>
    private static void AssertWhole(ParserBench bench, ParseStatus status)
    {
        Event[] own = bench.Own;
        if (status > ParseStatus.Ignored)
        {
            Assert.True(own.Length <= 1 && own.All(e => e.Kind == EventKind.BookInvalid && e.Invalid.Status == status), $"{status} left events");
        }
        else if (status == ParseStatus.Ignored)
        {
            Assert.Empty(own);
        }

        if (own.Length == 0) return;
        Assert.Equal(1, own.Count(e => e.Has(EventFlags.First)));
        Assert.Equal(1, own.Count(e => e.Has(EventFlags.Last)));
        Assert.True(own[0].Has(EventFlags.First) && own[^1].Has(EventFlags.Last));
        Assert.All(own, e => Assert.True(e.InstrumentIndex == Units.NoInstrument || e.InstrumentIndex < bench.Table.TrackedCount));
    }

    private static (ParseStatus Status, byte[] Events) Outcome(ReadOnlySequence<byte> frame) => ParserBench.Outcome(frame);
}
