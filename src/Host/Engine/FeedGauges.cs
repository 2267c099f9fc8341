using System;
using Minnow.Core.Model;
using Minnow.Host.Counters;

namespace Minnow.Host.Engine;

/// <summary>What the feed counts: kept in the counters page, read there by the summary too.</summary>
public sealed class FeedGauges
{
    private readonly CounterSet _counters;

    /// <summary>Gauges over <paramref name="counters"/>.</summary>
    public FeedGauges(CounterSet counters) => _counters = counters;

    /// <summary>Frames parsed.</summary>
    public long Frames { get; private set; }

    /// <summary>Counts one frame by its outcome.</summary>
    public void Parsed(ParseStatus status, long frameBytes, ReadOnlySpan<Event> events)
    {
        Frames++;
        _counters.Increment(CounterId.FeedFrames);
        _counters.Add(CounterId.FeedBytes, frameBytes);
        _counters.Add(CounterId.FeedEvents, events.Length);
        _counters.Increment(CounterIds.Status(status));
        if (status is not (ParseStatus.Ok or ParseStatus.Ignored)) _counters.Increment(CounterId.FeedRefused);
        if (!events.IsEmpty && events[^1].Kind == EventKind.BookLevel) _counters.Increment(CounterId.FeedBookFrames);
    }

    /// <summary>Counts one answer of the order stub.</summary>
    public void Answered() => _counters.Increment(CounterId.GatewayAcks);
}
