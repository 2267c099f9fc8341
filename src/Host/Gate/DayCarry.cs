using System;
using System.Collections.Generic;
using System.IO;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Operator;

namespace Minnow.Host.Gate;

/// <summary>What former runs of the same UTC day have used of the day's messages: a restart is no new day at the venue.</summary>
/// <remarks>
/// Taken from the counters page that the newest run on this account has left, which has its own and what it had carried over; a run that was killed has left it too. Where no page is left,
/// on another machine or after a disk in memory was lost, the day begins with 0.
/// </remarks>
/// <param name="Messages">Messages.</param>
/// <param name="CoinsE8">Maker volume, 1e-8 coins.</param>
public readonly record struct DayCarry(long Messages, long CoinsE8)
{
    private const long DayNs = 86_400 * Units.NsPerSecond;

    /// <summary>Looks. Before this run has a directory and a page of its own.</summary>
    /// <param name="root">The directory of all runs.</param>
    /// <param name="configuration">Of this run: whose account it is.</param>
    /// <param name="nowNs">ns since 1970.</param>
    public static DayCarry Of(string root, MinnowConfiguration configuration, long nowNs)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (string run in Newest(root))
        {
            RunPlace place = new(root, run);
            MinnowConfiguration? former = place.Configuration()?.Value;
            string page = File.Exists(Path.Combine(run, CountersPage.FileName)) ? run : former?.Counters.Directory ?? run;
            if (CountersReader.TryOpen(page, out CountersReader? reader, out _) != CountersFault.None) continue;
            CountersSnapshot snapshot;
            using (reader) snapshot = reader!.Snapshot();
            // Older ones are older still.
            if (snapshot.HeartbeatNs / DayNs != nowNs / DayNs) break;
            // A dry run has no order connection, and what it counted no venue has seen.
            bool isOurs = Value(snapshot, CounterId.GatewayPhase) != (long)GatewayPhase.None && IsSameAccount(former, configuration);
            if (isOurs) return new DayCarry(Math.Max(0, Value(snapshot, CounterId.GateMessagesToday)), Math.Max(0, Value(snapshot, CounterId.GateCoinsTodayE8)));
        }
        return default;
    }

    private static List<string> Newest(string root)
    {
        List<string> runs = Directory.Exists(root) ? [.. Directory.GetDirectories(root, "run-*")] : [];
        runs.Sort(static (a, b) => string.CompareOrdinal(b, a));
        return runs;
    }

    // One whose configuration can not be read counts: too many messages are a nuisance, too few are a fine.
    private static bool IsSameAccount(MinnowConfiguration? former, MinnowConfiguration configuration) =>
        former?.Connection is not { } was || configuration.Connection is not { } now || (was.Address == now.Address && was.Credentials == now.Credentials);

    private static long Value(CountersSnapshot snapshot, CounterId id)
    {
        foreach (CounterValue value in snapshot.Counters)
            if (value.Id == (int)id) return value.Value;
        return 0;
    }
}
