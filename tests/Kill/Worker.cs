using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;

namespace Minnow.Kill;

/// <summary>One account and the process that trades it: started, killed, started again.</summary>
internal sealed class Worker
{
    private const int QuotingLimitMs = 3000;
    private const int GoneLimitMs = 1000;
    private const int PositionLimitMs = 3000;
    private const long LotE8 = 1_000_000_000;

    private readonly int _index;
    private readonly ExchangeServer _server;
    private readonly string _minnow;
    private readonly string _directory;
    private readonly Random _random;

    internal Worker(int index, ExchangeServer server, string minnow, string directory, Random random)
    {
        _index = index;
        _server = server;
        _minnow = minnow;
        _directory = directory;
        _random = random;
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string key = Path.Combine(directory, "key.json");
        File.WriteAllText(key, $$"""{"clientId":"{{KeyOf(index)}}","clientSecret":"{{SecretOf(index)}}"}""");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        File.WriteAllText(ConfigPath, ConfigText());
    }

    internal List<string> Failures { get; } = [];

    internal List<double> QuotingMs { get; } = [];

    internal List<double> GoneMs { get; } = [];

    internal int Passed { get; private set; }

    private string ConfigPath => Path.Combine(_directory, "config.jsonc");

    private string JournalPath => Path.Combine(_directory, "journal");

    internal static string KeyOf(int index) => $"kill-{index}";

    internal static string SecretOf(int index) => $"kill-secret-{index}-0123456789";

    internal static string AccountOf(int index) => $"killed-{index}";

    internal async Task Run(int kills)
    {
        for (int i = 1; i <= kills && Failures.Count < 5; i++)
        {
            string? failure = await Cycle().ConfigureAwait(false);
            if (failure == null) Passed++;
            else Failures.Add($"worker {_index}, kill {i}: {failure}");
        }
        string? last = await CleanEnd().ConfigureAwait(false);
        if (last == null) Passed++;
        else Failures.Add($"worker {_index}, at the end: {last}");
    }

    private async Task<string?> Cycle()
    {
        using Process process = Start("run", "--config", ConfigPath, "--journal", JournalPath, "--json");
        // One in five is killed wherever its start has got to.
        if (_random.Next(5) == 0)
        {
            await Task.Delay(_random.Next(400)).ConfigureAwait(false);
        }
        else
        {
            string? late = await Quoting(process).ConfigureAwait(false) ?? await PositionRight(process).ConfigureAwait(false);
            if (late != null)
            {
                Kill(process);
                return late;
            }
            if (Leaks($"/proc/{process.Id}/cmdline", $"/proc/{process.Id}/environ") is { } leak)
            {
                Kill(process);
                return leak;
            }
            await Task.Delay(_random.Next(700)).ConfigureAwait(false);
        }
        if (process.HasExited) return $"it ended by itself with exit code {process.ExitCode}: {Said(process)}";
        Kill(process);
        long killed = Stopwatch.GetTimestamp();
        while (await Resting().ConfigureAwait(false) > 0)
        {
            if (Ms(killed) > GoneLimitMs) return $"{await Resting().ConfigureAwait(false)} orders still rest {GoneLimitMs} ms after the kill";
            await Task.Delay(5).ConfigureAwait(false);
        }
        GoneMs.Add(Ms(killed));
        return null;
    }

