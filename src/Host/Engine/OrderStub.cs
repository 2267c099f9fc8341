using System;
using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Host.Engine;

/// <summary>
/// A stand-in for the venue's order side: accepts every order and every cancel after a fixed time, and never fills.
/// It is not a simulation of a market, and its results say nothing about profit.
/// </summary>
/// <remarks>
/// Answers are due at the command's own time plus the latency, on the recording's clock, so a run gives the same events
/// however its threads are placed. Thread: the feed's.
/// </remarks>
public sealed class OrderStub : IRingHandler<OutputRecord>
{
    private readonly RingPoller<OutputRecord> _commands;
    private readonly Event[] _answers;
    private readonly long _latencyNs;
    private long _head;
    private long _tail;

    /// <summary>A stub that reads <paramref name="commands"/> and answers after <paramref name="latencyNs"/>.</summary>
    /// <param name="commands">The output ring.</param>
    /// <param name="latencyNs">Time from command to answer, ns, 0 or more.</param>
    /// <param name="capacity">Answers that can be under way: a power of two.</param>
    public OrderStub(RingPoller<OutputRecord> commands, long latencyNs, int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(latencyNs);
        if (!int.IsPow2(capacity)) throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "must be a power of two");
        _commands = commands;
        _latencyNs = latencyNs;
        _answers = GC.AllocateArray<Event>(capacity, pinned: true);
    }

    /// <summary>Answers that can be under way when one event can concern <paramref name="maxInstruments"/>.</summary>
    public static int CapacityFor(int maxInstruments) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4_096, 32 * maxInstruments));

    /// <summary>True if one more command can be taken.</summary>
    public bool HasRoom => _tail - _head < _answers.Length;

    /// <summary>Time from command to answer, ns.</summary>
    public long LatencyNs => _latencyNs;

    /// <summary>Answers given.</summary>
    public long AnswerCount => _head;

    /// <summary>True if no answer is under way.</summary>
    public bool IsIdle => _head == _tail;

    /// <summary>Time at which the next answer is due, ns; <see cref="long.MaxValue"/> if none is under way.</summary>
    public long NextDueNs => IsIdle ? long.MaxValue : _answers[_head & (_answers.Length - 1)].ReceivedNs;

    /// <summary>Takes in what the quoter has said.</summary>
    /// <returns>Records taken.</returns>
    public int Drain()
    {
        int room = _answers.Length - (int)(_tail - _head);
        OrderStub self = this;
        return room == 0 ? 0 : _commands.Poll(ref self, room);
    }

    /// <summary>The recording's clock was set back: answers that would now lie far ahead are due at <paramref name="nowNs"/>.</summary>
    public void ClockSetBack(long nowNs)
    {
        for (long i = _head; i < _tail; i++)
        {
            ref Event answer = ref _answers[i & (_answers.Length - 1)];
            answer.ReceivedNs = answer.ExchangeNs = Math.Min(answer.ReceivedNs, nowNs);
        }
    }

    /// <summary>Takes the next answer.</summary>
    /// <returns>False if none is under way.</returns>
    public bool TryTake(out Event answer)
    {
        if (IsIdle)
        {
            answer = default;
            return false;
        }
        answer = _answers[_head++ & (_answers.Length - 1)];
        return true;
    }

    /// <inheritdoc/>
    public void On(ref readonly OutputRecord item, long sequence, bool endOfBatch)
    {
        // What is about no single order has no answer of an order.
        if (item.Kind != OutputKind.Command || item.OrderId == 0) return;
        ref Event answer = ref _answers[_tail++ & (_answers.Length - 1)];
        answer = default;
        answer.Kind = EventKind.OrderUpdate;
        answer.Flags = EventFlags.First | EventFlags.Last;
        if ((item.Flags & OutputRecord.SellFlag) != 0) answer.Flags |= EventFlags.Ask;
        answer.InstrumentIndex = item.InstrumentIndex;
        answer.ReceivedNs = answer.ExchangeNs = item.TimeNs + _latencyNs;
        answer.Order.OrderId = item.OrderId;
        answer.Order.FilledLots = Units.Missing;
        answer.Order.PriceTicks = item.PriceTicks;
        // Nobody is there to trade with: what takes at once is gone at once.
        bool ends = item.Verb == CommandVerb.Cancel || (item.Flags & (OutputRecord.ImmediateFlag | OutputRecord.FillOrKillFlag)) != 0;
        answer.Order.OpenLots = ends ? Units.Missing : item.SizeLots;
        answer.Order.Report = ends ? OrderReport.Cancelled : OrderReport.Accepted;
    }
}
