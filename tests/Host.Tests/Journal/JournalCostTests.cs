using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Host.Journal;
using Minnow.Native;
using Minnow.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Host.Tests.Journal;

/// <summary>What the journal costs beside bare LZ4F over the same records: ratios within one run, by the lower quartile of interleaved rounds.</summary>
/// <remarks>The gates are the goals of docs/decisions/0007-journal-delta.md; the figures there come from this test, run alone.</remarks>
[Collection(Minnow.Tests.Alone.Name)]
public sealed unsafe class JournalCostTests(ITestOutputHelper log)
{
    private const int Rounds = 9;

    private static readonly Event[] Events = RecordedEvents.Load();

    [Fact]
    public void Writing_costs_less_time_and_fewer_bytes_than_bare_LZ4F()
    {
        using var bare = new BareLz4();
        var nsOfBare = new double[Rounds];
        var nsOfDelta = new double[Rounds];
        var nsOfRaw = new double[Rounds];
        long bareBytes = 0, deltaBytes = 0, rawBytes = 0;
        for (int round = -1; round < Rounds; round++) // one to warm up
        {
            int at = Math.Max(round, 0);
            nsOfBare[at] = Time(() => bareBytes = bare.Compress(Events));
            (nsOfDelta[at], deltaBytes) = TimedWrite(BlockCodec.Delta);
            (nsOfRaw[at], rawBytes) = TimedWrite(BlockCodec.Raw);
        }
        Report("LZ4F linked, block checksum, in memory", nsOfBare, nsOfBare, bareBytes, bareBytes);
        Report("journal, delta, all in, to a file", nsOfDelta, nsOfBare, deltaBytes, bareBytes);
        Report("journal, raw, all in, to a file", nsOfRaw, nsOfBare, rawBytes, bareBytes);
        Assert.InRange(deltaBytes / (double)bareBytes, 0.05, 0.5);
        Assert.InRange(LowerQuartile(Ratios(nsOfDelta, nsOfBare)), 0.05, 1.0);
    }

    [Fact]
    public void Reading_gives_every_event_at_a_speed_that_is_printed()
    {
        using var folder = new JournalFolder(onDisk: true);
        Write(BlockCodec.Delta, folder);
        var reader = new JournalReader(folder.Path);
        var ns = new double[Rounds];
        long read = 0;
        for (int round = -6; round < Rounds; round++) // the first ones run half-compiled code
        {
            ns[Math.Max(round, 0)] = Time(() =>
            {
                using JournalCursor<Event> cursor = reader.Inputs();
                for (read = 0; cursor.MoveNext(); read += cursor.Records.Length)
                {
                }
            });
        }
        Assert.Equal(Events.Length, read);
        double quartile = LowerQuartile(ns);
        log.WriteLine($"reading, all checks and decoding: {quartile:F1} ns an event, {1000 / quartile:F1} M events/s (lower quartile of {Rounds})");
    }

    [Fact]
    public void Reading_allocates_nothing_for_a_record_or_a_block()
    {
        using var folder = new JournalFolder();
        Write(BlockCodec.Delta, folder);
        Assert.Equal(0, Allocated.Least(() =>
        {
            using JournalCursor<Event> cursor = new JournalReader(folder.Path).Inputs();
            Assert.True(cursor.MoveNext());
            long before = GC.GetAllocatedBytesForCurrentThread();
            int blocks = 0;
            while (blocks < 200 && cursor.MoveNext()) blocks++;
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(200, blocks);
            return bytes;
        }));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(250)]
    public void What_a_quiet_market_costs_in_bytes(int flushMs)
    {
        using var folder = new JournalFolder();
        using (var writer = new JournalWriter(folder.Options with { FlushAfterNs = flushMs * Units.NsPerMs, SyncEveryNs = 0 }))
        {
            for (int at = 0; at < Events.Length; at++) // the recording's own pace, looked at once an event
            {
                JournalFolder.Append(writer, Events.AsSpan(at, 1));
                writer.Tick(Events[at].ReceivedNs);
            }
            writer.Close();
            log.WriteLine($"recorded pace ({Events.Length / 647} events/s), flush after {flushMs} ms: {writer.Counters.FileBytes / (double)Events.Length:F2} bytes an event, {writer.Counters.Blocks} blocks");
            Assert.InRange(writer.Counters.FileBytes / (double)Events.Length, 1, 30);
        }
    }

    /// <summary>Copy into the block, codec, LZ4, checksums, write(); not the opening and the last sync, which a run has once.</summary>
    private static (double Ns, long Bytes) TimedWrite(BlockCodec codec)
    {
        using var folder = new JournalFolder(onDisk: true);
        using var writer = new JournalWriter(folder.Options with { Codec = codec, SegmentBytes = 64 << 20 });
        double ns = Time(() =>
        {
            JournalFolder.Append(writer, Events);
            writer.Flush();
        });
        writer.Close();
        return (ns, writer.Counters.FileBytes);
    }

    private static void Write(BlockCodec codec, JournalFolder folder)
    {
        using var writer = new JournalWriter(folder.Options with { Codec = codec, SegmentBytes = 64 << 20 });
        JournalFolder.Append(writer, Events);
        writer.Close();
    }

    private static double Time(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Events.Length;
    }

    private void Report(string what, double[] ns, double[] bare, long bytes, long bareBytes) => log.WriteLine(
        $"{what,-40} {LowerQuartile(ns),6:F1} ns/event = {LowerQuartile(Ratios(ns, bare)):F2} x   {bytes / (double)Events.Length,6:F2} bytes/event = {bytes / (double)bareBytes:F2} x");

    private static double[] Ratios(double[] ns, double[] bare) => [.. ns.Zip(bare, static (a, b) => a / b)];

    private static double LowerQuartile(double[] values) => values.Order().ElementAt(values.Length / 4);

    private sealed class BareLz4 : IDisposable
    {
        private const int Room = 1 << 18;

        private readonly nint _context;
        private readonly byte* _to = (byte*)NativeMemory.Alloc(Room);
        private readonly Lz4FramePreferences* _preferences = (Lz4FramePreferences*)NativeMemory.AllocZeroed((nuint)sizeof(Lz4FramePreferences));

        internal BareLz4()
        {
            Lz4.NewCompressor(out _context, Lz4.FrameVersion);
            *_preferences = new Lz4FramePreferences { BlockSize = 4, BlockChecksum = 1, AutoFlush = 1 };
        }

        internal long Compress(Event[] events)
        {
            fixed (Event* from = events)
            {
                long bytes = (long)Lz4.Begin(_context, _to, Room, _preferences);
                for (int at = 0; at < events.Length; at += 1024)
                {
                    int count = Math.Min(1024, events.Length - at);
                    bytes += (long)Lz4.Update(_context, _to, Room, (byte*)(from + at), (nuint)(count * sizeof(Event)), 0);
                }
                return bytes + (long)Lz4.End(_context, _to, Room, 0);
            }
        }

        public void Dispose()
        {
            Lz4.FreeCompressor(_context);
            NativeMemory.Free(_to);
            NativeMemory.Free(_preferences);
        }
    }
}
