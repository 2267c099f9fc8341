using System;
using System.Diagnostics;

namespace Minnow.Ratios;

/// <summary>The phase detector: a copy of 270 bytes, hot. A round in which it is slow was slow for everyone.</summary>
internal sealed class Memcpy
{
    private const int Copies = 200_000;

    private readonly byte[] _from = new byte[270];
    private readonly byte[] _to = new byte[270];

    /// <summary>Ns of one copy.</summary>
    internal double Round()
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < Copies; i++)
        {
            _from[i & 255]++;
            _from.AsSpan().CopyTo(_to);
        }
        double ns = Stopwatch.GetElapsedTime(began).TotalNanoseconds / Copies;
        return _to[0] == _from[0] ? ns : throw new InvalidOperationException("The copy differs from what was copied.");
    }
}
