using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;

namespace Minnow.Workloads.Feed;

/// <summary>What the input ring would carry for a recording: start events, then the events of each frame with timer and order answers between them.</summary>
/// <remarks>Made by a plain loop of its own: one thread, no rings on the way, answers after a fixed time.</remarks>
public sealed class RecordedInput : IDisposable
{
    private const long TimerNs = 100 * Units.NsPerMs;
    private const long AnswerNs = 2 * Units.NsPerMs;

    private readonly StateBlock _block = new(MaxInstruments);
    private readonly byte[] _started;

    /// <summary>Parses all frames and lets a quoter answer them.</summary>
    /// <param name="frames">The recording.</param>
    /// <param name="startVolatilityBps">Volatility to quote with from the first book on, bps per square root of a second; 0 waits until it is measured.</param>
    public RecordedInput(FrameSet frames, double startVolatilityBps = 0)
    {
        Frames = frames;
        using OutputBatch output = new(OutputBatch.CapacityFor(MaxInstruments));
        using EventBatch batch = new(BatchEvents);
        Quoter quoter = new(_block, output);
        DeribitParser parser = NewParser();
        Start = StartParameters.Of(parser, frames, startVolatilityBps);
        for (int i = 0; i < Start.Length; i++) quoter.Apply(in Start[i], i);
        _started = _block.Used.ToArray();

        List<Event> events = [];
        List<OutputRecord> said = [];
        Queue<Event> answers = new();
        MergedFirst = new int[frames.Count + 1];
        FrameFirst = new int[frames.Count];
        long timerNs = frames.ReceivedNs(0) / TimerNs * TimerNs + TimerNs;
        long sequence = Start.Length;
        for (int i = 0; i < frames.Count; i++)
        {
            long nowNs = frames.ReceivedNs(i);
            MergedFirst[i] = events.Count;
            while (Math.Min(timerNs, answers.TryPeek(out Event next) ? next.ReceivedNs : long.MaxValue) is var dueNs && dueNs <= nowNs)
            {
                Event due = dueNs == timerNs ? TimerAt(timerNs) : answers.Dequeue();
                if (dueNs == timerNs) timerNs += TimerNs;
                Take(in due);
            }
            FrameFirst[i] = events.Count;
            ParseStatus status = parser.Parse(frames[i], nowNs, batch);
            if (status > ParseStatus.Ignored) throw new WrongResultException($"Frame {i} is refused: {status}.");
            foreach (ref readonly Event e in batch.Events) Take(in e);
        }
        MergedFirst[frames.Count] = events.Count;
        Events = [.. events];
        Said = [.. said];
        FinalHash = _block.Hash();
        Commands = said.Count(static record => record.Kind == OutputKind.Command);
        Decisions = said.Count(static record => record.Kind == OutputKind.Decision);

        void Take(ref readonly Event e)
        {
            events.Add(e);
            quoter.Apply(in e, sequence++);
            foreach (ref readonly OutputRecord record in output.Records)
            {
                said.Add(record);
                if (record.Kind == OutputKind.Command) answers.Enqueue(AnswerTo(in record));
            }
        }
    }

    /// <summary>Instruments that the quoter has room for.</summary>
    public const int MaxInstruments = 4;

    /// <summary>Events that one frame can become.</summary>
    public const int BatchEvents = 8192;

    /// <summary>The frames.</summary>
    public FrameSet Frames { get; }

    /// <summary>Parameters and the name of the instrument.</summary>
    public Event[] Start { get; }

    /// <summary>All events after <see cref="Start"/>.</summary>
    public Event[] Events { get; }

    /// <summary>All that the quoter said.</summary>
    public OutputRecord[] Said { get; }

    /// <summary>Index of the first event between the frame before and this one; one more entry than frames.</summary>
    public int[] MergedFirst { get; }

    /// <summary>Index of the frame's own first event.</summary>
    public int[] FrameFirst { get; }

    /// <summary>Orders sent, changed or cancelled.</summary>
    public int Commands { get; }

    /// <summary>Decisions.</summary>
    public int Decisions { get; }

    /// <summary>Hash of the quoter's state after the last event.</summary>
    public ulong FinalHash { get; }

    /// <summary>The quoter's state after <see cref="Start"/>.</summary>
    public ReadOnlySpan<byte> StartedState => _started;

    /// <summary>A parser that knows the instrument already, as after the start events.</summary>
    public static DeribitParser NewStartedParser(FrameSet frames)
    {
        DeribitParser parser = NewParser();
        StartParameters.Of(parser, frames, startVolatilityBps: 0);
        return parser;
    }

    /// <summary>The answer of a venue that takes everything.</summary>
    public static Event AnswerTo(in OutputRecord command)
    {
        Event answer = default;
        answer.Kind = EventKind.OrderUpdate;
        answer.Flags = EventFlags.First | EventFlags.Last;
        if ((command.Flags & OutputRecord.SellFlag) != 0) answer.Flags |= EventFlags.Ask;
        answer.InstrumentIndex = command.InstrumentIndex;
        answer.ReceivedNs = answer.ExchangeNs = command.TimeNs + AnswerNs;
        answer.Order = new OrderUpdate
        {
            OrderId = command.OrderId,
            FilledLots = Units.Missing,
            PriceTicks = command.PriceTicks,
            OpenLots = command.SizeLots,
            Report = command.Verb == CommandVerb.Cancel ? OrderReport.Cancelled : OrderReport.Accepted,
        };
        return answer;
    }

    private static DeribitParser NewParser() => new(new InstrumentTable(256, MaxInstruments));

    private static Event TimerAt(long ns) => new()
    {
        Kind = EventKind.Timer,
        Flags = EventFlags.First | EventFlags.Last,
        InstrumentIndex = Units.NoInstrument,
        ReceivedNs = ns,
    };

    /// <inheritdoc/>
    public void Dispose() => _block.Dispose();
}
