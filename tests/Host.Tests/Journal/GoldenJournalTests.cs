using System;
using System.IO;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Host.Journal;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>Journals of every version that was ever written stay readable: tests/data/journal/vN/, never changed once committed.</summary>
/// <remarks>With MINNOW_WRITE_GOLDEN set to a directory, the first test also writes such a journal there, for the next version.</remarks>
public sealed class GoldenJournalTests
{
    private static readonly string Folder = Path.Combine(SharedFiles.ProjectRoot, "tests", "data", "journal", "v1");

    [Fact]
    public void E18_Version_1_reads_as_on_the_day_it_was_written()
    {
        if (Environment.GetEnvironmentVariable("MINNOW_WRITE_GOLDEN") is { Length: > 0 } directory) WriteInto(directory);
        var reader = new JournalReader(Folder);
        Assert.Equal((1u, "golden-1", "deribit", "{ /* golden */ }"), (reader.First.Header.FormatVersion, reader.First.BuildId, reader.First.Venue, reader.First.ConfigText));
        var inputs = JournalFolder.ReadAll(reader.Inputs());
        var outputs = JournalFolder.ReadAll(reader.Outputs());
        Assert.Equal((JournalEnd.Clean, JournalEnd.Clean), (inputs.End, outputs.End));
        Assert.True(JournalFolder.SameBytes<Event>(Inputs(), CollectionsMarshal.AsSpan(inputs.Records)));
        Assert.True(JournalFolder.SameBytes<OutputRecord>(Outputs(), CollectionsMarshal.AsSpan(outputs.Records)));
        Assert.Equal(4719085439106970030u, XxHash64.Hash(MemoryMarshal.AsBytes<Event>(Inputs()))); // the test's own records have not changed either
        using CopyCursor copies = reader.Checkpoints();
        Assert.True(copies.MoveNext());
        Assert.Equal(JournalFolder.StateOf(5000), copies.Bytes.ToArray());
        Assert.Equal(3, reader.SegmentPaths.Count);
    }

    [Fact]
    public void E18_Version_1_verifies()
    {
        var output = new StringWriter();
        Assert.Equal(0, JournalVerifier.Run(Folder, output, output));
    }

    private static void WriteInto(string directory)
    {
        Event[] inputs = Inputs();
        OutputRecord[] outputs = Outputs();
        var options = new JournalOptions
        {
            Directory = directory, BuildId = "golden-1", Venue = "deribit", ConfigText = "{ /* golden */ }", SegmentBytes = 9000, RecordsPerBlock = 64,
            MaxCheckpointBytes = 8192, WallNs = static () => 1_700_000_000_000_000_000,
        };
        using (var first = new JournalWriter(options))
        {
            JournalFolder.Write(first, inputs.AsSpan(0, 300), outputs.AsSpan(0, 60));
            first.Flush(); // and is killed here
        }
        using var second = new JournalWriter(options with { Codec = BlockCodec.Raw });
        JournalFolder.Append(second, inputs.AsSpan(300));
        JournalFolder.Append(second, outputs.AsSpan(60));
        second.Close();
    }

    /// <summary>Made by arithmetic, so that no recording and no random generator has to stay the same for ever.</summary>
    private static Event[] Inputs()
    {
        byte[] kinds = [1, 2, 3, 10, 11, 12, 20, 21, 30, 31, 32, 33, 34, 35, 36, 37, 38, 40, 41, 50, 51, 60, 61, 70, 71];
        var events = new Event[400];
        for (int i = 0; i < events.Length; i++)
        {
            events[i].Kind = (EventKind)kinds[i * i % kinds.Length];
            events[i].Flags = (EventFlags)(i % 16);
            events[i].InstrumentIndex = (ushort)(i % 3);
            events[i].Detail = (uint)(i % 7);
            events[i].ReceivedNs = 1_700_000_000_000_000_000 + i * 12_345_678L;
            events[i].ExchangeNs = 1_700_000_000_000_000_000 + i * 12_000_000L;
            events[i].Trade = new Trade { PriceTicks = 600_000 + i * 17 % 101, SizeLots = i * 31 % 977, TradeSeq = 5_000 + i, TradeId = 849_715_941 + i, IndexE8 = i % 5 == 0 ? Units.Missing : 6_161_010_000_000 + i };
        }
        return events;
    }

    private static OutputRecord[] Outputs()
    {
        OutputRecord[] outputs = JournalFolder.Commands(100);
        for (int i = 0; i < outputs.Length; i++)
            if (i % 10 >= 6) outputs[i] = outputs[i] with { Kind = i % 10 == 6 ? OutputKind.Decision : OutputKind.DecisionPart, Verb = CommandVerb.None };
        return outputs;
    }
}
