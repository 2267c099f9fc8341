using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Minnow.Market;
using Xunit;

namespace Minnow.Tests.Market;

public sealed class FaultTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("minnow-market-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_dropped_book_frame_is_one_gap_and_nothing_else_changes()
    {
        string[] whole = Recordings.Lines(seed: 1, seconds: 3);
        string[] gapped = Recordings.Lines(seed: 1, seconds: 3, new Faults(DropBookFrame: 100, CorruptBookFrame: 0));

        string missing = Assert.Single(whole.Except(gapped));
        Assert.Equal(whole.Where(line => line != missing), gapped);
        MarketReader reader = MarketReader.ReadAll(gapped);
        Assert.Equal(1, reader.ChainBreaks);
        Assert.False(reader.Valid);
    }

    [Fact]
    public void A_snapshot_after_the_gap_heals_it()
    {
        MarketReader reader = MarketReader.ReadAll(
            Recordings.Lines(seed: 1, seconds: 3, new Faults(DropBookFrame: 100, CorruptBookFrame: 0), snapshotAt: 120));

        Assert.Equal(1, reader.ChainBreaks);
        Assert.Equal(2, reader.Snapshots);
        Assert.True(reader.Valid);
    }

    [Fact]
    public void A_corrupt_frame_is_one_malformed_line()
    {
        string[] lines = Recordings.Lines(seed: 1, seconds: 3, new Faults(DropBookFrame: 0, CorruptBookFrame: 50));

        string bad = Assert.Single(lines, static line => !IsJson(line[(line.IndexOf(' ') + 1)..]));
        Assert.Contains('\x01', bad);
    }

    [Theory]
    [InlineData("whole.txt", false)]
    [InlineData("cut.txt", true)]
    public void Truncation_cuts_the_last_line(string name, bool cut)
    {
        string path = Path.Combine(_directory, name);
        string[] arguments = ["--out", path, "--seconds", "1", .. cut ? (string[])["--truncate"] : []];
        Assert.Equal(0, Program.Main(arguments));

        string text = File.ReadAllText(path);
        Assert.Equal(Recordings.Text(seed: 1, seconds: 1)[..^(cut ? 64 : 0)], text);
        Assert.Equal(!cut, text.EndsWith('\n'));
    }

    [Fact]
    public void A_compressed_recording_holds_the_same_text_and_a_cut_one_breaks()
    {
        string path = Path.Combine(_directory, "a.gz");
        Assert.Equal(0, Program.Main(["--out", path, "--seconds", "1"]));
        Assert.Equal(Recordings.Text(seed: 1, seconds: 1), Gunzip(path));

        long whole = new FileInfo(path).Length;
        Assert.Equal(0, Program.Main(["--out", path, "--seconds", "1", "--truncate"]));
        Assert.Equal(whole - 64, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--out")]
    [InlineData(2, "--nonsense", "1", "--out", "x")]
    [InlineData(2, "--out", "x", "--seconds", "0")]
    [InlineData(2, "--out", "x", "--seed", "-1")]
    [InlineData(2, "--out", "x", "--seed", "1e3")]
    [InlineData(2, "--out", "/")]
    [InlineData(1, "--out", "/no/such/folder/x", "--seconds", "1")]
    [InlineData(0, "--help")]
    public void Wrong_arguments_are_told_and_write_nothing(int exitCode, params string[] arguments) =>
        Assert.Equal(exitCode, Program.Main(arguments));

    [Fact]
    public void A_fault_beyond_the_end_is_an_error()
    {
        string path = Path.Combine(_directory, "b.txt");
        Assert.Equal(2, Program.Main(["--out", path, "--seconds", "1", "--drop-frame", "99999"]));
    }

    private static string Gunzip(string path)
    {
        using FileStream file = File.OpenRead(path);
        using StreamReader text = new(new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
