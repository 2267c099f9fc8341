using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Host.Journal;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>A disk that refuses, half writes, lies or vanishes: nothing is lost without a word, nothing is doubled.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private static readonly Event[] Events = RecordedEvents.Load(4000)[2000..];

    private readonly JournalFolder _folder = new();
    private readonly FaultyDisk _disk = new();

    private JournalOptions Options => _folder.Options with { SegmentBytes = 4096, RecordsPerBlock = 50, SyncEveryNs = 20 };

    [Theory]
    [InlineData(Errno.NoSpace)]
    [InlineData(Errno.InputOutput)]
    [InlineData(Errno.TooBig)]
    [InlineData(Errno.ReadOnly)]
    public void E9_E12_Any_call_may_fail_once_and_after_resuming_every_record_is_there_once(Errno error)
    {
        int calls = CallsOfAWholeRun();
        Assert.True(calls > 100);
        for (int failing = 1; failing <= calls; failing++)
        {
            using var folder = new JournalFolder();
            var disk = new FaultyDisk { Fault = (_, number) => number == failing ? error : Errno.Ok };
            int failures = Run(Options with { Directory = folder.Path }, disk);
            Assert.InRange(failures, 0, 2);
            var (records, end, damage) = JournalFolder.ReadAll(new JournalReader(folder.Path).Inputs());
            Assert.True(end == JournalEnd.Clean, $"call {failing}: {end} {damage}");
            Assert.True(JournalFolder.SameBytes<Event>(Events, CollectionsMarshal.AsSpan(records)), $"call {failing}");
        }
    }

    [Fact]
    public void E16_Killed_after_any_call_the_prefix_is_readable_and_the_next_run_goes_on()
    {
        int calls = CallsOfAWholeRun();
        for (int last = 0; last <= calls; last++)
        {
            using var folder = new JournalFolder();
            JournalOptions options = Options with { Directory = folder.Path };
            bool dead = false;
            var disk = new FaultyDisk { Fault = (_, number) => (dead |= number > last) ? Errno.InputOutput : Errno.Ok };
            try
            {
                using var writer = new JournalWriter(options, disk);
                Append(writer);
                writer.Close();
            }
            catch (JournalException)
            {
                // The process is gone: nothing mends or closes anything.
            }
            if (Directory.GetFiles(folder.Path).Length == 0) continue;
            var before = JournalFolder.ReadAll(new JournalReader(folder.Path).Inputs());
            Assert.True(before.End is JournalEnd.Cut or JournalEnd.Clean, $"call {last}: {before.Damage}");
            Assert.True(JournalFolder.SameBytes(Events.AsSpan(0, before.Records.Count), CollectionsMarshal.AsSpan(before.Records)), $"call {last}");

            using (var writer = new JournalWriter(options))
            {
                Assert.Equal(before.Records.Count, writer.Recovery.NextInputSequence);
                JournalFolder.Append(writer, Events.AsSpan(before.Records.Count));
                writer.Close();
            }
            var after = JournalFolder.ReadAll(new JournalReader(folder.Path).Inputs());
            Assert.True(after.End == JournalEnd.Clean, $"call {last}: {after.End} {after.Damage}");
            Assert.True(JournalFolder.SameBytes<Event>(Events, CollectionsMarshal.AsSpan(after.Records)), $"call {last}");
        }
    }

    [Fact]
    public void E11_A_failed_sync_is_noticed_never_repeated_on_the_file_and_answered_with_a_new_segment()
    {
        int syncs = 0;
        using var writer = new JournalWriter(_folder.Options with { SyncEveryNs = 1 }, _disk);
        JournalFolder.Append(writer, Events.AsSpan(0, 100));
        var asked = new List<(string Call, uint Segment)>();
        _disk.Fault = (call, _) =>
        {
            asked.Add((call, writer.SegmentNumber));
            return call == "sync" && syncs++ == 0 ? Errno.InputOutput : Errno.Ok;
        };
        writer.Sync();
        Assert.Single(asked, one => one == ("sync", 1u)); // once on the file that failed, never again
        Assert.Equal((2u, 1L), (writer.SegmentNumber, writer.Counters.SyncErrors));
        JournalFolder.Append(writer, Events.AsSpan(100));
        writer.Close();
        var segment = new JournalReader(_folder.Segment(2));
        Assert.Equal(SegmentFlags.AfterSyncError, segment.First.Header.Flags);
        Assert.Equal(Events.Length, JournalFolder.ReadAll(new JournalReader(_folder.Path).Inputs()).Records.Count);
    }

    [Fact]
    public void E11_Two_failed_syncs_in_a_row_stop_the_journal()
    {
        using var writer = new JournalWriter(_folder.Options, _disk);
        JournalFolder.Append(writer, Events.AsSpan(0, 100));
        _disk.Fault = static (call, _) => call == "sync" ? Errno.InputOutput : Errno.Ok;
        var stop = Assert.Throws<JournalException>(writer.Sync);
        Assert.Equal((Errno.InputOutput, 74), (stop.Error, stop.ExitCode));
        Assert.Contains("journal-000002.mwj", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void E9_A_full_disk_says_what_where_why_and_what_next()
    {
        using var writer = new JournalWriter(_folder.Options, _disk);
        JournalFolder.Append(writer, Events.AsSpan(0, 100));
        _disk.Fault = static (call, _) => call == "write" ? Errno.NoSpace : Errno.Ok;
        var refused = Assert.Throws<JournalException>(writer.Flush);
        Assert.Equal(Errno.NoSpace, refused.Error);
        Assert.Contains("append", refused.Message, StringComparison.Ordinal);
        Assert.Contains("journal-000001.mwj", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Make room", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, writer.Counters.WriteErrors);
    }

    [Fact]
    public void E10_A_disk_without_room_for_a_segment_refuses_at_the_start()
    {
        _disk.Fault = static (call, _) => call == "reserve" ? Errno.NoSpace : Errno.Ok;
        Assert.Equal(Errno.NoSpace, Assert.Throws<JournalException>(() => new JournalWriter(_folder.Options, _disk)).Error);
        using var second = new JournalWriter(_folder.Options); // and gives lock and number back
        Assert.Equal(1u, second.SegmentNumber);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("replace")]
    [InlineData("directory")]
    public void E14_A_segment_deleted_or_replaced_under_the_writer_is_noticed_at_the_next_sync(string how)
    {
        using var writer = new JournalWriter(_folder.Options);
        JournalFolder.Append(writer, Events.AsSpan(0, 100));
        writer.Sync();
        if (how == "directory")
        {
            Directory.Move(_folder.Path, _folder.Path + "-away");
            Directory.CreateDirectory(_folder.Path);
        }
        else
        {
            File.Delete(_folder.Segment(1));
            if (how == "replace") File.WriteAllText(_folder.Segment(1), "another");
        }
        JournalFolder.Append(writer, Events.AsSpan(100, 100));
        Assert.Contains("deleted or moved", Assert.Throws<JournalException>(writer.Sync).Message, StringComparison.Ordinal);
        if (how == "directory") Directory.Delete(_folder.Path + "-away", recursive: true);
    }

    [Fact]
    public void E17_A_second_writer_is_refused_with_exit_code_75_and_admitted_when_the_first_is_gone()
    {
        using (new JournalWriter(_folder.Options))
            Assert.Equal(75, Assert.Throws<JournalBusyException>(() => new JournalWriter(_folder.Options)).ExitCode);
        using var second = new JournalWriter(_folder.Options);
        Assert.Equal(2u, second.SegmentNumber);
    }

    [Fact]
    public void What_a_writer_refuses_to_begin_with()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new JournalWriter(Options with { RecordsPerBlock = 1025 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JournalWriter(Options with { SegmentBytes = 4095 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JournalWriter(Options with { Codec = BlockCodec.Lz4Block }));
        Assert.Throws<ArgumentException>(() => new JournalWriter(Options with { ConfigText = new string('x', 5 << 20) }));
        using var fine = new JournalWriter(Options);
    }

    private int CallsOfAWholeRun()
    {
        using var folder = new JournalFolder();
        var disk = new FaultyDisk();
        Assert.Equal(0, Run(Options with { Directory = folder.Path }, disk));
        return disk.Calls;
    }

    /// <summary>Writes all events as an agent would, resuming after each failure; gives the number of failures.</summary>
    private static int Run(JournalOptions options, FaultyDisk disk)
    {
        int failures = 0;
        JournalWriter? writer = null;
        int at = 0;
        long now = 0;
        while (true)
        {
            try
            {
                if (writer == null) writer = new JournalWriter(options, disk);
                else writer.Resume();
                while (at < Events.Length)
                {
                    at += writer.AppendInputs(Events.AsSpan(at, Math.Min(150, Events.Length - at)));
                    writer.Tick(now += 10);
                }
                writer.Close();
                writer.Dispose();
                return failures;
            }
            catch (JournalException) when (++failures < 5)
            {
            }
        }
    }

    private static void Append(JournalWriter writer)
    {
        long now = 0;
        for (int at = 0; at < Events.Length;)
        {
            at += writer.AppendInputs(Events.AsSpan(at, Math.Min(150, Events.Length - at)));
            writer.Tick(now += 10);
        }
    }

    public void Dispose() => _folder.Dispose();
}
