using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;
using Minnow.Host.Live;

namespace Minnow.ThinPipe;

/// <summary>The native binary, trading, and what its counters say while it does.</summary>
internal sealed class Engine : IDisposable
{
    private readonly string _minnow;
    private readonly string _journal;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    internal Engine(string minnow, string directory, ExchangeServer server)
    {
        _minnow = minnow;
        _journal = Path.Combine(directory, "journal");
        string key = Path.Combine(directory, "key.json"), configuration = Path.Combine(directory, "minnow.jsonc");
        File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(key, $$"""{"clientId":"{{DemoVenue.ClientId}}","clientSecret":"{{DemoVenue.ClientSecret}}"}""");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        File.WriteAllText(configuration, ConfigurationText(server, key));
        _process = Start("run", "--config", configuration, "--journal", _journal, "--json");
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>What it told a person so far.</summary>
    internal string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    internal bool HasEnded => _process.HasExited;

    internal GatewayPhase Phase => (GatewayPhase)Counter(CounterId.GatewayPhase);

    /// <summary>A counter of the running process; 0 while there is none.</summary>
    internal long Counter(CounterId id)
    {
        string directory = Path.Combine(_journal, LiveDirectory.LatestName);
        if (!Directory.Exists(directory) || CountersReader.TryOpen(directory, out CountersReader? reader, out _) != CountersFault.None) return 0;
        using CountersReader open = reader!;
        foreach (CounterValue value in open.Snapshot().Counters)
            if (value.Id == (int)id) return value.Value;
        return 0;
    }

    /// <summary>Stops it where it is, as a debugger would.</summary>
    internal void StandStill() => Signal("STOP");

    /// <summary>Ends it by SIGTERM; its summary.</summary>
    internal JsonElement Stop(int limitMs)
    {
        Signal("TERM");
        if (!_process.WaitForExit(limitMs)) throw new InvalidOperationException($"SIGTERM did not end it in {limitMs} ms.");
        string said = _process.StandardOutput.ReadToEnd();
        if (_process.ExitCode != 0) throw new InvalidOperationException($"It ended with exit code {_process.ExitCode}: {said}");
        return JsonDocument.Parse(said).RootElement;
    }

    /// <summary>Replays its journal; the exit code.</summary>
    internal int Replay()
    {
        using Process replay = Start("replay", Path.Combine(_journal, LiveDirectory.LatestName), "--json");
        replay.BeginErrorReadLine();
        replay.StandardOutput.ReadToEnd();
        replay.WaitForExit();
        return replay.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Note(string? line)
    {
        lock (_errors)
            if (line != null) _errors.Append("    ").Append(line).Append('\n');
    }

    private Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(_minnow) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException($"{_minnow} could not be started.");
    }

    private static string ConfigurationText(ExchangeServer server, string key) => $$"""
        {
          "connection": {
            "environment": "loopback", "url": "wss://127.0.0.1:{{server.Port}}/ws/api/v2", "caFile": "{{server.CaFile}}",
            "credentials": "{{key}}", "cancelOnDisconnectDrill": false
          },
          "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 3000 } ],
          "quoting": { "startVolatilityBps": 0.5, "volatilityFloorBps": 0.1, "minHalfSpreadBps": 0.2, "minEdgeBps": 0.1, "makerFeeBps": 0, "minRequoteIntervalMs": 200 },
          "threads": { "feed": { "idle": "backoff" }, "quoter": { "idle": "backoff" }, "journal": { "idle": "park" } }
        }
        """;
}
