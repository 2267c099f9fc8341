using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Feed;
using Minnow.Host.Journal;
using Minnow.Host.Memory;
using Minnow.Host.Recordings;
using Minnow.Host.Threads;
using Minnow.Native;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Engine;

/// <summary>One recorded run: takes all memory, wires the agents, places them on threads, and says what came of it.</summary>
/// <remarks>The wiring reads from top to bottom in the order of the data path: docs/ARCHITECTURE.md.</remarks>
public sealed class RunSession : IDisposable
{
    private const int StopLimitMs = 30_000;
    private const int ConsumersPerRing = 2;

    private readonly RunOptions _options;
    private readonly List<IDisposable> _owned = [];
    private readonly RecordingReader _recording;
    private readonly CountersPage _page;
    private readonly StateBlock _block;
    private readonly InputPublisher _publisher;
    private readonly FeedAgent _feed;
    private readonly FeedGauges _feedGauges;
    private readonly QuoterAgent _quoter;
    private readonly OrderStub _stub;
    private readonly JournalWriter _writer;
    private readonly JournalAgent _journal;
    private readonly CaptureSink? _capture;
    private readonly RingFiles? _ringFiles;
    private bool _ended;
    private readonly StopSignal _signal = new();

    private RunSession(RunOptions options, RunHooks hooks)
    {
        _options = options;
        MinnowConfiguration configuration = options.Configuration.Value;
        try
        {
            if (configuration.Threads.LockMemory) LockMemory();
            _recording = Own(RecordingReader.Open(options.FeedPath, configuration.Limits.MaxFrameBytes, s => new Lz4FrameStream(s)));
            string directory = RunDirectory.Take(options.JournalDirectory);
            _page = Own(CountersPage.Create(configuration.Counters.Directory ?? directory));
            _writer = Own(new JournalWriter(JournalSettings(options, directory)));

            _ringFiles = RingFiles.Make(directory, configuration.Rings.Directory);
            RingBuffer<Event> input = Ring<Event>(_ringFiles.Input, configuration.Rings.InputSlots);
            RingBuffer<OutputRecord> output = Ring<OutputRecord>(_ringFiles.Output, configuration.Rings.OutputSlots);
            RingPoller<Event> quoterInput = input.NewPoller("quoter");

            _block = Own(new StateBlock(configuration.Limits.MaxInstruments));
            OutputBatch said = Own(new OutputBatch(OutputBatch.CapacityFor(configuration.Limits.MaxInstruments)));
            CheckpointStore checkpoints = Own(new CheckpointStore(_block.Bytes));
            _quoter = new QuoterAgent(new Quoter(_block, said), input, quoterInput, output, checkpoints,
                configuration.Journal.CheckpointEvents, new QuoterGauges(_page.Counters));

            _stub = new OrderStub(output.NewPoller("stub"), configuration.Stub.AckLatencyUs * 1000L, StubCapacity(configuration));
            DeribitParser parser = new(new InstrumentTable(trackedCapacity: configuration.Limits.MaxInstruments), new DeribitParserLimits
            {
                MaxFrameBytes = configuration.Limits.MaxFrameBytes,
                MaxLevels = configuration.Limits.MaxLevels,
            });
            EventBatch batch = Own(new EventBatch(BatchCapacity(configuration)));
            _publisher = new InputPublisher(input, quoterInput.Sequence);
            _feedGauges = new FeedGauges(_page.Counters);
            if (configuration.Journal.Capture) _capture = Own(new CaptureSink(directory, configuration.Rings.CaptureMb << 20));
            _feed = new FeedAgent(new FeedParts
            {
                Recording = _recording,
                Pipe = new FramePipe(configuration.Limits.MaxFrameBytes + 1),
                Parser = parser,
                Batch = batch,
                Input = _publisher,
                Stub = _stub,
                Quoter = _quoter,
                Gauges = _feedGauges,
                Pace = new PlaybackPace(options.Speed.Factor),
                Capture = _capture is null ? new NoFrameSink() : _capture,
                TimerNs = configuration.TimerMs * Units.NsPerMs,
                FrameLimit = options.LimitFrames ?? long.MaxValue,
            });

            _journal = new JournalAgent(input.NewPoller("journal"), output.NewPoller("journal"), _writer, checkpoints);
            StartEvents.Publish(_publisher, batch, configuration, parser);
            Agents = ThreadPlans.Of(configuration.Threads).Place(_page, _signal, hooks.Wrap(_feed), hooks.Wrap(_quoter), hooks.Wrap(_journal),
                Housekeeping());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The threads.</summary>
    public PlacedAgents Agents { get; }

    /// <summary>True once the quoter has applied everything and handed over its last state.</summary>
    internal bool QuoterEnded => _quoter.Ended;

    /// <summary>Events that the quoter has applied; read it after the threads have ended.</summary>
    internal long EventsApplied => _block.Head.EventCount;

    /// <summary>The exit code for a recording that was damaged.</summary>
    public ExitCode DamageExitCode => _recording.Damage?.ExitCode ?? ExitCode.Ok;

    /// <summary>Opens recording and journal and takes all memory; nothing runs yet.</summary>
    /// <exception cref="RecordingException">The recording can not be read.</exception>
    /// <exception cref="JournalException">The journal can not be written.</exception>
    public static RunSession Open(RunOptions options, RunHooks? hooks = null) => new(options, hooks ?? new RunHooks());

    /// <summary>Runs to the end of the recording, or until <see cref="RunOptions.Stop"/>.</summary>
    /// <exception cref="AgentFailedException">A stage failed.</exception>
    public RunSummary Run()
    {
        long startedAt = Stopwatch.GetTimestamp();
        using CancellationTokenRegistration stop = _options.Stop.Register(_feed.AskStop);
        Agents.Start();
        bool ended = Agents.RunToEnd(StopLimitMs);
        // A run that went wrong is not closed: its journal looks as after a crash, which it is, and the rings keep what it lacks.
        if (_signal.Failure is { } failure) throw new AgentFailedException(failure);
        if (!ended)
        {
            // A thread still runs in this memory, so none of it is given back: the process is about to end.
            _owned.Clear();
            throw new AgentFailedException("A stage did not end in time; its thread hangs, perhaps in the disk. Look at the counters with 'minnow stat'.");
        }
        if (!_quoter.Ended) throw new AgentFailedException("The quoter did not see the end of its input.");
        _journal.Finish();
        _capture?.Finish();
        double seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        _ended = true;
        return Summary(seconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--) _owned[i].Dispose();
        _owned.Clear();
        // Whatever is still in the rings of a run that went wrong belongs to the journal: they stay for a recovery.
        if (_ended) _ringFiles?.Remove();
        _ended = false;
    }

    private static int BatchCapacity(MinnowConfiguration c) => 2 * c.Limits.MaxLevels + 2 * c.Limits.MaxInstruments + 4_096;

    private static int StubCapacity(MinnowConfiguration c) =>
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4_096, 8 * c.Limits.MaxInstruments));

