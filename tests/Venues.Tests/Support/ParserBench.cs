using System;
using System.Buffers;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;

namespace Minnow.Tests;

/// <summary>A parser with its table and batch, and what a test asks of them.</summary>
internal sealed class ParserBench : IDisposable
{
    public const long ReceivedNs = 1_790_000_000_000_000_000;

    public ParserBench(DeribitParserLimits? limits = null, InstrumentTable? table = null, int batchCapacity = 32_768)
    {
        Table = table ?? new InstrumentTable();
        Parser = new DeribitParser(Table, limits);
        Batch = new EventBatch(batchCapacity);
    }

    public InstrumentTable Table { get; }

    public DeribitParser Parser { get; }

    public EventBatch Batch { get; }

    public Event[] Events => Batch.Events.ToArray();

    /// <summary>Events of the message itself: without the naming of instruments.</summary>
    public Event[] Own => Events.Where(e => e.Kind is not (EventKind.InstrumentNamed or EventKind.InstrumentDefined)).ToArray();

    public ParseStatus Parse(string frame) => Parse(Encoding.UTF8.GetBytes(frame));

    public ParseStatus Parse(byte[] frame, long receivedNs = ReceivedNs) => Parser.Parse(new ReadOnlySequence<byte>(frame), receivedNs, Batch);

    /// <summary>The batch as bytes: two equal batches are equal here.</summary>
    public byte[] EventBytes => MemoryMarshal.AsBytes(Batch.Events).ToArray();

    /// <summary>Status and events of one frame, by a parser that knows nothing else than what <paramref name="before"/> told it.</summary>
    public static (ParseStatus Status, byte[] Events) Outcome(ReadOnlySequence<byte> frame, params string[] before)
    {
        using ParserBench fresh = new(new DeribitParserLimits { MaxFrameBytes = 1 << 15 }, new InstrumentTable(32, 16), 256);
        foreach (string first in before) fresh.Parse(first);
        ParseStatus status = fresh.Parser.Parse(frame, ReceivedNs, fresh.Batch);
        return (status, fresh.EventBytes);
    }

    public void Dispose() => Batch.Dispose();
}
