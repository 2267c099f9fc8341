using Minnow.Core.Model;
using Minnow.Host.Feed;
using Minnow.Host.Recordings;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Engine;

/// <summary>What a <see cref="FeedAgent"/> is made of.</summary>
public sealed record FeedParts
{
    /// <summary>Where the frames come from.</summary>
    public required RecordingReader Recording { get; init; }

    /// <summary>The pipe that they travel through.</summary>
    public required FramePipe Pipe { get; init; }

    /// <summary>Makes events of them.</summary>
    public required DeribitParser Parser { get; init; }

    /// <summary>Holds the events of one frame.</summary>
    public required EventBatch Batch { get; init; }

    /// <summary>The way into the input ring.</summary>
    public required InputPublisher Input { get; init; }

    /// <summary>Answers for the venue.</summary>
    public required OrderStub Stub { get; init; }

    /// <summary>Learns that nothing more will come.</summary>
    public required QuoterAgent Quoter { get; init; }

    /// <summary>What is counted.</summary>
    public required FeedGauges Gauges { get; init; }

    /// <summary>How fast the recording is played.</summary>
    public required PlaybackPace Pace { get; init; }

    /// <summary>Where the raw frames are kept.</summary>
    public required IFrameSink Capture { get; init; }

    /// <summary>Time between timer events, ns of the recording.</summary>
    public required long TimerNs { get; init; }

    /// <summary>Most frames to play.</summary>
    public long FrameLimit { get; init; } = long.MaxValue;
}
