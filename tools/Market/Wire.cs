using System;
using System.Collections.Generic;

namespace Minnow.Market;

/// <summary>The way from the venue to the recorder: latency with a tail, order kept in each channel, a quote never behind its book frame.</summary>
/// <remarks>Frames leave in the order of their receive times, which all differ.</remarks>
public sealed class Wire
{
    private const int BaseLatencyNs = 620_000;
    private const int LongestLeadNs = 3_000_000;

    private readonly Dice _dice;
    private readonly IFrameSink _sink;
    private readonly PriorityQueue<(Channel Channel, byte[] Frame), (long ReceivedNs, long Number)> _travelling = new();
    private readonly long[] _lastNs = new long[Enum.GetValues<Channel>().Length];
    private long _number;
    private long _lastDeliveredNs;

    /// <summary>A wire with latencies of its own.</summary>
    public Wire(Dice dice, IFrameSink sink)
    {
        _dice = dice;
        _sink = sink;
    }

    /// <summary>Sends a frame.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="sentMs">The venue's time stamp, ms; later than or equal to all before it.</param>
    /// <param name="frame">The JSON text.</param>
    public void Send(Channel channel, long sentMs, byte[] frame)
    {
        double tail = _dice.Unit();
        tail *= tail * tail * tail;
        long receivedNs = (sentMs * 1_000_000) + BaseLatencyNs + _dice.Below(90_000) + (long)(tail * 9_000_000);

        // The book is what the venue takes longest to publish: its frame follows the quote of the same moment.
        if (channel == Channel.Book)
            receivedNs = Math.Max(receivedNs, _lastNs[(int)Channel.Quote]) + _dice.Below(LongestLeadNs);
        receivedNs = Math.Max(receivedNs, _lastNs[(int)channel] + 1);
        _lastNs[(int)channel] = receivedNs;
        _travelling.Enqueue((channel, frame), (receivedNs, _number++));
    }

    /// <summary>Hands over every frame that has arrived by a time that no later frame can be before.</summary>
    public void DeliverUntil(long nowMs)
    {
        while (_travelling.TryPeek(out (Channel Channel, byte[] Frame) next, out (long ReceivedNs, long Number) order)
            && order.ReceivedNs <= nowMs * 1_000_000)
        {
            _travelling.Dequeue();
            _lastDeliveredNs = Math.Max(order.ReceivedNs, _lastDeliveredNs + 1);
            _sink.Frame(next.Channel, _lastDeliveredNs, next.Frame);
        }
    }
}
