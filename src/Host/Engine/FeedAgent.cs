using System;
using System.Buffers;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Host.Feed;
using Minnow.Host.Recordings;
using Minnow.Host.Threads;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Engine;

/// <summary>Plays a recording through the path of live frames: bytes → pipe → parser → input ring, merged with timer and order answers by time.</summary>
/// <remarks>
/// The recording's clock rules. Before anything of time x is published, the quoter must have seen all that could still cause an
/// answer due by x; so the sequence of events depends on recording and configuration alone, not on threads or speed. Thread: feed.
/// </remarks>
public sealed class FeedAgent : ISourceAgent
{
    private const int Merged = -1;
    private const long LongestCatchUpNs = 60 * Units.NsPerSecond;

    private readonly RecordingReader _recording;
    private readonly FramePipe _pipe;
    private readonly DeribitParser _parser;
    private readonly EventBatch _batch;
    private readonly InputPublisher _input;
    private readonly OrderStub _stub;
    private readonly QuoterAgent _quoter;
    private readonly FeedGauges _gauges;
    private readonly PlaybackPace _pace;
    private readonly IFrameSink _capture;
    private readonly long _timerNs;
    private readonly long _frameLimit;

    private Stage _stage;
    private bool _frameInPipe;
    private bool _framePending;
    private bool _clockWasSet;
    private long _frameNs;
    private long _firstNs;
    private long _clockNs;
    private long _lastFrameNs;
    private long _nextTimerNs = long.MaxValue;
    private volatile bool _stopAsked;
    private volatile bool _done;

    /// <summary>An agent over the parts that <paramref name="parts"/> names.</summary>
    public FeedAgent(FeedParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _recording = parts.Recording;
        _pipe = parts.Pipe;
        _parser = parts.Parser;
        _batch = parts.Batch;
        _input = parts.Input;
        _stub = parts.Stub;
        _quoter = parts.Quoter;
        _gauges = parts.Gauges;
        _pace = parts.Pace;
        _capture = parts.Capture;
        _timerNs = parts.TimerNs;
        _frameLimit = parts.FrameLimit;
    }

    private enum Stage
    {
        Frames,
        Stop,
        Answers,
        Done,
    }

    /// <inheritdoc/>
    public string RoleName => "feed";

    /// <summary>True once all frames, the stop command and all answers are published, and the quoter has applied them and was told that they were all.</summary>
    public bool IsDone => _done;

    /// <summary>Recorded time from the first to the last frame played, ns.</summary>
    public long RecordedNs => _clockNs == 0 ? 0 : _clockNs - _firstNs;