    private async Task<string?> CleanEnd()
    {
        using Process process = Start("run", "--config", ConfigPath, "--journal", JournalPath, "--json");
        string? late = await Quoting(process).ConfigureAwait(false);
        using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) { }
        if (!process.WaitForExit(12_000))
        {
            Kill(process);
            return "SIGTERM did not end it in 12 s";
        }
        if (process.ExitCode != 0) return $"exit code {process.ExitCode} after SIGTERM: {Said(process)}";
        if (await Resting().ConfigureAwait(false) > 0) return "orders rest after a clean end";
        return late ?? Leaks(Directory.GetFiles(JournalPath, "*", SearchOption.AllDirectories)) ?? Replays();
    }

    // The key is in its file, and in no other place that a process leaves or shows (H8). A killed process leaves its control socket too, which holds nothing.
    private string? Leaks(params string[] files)
    {
        byte[] secret = Encoding.ASCII.GetBytes(SecretOf(_index));
        foreach (string file in files)
            if (!file.EndsWith(".sock", StringComparison.Ordinal) && File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0) return $"the secret is in {file}";
        return null;
    }

    // Every journal that a killed process left, after it was recovered by the next start, must replay exactly.
    private string? Replays()
    {
        foreach (string run in Directory.GetDirectories(JournalPath).Order(StringComparer.Ordinal))
        {
            if (Directory.GetFiles(run, "journal-*.mwj").Length == 0) continue;
            using Process replay = Start("replay", run, "--json");
            string output = replay.StandardOutput.ReadToEnd();
            replay.WaitForExit();
            if (replay.ExitCode != 0) return $"replay of {Path.GetFileName(run)} ended with {replay.ExitCode}: {output}{replay.StandardError.ReadToEnd()}";
        }
        return null;
    }

    private async Task<string?> Quoting(Process process)
    {
        long started = Stopwatch.GetTimestamp();
        while (await Resting().ConfigureAwait(false) == 0)
        {
            if (process.HasExited) return $"it ended by itself with exit code {process.ExitCode}: {Said(process)}";
            if (Ms(started) > QuotingLimitMs) return $"not quoting {QuotingLimitMs} ms after the start";
            await Task.Delay(5).ConfigureAwait(false);
        }
        QuotingMs.Add(Ms(started));
        return null;
    }

    // A fill may be under way at any moment, so both sides are asked until they agree.
    private async Task<string?> PositionRight(Process process)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            long before = await PositionLots().ConfigureAwait(false);
            long? ours = OurPosition();
            long after = await PositionLots().ConfigureAwait(false);
            if (before == after && ours == after) return null;
            if (process.HasExited) return $"it ended by itself with exit code {process.ExitCode}: {Said(process)}";
            if (Ms(started) > PositionLimitMs) return $"the exchange says {after} lots, the process says {ours?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}";
            await Task.Delay(10).ConfigureAwait(false);
        }
    }

    private long? OurPosition()
    {
        string? run = Directory.Exists(JournalPath) ? Directory.GetDirectories(JournalPath).Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (run == null) return null;
        using Process stat = Start("stat", run, "--filter", "quoter.position_lots.0");
        string output = stat.StandardOutput.ReadToEnd();
        stat.WaitForExit();
        foreach (string line in output.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int at = Array.IndexOf(words, "quoter.position_lots.0");
            if (at >= 0 && at + 1 < words.Length && long.TryParse(words[at + 1], NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long lots)) return lots;
        }
        return null;
    }

    private Task<int> Resting() => _server.Ask(venue => Account(venue).OpenOrders.Count);

    private Task<long> PositionLots() => _server.Ask(venue =>
    {
        Account account = Account(venue);
        return (account.PositionIn(venue.Engine.FindInstrument("BTC-PERPETUAL")!)?.SizeE8 ?? 0) / LotE8;
    });

    private Account Account(Venue venue) => venue.Engine.Accounts.First(a => a.Name == AccountOf(_index));

    private Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(_minnow) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException($"{_minnow} could not be started.");
    }

    private static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }

    private static string Said(Process process) => process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();

    private static double Ms(long since) => Stopwatch.GetElapsedTime(since).TotalMilliseconds;

    private string ConfigText() => $$"""
        {
          "connection": {
            "environment": "loopback",
            "url": "wss://127.0.0.1:{{_server.Port}}/ws/api/v2",
            "caFile": "{{_server.CaFile}}",
            "credentials": "{{Path.Combine(_directory, "key.json")}}",
            "cancelOnDisconnectDrill": false
          },
          "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 1000 } ],
          "quoting": { "startVolatilityBps": 0.5, "volatilityFloorBps": 0.1, "minHalfSpreadBps": 0.2, "minEdgeBps": 0.1, "makerFeeBps": 0, "minRequoteIntervalMs": 200 },
          "threads": { "feed": { "idle": "backoff" }, "quoter": { "idle": "backoff" }, "journal": { "idle": "park" } }
        }
        """;
}
