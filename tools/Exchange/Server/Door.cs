using System;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Minnow.Exchange.Faults;

namespace Minnow.Exchange.Server;

/// <summary>What a connection meets before HTTP: a reset, noise, or a certificate, right or wrong.</summary>
internal sealed class Door(VenueLoop loop, ServerCertificates certificates)
{
    private const string FaultKey = "fault";
    private static readonly TimeSpan s_stall = TimeSpan.FromMinutes(1);

    /// <summary>Runs before TLS.</summary>
    public async Task EnterAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        FaultRule? rule = await loop.Ask(() => loop.Run.Plan.AtDoor(loop.Run.NowUs, isUpgrade: false)).ConfigureAwait(false);
        switch (rule?.Verb.Name, rule?.Word(0))
        {
            case ("refuse", _):
                new SocketEnds(connection.Features.Get<IConnectionSocketFeature>()?.Socket).Reset();
                return;
            case ("handshake", "stall"):
                await StallAsync(connection).ConfigureAwait(false);
                return;
            case ("handshake", "garbage"):
                byte[] noise = new byte[512];
                new Random(1).NextBytes(noise);
                await connection.Transport.Output.WriteAsync(noise, connection.ConnectionClosed).ConfigureAwait(false);
                return;
            case ("handshake", "plain"):
                await connection.Transport.Output.WriteAsync(
                    Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), connection.ConnectionClosed).ConfigureAwait(false);
                return;
            case ("tls", string kind):
                connection.Items[FaultKey] = kind;
                break;
        }

        await next(connection).ConfigureAwait(false);
    }

    /// <summary>Chooses certificate and protocol of a connection.</summary>
    public SslServerAuthenticationOptions Choose(BaseConnectionContext connection)
    {
        string kind = connection.Items.TryGetValue(FaultKey, out object? value) ? (string)value! : "";
        SslServerAuthenticationOptions options = new()
        {
            ServerCertificate = kind.Length == 0 || kind == "old-protocol" ? certificates.Server : certificates.Wrong(kind),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        };
#pragma warning disable SYSLIB0039 // An old protocol is what this fault is about.
        if (kind == "old-protocol") options.EnabledSslProtocols = SslProtocols.Tls;
#pragma warning restore SYSLIB0039
        return options;
    }

    private static async Task StallAsync(ConnectionContext connection)
    {
        try
        {
            await Task.Delay(s_stall, connection.ConnectionClosed).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client lost patience first.
        }
    }
}
