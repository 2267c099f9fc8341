using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Minnow.Exchange.Background;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>The exchange on a socket: TLS WebSocket and REST on loopback, one thread for the venue. For the command line and for tests in process.</summary>
public sealed class ExchangeServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly VenueLoop _loop;
    private readonly ServerCertificates _certificates;
    private readonly bool _ownsCaFile;

    private ExchangeServer(WebApplication web, VenueLoop loop, ServerCertificates certificates, string caFile, bool ownsCaFile)
    {
        _web = web;
        _loop = loop;
        _certificates = certificates;
        CaFile = caFile;
        _ownsCaFile = ownsCaFile;
    }

    /// <summary>Port of TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Port of plain HTTP; null if none was asked for.</summary>
    public int? HttpPort { get; private set; }

    /// <summary>The CA's certificate in PEM.</summary>
    public string CaFile { get; }

    /// <summary>What ended the venue before its time; null while all is well.</summary>
    public Exception? Failure => _loop.Failure;

    /// <summary>Address of the WebSocket over TLS.</summary>
    public Uri SocketUri => new($"wss://localhost:{Port}/ws/api/v2");

    /// <summary>Address of REST over TLS, with a slash at its end.</summary>
    public Uri RestUri => new($"https://localhost:{Port}/api/v2/");

    /// <summary>Starts to listen. The venue's clock runs from here.</summary>
    /// <exception cref="ArgumentException">The address is not loopback.</exception>
    /// <exception cref="IOException">The port is in use, or a file can not be read or written.</exception>
    public static async Task<ExchangeServer> StartAsync(ExchangeServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IPAddress.TryParse(options.Listen, out IPAddress? address) || !IPAddress.IsLoopback(address))
            throw new ArgumentException($"'{options.Listen}' is not a loopback address. The exchange deals in play money and has no defences: it listens on 127.0.0.1 or ::1 only.");

        ServerCertificates certificates = options.CertFile is { } cert ? new(cert, options.KeyFile ?? cert) : new();
        string caFile = options.CaFile ?? Path.Combine(Path.GetTempPath(), $"minnow-exchange-ca-{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(caFile, certificates.AuthorityPem).ConfigureAwait(false);
        VenueLoop loop = new(MakeRun(options));
        ExchangeServer server = new(Build(options, address, loop, certificates), loop, certificates, caFile, options.CaFile is null);
        loop.Start();
        try
        {
            await server._web.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        string[] addresses = server._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        server.Port = new Uri(addresses.First(static a => a.StartsWith("https:", StringComparison.Ordinal))).Port;
        if (options.HttpPort is not null) server.HttpPort = new Uri(addresses.First(static a => a.StartsWith("http:", StringComparison.Ordinal))).Port;
        return server;
    }

    /// <summary>Asks the venue for something, on its own thread.</summary>
    public Task<T> Ask<T>(Func<Venue, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return _loop.Ask(() => question(_loop.Run.Venue));
    }

    /// <summary>Does something to the venue, on its own thread, and sends what it caused.</summary>
    public Task Do(Action<Venue> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _loop.Ask(() =>
        {
            action(_loop.Run.Venue);
            _loop.Run.Venue.Flush();
            return true;
        });
    }

    /// <summary>Starts another fault script now.</summary>
    public Task Inject(FaultScript script) => _loop.Ask(() =>
    {
        _loop.Run.Plan.Add(script, _loop.Run.NowUs);
        return true;
    });

    /// <summary>How often a line of the scripts did something, counted over scripts with the same line number.</summary>
    public Task<int> Fired(int line) => _loop.Ask(() => _loop.Run.Plan.Fired(line));

    /// <summary>The requests that came so far, if they are noted.</summary>
    public Task<RequestNote[]> Requests() => _loop.Ask(() => _loop.Run.Plan.Requests?.ToArray() ?? []);

    /// <summary>The exchange's own books as JSON: accounts, orders, trades, positions.</summary>
    public Task<string> Truth() => _loop.Ask(() => TruthText.Of(_loop.Run.Venue));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(new System.Threading.CancellationToken(canceled: true)).ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        _loop.Dispose();
        (_loop.Run.Venue.Background as IDisposable)?.Dispose();
        _certificates.Dispose();
        if (_ownsCaFile) File.Delete(CaFile);
    }

    private static ExchangeRun MakeRun(ExchangeServerOptions options)
    {
        long startUs = options.StartUs ?? (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / 10;
        Venue venue = new(options.Venue, options.Seed, startUs);
        venue.Background = options.Market switch
        {
            MarketKind.Synthetic => new SyntheticMarket(venue.Engine, options.Seed),
            MarketKind.Recording => RecordedMarket.Open(venue.Engine, options.Recording ?? throw new ArgumentException("A recorded market needs a recording."), options.Speed),
            _ => null,
        };
        venue.Flush();
        return new ExchangeRun(venue, new FaultPlan(options.Faults, options.Seed, startUs) { Requests = options.NotesRequests ? [] : null });
    }

    private static WebApplication Build(ExchangeServerOptions options, IPAddress address, VenueLoop loop, ServerCertificates certificates)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Door door = new(loop, certificates);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(15);
            kestrel.Listen(address, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => door.EnterAsync(next, connection));
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = tls => new(door.Choose(tls.Connection)) });
            });
            if (options.HttpPort is { } httpPort) kestrel.Listen(address, httpPort, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        WebApplication web = builder.Build();
        HttpEntry entry = new(loop, options);
        web.Run(entry.HandleAsync);
        return web;
    }
}