    /// <summary>Ends the run after the frame at hand, in good order. Any thread.</summary>
    public void AskStop() => _stopAsked = true;

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        switch (_stage)
        {
            case Stage.Frames:
                return Frames(nowNs);
            case Stage.Stop:
                return Stop();
            case Stage.Answers:
                return Answers();
            default:
                return 0;
        }
    }

    private int Frames(long nowNs)
    {
        if (!_framePending)
        {
            if (!_frameInPipe && (_stopAsked || _gauges.Frames >= _frameLimit || !ReadFrame()))
            {
                _stage = Stage.Stop;
                return 1;
            }
            if (!ParseFrame()) return 0;
            _framePending = true;
        }
        if (_pace.IsEarly(_frameNs, nowNs)) return _stopAsked ? Abandon() : 0;
        if (_clockWasSet && !TrySetClock()) return 0;
        // Nothing goes between the parts of one message.
        int merged = _input.IsInsideBatch ? Merged : Merge(_frameNs);
        if (merged != Merged) return Math.Max(0, merged);
        if (!_input.TryPublish(_batch, _frameNs)) return 0;
        _clockNs = _lastFrameNs = _frameNs;
        _framePending = false;
        return 1;
    }

    // Only when nothing is under way, so that what is rebased does not depend on the threads.
    private bool TrySetClock()
    {
        bool caughtUp = _input.CaughtUp;
        if (_stub.Drain() > 0 || !caughtUp) return false;
        _stub.ClockSetBack(_frameNs);
        _clockNs = _lastFrameNs = _frameNs;
        _nextTimerNs = NextGrid(_frameNs);
        _clockWasSet = false;
        return true;
    }

    private int Abandon()
    {
        _framePending = false;
        return 1;
    }

    private bool ReadFrame()
    {
        if (!_recording.TryRead(out long receivedNs, out ReadOnlySpan<byte> line)) return false;
        _pipe.Write(receivedNs, line);
        _frameInPipe = true;
        return true;
    }

    // False while the capture has no room: a recording can wait, so no frame of it is left out.
    private bool ParseFrame()
    {
        // One frame went in, so one whole frame comes out.
        _pipe.TryRead(out long receivedNs, out ReadOnlySequence<byte> frame);
        if (!_capture.TryWrite(receivedNs, in frame))
        {
            _pipe.Keep();
            return false;
        }
        _clockWasSet = _clockNs - receivedNs > Quoter.ClockStepNs;
        _frameNs = _clockWasSet ? receivedNs : Math.Max(receivedNs, _clockNs);
        if (_nextTimerNs == long.MaxValue)
        {
            _firstNs = _frameNs;
            _nextTimerNs = NextGrid(_frameNs);
        }
        _batch.Clear();
        ParseStatus status = _parser.Parse(in frame, _frameNs, _batch);
        _gauges.Parsed(status, frame.Length, _batch.Events);
        if (status == ParseStatus.MalformedJson && _recording.EndsInsideLine) _recording.ReportCutLine();
        _pipe.Release();
        _frameInPipe = false;
        return true;
    }

    // Publishes what is due before `untilNs`. Returns Merged when nothing is left before it, else the work done in this cycle.
    private int Merge(long untilNs)
    {
        long dueNs = Math.Min(_nextTimerNs, _stub.NextDueNs);
        long nextNs = Math.Min(dueNs, untilNs);
        bool mayPublish = _input.MayPublishAt(nextNs, _stub.LatencyNs);
        // After the quoter's sequence was read, so everything that it caused up to there is taken in; and even when nothing may be
        // published yet, because a full output ring would hold the quoter for ever.
        if (_stub.Drain() > 0) return 1;
        if (!mayPublish) return 0;
        if (dueNs > untilNs) return Merged;
        return _nextTimerNs <= _stub.NextDueNs ? PublishTimer() : PublishAnswer();
    }

    private int PublishTimer()
    {
        Event timer = default;
        timer.Kind = EventKind.Timer;
        timer.Flags = EventFlags.First | EventFlags.Last;
        timer.InstrumentIndex = Units.NoInstrument;
        timer.ReceivedNs = _nextTimerNs;
        if (!_input.TryPublish(in timer)) return 0;
        _clockNs = _nextTimerNs;
        _nextTimerNs += _timerNs;
        // A night without frames is a minute of ticks and then one, not a million: long enough for whatever is pulled by time.
        if (_nextTimerNs - _lastFrameNs > LongestCatchUpNs && _frameNs - _nextTimerNs > LongestCatchUpNs) _nextTimerNs = NextGrid(_frameNs - _timerNs);
        return 1;
    }

    private int PublishAnswer()
    {
        if (!_input.HasRoom) return 0;
        _stub.TryTake(out Event answer);
        _input.TryPublish(in answer);
        _clockNs = Math.Max(_clockNs, answer.ReceivedNs);
        _gauges.Answered();
        return 1;
    }

    private int Stop()
    {
        Event stop = default;
        stop.Kind = EventKind.Operator;
        stop.Flags = EventFlags.First | EventFlags.Last;
        stop.InstrumentIndex = Units.NoInstrument;
        stop.Detail = (uint)OperatorVerb.Stop;
        stop.ReceivedNs = _clockNs;
        if (!_input.TryPublish(in stop)) return 0;
        _stage = Stage.Answers;
        return 1;
    }

    private int Answers()
    {
        bool caughtUp = _input.CaughtUp;
        if (_stub.Drain() > 0) return 1;
        if (!caughtUp) return 0;
        if (!_stub.IsIdle) return PublishAnswer();
        _stage = Stage.Done;
        _quoter.AskEnd();
        _done = true;
        return 1;
    }

    private long NextGrid(long ns) => (ns / _timerNs + 1) * _timerNs;
}
