using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Book;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Counters;
using Minnow.Host.Feed;
using Minnow.Venues.Deribit;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Journaling;

namespace Minnow.Cases;

/// <summary>What must not allocate, one case each: made first, then run once, measured from its first instruction.</summary>
/// <remarks>
/// There is one warm-up. The parser reads the first frame of each kind once before: class constructors run there (some 2 KB, once
/// in a process). Left out is a frame that is no JSON at all: the reader throws inside.
/// Compiled into the native proof and into a test under the JIT.
/// </remarks>
internal static unsafe class AllocationCases
{
    private const int RingSlots = 1024;

    private static object? s_escape;

    /// <summary>Name and body of each case; a body is made by the call and measured afterwards.</summary>
    internal static IEnumerable<(string Name, Func<FrameSet, Action> Make)> All()
    {
        yield return ("parse of book frames", static frames => Parse(frames.With("\"channel\":\"book."u8)));
        yield return ("parse of quote frames", static frames => Parse(frames.With("\"channel\":\"quote."u8)));
        yield return ("parse of trade frames", static frames => Parse(frames.With("\"channel\":\"trades."u8)));
        yield return ("parse of ticker frames", static frames => Parse(frames.With("\"channel\":\"ticker."u8)));
        yield return ("parse of the instruments' reply", static frames => Parse(frames.With("\"result\":"u8)));
        yield return ("parse of frames in pieces", static frames => ParsePieces(frames));
        yield return ("refusal of a frame off the tick", static frames => Refuse(frames));
        yield return ("ring with one producer", static _ => Ring(ProducerKind.Single));
        yield return ("ring with many producers", static _ => Ring(ProducerKind.Multi));
        yield return ("ring that is full", static _ => FullRing());
        yield return ("raw frames through the byte ring", static frames => Bytes(frames));
        yield return ("book", static frames => Book(frames));
        yield return ("quoter", static frames => Quoter(frames));
        yield return ("pre-trade gate", static _ => Gate());
        yield return ("journal blocks", static frames => Journal(frames));
        yield return ("frame pipe", static frames => Pipe(frames));
        yield return ("counters", static _ => Counters());
    }

    /// <summary>The control: a check that does not see this one sees nothing.</summary>
    internal static void AllocateOneObject() => s_escape = new object();

    /// <summary>Bytes that the calling thread allocated in <paramref name="run"/>.</summary>
    internal static long BytesOn(Action run)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Action Parse(FrameSet frames)
    {
        Check(frames.Count > 0, "The recording has no frame of this kind.");
        DeribitParser parser = new(new InstrumentTable(1024, 64));
        EventBatch batch = new(RecordedInput.BatchEvents);
        parser.Parse(frames[0], 0, batch);
        return () =>
        {
            for (int i = 0; i < frames.Count; i++)
                Check(parser.Parse(frames[i], frames.ReceivedNs(i), batch) <= ParseStatus.Ignored, "A frame was refused.");
        };
    }

    private static Action ParsePieces(FrameSet frames)
    {
        const int PieceBytes = 48;
        DeribitParser parser = new(new InstrumentTable(1024, 64));
        EventBatch batch = new(RecordedInput.BatchEvents);
        ReadOnlySequence<byte>[] pieces = new ReadOnlySequence<byte>[Math.Min(frames.Count, 2000)];
        for (int i = 0; i < pieces.Length; i++) pieces[i] = Piece.Cut(frames[i].ToArray(), PieceBytes);
        return () =>
        {
            for (int i = 0; i < pieces.Length; i++)
                Check(parser.Parse(in pieces[i], frames.ReceivedNs(i), batch) <= ParseStatus.Ignored, "A frame was refused.");
        };
    }

    private static Action Refuse(FrameSet frames)
    {
        DeribitParser parser = new(new InstrumentTable(1024, 64));
        EventBatch batch = new(RecordedInput.BatchEvents);
        FrameSet definitions = frames.With("\"result\":"u8);
        byte[] offTick = """
            {"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"type":"change","timestamp":1723161257465,
            "instrument_name":"BTC-PERPETUAL","change_id":2,"prev_change_id":1,"bids":[["new",61804.123456,10.0]],"asks":[]}}}
            """u8.ToArray();
        return () =>
        {
            parser.Parse(definitions[0], 1, batch);
            Check(parser.Parse(offTick, 2, batch) == ParseStatus.OffTick, "The frame was not refused.");
        };
    }

    private static Action Ring(ProducerKind kind)
    {
        RingBuffer<Event> ring = NewRing(kind);
        RingPoller<Event> first = ring.NewPoller("first"), second = ring.NewPoller("second", first.Sequence);
        Event[] items = new Event[3];
        return () =>
        {
            Kinds handler = default;
            for (int i = 0; i < 3 * RingSlots; i++)
            {
                Check(ring.TryPublish(items, out _), "The ring is full.");
                first.Poll(ref handler, RingSlots);
                second.Poll(ref handler, RingSlots);
            }
            Check(handler.Count == 18 * RingSlots, "Events were lost.");
        };
    }

