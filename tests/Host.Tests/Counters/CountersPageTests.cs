using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Host.Counters;
using Minnow.Native;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Counters;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class CountersPageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_writer_counts_a_second_mapping_reads_while_it_runs()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        page.Counters.Increment(CounterId.FeedFrames);
        page.Counters.Add(CounterId.FeedFrames, 41);
        page.Counters.Max(CounterId.JournalMaxSyncNs, 7);
        page.Counters.Max(CounterId.JournalMaxSyncNs, 5);
        page.Counters.Set(CounterId.JournalLagEvents, -3);
        page.Counters.Increment(CounterIds.Status(ParseStatus.BadName));

        Dictionary<string, long> read = reader.Snapshot().Counters.ToDictionary(c => c.Name, c => c.Value);

        Assert.Equal(42, read["feed.frames"]);
        Assert.Equal(7, read["journal.max_sync_ns"]);
        Assert.Equal(-3, read["journal.lag_events"]);
        Assert.Equal(1, read["feed.status.bad_name"]);
        Assert.Equal(-1, read["thread.quoter.allocated_bytes"]);
        Assert.Equal(0, read["quoter.events"]);
        Assert.Equal(CounterCatalog.All.Count, read.Count);
    }

    [Fact]
    public void A_page_in_memory_counts_alike_and_starts_at_the_initial_values()
    {
        using CountersPage page = CountersPage.InMemory();
        page.Counters.Add(CounterId.GatewayAcks, 3);
        Assert.Equal(3, page.Counters.Read(CounterId.GatewayAcks));
        foreach (CounterInfo info in CounterCatalog.All.Where(i => i.Id != CounterId.GatewayAcks))
            Assert.Equal(info.Initial, page.Counters.Read(info.Id));
    }

    [Fact]
    public void Each_value_lies_alone_on_an_aligned_slot()
    {
        using CountersPage file = CountersPage.Create(_folder.Path);
        using CountersPage memory = CountersPage.InMemory();
        foreach (CountersPage page in new[] { file, memory })
            foreach (CounterInfo info in CounterCatalog.All)
                Assert.Equal(0, Address(page, info.Id) % 64);
        Assert.Equal(64, Address(file, CounterId.FeedBytes) - Address(file, CounterId.FeedFrames));
    }

    [Fact]
    public void An_id_outside_the_page_is_refused_before_it_touches_memory()
    {
        using CountersPage page = CountersPage.InMemory();
        Assert.Throws<ArgumentOutOfRangeException>(() => page.Counters.Increment((CounterId)1792));
        Assert.Throws<ArgumentOutOfRangeException>(() => page.Counters.Increment((CounterId)(-1)));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        using CountersPage page = CountersPage.InMemory();
        Assert.Equal(0, Bytes(() => { page.Counters.Increment(CounterId.FeedFrames); page.Errors.Record("feed: frame refused", 1); page.Beat(2); }));
        Assert.True(Bytes(() => GC.KeepAlive(new object())) > 0, "the control must be seen");

        static long Bytes(Action run)
        {
            for (int i = 0; i < 50; i++) run();
            return Allocated.LeastBytes(() =>
            {
                for (int i = 0; i < 50; i++) run();
            });
        }
    }

    [Fact]
    public void G4_A_reader_never_sees_half_of_a_value()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        const long Low = 0x0101_0101_0101_0101, High = -0x0101_0101_0101_0102;
        page.Counters.Set(CounterId.FeedFrames, Low);
        bool stop = false;
        Thread writer = new(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                for (int i = 0; i < 1001; i++) page.Counters.Set(CounterId.FeedFrames, ~page.Counters[CounterId.FeedFrames]);
                Thread.Yield(); // with the other value each time
            }
        });
        writer.Start();
        Dictionary<long, int> seen = new() { [Low] = 0, [High] = 0 };
        long end = Stopwatch.GetTimestamp() + 10 * Stopwatch.Frequency;
        while ((seen[Low] < 500 || seen[High] < 500) && Stopwatch.GetTimestamp() < end)
        {
            long value = reader.Snapshot().Counters[0].Value;
            seen[value] = seen.GetValueOrDefault(value) + 1;
        }
        Volatile.Write(ref stop, true);
        writer.Join();
        Assert.Equal([High, Low], seen.Keys.Order());
        Assert.True(seen[Low] >= 500 && seen[High] >= 500, $"{seen[Low]} and {seen[High]} readings in 10 s");
    }

    [Fact]
    public void E25_The_file_has_its_blocks_before_it_is_mapped()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using Process stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%s %b", _folder.Page]) { RedirectStandardOutput = true })!;
        long[] sizeAndBlocks = stat.StandardOutput.ReadToEnd().Split(' ').Select(long.Parse).ToArray();
        Assert.True(sizeAndBlocks[1] * 512 >= sizeAndBlocks[0], $"{sizeAndBlocks[1]} blocks for {sizeAndBlocks[0]} bytes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else that somebody left here")]
    public void E25_A_start_replaces_a_file_of_any_content(string content)
    {
        File.WriteAllText(_folder.Page, content);
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        Assert.Equal(Environment.ProcessId, reader.Snapshot().Pid);
        Assert.False(File.Exists(_folder.Page + ".new"));
    }

    [Fact]
    public void E17_A_second_writer_is_refused_until_the_first_has_gone()
    {
        CountersPage first = CountersPage.Create(_folder.Path);
        LibcException refused = Assert.Throws<LibcException>(() => CountersPage.Create(_folder.Path));
        Assert.Equal(Errno.Again, refused.Error);
        Assert.Contains("stop it or choose another directory", refused.Message, StringComparison.Ordinal);
        first.Dispose();
        first.Dispose(); // twice is once
        CountersPage.Create(_folder.Path).Dispose();
    }

    [Fact]
    public void A_directory_that_can_not_be_made_is_an_error_at_the_start_with_its_path()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "file"), "");
        IOException error = Assert.ThrowsAny<IOException>(() => CountersPage.Create(Path.Combine(_folder.Path, "file")));
        Assert.Contains("file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_error_twice_is_one_entry_with_a_count_of_two()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        page.Errors.Record("journal: no space", 100);
        page.Errors.Record("feed: lost", 150);
        page.Errors.Record("journal: no space", 200);

        IReadOnlyList<ErrorRecord> errors = reader.Snapshot().Errors;
        Assert.Equal([(2L, 100L, 200L, "journal: no space"), (1L, 150L, 150L, "feed: lost")],
            errors.Select(e => (e.Count, e.FirstNs, e.LastNs, e.Text)));
        Assert.Equal(ErrorLog.Hash("feed: lost"u8), errors[1].Hash);
        Assert.Equal(0xAF63_DC4C_8601_EC8CUL, ErrorLog.Hash("a"u8)); // published value of FNV-1a
    }

    [Fact]
    public void A_long_error_is_cut_at_a_whole_character_and_a_full_log_counts_what_it_drops()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        page.Errors.Record(new string('é', 400), 1);
        for (int i = 1; i < 70; i++) page.Errors.Record($"error {i}", i);

        CountersSnapshot read = reader.Snapshot();
        Assert.Equal(new string('é', 236), read.Errors[0].Text);
        Assert.Equal(64, read.Errors.Count);
        Assert.Equal(6, read.ErrorsDropped);
    }

    [Fact]
    public void The_heartbeat_agent_beats_at_its_interval_and_counts_collections()
    {
        using CountersPage page = CountersPage.InMemory();
        HeartbeatAgent agent = new(page);
        GC.Collect(0);
        for (long now = 0; now <= 10 * HeartbeatAgent.IntervalNs; now += HeartbeatAgent.IntervalNs / 4) Assert.Equal(0, agent.DoWork(now));
        Assert.Equal(11, page.Counters.Read(CounterId.ProcessHeartbeats));
        Assert.True(page.Counters.Read(CounterId.ProcessGen0Collections) > 0);
    }

    private CountersReader Open()
    {
        Assert.Equal(CountersFault.None, CountersReader.TryOpen(_folder.Path, out CountersReader? reader, out string message));
        Assert.Equal("", message);
        return reader!;
    }

    private static unsafe long Address(CountersPage page, CounterId id) =>
        (long)System.Runtime.CompilerServices.Unsafe.AsPointer(ref page.Counters[id]);
}