    private static Journal.JournalOptions JournalSettings(RunOptions options, string directory)
    {
        Configuration.JournalOptions journal = options.Configuration.Value.Journal;
        return new Journal.JournalOptions
        {
            Directory = directory,
            BuildId = BuildIdentity.Version,
            Venue = "deribit",
            ConfigText = Encoding.UTF8.GetString(options.Configuration.Text.Span),
            SegmentBytes = (long)journal.SegmentMb << 20,
            RecordsPerBlock = (journal.BlockKb << 10) / 64,
            Codec = journal.Codec == JournalEncoding.Delta ? Core.Journal.BlockCodec.Delta : Core.Journal.BlockCodec.Raw,
            FlushAfterNs = journal.FlushMs * Units.NsPerMs,
            SyncEveryNs = journal.SyncMs * Units.NsPerMs,
            MaxCheckpointBytes = StateBlock.BytesFor(options.Configuration.Value.Limits.MaxInstruments),
        };
    }

    private static void LockMemory()
    {
        Errno error = LibcThread.LockMemory(MemoryLock.Current | MemoryLock.Future);
        if (error != Errno.Ok) throw new LibcException(error, "mlockall", "the process's memory (allow it with LimitMEMLOCK=infinity or CAP_IPC_LOCK, or set threads.lockMemory to false)");
    }

