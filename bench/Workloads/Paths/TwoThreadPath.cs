using System;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Venues.Deribit;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Rings;

namespace Minnow.Workloads.Paths;

/// <summary>The product's path on two pinned threads, feed and quoter, as fast as it goes: the whole path's frames a second.</summary>
public sealed class TwoThreadPath : IWorkload
{
    private const int Slots = 16 * 1024;
    private const int ReadLimit = 256;

    private readonly RecordedInput _input;
    private readonly DeribitParser _parser;
    private readonly EventBatch _batch = new(RecordedInput.BatchEvents);
    private readonly NativeRingMemory _memory = new(RingBuffer<Event>.BytesFor(Slots, 1));
    private readonly StateBlock _block = new(RecordedInput.MaxInstruments);
    private readonly OutputBatch _output = new(OutputBatch.CapacityFor(RecordedInput.MaxInstruments));
    private readonly RingBuffer<Event> _ring;
    private readonly RingPoller<Event> _poller;
    private Decider _decider;
    private long _published; // events published by the feed's thread, which alone uses it
    private long _applied; // events applied by the quoter's thread

    public TwoThreadPath(RecordedInput input)
    {
        _input = input;
        _parser = RecordedInput.NewStartedParser(input.Frames);
        _ring = new RingBuffer<Event>(_memory, Slots, ProducerKind.Single, 1, BusySpinWaitStrategy.Instance);
        _poller = _ring.NewPoller("quoter");
        _decider.Quoter = new Quoter(_block, _output);
        WrongResultException.Unless((long)Pass(), input.Said.Length, "records that the quoter says");
        WrongResultException.Unless((long)_block.Hash(), (long)input.FinalHash, "the quoter's state");
    }

    /// <inheritdoc/>
    public string Name => "path/minnow, two threads";

    /// <inheritdoc/>
    public int Items => _input.Frames.Count;

    /// <inheritdoc/>
    public ulong Pass()
    {
        Restart();
        TwoThreads.Run(Feed, () => Decide(_input.Events.Length, null));
        return _decider.Said;
    }

    /// <summary>One frame after the other, each only when the one before is decided: the time from before its parse to after its decision.</summary>
    /// <param name="now">A clock that all threads share.</param>
    /// <param name="latencies">One entry for each of the first frames, in the clock's unit; those after are not played.</param>
    public void PassPaced(Func<long> now, long[] latencies)
    {
        Restart();
        long[] ended = new long[_input.Frames.Count + 1];
        TwoThreads.Run(
            () =>
            {
                int spins = 0;
                for (int i = 0; i < latencies.Length; i++)
                {
                    Merged(i);
                    while (Volatile.Read(ref _applied) < _input.FrameFirst[i]) TwoThreads.Idle(ref spins);
                    spins = 0;
                    latencies[i] = -now();
                    Frame(i);
                    while (Volatile.Read(ref _applied) < _input.MergedFirst[i + 1]) TwoThreads.Idle(ref spins);
                    latencies[i] += ended[i];
                }
            },
            () => Decide(_input.MergedFirst[latencies.Length], (now, ended)));
    }

    private void Restart()
    {
        _block.Restore(_input.StartedState);
        _decider.Sequence = _input.Start.Length;
        _decider.Said = 0;
        _applied = 0;
        _published = 0;
    }

    private void Feed()
    {
        for (int i = 0; i < _input.Frames.Count; i++)
        {
            Merged(i);
            Frame(i);
        }
        WrongResultException.Unless(_published, _input.Events.Length, "events published");
    }

    private void Merged(int index)
    {
        int first = _input.MergedFirst[index];
        if (_input.FrameFirst[index] is var end && end > first) Publish(_input.Events.AsSpan(first, end - first));
    }

    private void Frame(int index)
    {
        _parser.Parse(_input.Frames.Receive(index), _input.Frames.ReceivedNs(index), _batch);
        Publish(_batch.Events);
    }

    private void Publish(ReadOnlySpan<Event> events)
    {
        int spins = 0;
        while (!_ring.TryPublish(events, out _)) TwoThreads.Idle(ref spins);
        _published += events.Length;
    }

    private void Decide(int until, (Func<long> Now, long[] Ended)? stamps)
    {
        int spins = 0;
        int frame = 0;
        while (_applied < until)
        {
            int done = _poller.Poll(ref _decider, ReadLimit);
            if (done == 0)
            {
                TwoThreads.Idle(ref spins);
                continue;
            }
            spins = 0;
            if (stamps is { } s)
            {
                while (_input.MergedFirst[frame + 1] <= _applied) frame++;
                if (_input.MergedFirst[frame + 1] == _applied + done) s.Ended[frame] = s.Now();
            }
            Volatile.Write(ref _applied, _applied + done); // release: what the quoter said, and its time
        }
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
