using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;

namespace Minnow.Workloads.Rings;

/// <summary>The least that any hand-over between two cores can cost: one word on a cache line of its own there, another one back.</summary>
public sealed class LineRoundTrip : IWorkload
{
    private readonly Lines[] _lines = new Lines[1];

    public LineRoundTrip(int trips)
    {
        Items = trips;
        Latencies = new long[trips];
        WrongResultException.Unless((long)Pass(), trips, Name);
    }

    /// <inheritdoc/>
    public string Name => "round trip/raw cache line";

    /// <inheritdoc/>
    public int Items { get; }

    /// <summary>Of the last pass, in the unit of <see cref="Stopwatch"/>.</summary>
    public long[] Latencies { get; }

    /// <inheritdoc/>
    public ulong Pass()
    {
        _lines[0] = default;
        TwoThreads.Run(Ask, Answer);
        return (ulong)_lines[0].Back;
    }

    private void Ask()
    {
        ref Lines lines = ref _lines[0];
        int spins = 0;
        for (int i = 1; i <= Items; i++)
        {
            long began = Stopwatch.GetTimestamp();
            Volatile.Write(ref lines.There, i);
            while (Volatile.Read(ref lines.Back) != i) TwoThreads.Idle(ref spins);
            spins = 0;
            Latencies[i - 1] = Stopwatch.GetTimestamp() - began;
        }
    }

    private void Answer()
    {
        ref Lines lines = ref _lines[0];
        int spins = 0;
        for (int i = 1; i <= Items; i++)
        {
            while (Volatile.Read(ref lines.There) != i) TwoThreads.Idle(ref spins);
            spins = 0;
            Volatile.Write(ref lines.Back, i);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    [StructLayout(LayoutKind.Explicit, Size = 3 * 128)]
    private struct Lines
    {
        [FieldOffset(128)] internal long There;
        [FieldOffset(256)] internal long Back;
    }
}