    private IAgent[] Housekeeping()
    {
        IAgent heartbeat = new HeartbeatAgent(_page), gauges = new JournalGauges(_writer, _page.Counters);
        return _capture is null ? [heartbeat, gauges] : [_capture, heartbeat, gauges];
    }

    private T Own<T>(T part) where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }

    private RingBuffer<T> Ring<T>(string path, int slots) where T : unmanaged
    {
        long bytes = RingBuffer<T>.BytesFor(slots, ConsumersPerRing);
        IRingMemory memory = Own(MappedRingMemory.Create(path, bytes, _options.Configuration.Value.Threads.LockMemory));
        return new RingBuffer<T>(memory, slots, ProducerKind.Single, ConsumersPerRing, BusySpinWaitStrategy.Instance);
    }

    private RunSummary Summary(double wallSeconds)
    {
        BookTotals books = BookTotals.Of(_block);
        ref readonly QuoterState head = ref _block.Head;
        return new RunSummary
        {
            Feed = _options.FeedPath,
            Journal = _options.JournalDirectory,
            Frames = _feedGauges.Frames,
            OtherLines = _recording.OtherLineCount,
            Events = _publisher.EventCount,
            Refused = _page.Counters.Read(CounterId.FeedRefused),
            Outcomes = Outcomes(),
            BookFrames = _page.Counters.Read(CounterId.FeedBookFrames),
            BookCrossed = books.Crossed,
            Gaps = books.Gaps,
            QuotesCompared = books.QuotesCompared,
            QuotesEqual = books.QuotesEqual,
            Decisions = head.DecisionCount,
            Commands = head.CommandCount,
            Answers = _stub.AnswerCount,
            Instruments = head.InstrumentCount,
            Checkpoints = _page.Counters.Read(CounterId.QuoterCheckpoints),
            StateHash = _block.Hash().ToString("x16"),
            FeedAllocatedBytes = Allocated(ThreadRole.Feed),
            QuoterAllocatedBytes = Allocated(ThreadRole.Quoter),
            JournalAllocatedBytes = Allocated(ThreadRole.Journal),
            JournalBytes = _writer.Counters.FileBytes,
            RecordedSeconds = _feed.RecordedNs / (double)Units.NsPerSecond,
            WallSeconds = wallSeconds,
            Damage = _recording.Damage?.ToString(),
            Stopped = _options.Stop.IsCancellationRequested,
        };
    }

    // Fused and inline have one thread for several roles: what it allocated is said under each of them.
    private long Allocated(ThreadRole role)
    {
        ThreadRole on = _options.Configuration.Value.Threads.Mode switch
        {
            ThreadMode.Inline => ThreadRole.Inline,
            ThreadMode.Fused when role != ThreadRole.Journal => ThreadRole.Fused,
            _ => role,
        };
        return _page.Counters.Read(CounterIds.Thread(on, ThreadCounter.AllocatedBytes));
    }

    private List<(string Name, long Count)> Outcomes()
    {
        List<(string Name, long Count)> outcomes = [];
        foreach (ParseStatus status in Enum.GetValues<ParseStatus>())
            if (_page.Counters.Read(CounterIds.Status(status)) is > 0 and long count) outcomes.Add((status.ToString(), count));
        return outcomes;
    }
}
