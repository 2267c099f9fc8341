using System;
using System.Diagnostics;
using Minnow.Workloads;

namespace Minnow.Ratios;

/// <summary>Times passes of one workload: as many as the time of a round allows.</summary>
internal sealed class PassTimer(IWorkload workload, double roundMs)
{
    private readonly ulong _checksum = workload.Pass();

    internal IWorkload Workload => workload;

    /// <summary>Ns of the fastest pass of this round: what interrupts a pass only ever adds.</summary>
    internal double Round()
    {
        double fastest = double.MaxValue;
        for (double spent = 0; spent < roundMs * 1e6;)
        {
            long began = Stopwatch.GetTimestamp();
            ulong checksum = workload.Pass();
            double ns = Stopwatch.GetElapsedTime(began).TotalNanoseconds;
            WrongResultException.Unless((long)checksum, (long)_checksum, $"checksum of {workload.Name}");
            spent += ns;
            fastest = Math.Min(fastest, ns);
        }
        return fastest;
    }
}
