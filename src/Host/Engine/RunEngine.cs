using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Journal;
using Minnow.Host.Memory;
using Minnow.Host.Threads;
using Minnow.Native;

namespace Minnow.Host.Engine;

/// <summary>What stands behind the source of events in every run, recorded or live: rings, quoter, journal, counters, capture, and their threads.</summary>
/// <remarks>The wiring reads from top to bottom in the order of the data path: docs/ARCHITECTURE.md.</remarks>
internal sealed class RunEngine : IDisposable
{
    private const int StopLimitMs = 30_000;
    private const int ConsumersPerRing = 2;

    private readonly List<IDisposable> _owned = [];
    private readonly StopSignal _signal = new();
    private readonly CaptureSink? _capture;
    private readonly RingFiles? _ringFiles;
    private readonly JournalAgent _journal;
    private readonly string _directory;
    private PlacedAgents? _agents;
    private bool _ended;

    /// <summary>Takes all memory and begins the journal; nothing runs yet.</summary>
    /// <param name="configuration">The configuration, checked.</param>
    /// <param name="journalDirectory">A directory without a journal; made if it is not there.</param>
    /// <param name="venue">What the journal's header says about where its events come from.</param>
    internal RunEngine(LoadedConfiguration configuration, string journalDirectory, string venue)
    {
        Values = configuration.Value;
        try
        {
            if (Values.Threads.LockMemory) LockMemory();
            string directory = _directory = RunDirectory.Take(journalDirectory);
            Page = Own(CountersPage.Create(Values.Counters.Directory ?? directory));
            Writer = Own(new JournalWriter(JournalSettings(configuration, directory, venue)));

            _ringFiles = RingFiles.Make(directory, Values.Rings.Directory);
            RingBuffer<Event> input = Ring<Event>(_ringFiles.Input, Values.Rings.InputSlots);
            RingBuffer<OutputRecord> output = Ring<OutputRecord>(_ringFiles.Output, Values.Rings.OutputSlots);
            RingPoller<Event> quoterInput = input.NewPoller("quoter");

            Block = Own(new StateBlock(Values.Limits.MaxInstruments));
            OutputBatch said = Own(new OutputBatch(OutputBatch.CapacityFor(Values.Limits.MaxInstruments)));
            CheckpointStore checkpoints = Own(new CheckpointStore(Block.Bytes));
            Quoter = new QuoterAgent(new Quoter(Block, said), input, quoterInput, output, checkpoints,
                Values.Journal.CheckpointEvents, new QuoterGauges(Page.Counters));
            Commands = output.NewPoller("orders");
            Input = new InputPublisher(input, quoterInput.Sequence);
            if (Values.Journal.Capture) _capture = Own(new CaptureSink(directory, Values.Rings.CaptureMb << 20, Page.Errors));
            RingPoller<Event> journalInput = input.NewPoller("journal");
            JournalSequence = journalInput.Sequence;
            _journal = new JournalAgent(journalInput, output.NewPoller("journal"), Writer, checkpoints);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal MinnowConfiguration Values { get; }

    internal CountersPage Page { get; }

    internal StateBlock Block { get; }

    internal JournalWriter Writer { get; }

    /// <summary>The way into the input ring; one thread publishes.</summary>
    internal InputPublisher Input { get; }

    /// <summary>What the quoter says, for whoever carries out its commands.</summary>
    internal RingPoller<OutputRecord> Commands { get; }

    internal QuoterAgent Quoter { get; }

    /// <summary>How far the journal has taken the input ring. Any thread.</summary>
    internal Sequence JournalSequence { get; }

    /// <summary>Writes both rings down.</summary>
    internal JournalAgent Journal => _journal;

    /// <summary>Where raw frames are kept.</summary>
    internal IFrameSink Frames => _capture is null ? new NoFrameSink() : _capture;

    /// <summary>The threads, after <see cref="Place"/>.</summary>
    internal PlacedAgents Agents => _agents ?? throw new InvalidOperationException("The agents are not placed yet.");

    /// <summary>Room for the events of the largest frame.</summary>
    internal int BatchCapacity => 2 * Values.Limits.MaxLevels + 2 * Values.Limits.MaxInstruments + 4_096;

    /// <summary>Puts the source and the stages on their threads. After everything is published that must be there before them.</summary>
    internal void Place(ISourceAgent feed, RunHooks hooks, params ReadOnlySpan<IAgent> housekeeping) =>
        _agents = ThreadPlans.Of(Values.Threads).Place(Page, _signal, hooks.Wrap(feed), hooks.Wrap(Quoter), hooks.Wrap(_journal), [.. Housekeeping(), .. housekeeping]);

    /// <summary>Waits until the thread of the source has ended, after a failure of another one.</summary>
    /// <returns>False if it has failed itself, or hangs.</returns>
    internal bool SourceHasEnded(IAgent source, int limitMs)
    {
        bool failed = _signal.Failure is { } failure && failure.AgentName == source.RoleName;
        return (Agents.Runners.Count == 0 || Agents.Runners[0].Stop(limitMs)) && !failed;
    }

    /// <summary>Runs until the source is done, and closes the journal.</summary>
    /// <exception cref="AgentFailedException">A stage failed.</exception>
    /// <param name="failed">Called once a stage has failed, before the others are waited for.</param>
    internal void Run(Action? failed = null)
    {
        Agents.Start();
        bool ended = Agents.RunToEnd(StopLimitMs, failed);
        // A run that went wrong is not closed: its journal looks as after a crash, which it is, and the rings keep what it lacks.
        if (_signal.Failure is { } failure) throw new AgentFailedException(failure);
        if (!ended)
        {
            // A thread still runs in this memory, so none of it is given back: the process is about to end.
            _owned.Clear();
            throw new AgentFailedException("A stage did not end in time; its thread hangs, perhaps in the disk. Look at the counters with 'minnow stat'.");
        }
        if (!Quoter.Ended) throw new AgentFailedException("The quoter did not see the end of its input.");
        _journal.Finish();
        _capture?.Finish();
        _ended = true;
    }

    /// <summary>Makes <paramref name="part"/> end with this.</summary>
    internal T Own<T>(T part) where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }

    /// <summary>Bytes allocated after start-up in a role; fused and inline have one thread for several roles, and say the same under each.</summary>
    internal long Allocated(ThreadRole role)
    {
        ThreadRole on = Values.Threads.Mode switch
        {
            ThreadMode.Inline => ThreadRole.Inline,
            ThreadMode.Fused when role != ThreadRole.Journal => ThreadRole.Fused,
            _ => role,
        };
        return Page.Counters.Read(CounterIds.Thread(on, ThreadCounter.AllocatedBytes));
    }

    /// <summary>Frames per outcome; outcomes that did not occur are left out.</summary>
    internal List<(string Name, long Count)> Outcomes()
    {
        List<(string Name, long Count)> outcomes = [];
        foreach (ParseStatus status in Enum.GetValues<ParseStatus>())
            if (Page.Counters.Read(CounterIds.Status(status)) is > 0 and long count) outcomes.Add((status.ToString(), count));
        return outcomes;
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

    private static Host.Journal.JournalOptions JournalSettings(LoadedConfiguration configuration, string directory, string venue)
    {
        Configuration.JournalOptions journal = configuration.Value.Journal;
        return new Host.Journal.JournalOptions
        {
            Directory = directory,
            BuildId = BuildIdentity.Version,
            Venue = venue,
            ConfigText = Encoding.UTF8.GetString(configuration.Text.Span),
            SegmentBytes = (long)journal.SegmentMb << 20,
            RecordsPerBlock = (journal.BlockKb << 10) / 64,
            Codec = journal.Codec == JournalEncoding.Delta ? Core.Journal.BlockCodec.Delta : Core.Journal.BlockCodec.Raw,
            FlushAfterNs = journal.FlushMs * Units.NsPerMs,
            SyncEveryNs = journal.SyncMs * Units.NsPerMs,
            MaxCheckpointBytes = StateBlock.BytesFor(configuration.Value.Limits.MaxInstruments),
        };
    }

    private static void LockMemory()
    {
        Errno error = LibcThread.LockMemory(MemoryLock.Current | MemoryLock.Future);
        if (error != Errno.Ok) throw new LibcException(error, "mlockall", "the process's memory (allow it with LimitMEMLOCK=infinity or CAP_IPC_LOCK, or set threads.lockMemory to false)");
    }

    private IAgent[] Housekeeping()
    {
        IAgent heartbeat = new HeartbeatAgent(Page), gauges = new JournalGauges(Writer, Page.Counters, _directory);
        return _capture is null ? [heartbeat, gauges] : [_capture, heartbeat, gauges];
    }

    private RingBuffer<T> Ring<T>(string path, int slots) where T : unmanaged
    {
        long bytes = RingBuffer<T>.BytesFor(slots, ConsumersPerRing);
        IRingMemory memory = Own(MappedRingMemory.Create(path, bytes, Values.Threads.LockMemory));
        return new RingBuffer<T>(memory, slots, ProducerKind.Single, ConsumersPerRing, BusySpinWaitStrategy.Instance);
    }
}
