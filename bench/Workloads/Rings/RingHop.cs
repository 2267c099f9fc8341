using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Workloads.Rings;

/// <summary>The product's ring between two pinned threads, one event a publish, with one or two gating consumers that each read every word.</summary>
public sealed class RingHop : IWorkload
{
    private const int Slots = 4096;
    private const int ReadLimit = 256;

    private readonly NativeRingMemory _memory = new(RingBuffer<Event>.BytesFor(Slots, 2));
    private readonly RingBuffer<Event> _ring;
    private readonly RingPoller<Event>[] _pollers;

    public RingHop(int items, int consumers)
    {
        Items = items;
        Name = consumers == 1 ? "ring/minnow, one consumer" : $"ring/minnow, {consumers} gating consumers";
        _ring = new RingBuffer<Event>(_memory, Slots, ProducerKind.Single, 2, BusySpinWaitStrategy.Instance);
        _pollers = new RingPoller<Event>[consumers];
        for (int i = 0; i < consumers; i++) _pollers[i] = _ring.NewPoller($"reader {i}");
        WrongResultException.Unless((long)Pass(), (long)Words.Expected(items), Name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Items { get; }

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong[] sums = new ulong[_pollers.Length];
        TwoThreads.Run(Write, () => Read(sums));
        foreach (ulong sum in sums) WrongResultException.Unless((long)sum, (long)sums[0], Name);
        return sums[0];
    }

    private void Write()
    {
        int spins = 0;
        for (int i = 0; i < Items; i++)
        {
            long sequence;
            while (!_ring.TryNext(1, out sequence)) TwoThreads.Idle(ref spins);
            spins = 0;
            Words.Fill(ref _ring[sequence], (ulong)i);
            _ring.Publish(sequence, sequence);
        }
    }

    private void Read(ulong[] sums)
    {
        SumHandler[] handlers = new SumHandler[_pollers.Length];
        int spins = 0;
        for (long left = (long)Items * _pollers.Length; left > 0;)
        {
            int done = 0;
            for (int i = 0; i < _pollers.Length; i++) done += _pollers[i].Poll(ref handlers[i], ReadLimit);
            left -= done;
            if (done == 0) TwoThreads.Idle(ref spins);
            else spins = 0;
        }
        for (int i = 0; i < sums.Length; i++) sums[i] = handlers[i].Sum;
    }

    private struct SumHandler : IRingHandler<Event>
    {
        internal ulong Sum;

        public void On(ref readonly Event item, long sequence, bool endOfBatch) => Sum += Words.Sum(in item);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
