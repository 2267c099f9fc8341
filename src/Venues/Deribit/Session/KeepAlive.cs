using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>What silence asks for.</summary>
public enum SilenceAction : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>Send <c>public/test</c>.</summary>
    Test = 1,

    /// <summary>Close the link: nobody is there.</summary>
    Close = 2,
}

/// <summary>Tells a venue that is silent from one that is gone.</summary>
/// <remarks>Faults B3, B4, B23. Any payload is a sign of life.</remarks>
/// <param name="options">How long is long.</param>
public sealed class KeepAlive(LinkOptions options)
{
    private readonly long _testNs = options.TestAfterMs * Units.NsPerMs;
    private readonly long _deadNs = options.DeadAfterMs * Units.NsPerMs;
    private long _heardNs = long.MaxValue;
    private long _testedNs = long.MaxValue;

    /// <summary>When <see cref="Act"/> must be called, ns; <see cref="long.MaxValue"/> without a link.</summary>
    public long NextNs => _heardNs == long.MaxValue ? long.MaxValue : Math.Min(_heardNs + _deadNs, Math.Max(_heardNs, _testedNs) + _testNs);

    /// <summary>Something came, or the link opened.</summary>
    public void Heard(long nowNs)
    {
        if (_heardNs == long.MaxValue) _testedNs = nowNs;
        _heardNs = nowNs;
    }

    /// <summary>There is no link.</summary>
    public void Off() => _heardNs = _testedNs = long.MaxValue;

    /// <summary>What is to be done now; a test counts as sent.</summary>
    public SilenceAction Act(long nowNs)
    {
        if (_heardNs == long.MaxValue || nowNs < NextNs) return SilenceAction.None;
        if (nowNs - _heardNs >= _deadNs) return SilenceAction.Close;
        _testedNs = nowNs;
        return SilenceAction.Test;
    }
}
