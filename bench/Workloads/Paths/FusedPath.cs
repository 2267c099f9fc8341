using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Venues.Deribit;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Paths;

/// <summary>The product's path on one thread: frame → parser → input ring → quoter, with a second gating consumer where the journal would be.</summary>
public sealed class FusedPath : IWorkload
{
    private const int Slots = 16 * 1024;

    private readonly RecordedInput _input;
    private readonly DeribitParser _parser;
    private readonly EventBatch _batch = new(RecordedInput.BatchEvents);
    private readonly NativeRingMemory _memory = new(RingBuffer<Event>.BytesFor(Slots, 2));
    private readonly StateBlock _block = new(RecordedInput.MaxInstruments);
    private readonly OutputBatch _output = new(OutputBatch.CapacityFor(RecordedInput.MaxInstruments));
    private readonly RingBuffer<Event> _ring;
    private readonly RingPoller<Event> _poller;
    private readonly RingPoller<Event> _journal;
    private Decider _decider;

    public FusedPath(RecordedInput input)
    {
        _input = input;
        _parser = RecordedInput.NewStartedParser(input.Frames);
        _ring = new RingBuffer<Event>(_memory, Slots, ProducerKind.Single, 2, BusySpinWaitStrategy.Instance);
        _poller = _ring.NewPoller("quoter");
        _journal = _ring.NewPoller("journal");
        _decider.Quoter = new Quoter(_block, _output);
        WrongResultException.Unless((long)Pass(), input.Said.Length, "records that the quoter says");
        WrongResultException.Unless((long)_block.Hash(), (long)input.FinalHash, "the quoter's state");
    }

    /// <inheritdoc/>
    public string Name => "path/minnow, one thread";

    /// <inheritdoc/>
    public int Items => _input.Frames.Count;

    /// <inheritdoc/>
    public ulong Pass()
    {
        Restart();
        for (int i = 0; i < _input.Frames.Count; i++)
        {
            Merged(i);
            Frame(i);
        }
        return _decider.Said;
    }

    /// <summary>Back to the state after the start events.</summary>
    public void Restart()
    {
        _block.Restore(_input.StartedState);
        _decider.Sequence = _input.Start.Length;
        _decider.Said = 0;
    }

    /// <summary>Timer and order answers that come before a frame.</summary>
    public void Merged(int index)
    {
        int first = _input.MergedFirst[index];
        if (_input.FrameFirst[index] is var end && end > first) Hop(_input.Events.AsSpan(first, end - first));
    }

    /// <summary>The frame itself, from its bytes to what the quoter says about it.</summary>
    public void Frame(int index)
    {
        _parser.Parse(_input.Frames.Receive(index), _input.Frames.ReceivedNs(index), _batch);
        Hop(_batch.Events);
    }

    private void Hop(ReadOnlySpan<Event> events)
    {
        _ring.TryPublish(events, out _);
        _poller.Poll(ref _decider, Slots);
        if (_journal.TryPeek(Slots, out _, out long last)) _journal.Release(last);
    }

    private struct Decider : IRingHandler<Event>
    {
        internal Quoter Quoter;
        internal long Sequence;
        internal ulong Said;

        public void On(ref readonly Event item, long sequence, bool endOfBatch)
        {
            Quoter.Apply(in item, Sequence++);
            Said += (ulong)Quoter.Output.Count;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch.Dispose();
        _block.Dispose();
        _output.Dispose();
        _memory.Dispose();
    }
}
