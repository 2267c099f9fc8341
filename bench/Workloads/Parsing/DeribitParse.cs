using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Parsing;

/// <summary>The product's parser: all channels, exact ticks and lots, every check.</summary>
public sealed class DeribitParse : IWorkload
{
    private readonly FrameSet _frames;
    private readonly DeribitParser _parser;
    private readonly EventBatch _batch = new(RecordedInput.BatchEvents);

    /// <summary>Parses once, so that the instruments are known, and checks that no frame is refused.</summary>
    public DeribitParse(FrameSet frames)
    {
        _frames = frames;
        _parser = RecordedInput.NewStartedParser(frames);
        for (int i = 0; i < frames.Count; i++)
        {
            ParseStatus status = _parser.Parse(frames[i], frames.ReceivedNs(i), _batch);
            if (status > ParseStatus.Ignored) throw new WrongResultException($"Frame {i} is refused: {status}.");
            Events += _batch.Count;
        }
    }

    /// <summary>Events that all frames become.</summary>
    public long Events { get; }

    /// <inheritdoc/>
    public string Name => "parse/minnow";

    /// <inheritdoc/>
    public int Items => _frames.Count;

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong sum = 0;
        for (int i = 0; i < _frames.Count; i++)
        {
            ParseStatus status = _parser.Parse(_frames.Receive(i), _frames.ReceivedNs(i), _batch);
            Span<Event> events = _batch.Events;
            sum += (ulong)status + (ulong)events.Length;
            if (!events.IsEmpty) sum += (ulong)events[^1].Level.PriceTicks;
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();
}
