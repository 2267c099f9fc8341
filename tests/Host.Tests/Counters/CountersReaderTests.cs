using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Host.Tests.Counters;

public sealed class CountersReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void E25_No_file_says_that_nothing_runs_here()
    {
        Fails(CountersFault.Absent, "nothing runs");
        Assert.Equal(CountersFault.Absent, CountersReader.TryOpen(Path.Combine(_folder.Path, "no-such"), out _, out _));
    }

    [Fact]
    public void E25_A_file_of_something_else_is_foreign()
    {
        File.WriteAllBytes(_folder.Page, new byte[100_000]);
        Fails(CountersFault.Foreign, "MNWCNTRS");
    }

    [Fact]
    public void E25_A_directory_in_its_place_is_unreadable()
    {
        Directory.CreateDirectory(_folder.Page);
        Fails(CountersFault.Unreadable, "minnow.cnc");
    }

    [Fact]
    public void E25_Another_layout_version_is_named()
    {
        byte[] page = Page();
        page[8] = 9;
        File.WriteAllBytes(_folder.Page, page);
        Fails(CountersFault.OtherVersion, "version 9");
    }

    [Fact]
    public void E25_A_page_cut_at_any_length_is_damaged()
    {
        byte[] page = Page();
        foreach (int length in new[] { 0, 1, 8, 255, 256, 257, 4096, page.Length / 2, page.Length - 1 })
        {
            File.WriteAllBytes(_folder.Page, page[..length]);
            Fails(CountersFault.Damaged, "next start replaces it");
        }
        File.WriteAllBytes(_folder.Page, [.. page, 0]);
        Fails(CountersFault.Damaged, "bytes");
    }

    [Fact]
    public void E25_No_content_of_header_and_metadata_leads_a_read_outside_the_file()
    {
        byte[] good = Page()[..512];
        const int Seed = 25;
        using FileStream file = new(_folder.Page, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Random random = new(Seed);
        int[] fields = [16, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 256, 260, 262, 264, 268, 256 + 128 + 8, 384 + 6];
        int opened = 0;
        for (int round = 0; round < 1000; round++)
        {
            byte[] bad = [.. good];
            for (int n = random.Next(1, 3); n > 0; n--)
            {
                int value = random.Next(4) switch { 0 => random.Next(), 1 => -random.Next(), 2 => random.Next(1000), _ => int.MaxValue };
                BinaryPrimitives.WriteInt32LittleEndian(bad.AsSpan(fields[random.Next(fields.Length)]), value);
            }
            file.Position = 0;
            file.Write(bad);
            if (CountersReader.TryOpen(_folder.Path, out CountersReader? reader, out _) != CountersFault.None) continue;
            using (reader) Assert.NotNull(reader!.Snapshot());
            opened++;
        }
        Assert.InRange(opened, 1, 999); // seed 25: both kinds occur
    }

    [Fact]
    public void A_fresh_heartbeat_of_a_living_process_means_running_and_an_old_one_stale()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        page.Beat(1_000_000_000_000);
        Assert.Equal(WriterState.Running, State(0));
        Assert.Equal(WriterState.Running, State(CountersReader.StaleAfterNs));
        Assert.Equal(WriterState.Stale, State(CountersReader.StaleAfterNs + 1));
        Assert.Equal(WriterState.Running, State(-CountersReader.StaleAfterNs)); // the clock was set back a little
        Assert.Equal(WriterState.Stale, State(-CountersReader.StaleAfterNs - 1));

        WriterState State(long afterNs) => reader.Snapshot(1_000_000_000_000 + afterNs).State;
    }

    [Fact]
    public void A_clean_stop_leaves_the_last_values_readable()
    {
        using (CountersPage page = CountersPage.Create(_folder.Path)) page.Counters.Set(CounterId.FeedFrames, 7);
        using CountersReader reader = Open();
        CountersSnapshot snapshot = reader.Snapshot();
        Assert.Equal(WriterState.Stopped, snapshot.State);
        Assert.Equal(7, snapshot.Counters.Single(c => c.Name == "feed.frames").Value);
    }

    [Fact]
    public void A_process_that_is_no_more_is_gone()
    {
        byte[] page = Page();
        BinaryPrimitives.WriteInt32LittleEndian(page.AsSpan(24), int.MaxValue); // above the kernel's largest id
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(136), 0);
        File.WriteAllBytes(_folder.Page, page);
        using CountersReader reader = Open();
        Assert.Equal(WriterState.Gone, reader.Snapshot().State);
    }

    [Fact]
    public void The_mapping_of_a_reader_can_not_write()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CountersReader reader = Open();
        string[] mappings = File.ReadAllLines("/proc/self/maps").Where(l => l.Contains(_folder.Page, StringComparison.Ordinal)).ToArray();
        Assert.Contains(mappings, m => m.Contains(" r--s ", StringComparison.Ordinal));
        Assert.Contains(mappings, m => m.Contains(" rw-s ", StringComparison.Ordinal));
    }

    /// <summary>The bytes of a page that was stopped cleanly.</summary>
    private byte[] Page()
    {
        CountersPage.Create(_folder.Path).Dispose();
        byte[] bytes = File.ReadAllBytes(_folder.Page);
        Assert.Equal(CountersLayout.FileBytes, MemoryMarshal.Read<long>(bytes.AsSpan(16)));
        return bytes;
    }

    private CountersReader Open()
    {
        Assert.Equal(CountersFault.None, CountersReader.TryOpen(_folder.Path, out CountersReader? reader, out _));
        return reader!;
    }

    private void Fails(CountersFault expected, string because)
    {
        CountersFault fault = CountersReader.TryOpen(_folder.Path, out CountersReader? reader, out string message);
        Assert.Null(reader);
        Assert.Equal(expected, fault);
        Assert.Contains(because, message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
    }
}
