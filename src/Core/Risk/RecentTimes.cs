using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk;

/// <summary>When something happened the last times, up to <see cref="Capacity"/> of them. All-zero bytes: never.</summary>
public struct RecentTimes
{
    /// <summary>Most times that are remembered.</summary>
    public const int Capacity = 64;

    private Ring _times;
    private long _count;

    [InlineArray(Capacity)]
    private struct Ring
    {
        private long _first;
    }

    /// <summary>Times told since the beginning, or since it was forgotten.</summary>
    public readonly long Count => _count;

    /// <summary>It happened.</summary>
    public static void Add(ref RecentTimes recent, long nowNs) => recent._times[(int)(recent._count++ % Capacity)] = nowNs;

    /// <summary>All is forgotten.</summary>
    public static void Forget(ref RecentTimes recent) => recent = default;

    /// <summary>How often it happened within the last <paramref name="withinNs"/>; <see cref="Capacity"/> is that many or more. A time ahead belongs to a clock that was set back, and counts.</summary>
    public readonly int Within(long nowNs, long withinNs)
    {
        int found = 0;
        long from = _count > Capacity ? _count - Capacity : 0;
        for (long i = _count - 1; i >= from; i--)
        {
            if (nowNs - _times[(int)(i % Capacity)] > withinNs) break;
            found++;
        }
        return found;
    }
}
