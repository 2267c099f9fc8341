using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Minnow.Host.Configuration;
using Minnow.Host.Recordings;
using Xunit;

namespace Minnow.Tests.Recordings;

public sealed class RecordingErrorTests : IDisposable
{
    private readonly RecordingFiles _files = new();

    public void Dispose() => _files.Dispose();

    public static TheoryData<string, byte[], ExitCode, string> NotRecordings() => new()
    {
        { "empty", [], ExitCode.BadData, "is empty: there is nothing to feed. Check that the copy was finished." },
        { "blank", "\n\r\n \n"u8.ToArray(), ExitCode.BadData, "holds nothing but blank lines: there is nothing to feed." },
        { "mark", [0xef, 0xbb, 0xbf], ExitCode.BadData, "holds nothing but blank lines: there is nothing to feed." },
        { "emptied", Convert.FromBase64String("H4sIAAAAAAAAAwMAAAAAAAAAAAA="), ExitCode.BadData, "holds nothing but blank lines: there is nothing to feed." },
        { "elf", [0x7f, .. "ELF"u8, 2, 1, 1, 0], ExitCode.BadData, "is not text: its first bytes are 7f454c4602010100. Known lines are: <ns> {json}, <seconds>: {json}, <ISO time> {json}, {json}." },
        { "utf16", [0xff, 0xfe, 0x7b, 0], ExitCode.BadData, "is not text: its first bytes are fffe7b00. Known lines are: <ns> {json}, <seconds>: {json}, <ISO time> {json}, {json}." },
        { "csv", "exchange,symbol,timestamp\nderibit,BTC,1\n"u8.ToArray(), ExitCode.BadData, "is not a recording: it begins with \"exchange,symbol,timestamp\". Known lines are: <ns> {json}, <seconds>: {json}, <ISO time> {json}, {json}." },
        { "pretty", "{\n  \"a\": 1\n}\n"u8.ToArray(), ExitCode.BadData, "is one JSON document over several lines, not one frame per line. Put it on one line: jq -c . FILE" },
        { "zstd", [0x28, 0xb5, 0x2f, 0xfd, 0], ExitCode.BadData, "is packed with zstd; unpack it: zstd -d FILE. Read are plain text, gzip and LZ4 frames." },
        { "xz", [0xfd, .. "7zXZ"u8], ExitCode.BadData, "is packed with xz; unpack it: xz -d FILE. Read are plain text, gzip and LZ4 frames." },
        { "bz", "BZh91AY"u8.ToArray(), ExitCode.BadData, "is packed with bzip2; unpack it: bzip2 -d FILE. Read are plain text, gzip and LZ4 frames." },
        { "zip", "PK\x03\x04...."u8.ToArray(), ExitCode.BadData, "is packed with zip; unpack it: unzip FILE. Read are plain text, gzip and LZ4 frames." },
        { "segment", [0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0], ExitCode.BadData, "begins with an LZ4 skippable frame, as a journal segment does. For a journal: minnow replay DIR." },
    };

    [Theory]
    [MemberData(nameof(NotRecordings))]
    public void What_is_no_recording_is_refused_with_a_reason(string name, byte[] bytes, ExitCode exitCode, string message)
    {
        string path = _files.Write(name, bytes);
        RecordingException e = Assert.Throws<RecordingException>(() => RecordingReader.Open(path));
        Assert.Equal($"{path}: {message}", e.Message);
        Assert.Equal(exitCode, e.ExitCode);
    }

