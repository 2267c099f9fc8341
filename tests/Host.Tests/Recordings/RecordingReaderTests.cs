using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Host.Recordings;
using Xunit;

namespace Minnow.Tests.Recordings;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class RecordingReaderTests : IDisposable
{
    private readonly RecordingFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Every_known_form_of_line_is_told_line_by_line()
    {
        string path = _files.Write("mixed", """
            configuration: {"trades":[]}
            wss://www.deribit.com/ws/api/v2 <-> 1617644856.505972
            wss://www.deribit.com/ws/api/v2 <- 1617644856.8063161: {"id":0}
            1617644857.25: {"a":1}
            1723161256172216566 {"b":2}
            2019-05-01T00:00:00.2160000Z {"c":3}
            https://www.deribit.com/api -> 1618677848.218575: {"d":4}

            {"e":5}
            [6]
            """);
        using RecordingReader reader = RecordingReader.Open(path);
        Assert.Equal(
            [
                """1617644857250000000 {"a":1}""",
                """1723161256172216566 {"b":2}""",
                """1556668800216000000 {"c":3}""",
                """1618677848218575000 {"d":4}""",
                """1618677848218576000 {"e":5}""",
                """1618677848218577000 [6]""",
            ], RecordingFiles.ReadAll(reader));
        Assert.Equal((10L, 6L, 3L, 1L, 2L, 0L),
            (reader.LineCount, reader.FrameCount, reader.OtherLineCount, reader.EmptyLineCount, reader.TimelessCount, reader.UnrecognisedCount));
        Assert.Null(reader.Damage);
    }

