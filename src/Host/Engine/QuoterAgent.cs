using System;
using System.Diagnostics;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Host.Engine;

/// <summary>Feeds the quoter from the input ring, publishes what it says, and copies its state out at checkpoints.</summary>
/// <remarks>
/// Everything that an event caused is in the output ring before the event's sequence is released, so whoever sees the sequence
/// sees the consequences. Never blocks: a full output ring ends the duty cycle and the rest is published in the next.
/// </remarks>
public sealed class QuoterAgent : IAgent
{
    private const int BatchLimit = 256;

    private readonly Quoter _quoter;
    private readonly RingPoller<Event> _input;
    private readonly RingBuffer<Event> _ring;
    private readonly RingBuffer<OutputRecord> _output;
    private readonly CheckpointStore _checkpoints;
    private readonly QuoterGauges _gauges;
    private readonly long _checkpointEvents;
    private long _eventsAtCheckpoint;
    private bool _unpublished;
    private volatile bool _endAsked;
    private volatile bool _ended;

    /// <summary>An agent over the parts; a checkpoint follows every <paramref name="checkpointEvents"/> events.</summary>
    public QuoterAgent(Quoter quoter, RingBuffer<Event> ring, RingPoller<Event> input, RingBuffer<OutputRecord> output,
        CheckpointStore checkpoints, long checkpointEvents, QuoterGauges gauges)
    {
        _quoter = quoter;
        _ring = ring;
        _input = input;
        _output = output;
        _checkpoints = checkpoints;
        _checkpointEvents = checkpointEvents;
        _gauges = gauges;
    }

    /// <inheritdoc/>
    public string RoleName => "quoter";

    /// <summary>True once the last event is applied and the last checkpoint is handed over.</summary>
    public bool Ended => _ended;

    /// <summary>Says that nothing more will be published to the input ring. Any thread.</summary>
    public void AskEnd() => _endAsked = true;

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        if (_ended) return 0;
        // Read before the ring, so that "nothing left" can not miss what came before the request.
        bool endAsked = _endAsked;
        if (!_input.TryPeek(BatchLimit, out long first, out long last)) return endAsked ? End() : 0;
        long sequence = first;
        for (; sequence <= last; sequence++)
        {
            if (!_unpublished) _quoter.Apply(in _ring[sequence], sequence);
            if (!TryPublishOutput()) break;
            if (_quoter.Block.Head.EventCount - _eventsAtCheckpoint >= _checkpointEvents) TryCheckpoint();
        }
        if (sequence == first) return 0;
        _input.Release(sequence - 1);
        _gauges.Update(_quoter.Block, (int)(sequence - first));
        return (int)(sequence - first);
    }

    private bool TryPublishOutput()
    {
        if (_quoter.Output.Count == 0) return true;
        _unpublished = !_output.TryPublish(_quoter.Output.Records, out _);
        if (_unpublished) return false;
        _gauges.Sent(_quoter.Output.Records);
        return true;
    }

    // A checkpoint may be left out when the journal is behind; the next event tries again. It is never waited for.
    private bool TryCheckpoint()
    {
        long startedAt = Stopwatch.GetTimestamp();
        if (!_checkpoints.TryCopy(_quoter.Block.Used, out int slot))
        {
            _gauges.CheckpointSkipped();
            return false;
        }
        ref readonly QuoterState head = ref _quoter.Block.Head;
        OutputRecord record = default;
        record.Kind = OutputKind.Checkpoint;
        record.InstrumentIndex = Units.NoInstrument;
        record.CauseSequence = head.LastSequence;
        record.TimeNs = head.NowNs;
        record.OrderId = slot;
        record.PriceTicks = _quoter.Block.UsedBytes;
        if (!_output.TryPublish(new ReadOnlySpan<OutputRecord>(in record), out _))
        {
            _checkpoints.Release(slot);
            return false;
        }
        _eventsAtCheckpoint = head.EventCount;
        _gauges.CheckpointMade(Stopwatch.GetElapsedTime(startedAt).Ticks * 100);
        return true;
    }

    private int End()
    {
        // Work is left as long as the journal has no room for the last state: the caller must come again.
        if (!TryCheckpoint()) return 1;
        _gauges.Update(_quoter.Block, 0);
        _ended = true;
        return 1;
    }
}
