using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk.Monitors;

/// <summary>A sum over a window that moves on in twenty-fourths of it. All-zero bytes are empty.</summary>
public struct WindowCount
{
    /// <summary>Parts of the window.</summary>
    public const int Parts = 24;

    private Sums _sums;
    private long _part;
    private double _sum;

    /// <summary>Adds to the part of now.</summary>
    /// <param name="count">The count.</param>
    /// <param name="nowNs">Now, ns since 1970.</param>
    /// <param name="windowNs">The window, ns; 0 or less counts nothing.</param>
    /// <param name="amount">What to add.</param>
    public static void Add(ref WindowCount count, long nowNs, long windowNs, double amount)
    {
        if (windowNs < Parts) return;
        Advance(ref count, nowNs, windowNs);
        count._sums[(int)(count._part % Parts)] += amount;
        count._sum += amount;
    }

    /// <summary>Forgets what has left the window.</summary>
    public static void Advance(ref WindowCount count, long nowNs, long windowNs)
    {
        if (windowNs < Parts) return;
        long part = nowNs / (windowNs / Parts);
        // Back by much: the clock was set, and what was counted is of an unknown time.
        if (part < count._part - Parts || part > count._part + Parts)
        {
            count = default;
            count._part = part;
            return;
        }
        while (count._part < part)
        {
            ref double oldest = ref count._sums[(int)(++count._part % Parts)];
            oldest = 0;
        }
        // Anew, so that no error of a sum and its differences stays.
        count._sum = 0;
        for (int i = 0; i < Parts; i++) count._sum += count._sums[i];
    }

    /// <summary>The sum.</summary>
    public readonly double Sum => _sum;

    [InlineArray(Parts)]
    private struct Sums
    {
        private double _first;
    }
}
