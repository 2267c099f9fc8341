using System;
using System.IO;
using System.Text;
using Minnow.Market;

namespace Minnow.Tests.Market;

/// <summary>Makes recordings in memory.</summary>
internal static class Recordings
{
    public static string[] Lines(ulong seed, int seconds, Faults faults = default, long snapshotAt = 0) =>
        Text(seed, seconds, faults, snapshotAt).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string Text(ulong seed, int seconds, Faults faults = default, long snapshotAt = 0)
    {
        using MemoryStream stream = new();
        using Recording recording = new(stream, faults);
        new MarketSimulation(seed, seconds * 1000L, recording, snapshotAt).Run();
        return Encoding.ASCII.GetString(stream.ToArray());
    }

    public static string Hash(ulong seed, int seconds)
    {
        using Recording recording = new(Stream.Null);
        new MarketSimulation(seed, seconds * 1000L, recording).Run();
        return recording.TextHash();
    }
}
