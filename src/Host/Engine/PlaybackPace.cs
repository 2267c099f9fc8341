using System;

namespace Minnow.Host.Engine;

/// <summary>Holds a recording back to a multiple of its own speed.</summary>
public sealed class PlaybackPace
{
    private readonly double _speed;
    private long _firstFrameNs;
    private long _startedNs;
    private bool _started;

    /// <summary>A pace of <paramref name="speed"/> times the recording's; 0 plays as fast as the path goes.</summary>
    public PlaybackPace(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(speed);
        _speed = speed;
    }

    /// <summary>True if the frame of recorded time <paramref name="frameNs"/> is not due yet at <paramref name="nowNs"/>.</summary>
    public bool IsEarly(long frameNs, long nowNs)
    {
        if (_speed == 0) return false;
        if (!_started)
        {
            _started = true;
            _firstFrameNs = frameNs;
            _startedNs = nowNs;
        }
        return (nowNs - _startedNs) * _speed < frameNs - _firstFrameNs;
    }
}
