using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Risk;

/// <summary>The mid at each of the last whole seconds, for a window of up to a minute. All-zero bytes know nothing.</summary>
public struct SecondMids
{
    /// <summary>Longest window, s.</summary>
    public const int MaxSeconds = 63;

    private const int Places = MaxSeconds + 1;

    private Ring _mids;
    private long _second;

    [InlineArray(Places)]
    private struct Ring
    {
        private long _first;
    }

    /// <summary>Takes the mid of now; 0 if there is none. Seconds in which nothing was told have none.</summary>
    public static void Observe(ref SecondMids mids, long nowNs, long midHalfTicks)
    {
        long second = nowNs / Units.NsPerSecond;
        // A clock that was set back, or a long silence: nothing of before says anything.
        if (second < mids._second || second - mids._second > MaxSeconds) mids = default;
        if (mids._second == 0) mids._second = second;
        while (mids._second < second) mids._mids[(int)(++mids._second % Places)] = 0;
        if (midHalfTicks > 0) mids._mids[(int)(second % Places)] = midHalfTicks;
    }

    /// <summary>Move of the mid over the last <paramref name="seconds"/>, bps; NaN if it is not known now, or was not then.</summary>
    public readonly double MoveBps(long seconds)
    {
        if (seconds is < 1 or > MaxSeconds || _second < seconds) return double.NaN;
        long now = _mids[(int)(_second % Places)], then = _mids[(int)((_second - seconds) % Places)];
        return now > 0 && then > 0 ? (double)(now - then) / then * 1e4 : double.NaN;
    }
}
