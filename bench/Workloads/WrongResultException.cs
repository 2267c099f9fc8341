using System;

namespace Minnow.Workloads;

/// <summary>A workload does not compute what it should: its time would mean nothing.</summary>
public sealed class WrongResultException(string message) : Exception(message)
{
    /// <summary>Throws unless both are the same.</summary>
    public static void Unless(long left, long right, string what)
    {
        if (left != right) throw new WrongResultException($"{what}: {left}, expected {right}.");
    }
}