    [Fact]
    public void A_missing_file_and_a_directory_are_mistakes_of_the_command_line()
    {
        RecordingException missing = Assert.Throws<RecordingException>(() => RecordingReader.Open("no/such.gz"));
        Assert.Equal((ExitCode.Usage, "no/such.gz: there is no such file. Check the path."), (missing.ExitCode, missing.Message));
        RecordingException directory = Assert.Throws<RecordingException>(() => RecordingReader.Open("/"));
        Assert.Equal((ExitCode.Usage, "/: is a directory. Name one recording in it."), (directory.ExitCode, directory.Message));
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\" 1}\n{}\n")]
    [InlineData("[1, 2\r")]
    public void A_broken_only_line_is_a_frame_for_the_parser_to_refuse(string text)
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("one", text));
        Assert.True(reader.TryRead(out _, out _));
    }

    [Fact]
    public void A_gzip_cut_at_any_byte_gives_every_whole_line_before_and_says_so()
    {
        List<string> lines = Lines(400);
        byte[] packed = RecordingFiles.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        int most = 0;
        for (int length = 4; length < packed.Length; length += length < 20 || packed.Length - length < 20 ? 1 : 7)
        {
            using RecordingReader reader = RecordingReader.Open(_files.Write("cut", packed.AsSpan(0, length).ToArray()));
            List<string> frames = RecordingFiles.ReadAll(reader);
            Assert.True(lines.Take(frames.Count).SequenceEqual(frames), $"length {length}");
            Assert.True(reader.Damage != null, $"length {length} of {packed.Length}");
            Assert.Equal((RecordingDamageKind.Truncated, ExitCode.BadData, frames.Count + 1L), (reader.Damage.Kind, reader.Damage.ExitCode, reader.Damage.LineNumber));
            Assert.Equal(reader.Damage.ReadableBytes, frames.Sum(f => f.Length + 1) + reader.Damage.DroppedBytes);
            Assert.True(frames.Count >= most, $"length {length}");
            most = frames.Count;
        }
        Assert.Equal(lines.Count, most);
    }

    [Fact]
    public void The_report_of_a_cut_gzip_says_what_where_why_and_what_to_do()
    {
        byte[] packed = RecordingFiles.Gzip("1 {}\n2 {}\n3 {\"a\":1"u8.ToArray());
        string path = _files.Write("cut", packed.AsSpan(0, packed.Length - 8).ToArray());
        using RecordingReader reader = RecordingReader.Open(path);
        Assert.Equal(2, RecordingFiles.ReadAll(reader).Count);
        Assert.Equal($"{path}: is cut short after 18 readable bytes, in line 3 (the compressed data stops before its end mark). "
            + "Every whole line before it was used; 8 bytes of that line were dropped. Copy the file again and compare sizes.", reader.Damage!.ToString());
    }

    [Fact]
    public void A_flipped_bit_in_a_gzip_is_noticed_and_nothing_before_it_is_lost()
    {
        List<string> lines = Lines(3000);
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        byte[] packed = RecordingFiles.Gzip(text, CompressionLevel.Optimal);
        int noticed = 0;
        const int Seed = 3;
        Random random = new(Seed);
        for (int run = 0; run < 60; run++)
        {
            byte[] bad = (byte[])packed.Clone();
            int at = random.Next(10, bad.Length);
            bad[at] ^= (byte)(1 << random.Next(8));
            using RecordingReader reader = RecordingReader.Open(_files.Write("flip", bad));
            List<string> frames = RecordingFiles.ReadAll(reader);
            if (reader.Damage != null) noticed++;
            Assert.True(reader.Damage?.Kind is RecordingDamageKind.Corrupt or RecordingDamageKind.Truncated, $"seed {Seed} run {run} at {at}");
        }
        Assert.Equal(60, noticed);
    }

    [Fact]
    public void What_was_unpacked_before_corruption_is_had_to_the_last_byte_but_one()
    {
        // Only the checksum is wrong, so all text can be unpacked; the decoder meets the checksum in the step that unpacks the last byte.
        List<string> lines = Lines(5000);
        byte[] packed = RecordingFiles.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        packed[^6] ^= 1;
        using RecordingReader reader = RecordingReader.Open(_files.Write("checksum", packed));
        Assert.Equal(lines.SkipLast(1), RecordingFiles.ReadAll(reader));
        Assert.Equal(RecordingDamageKind.Corrupt, reader.Damage!.Kind);
        Assert.Equal(lines[^1].Length, reader.Damage.DroppedBytes);
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xcbf43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414fa339u)]
    public void The_checksum_of_gzip_has_its_known_values_however_it_is_cut(string text, uint crc)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        for (int cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(crc, Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }

    [Fact]
    public void E13_An_error_of_the_disk_is_told_from_bad_data()
    {
        using RecordingReader reader = RecordingReader.Open(_files.Write("lz4", [0x04, 0x22, 0x4d, 0x18]), openLz4: _ => new FailingStream());
        Assert.Equal(["1 {}"], RecordingFiles.ReadAll(reader));
        Assert.Equal((RecordingDamageKind.Io, ExitCode.Io, 2L), (reader.Damage!.Kind, reader.Damage.ExitCode, reader.Damage.LineNumber));
    }

    private static List<string> Lines(int count)
    {
        Random random = new(1);
        List<string> lines = [];
        for (int i = 0; i < count; i++) lines.Add($"{1_700_000_000_000_000_000 + i} {{\"i\":{i},\"x\":{random.Next()}}}");
        return lines;
    }

    private sealed class FailingStream : MemoryStream
    {
        private int _reads;

        public override int Read(Span<byte> buffer)
        {
            if (_reads++ > 0) throw new IOException("Input/output error");
            "1 {}\n2 {"u8.CopyTo(buffer);
            return 8;
        }
    }
}
