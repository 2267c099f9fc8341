using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Risk;

/// <summary>Mid and volatility at each of the last whole seconds, for a window of up to a minute. All-zero bytes know nothing.</summary>
public struct SecondMids
{
    /// <summary>Longest window, s.</summary>
    public const int MaxSeconds = 63;

    private const int Places = MaxSeconds + 1;

    private Ring _mids;
    private Sigmas _sigmas;
    private long _second;

    [InlineArray(Places)]
    private struct Ring
    {
        private long _first;
    }

    [InlineArray(Places)]
    private struct Sigmas
    {
        private double _first;
    }

    /// <summary>Takes the mid of now; 0 if there is none. Seconds in which nothing was told have none.</summary>
    public static void Observe(ref SecondMids mids, long nowNs, long midHalfTicks, double sigmaBps)
    {
        long second = nowNs / Units.NsPerSecond;
        // A clock that was set back, or a long silence: nothing of before says anything.
        if (second < mids._second || second - mids._second > MaxSeconds) mids = default;
        if (mids._second == 0) mids._second = second;
        while (mids._second < second) mids._mids[(int)(++mids._second % Places)] = 0;
        if (midHalfTicks <= 0) return;
        mids._mids[(int)(second % Places)] = midHalfTicks;
        mids._sigmas[(int)(second % Places)] = sigmaBps;
    }

    /// <summary>Move of the mid over the last <paramref name="seconds"/>, bps; NaN if it is not known now, or was not then.</summary>
    public readonly double MoveBps(long seconds)
    {
        if (seconds is < 1 or > MaxSeconds || _second < seconds) return double.NaN;
        long now = _mids[(int)(_second % Places)], then = _mids[(int)((_second - seconds) % Places)];
        return now > 0 && then > 0 ? (double)(now - then) / then * 1e4 : double.NaN;
    }

    /// <summary>Volatility when that window began: what moved since has not made it larger. Meaningful where <see cref="MoveBps"/> is a number.</summary>
    public readonly double SigmaBps(long seconds) => seconds is < 1 or > MaxSeconds || _second < seconds ? double.NaN : _sigmas[(int)((_second - seconds) % Places)];
}
