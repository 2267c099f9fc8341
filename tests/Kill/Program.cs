using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;

namespace Minnow.Kill;

/// <summary>Kills the native binary again and again while it trades on the loopback exchange, and looks at both sides after each kill.</summary>
internal static class Program
{
    private const string Usage = "minnow-kill --minnow FILE [--kills N] [--workers N] [--seed N] [--keep DIR]";

    private static async Task<int> Main(string[] arguments)
    {
        Dictionary<string, string> given = [];
        for (int i = 0; i + 1 < arguments.Length; i += 2) given[arguments[i]] = arguments[i + 1];
        if (arguments.Length % 2 != 0 || !given.TryGetValue("--minnow", out string? minnow) || !File.Exists(minnow))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        int kills = Number(given, "--kills", 300), workers = Number(given, "--workers", 4), seed = Number(given, "--seed", Environment.ProcessId);
        Console.WriteLine($"seed {seed}");
        string work = given.TryGetValue("--keep", out string? keep) ? Directory.CreateDirectory(keep).FullName : Directory.CreateTempSubdirectory("minnow-kill-").FullName;
        try
        {
            return await Drill(minnow, work, kills, workers, seed).ConfigureAwait(false);
        }
        finally
        {
            if (keep == null) Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<int> Drill(string minnow, string work, int kills, int workers, int seed)
    {
        VenueOptions venue = DemoVenue.Options();
        // As at the best tier: four processes that start again and again are not what the lowest tier is made for.
        venue.Tier = 1;
        for (int i = 0; i < workers; i++) DemoVenue.AddAccount(venue, Worker.KeyOf(i), Worker.SecretOf(i), Worker.AccountOf(i), null, 10);
        ExchangeServer server = await ExchangeServer.StartAsync(new ExchangeServerOptions { Venue = venue, Seed = (ulong)seed }).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            Worker[] all = [.. Enumerable.Range(0, workers).Select(i => new Worker(i, server, minnow, Path.Combine(work, $"w{i}"), new Random(seed * 31 + i)))];
            int each = (kills + workers - 1) / workers;
            await Task.WhenAll(all.Select(worker => Task.Run(() => worker.Run(each)))).ConfigureAwait(false);
            if (server.Failure is { } failure) all[0].Failures.Add($"the exchange itself failed: {failure}");
            return Report(all);
        }
    }

    private static int Report(Worker[] all)
    {
        foreach (string failure in all.SelectMany(static w => w.Failures)) Console.WriteLine($"  FAIL  {failure}");
        double[] quoting = [.. all.SelectMany(static w => w.QuotingMs).Order()], gone = [.. all.SelectMany(static w => w.GoneMs).Order()];
        Say("start to the first resting quote", quoting);
        Say("kill to nothing resting", gone);
        int failed = all.Sum(static w => w.Failures.Count), passed = all.Sum(static w => w.Passed);
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static void Say(string what, double[] sortedMs)
    {
        if (sortedMs.Length == 0) return;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what}: {sortedMs.Length} times, median {sortedMs[sortedMs.Length / 2]:F0} ms, 99 of 100 within {sortedMs[sortedMs.Length * 99 / 100]:F0} ms, worst {sortedMs[^1]:F0} ms"));
    }

    private static int Number(Dictionary<string, string> given, string name, int otherwise) =>
        given.TryGetValue(name, out string? text) ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
