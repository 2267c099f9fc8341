using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Workloads.Rings;

/// <summary>The ring on one thread: a batch is published, two consumers read it. No line moves between cores, so only the instructions are left.</summary>
public sealed class RingWriteRead : IWorkload
{
    private const int Slots = 4096;
    private const int BatchEvents = 4;

    private readonly NativeRingMemory _memory = new(RingBuffer<Event>.BytesFor(Slots, 2));
    private readonly RingBuffer<Event> _ring;
    private readonly RingPoller<Event> _quoter;
    private readonly RingPoller<Event> _journal;
    private readonly Event[] _batch = new Event[BatchEvents];

    public RingWriteRead(int items)
    {
        Items = items / BatchEvents * BatchEvents;
        _ring = new RingBuffer<Event>(_memory, Slots, ProducerKind.Single, 2, BusySpinWaitStrategy.Instance);
        _quoter = _ring.NewPoller("quoter");
        _journal = _ring.NewPoller("journal");
        for (int i = 0; i < BatchEvents; i++) Words.Fill(ref _batch[i], (ulong)i);
        WrongResultException.Unless((long)Pass(), (long)Words.Expected(BatchEvents) * (Items / BatchEvents) * 2, Name);
    }

    /// <inheritdoc/>
    public string Name => "ring/one thread";

    /// <inheritdoc/>
    public int Items { get; }

    /// <inheritdoc/>
    public ulong Pass()
    {
        Sums handler = default;
        for (int i = 0; i < Items; i += BatchEvents)
        {
            _ring.TryPublish(_batch, out _);
            _quoter.Poll(ref handler, Slots);
            _journal.Poll(ref handler, Slots);
        }
        return handler.Sum;
    }

    private struct Sums : IRingHandler<Event>
    {
        internal ulong Sum;

        public void On(ref readonly Event item, long sequence, bool endOfBatch) => Sum += Words.Sum(in item);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