    private static Action FullRing()
    {
        RingBuffer<Event> ring = NewRing(ProducerKind.Single);
        RingPoller<Event> poller = ring.NewPoller("reader");
        return () =>
        {
            while (ring.TryNext(1, out long sequence)) ring.Publish(sequence, sequence);
            Check(ring.FullCount > 0 && poller.Lag == RingSlots, "The ring never filled.");
        };
    }

    private static Action Bytes(FrameSet frames)
    {
        const int RingBytes = 4 << 20;
        ByteRing ring = new(new NativeRingMemory(ByteRing.BytesFor(RingBytes)), RingBytes);
        return () =>
        {
            for (int i = 0; i < frames.Count; i++)
            {
                Check(ring.TryWrite(frames.ReceivedNs(i), frames[i]), "The byte ring is full.");
                Check(ring.TryRead(out _, out ReadOnlySpan<byte> frame) && frame.Length == frames[i].Length, "The frame is not the one written.");
                ring.Release();
            }
        };
    }

    private static Action Book(FrameSet frames)
    {
        Event[] events = new RecordedInput(frames).Events;
        L2Book* book = (L2Book*)NativeMemory.AllocZeroed((nuint)sizeof(L2Book));
        return () =>
        {
            foreach (ref readonly Event e in events.AsSpan()) book->Apply(in e);
            Check(book->IsValid, "The book is not valid.");
        };
    }

    private static Action Quoter(FrameSet frames)
    {
        RecordedInput input = new(frames);
        StateBlock block = new(RecordedInput.MaxInstruments);
        Quoter quoter = new(block, new OutputBatch(OutputBatch.CapacityFor(RecordedInput.MaxInstruments)));
        return () =>
        {
            long sequence = 0;
            foreach (ref readonly Event e in input.Start.AsSpan()) quoter.Apply(in e, sequence++);
            foreach (ref readonly Event e in input.Events.AsSpan()) quoter.Apply(in e, sequence++);
            Check(block.Hash() == input.FinalHash, "The state differs.");
        };
    }

    private static Action Gate()
    {
        PreTradeGate gate = GateRound.Make();
        return () => Check(GateRound.Play(gate) > 1_000 && gate.DeniedCount > 1_000, "The gate let nothing out, or denied nothing.");
    }

    private static Action Journal(FrameSet frames)
    {
        BlockEncode encode = new(new EventBlocks(new RecordedInput(frames).Events));
        return () => Check(encode.Pass() > 0, "Nothing was written.");
    }

    private static Action Pipe(FrameSet frames)
    {
        FramePipe pipe = new(1 << 20);
        return () =>
        {
            for (int i = 0; i < frames.Count; i++) Through(pipe, frames, i);
        };

        static void Through(FramePipe pipe, FrameSet frames, int i)
        {
            pipe.Write(frames.ReceivedNs(i), frames[i]);
            Check(pipe.TryRead(out _, out ReadOnlySequence<byte> frame) && frame.Length == frames[i].Length, "The frame is not the one written.");
            pipe.Release();
        }
    }

    private static Action Counters()
    {
        CountersPage page = CountersPage.InMemory();
        return () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                page.Counters.Increment(CounterId.FeedFrames);
                page.Counters.Max(CounterId.QuoterMaxBatch, i);
            }
            page.Beat(1);
            Check(page.Counters.Read(CounterId.FeedFrames) == 1000, "The counter is wrong.");
        };
    }

    private static RingBuffer<Event> NewRing(ProducerKind kind) =>
        new(new NativeRingMemory(RingBuffer<Event>.BytesFor(RingSlots, 2)), RingSlots, kind, 2, BusySpinWaitStrategy.Instance);

    private static void Check(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException(otherwise);
    }

    private struct Kinds : IRingHandler<Event>
    {
        internal long Count;

        public void On(ref readonly Event item, long sequence, bool endOfBatch) => Count++;
    }

    /// <summary>A frame in pieces, as a socket may leave it.</summary>
    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal static ReadOnlySequence<byte> Cut(byte[] frame, int pieceBytes)
        {
            Piece first = new() { Memory = frame.AsMemory(0, Math.Min(pieceBytes, frame.Length)) };
            Piece last = first;
            for (int at = last.Memory.Length; at < frame.Length; at += last.Memory.Length)
            {
                Piece next = new() { Memory = frame.AsMemory(at, Math.Min(pieceBytes, frame.Length - at)), RunningIndex = at };
                last.Next = next;
                last = next;
            }
            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