    [Fact]
    public void Lines_without_a_time_are_a_microsecond_apart_from_the_first_nanosecond_on()
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("bare", "{\"a\":1}\n{\"b\":2}\n"));
        Assert.Equal(["1 {\"a\":1}", "1001 {\"b\":2}"], RecordingFiles.ReadAll(reader));
    }

    [Theory]
    [InlineData("1617644856.8063161: {}", 1617644856806316100)]
    [InlineData("1617644856.0000001: {}", 1617644856000000100)]
    [InlineData("1617644856.123456789: {}", 1617644856123456789)]
    [InlineData("1617644856.1234567899: {}", 1617644856123456789)]
    [InlineData("1617644856: {}", 1617644856000000000)]
    [InlineData("1617644856.: {}", 1617644856000000000)]
    [InlineData("0.5: {}", 500000000)]
    [InlineData("1 {}", 1)]
    [InlineData("9223372036854775807 {}", 9223372036854775807)]
    [InlineData("9223372035.999999999: {}", 9223372035999999999)]
    [InlineData("1970-01-01T00:00:00Z {}", 0)]
    [InlineData("2024-02-29T23:59:59.999999999Z {}", 1709251199999999999)]
    public void Times_are_exact_to_the_nanosecond(string line, long ns)
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("time", line));
        Assert.Equal([$"{ns} {{}}"], RecordingFiles.ReadAll(reader));
    }

    [Theory]
    [InlineData("9223372036854775808 {}")]
    [InlineData("99999999999999999999999 {}")]
    [InlineData("9223372036.0: {}")]
    [InlineData("17x3161256172216566 {}")]
    [InlineData("1617644856,5: {}")]
    [InlineData("2023-02-29T00:00:00Z {}")]
    [InlineData("2023-02-28T24:00:00Z {}")]
    [InlineData("2023-02-28T00:00:00 {}")]
    [InlineData("-5 {}")]
    [InlineData("garbage")]
    public void A_line_of_no_known_form_is_handed_on_whole_for_the_parser_to_refuse(string line)
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("broken", $"1000 {{}}\n{line}\n3000 {{}}\n"));
        Assert.Equal(["1000 {}", $"2000 {line}", "3000 {}"], RecordingFiles.ReadAll(reader));
        Assert.Equal(1, reader.UnrecognisedCount);
    }

    [Fact]
    public void Seconds_keep_every_digit_that_a_double_would_lose() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).Select(s => (long)s).Zip(Gen.Choose(0, 999_999_999)).ToArbitrary(), pair =>
        {
            byte[] text = Encoding.ASCII.GetBytes($"{pair.Item1}.{pair.Item2:d9}: {{}}");
            return RecordingLine.Classify(text, out long ns, out int start) == RecordingLineKind.Seconds
                && ns == pair.Item1 * 1_000_000_000 + pair.Item2 && text.AsSpan(start).SequenceEqual("{}"u8);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1 {}\r\n2 {}\r\n")]
    [InlineData("1 {}\n2 {}")]
    [InlineData("1 {}\r\n2 {}\r")]
    [InlineData("\ufeff1 {}\n2 {}\n")]
    [InlineData("\n\r\n  \n1 {}\n\t\n2 {}\n\n")]
    public void Line_ends_blank_lines_and_a_byte_order_mark_do_not_matter(string text)
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("ends", text));
        Assert.Equal(["1 {}", "2 {}"], RecordingFiles.ReadAll(reader));
        Assert.Equal(0, reader.UnrecognisedCount);
    }

    [Theory]
    [InlineData(99, 0)]
    [InlineData(100, 0)]
    [InlineData(101, 1)]
    [InlineData(70_000, 1)]
    [InlineData(1_000_000, 1)]
    public void A7_A_frame_above_the_cap_is_handed_on_cut_and_counted(int bytes, int oversized)
    {
        string big = new('x', bytes);
        using RecordingReader reader = RecordingReader.Open(_files.Write("big", $"1 {{}}\n2 {big}\n3 {{}}\n1.5: {big}\n{{}}\nwss://a <- 1.0: {big}\n5 {{}}"), maxFrameBytes: 100);
        List<string> frames = RecordingFiles.ReadAll(reader);
        string given = new('x', Math.Min(bytes, 101));
        Assert.Equal(["1 {}", $"2 {given}", "3 {}", $"1500000000 {given}", "1500001000 {}", "5 {}"], frames);
        Assert.Equal(2 * oversized, reader.OversizedCount);
        Assert.Equal(1, reader.OtherLineCount);
        Assert.Equal(7, reader.LineCount);
    }

    [Fact]
    public void Frames_longer_than_the_buffer_at_any_place_come_out_whole_or_cut_never_mixed()
    {
        const int Seed = 7;
        Random random = new(Seed);
        for (int run = 0; run < 200; run++)
        {
            StringBuilder text = new();
            List<string> expected = [];
            for (int line = 1; line < 60; line++)
            {
                int length = random.Next(10) == 0 ? random.Next(150_000) : random.Next(3_000);
                string frame = new((char)('a' + line % 26), length);
                text.Append(line).Append(' ').Append(frame).Append(random.Next(2) == 0 ? "\n" : "\r\n");
                expected.Add($"{line} {(length > 2000 ? frame[..2001] : frame)}");
            }
            using RecordingReader reader = RecordingReader.Open(_files.Write("lengths", text.ToString()), maxFrameBytes: 2000);
            Assert.True(expected.SequenceEqual(RecordingFiles.ReadAll(reader)), $"seed {Seed} run {run}");
        }
    }

    [Fact]
    public void Gzip_is_told_by_its_bytes_and_may_have_several_members()
    {
        byte[] packed = [.. RecordingFiles.Gzip("1 {}\n2 {"u8.ToArray()), .. RecordingFiles.Gzip("}\n3 {}\n"u8.ToArray())];
        using RecordingReader reader = RecordingReader.Open(_files.Write("plain.jsonl", packed));
        Assert.Equal(RecordingContainer.Gzip, reader.Container);
        Assert.Equal(["1 {}", "2 {}", "3 {}"], RecordingFiles.ReadAll(reader));
        Assert.Null(reader.Damage);
    }

    [Fact]
    public void Plain_text_named_gz_is_read_as_what_it_is()
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("feed.gz", "1 {}\n"));
        Assert.Equal(RecordingContainer.Plain, reader.Container);
        Assert.Single(RecordingFiles.ReadAll(reader));
    }

    [Fact]
    public void Lz4_frames_are_read_and_a_cut_is_noticed_after_every_whole_line_before_it()
    {
        List<string> lines = Enumerable.Range(1, 20_000).Select(i => $"{i} {{\"i\":{i * 7919L % 10007}}}").ToList();
        byte[] packed = RecordingFiles.Lz4Frame(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        using (RecordingReader reader = RecordingReader.Open(_files.Write("whole.lz4", [.. packed, .. packed])))
        {
            Assert.Equal(RecordingContainer.Lz4, reader.Container);
            Assert.Equal([.. lines, .. lines], RecordingFiles.ReadAll(reader));
            Assert.Null(reader.Damage);
        }
        int most = 0;
        foreach (int length in (int[])[5, 10, 20, packed.Length / 2, packed.Length - 5, packed.Length - 1])
        {
            using RecordingReader reader = RecordingReader.Open(_files.Write("cut.lz4", packed.AsSpan(0, length).ToArray()));
            List<string> frames = RecordingFiles.ReadAll(reader);
            Assert.True(lines.Take(frames.Count).SequenceEqual(frames), $"length {length}");
            Assert.True(reader.Damage?.Kind == RecordingDamageKind.Truncated, $"length {length}: {reader.Damage}");
            most = Math.Max(most, frames.Count);
        }
        Assert.True(most > 15_000, $"{most}");
    }

    [Fact]
    public void Lz4_goes_through_the_given_decoder()
    {
        string path = _files.Write("feed", [0x04, 0x22, 0x4d, 0x18, .. "anything"u8]);
        using RecordingReader reader = RecordingReader.Open(path, openLz4: packed =>
        {
            packed.Dispose();
            return new MemoryStream("1 {}\n"u8.ToArray());
        });
        Assert.Equal(RecordingContainer.Lz4, reader.Container);
        Assert.Equal(["1 {}"], RecordingFiles.ReadAll(reader));
    }

    [Fact]
    public void Nothing_is_allocated_while_reading()
    {
        string gz = SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz");
        string cryptofeed = SharedFiles.Data("deribit/DERIBIT-5dd9ce.0");
        foreach (string path in (string[])[cryptofeed, gz])
        {
            Assert.Equal(0, Allocated.Least(() =>
            {
                using RecordingReader reader = RecordingReader.Open(path);
                reader.TryRead(out _, out _);
                long before = GC.GetAllocatedBytesForCurrentThread();
                long frames = 0;
                while (reader.TryRead(out _, out _)) frames++;
                long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(frames > 100);
                return bytes;
            }));
        }
    }
}
