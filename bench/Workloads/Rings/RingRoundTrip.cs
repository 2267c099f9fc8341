using System.Diagnostics;
using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Workloads.Rings;

/// <summary>One event there through one ring and back through another, stamped trip by trip.</summary>
public sealed class RingRoundTrip : IWorkload
{
    private const int Slots = 1024;

    private readonly NativeRingMemory _memoryThere = new(RingBuffer<Event>.BytesFor(Slots, 2));
    private readonly NativeRingMemory _memoryBack = new(RingBuffer<Event>.BytesFor(Slots, 2));
    private readonly RingBuffer<Event> _there;
    private readonly RingBuffer<Event> _back;
    private readonly RingPoller<Event> _arrived;
    private readonly RingPoller<Event> _returned;

    public RingRoundTrip(int trips)
    {
        Items = trips;
        Latencies = new long[trips];
        _there = new RingBuffer<Event>(_memoryThere, Slots, ProducerKind.Single, 2, BusySpinWaitStrategy.Instance);
        _back = new RingBuffer<Event>(_memoryBack, Slots, ProducerKind.Single, 2, BusySpinWaitStrategy.Instance);
        _arrived = _there.NewPoller("there");
        _returned = _back.NewPoller("back");
        WrongResultException.Unless((long)Pass(), (long)Words.Expected(trips), Name);
    }

    /// <inheritdoc/>
    public string Name => "round trip/minnow";

    /// <inheritdoc/>
    public int Items { get; }

    /// <summary>Of the last pass, in the unit of <see cref="Stopwatch"/>.</summary>
    public long[] Latencies { get; }

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong sum = 0;
        TwoThreads.Run(() => sum = Ask(), Answer);
        return sum;
    }

    private ulong Ask()
    {
        ulong sum = 0;
        Event item = default;
        for (int i = 0; i < Items; i++)
        {
            long began = Stopwatch.GetTimestamp();
            Words.Fill(ref item, (ulong)i);
            Send(_there, in item);
            sum += Take(_returned).Sum;
            Latencies[i] = Stopwatch.GetTimestamp() - began;
        }
        return sum;
    }

    private void Answer()
    {
        for (int i = 0; i < Items; i++)
        {
            Echo echo = Take(_arrived);
            Send(_back, in echo.Item);
        }
    }

    private static void Send(RingBuffer<Event> ring, in Event item)
    {
        int spins = 0;
        while (!ring.TryPublish(new System.ReadOnlySpan<Event>(in item), out _)) TwoThreads.Idle(ref spins);
    }

    private static Echo Take(RingPoller<Event> poller)
    {
        Echo echo = default;
        int spins = 0;
        while (poller.Poll(ref echo, 1) == 0) TwoThreads.Idle(ref spins);
        return echo;
    }

    private struct Echo : IRingHandler<Event>
    {
        internal Event Item;
        internal ulong Sum;

        public void On(ref readonly Event item, long sequence, bool endOfBatch)
        {
            Item = item;
            Sum += Words.Sum(in item);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memoryThere.Dispose();
        _memoryBack.Dispose();
    }
}
