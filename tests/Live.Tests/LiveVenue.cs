using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>An exchange on loopback with a market that trades, and a live run against it over TLS.</summary>
internal sealed class LiveVenue : IAsyncDisposable
{
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _hurry = new();
    private StringWriter _output = new();
    private StringWriter _errors = new();
    private Task<int>? _run;

    private LiveVenue(ExchangeServer server) => Server = server;

    internal ExchangeServer Server { get; }

    internal string Root { get; } = Directory.CreateTempSubdirectory("minnow-live-").FullName;

    internal string Errors => _errors.ToString();

    internal string Output => _output.ToString();

    internal string KeyFile => Path.Combine(Root, "key.json");

    internal string Journal => Path.Combine(Root, "journal");

    internal JsonElement Summary => JsonDocument.Parse(Output).RootElement;

    internal static async Task<LiveVenue> Start(ExchangeServerOptions? options = null)
    {
        LiveVenue venue = new(await ExchangeServer.StartAsync(options ?? new ExchangeServerOptions()));
        File.WriteAllText(venue.KeyFile, $$"""{"clientId":"{{DemoVenue.ClientId}}","clientSecret":"{{DemoVenue.ClientSecret}}"}""");
        File.SetUnixFileMode(venue.KeyFile, UnixFileMode.UserRead);
        return venue;
    }

    internal LoadedConfiguration Configuration(string connection = "", string rest = "")
    {
        string text = $$"""
            {
              "connection": { "environment": "loopback", "url": "wss://127.0.0.1:{{Server.Port}}/ws/api/v2", "caFile": "{{Server.CaFile}}", "credentials": "{{KeyFile}}",
                "cancelOnDisconnectDrill": false {{connection}} },
              "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 3000 } ],
              "quoting": { "makerFeeBps": 0, "minHalfSpreadBps": 0.1, "minEdgeBps": 0.01, "volatilityHalfLifeSeconds": 7, "startVolatilityBps": 1 }
              {{rest}}
            }
            """;
        ConfigurationResult result = ConfigurationFile.Parse("live.jsonc", Encoding.UTF8.GetBytes(text));
        Assert.True(result.Configuration != null, string.Join('\n', result.Errors));
        return result.Configuration!;
    }

    /// <summary>Starts a run; the one before, if any, has ended.</summary>
    internal void Run(LoadedConfiguration? configuration = null, RunStage stage = RunStage.Full, RunHooks? hooks = null, string? arm = null)
    {
        _stop.Dispose();
        _hurry.Dispose();
        (_stop, _hurry, _output, _errors) = (new(), new(), new(), new());
        StringWriter output = _output, errors = _errors;
        LiveOptions options = new()
        {
            Configuration = configuration ?? Configuration(), JournalDirectory = Journal, Stage = stage, Json = true, Stop = _stop.Token, Hurry = _hurry.Token,
            ArmReason = arm,
        };
        _run = Task.Factory.StartNew(() => LiveVerb.Execute(options, output, errors, hooks), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    internal async Task<int> Stop()
    {
        await _stop.CancelAsync();
        return await _run!.WaitAsync(TimeSpan.FromSeconds(40));
    }

    internal void Hurry() => _hurry.Cancel();

    internal Task<int> Ended => _run!.WaitAsync(TimeSpan.FromSeconds(40));

    /// <summary>A counter of the running process, as another process reads it; -1 while there is none.</summary>
    internal long Counter(CounterId id)
    {
        string directory = Path.Combine(Journal, LiveDirectory.LatestName);
        if (!Directory.Exists(directory)) return -1;
        if (CountersReader.TryOpen(directory, out CountersReader? reader, out _) != CountersFault.None) return -1;
        using CountersReader open = reader!;
        foreach (CounterValue value in open.Snapshot().Counters)
            if (value.Id == (int)id) return value.Value;
        return -1;
    }

    internal async Task Until(CounterId id, Func<long, bool> isThere, int seconds = 30)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(seconds);
        long value;
        while (!isThere(value = Counter(id)))
        {
            Assert.True(DateTime.UtcNow < end, $"{id} is {value} after {seconds} s.\n{Errors}\n{Server.Failure}");
            Assert.False(_run!.IsCompleted, $"the run ended.\n{Errors}\n{Output}");
            await Task.Delay(20);
        }
    }

    internal Task Fault(string script) => Server.Inject(FaultScript.Parse(script));

    /// <summary>Runs until both quotes were answered.</summary>
    internal async Task UntilQuoting()
    {
        await Until(CounterId.GatewayPhase, phase => phase == (long)GatewayPhase.Ready);
        await Until(CounterIds.Command(CommandVerb.Place), places => places >= 2);
        await UntilResting(count => count > 0);
    }

    internal async Task UntilResting(Func<int, bool> isThere, int seconds = 10)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(seconds);
        int count;
        while (!isThere(count = await RestingOrders()))
        {
            Assert.True(DateTime.UtcNow < end, $"{count} orders rest after {seconds} s.\n{Errors}");
            await Task.Delay(20);
        }
    }

    internal Task<int> RestingOrders() => Server.Ask(venue =>
    {
        int count = 0;
        foreach (Exchange.Engine.Account account in venue.Engine.Accounts)
            if (account.Spec.Name == DemoVenue.Account) count += account.OpenOrders.Count;
        return count;
    });

    public async ValueTask DisposeAsync()
    {
        if (_run is { IsCompleted: false })
        {
            await _stop.CancelAsync();
            await _hurry.CancelAsync();
            await Task.WhenAny(_run, Task.Delay(20_000));
        }
        await Server.DisposeAsync();
        _stop.Dispose();
        _hurry.Dispose();
        if (_run is null or { IsCompleted: true }) Directory.Delete(Root, recursive: true);
    }
}
