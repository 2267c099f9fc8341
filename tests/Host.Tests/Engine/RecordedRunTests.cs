using System;
using System.IO;
using System.IO.Compression;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Engine;

public class RecordedRunTests
{
    private static readonly string s_market = SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz");

    [Theory]
    [InlineData("inline")]
    [InlineData("threaded")]
    [InlineData("fused")]
    public void The_real_recording_runs_whole_and_replays_exactly(string mode)
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", mode)));
        Assert.Equal(99_672, run.Number("frames"));
        Assert.Equal(0, run.Number("refused"));
        Assert.Equal(42_158, run.Number("bookFrames"));
        Assert.Equal(0, run.Number("bookCrossed"));
        Assert.Equal(0, run.Number("gaps"));
        Assert.Equal(13_804, run.Number("quotesCompared"));
        Assert.Equal(13_804, run.Number("quotesEqual"));
        Assert.True(run.Number("decisions") > 1000);
        Assert.True(run.Number("commands") > 100);
        (long events, long commands, string hash) = (run.Number("events"), run.Number("commands"), run.Text("stateHash"));

        Assert.Equal(0, run.Replay());
        Assert.Equal(0, run.Number("differences"));
        Assert.Equal(0, run.Number("untoldOutputs"));
        Assert.True(run.Number("checkpoints") >= 2);
        Assert.Equal((events, commands, hash), (run.Number("events"), run.Number("commands"), run.Text("stateHash")));
    }

    [Fact]
    public void The_threads_and_the_speed_do_not_change_what_is_decided()
    {
        string? hash = null;
        foreach (string mode in (string[])["inline", "fused", "threaded"])
        {
            using RecordedRun run = new();
            Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", mode), limitFrames: 8000));
            hash ??= run.Text("stateHash");
            Assert.Equal(hash, run.Text("stateHash"));
        }
    }

    [Fact]
    public void A15_A_recorder_whose_clock_was_set_back_gives_the_same_run_on_any_threads()
    {
        using RecordedRun made = new();
        string feed = Path.Combine(made.Root, "steps.jsonl");
        using (GZipStream text = new(File.OpenRead(s_market), CompressionMode.Decompress))
        using (StreamReader lines = new(text))
        using (StreamWriter to = new(feed))
        {
            // One receive time a day ahead in the middle, and the second half an hour back.
            for (int i = 0; i < 20_000 && lines.ReadLine() is { } line; i++)
            {
                int space = line.IndexOf(' ');
                long ns = long.Parse(line.AsSpan(0, space));
                long shift = i == 8_000 ? 86_400_000_000_000 : i > 14_000 ? -3_600_000_000_000 : 0;
                to.WriteLine($"{ns + shift}{line[space..]}");
            }
        }
        string? hash = null;
        foreach (string mode in (string[])["inline", "fused", "threaded"])
        {
            using RecordedRun run = new();
            Assert.Equal(0, run.Run(feed, RecordedRun.Quoting.Replace("MODE", mode)));
            Assert.Equal(20_000, run.Number("frames"));
            Assert.Equal(run.Number("commands"), run.Number("answers"));
            hash ??= run.Text("stateHash");
            Assert.Equal(hash, run.Text("stateHash"));
            Assert.Equal(0, run.Replay());
        }
    }

    [Fact]
    public void A_journal_is_not_written_over()
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", "inline"), limitFrames: 100));
        Assert.Equal(73, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", "inline"), limitFrames: 100));
        Assert.Contains("holds the journal of another run", run.Errors);
    }

    [Theory]
    [InlineData("deribit/DERIBIT-5dd9ce.0", 461, 187)]
    [InlineData("deribit/DERIBIT.ws.1.0", 136, null)]
    public void A_capture_of_options_is_recorded_and_watched(string file, int frames, int? books)
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(SharedFiles.Data(file), "{}"));
        Assert.True(run.Number("frames") >= frames, run.Output);
        Assert.Equal(0, run.Number("refused"));
        Assert.Equal(0, run.Number("gaps"));
        Assert.Equal(0, run.Number("commands"));
        if (books != null) Assert.Equal(books.Value, run.Number("bookFrames"));
        Assert.Equal(0, run.Replay());
    }

    [Fact]
    public void A_text_recording_that_is_cut_inside_its_last_line_says_so_and_plays_all_before_it()
    {
        using RecordedRun run = new();
        byte[] whole = File.ReadAllBytes(SharedFiles.Data("deribit/ssc2ce-python/deribit_dump.jsonl"));
        string cut = Path.Combine(run.Root, "cut.jsonl");
        File.WriteAllBytes(cut, whole[..^20]);
        Assert.Equal(65, run.Run(cut, "{}"));
        Assert.Equal(6, run.Number("frames"));
        Assert.Equal(1, run.Number("refused"));
        Assert.Contains("last line", run.Errors);
    }

    [Fact]
    public void A1_The_missing_frame_of_the_testnet_dump_is_detected()
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(SharedFiles.Data("deribit/ssc2ce-python/deribit_dump.jsonl"), "{}"));
        Assert.Equal(1, run.Number("gaps"));
        Assert.Equal(0, run.Replay());
    }

    [Fact]
    public void E5_A_flipped_bit_is_found_and_what_stands_before_it_is_replayed()
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", "inline"), limitFrames: 5000));
        string segment = Directory.GetFiles(run.Journal, "journal-*")[0];
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(segment, bytes);
        Assert.Equal(65, run.Replay());
        Assert.Equal(0, run.Number("differences"));
        Assert.True(run.Number("events") > 0);
        Assert.Contains(Path.GetFileName(segment), run.Errors);
    }

    [Fact]
    public void E7_A_cut_tail_replays_up_to_the_cut()
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", "inline"), limitFrames: 5000));
        string segment = Directory.GetFiles(run.Journal, "journal-*")[0];
        byte[] bytes = File.ReadAllBytes(segment);
        File.WriteAllBytes(segment, bytes[..(bytes.Length * 2 / 3)]);
        run.Replay();
        Assert.Equal(0, run.Number("differences"));
        Assert.True(run.Number("events") > 0);
    }
}
