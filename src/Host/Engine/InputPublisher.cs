using System;
using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Host.Engine;

/// <summary>The feed's way into the input ring, with the bookkeeping of what the quoter may still have to answer.</summary>
/// <remarks>Thread: feed. The quoter's sequence is read with acquire, so its output up to there is visible.</remarks>
public sealed class InputPublisher
{
    private readonly RingBuffer<Event> _ring;
    private readonly Sequence _quoter;
    private long _published;
    private long _oldestUnseenNs = long.MaxValue;
    private int _batchDone;

    /// <summary>A publisher into <paramref name="ring"/> that watches <paramref name="quoter"/>.</summary>
    public InputPublisher(RingBuffer<Event> ring, Sequence quoter)
    {
        _ring = ring;
        _quoter = quoter;
        _published = ring.Cursor;
    }

    /// <summary>Learns of each event that is published, right after; null: nobody does.</summary>
    public IInputWatch? Watch { get; set; }

    /// <summary>True if the quoter has applied everything that was published.</summary>
    public bool CaughtUp => _quoter.Value >= _published;

    /// <summary>Sequence of the event published last.</summary>
    public long Published => _published;

    /// <summary>True if somebody who reads the ring is far behind: more than three quarters of it are not released.</summary>
    public bool IsCrowded => _ring.Backlog > _ring.Slots / 4 * 3L;

    /// <summary>True if the quoter has applied the event of <paramref name="sequence"/>.</summary>
    public bool HasApplied(long sequence) => _quoter.Value >= sequence;

    /// <summary>True if one event can be published.</summary>
    public bool HasRoom => _ring.Backlog < _ring.Slots;

    /// <summary>True while a batch is published in part.</summary>
    public bool IsInsideBatch => _batchDone > 0;

    /// <summary>Events published.</summary>
    public long EventCount { get; private set; }

    /// <summary>True if nothing that the quoter has not applied yet can cause an answer at or before <paramref name="atNs"/>.</summary>
    public bool MayPublishAt(long atNs, long answerLatencyNs)
    {
        if (CaughtUp)
        {
            _oldestUnseenNs = long.MaxValue;
            return true;
        }
        return _oldestUnseenNs != long.MaxValue && atNs - answerLatencyNs < _oldestUnseenNs;
    }

    /// <summary>Publishes one event.</summary>
    /// <returns>False if the ring is full.</returns>
    public bool TryPublish(in Event one) => TryPublish(new ReadOnlySpan<Event>(in one), one.ReceivedNs);

    /// <summary>Publishes the batch, in parts if it is longer than half the ring: call again with the same batch until true.</summary>
    /// <returns>True when all of it is published.</returns>
    public bool TryPublish(EventBatch batch, long atNs)
    {
        ReadOnlySpan<Event> all = batch.Events;
        int partLimit = _ring.Slots / 2;
        while (_batchDone < all.Length)
        {
            ReadOnlySpan<Event> part = all.Slice(_batchDone, Math.Min(partLimit, all.Length - _batchDone));
            if (!TryPublish(part, atNs)) return false;
            _batchDone += part.Length;
        }
        _batchDone = 0;
        return true;
    }

    private bool TryPublish(ReadOnlySpan<Event> events, long atNs)
    {
        if (events.IsEmpty) return true;
        if (!_ring.TryPublish(events, out long first)) return false;
        _published = first + events.Length - 1;
        _oldestUnseenNs = Math.Min(_oldestUnseenNs, atNs);
        EventCount += events.Length;
        Watch?.Published(events);
        return true;
    }
}
