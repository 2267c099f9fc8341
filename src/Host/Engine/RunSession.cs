using System;
using System.Diagnostics;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Feed;
using Minnow.Host.Journal;
using Minnow.Host.Recordings;
using Minnow.Native;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Engine;

/// <summary>One recorded run: a recording before the <see cref="RunEngine"/>, and an order stub behind it.</summary>
public sealed class RunSession : IDisposable
{
    private readonly RunOptions _options;
    private readonly RecordingReader _recording;
    private readonly RunEngine _engine;
    private readonly FeedAgent _feed;
    private readonly FeedGauges _feedGauges;
    private readonly OrderStub _stub;

    private RunSession(RunOptions options, RunHooks hooks)
    {
        _options = options;
        MinnowConfiguration configuration = options.Configuration.Value;
        // Before the engine: a run that can not read its recording leaves no journal.
        _recording = RecordingReader.Open(options.FeedPath, configuration.Limits.MaxFrameBytes, s => new Lz4FrameStream(s));
        try
        {
            _engine = new RunEngine(options.Configuration, options.JournalDirectory, "deribit");
        }
        catch
        {
            _recording.Dispose();
            throw;
        }
        try
        {
            _engine.Own(_recording);
            _stub = new OrderStub(_engine.Commands, configuration.Stub.AckLatencyUs * 1000L, OrderStub.CapacityFor(configuration.Limits.MaxInstruments));
            DeribitParser parser = new(new InstrumentTable(trackedCapacity: configuration.Limits.MaxInstruments), new DeribitParserLimits
            {
                MaxFrameBytes = configuration.Limits.MaxFrameBytes,
                MaxLevels = configuration.Limits.MaxLevels,
            });
            EventBatch batch = _engine.Own(new EventBatch(_engine.BatchCapacity));
            _feedGauges = new FeedGauges(_engine.Page.Counters);
            _feed = new FeedAgent(new FeedParts
            {
                Recording = _recording,
                Pipe = new FramePipe(configuration.Limits.MaxFrameBytes + 1),
                Parser = parser,
                Batch = batch,
                Input = _engine.Input,
                Stub = _stub,
                Quoter = _engine.Quoter,
                Gauges = _feedGauges,
                Pace = new PlaybackPace(options.Speed.Factor),
                Capture = _engine.Frames,
                TimerNs = configuration.TimerMs * Units.NsPerMs,
                FrameLimit = options.LimitFrames ?? long.MaxValue,
            });
            StartEvents.Publish(_engine.Input, batch, configuration, parser);
            _engine.Place(_feed, hooks);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>True once the quoter has applied everything and handed over its last state.</summary>
    internal bool QuoterEnded => _engine.Quoter.Ended;

    /// <summary>The threads.</summary>
    public Threads.PlacedAgents Agents => _engine.Agents;

    /// <summary>Events that the quoter has applied; read it after the threads have ended.</summary>
    internal long EventsApplied => _engine.Block.Head.EventCount;

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
        _engine.Run();
        return Summary(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private RunSummary Summary(double wallSeconds)
    {
        BookTotals books = BookTotals.Of(_engine.Block);
        ref readonly QuoterState head = ref _engine.Block.Head;
        return new RunSummary
        {
            Feed = _options.FeedPath,
            Journal = _options.JournalDirectory,
            Frames = _feedGauges.Frames,
            OtherLines = _recording.OtherLineCount,
            Events = _engine.Input.EventCount,
            Refused = _engine.Page.Counters.Read(CounterId.FeedRefused),
            Outcomes = _engine.Outcomes(),
            BookFrames = _engine.Page.Counters.Read(CounterId.FeedBookFrames),
            BookCrossed = books.Crossed,
            Gaps = books.Gaps,
            QuotesCompared = books.QuotesCompared,
            QuotesEqual = books.QuotesEqual,
            DepthsCompared = books.DepthsCompared,
            DepthsDifferent = books.DepthsDifferent,
            Decisions = head.DecisionCount,
            Commands = head.CommandCount,
            Answers = _stub.AnswerCount,
            Instruments = head.InstrumentCount,
            Checkpoints = _engine.Page.Counters.Read(CounterId.QuoterCheckpoints),
            StateHash = _engine.Block.Hash().ToString("x16"),
            FeedAllocatedBytes = _engine.Allocated(ThreadRole.Feed),
            QuoterAllocatedBytes = _engine.Allocated(ThreadRole.Quoter),
            JournalAllocatedBytes = _engine.Allocated(ThreadRole.Journal),
            JournalBytes = _engine.Writer.Counters.FileBytes,
            RecordedSeconds = _feed.RecordedNs / (double)Units.NsPerSecond,
            WallSeconds = wallSeconds,
            Damage = _recording.Damage?.ToString(),
            Stopped = _options.Stop.IsCancellationRequested,
        };
    }
}
