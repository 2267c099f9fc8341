using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Exchange.Server;

namespace Minnow.Exchange.Tests.Server;

/// <summary>A plain client over TLS: .NET's own WebSocket, which knows nothing of the exchange.</summary>
internal sealed class Client : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _http;
    private readonly List<JsonElement> _notifications = [];
    private Socket? _tcp;
    private string? _token;
    private long _id;

    private Client(ExchangeServer server) => _http = new HttpMessageInvoker(new SocketsHttpHandler
    {
        ConnectCallback = async (context, stop) =>
        {
            _tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _tcp.ConnectAsync("127.0.0.1", server.Port, stop);
            return new NetworkStream(_tcp, ownsSocket: true);
        },
        SslOptions = Trust(server.CaFile),
    });

    public ClientWebSocket Socket => _socket;

    public IReadOnlyList<JsonElement> Notifications => _notifications;

    public static async Task<Client> OpenAsync(ExchangeServer server)
    {
        Client client = new(server);
        using CancellationTokenSource patience = new(s_patience);
        await client._socket.ConnectAsync(server.SocketUri, client._http, patience.Token);
        return client;
    }

    public static async Task<Client> LogInAsync(ExchangeServer server)
    {
        Client client = await OpenAsync(server);
        JsonElement reply = await client.Ask("public/auth", $$"""{"grant_type":"client_credentials","client_id":"{{DemoVenue.ClientId}}","client_secret":"{{DemoVenue.ClientSecret}}"}""");
        if (!reply.TryGetProperty("result", out JsonElement result)) throw new InvalidOperationException($"Not logged in: {reply}");
        client._token = result.GetProperty("access_token").GetString();
        return client;
    }

    public static HttpClient Rest(ExchangeServer server) =>
        new(new SocketsHttpHandler { SslOptions = Trust(server.CaFile) }) { BaseAddress = server.RestUri, Timeout = s_patience };

    public async Task<JsonElement> Ask(string method, string parameters = "{}")
    {
        long id = await Send(method, parameters);
        while (true)
        {
            JsonElement message = await Receive();
            if (message.TryGetProperty("id", out JsonElement of) && of.GetInt64() == id) return message;
        }
    }

    public async Task<long> Send(string method, string parameters = "{}")
    {
        long id = ++_id;
        if (_token is not null && method.StartsWith("private/", StringComparison.Ordinal))
            parameters = $"{{\"access_token\":\"{_token}\"{(parameters == "{}" ? "" : ",")}{parameters[1..]}";
        byte[] request = Encoding.UTF8.GetBytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
        using CancellationTokenSource patience = new(s_patience);
        await _socket.SendAsync(request, WebSocketMessageType.Text, true, patience.Token);
        return id;
    }

    /// <summary>The next message; notifications are also kept.</summary>
    public async Task<JsonElement> Receive()
    {
        byte[] whole = await ReceiveBytes() ?? throw new InvalidOperationException($"Closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
        using JsonDocument message = JsonDocument.Parse(whole);
        JsonElement root = message.RootElement.Clone();
        if (root.TryGetProperty("method", out _)) _notifications.Add(root);
        return root;
    }

    /// <summary>The next message, or null if the venue closes.</summary>
    public async Task<byte[]?> ReceiveBytes(TimeSpan? within = null)
    {
        byte[] buffer = new byte[64 * 1024];
        using MemoryStream whole = new();
        using CancellationTokenSource patience = new(within ?? s_patience);
        while (true)
        {
            WebSocketReceiveResult part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return whole.ToArray();
        }
    }

    /// <summary>Reads until a notification of the channel comes; also looks at those that came before.</summary>
    public async Task<JsonElement> Next(string channel, Func<JsonElement, bool>? fits = null)
    {
        for (int at = 0; ; at++)
        {
            while (at >= _notifications.Count) await Receive();
            JsonElement found = _notifications[at];
            if (found.GetProperty("method").GetString() != "subscription") continue;
            JsonElement parameters = found.GetProperty("params");
            if (parameters.GetProperty("channel").GetString() != channel || (fits is not null && !fits(parameters.GetProperty("data")))) continue;
            _notifications.RemoveAt(at);
            return parameters.GetProperty("data");
        }
    }

    /// <summary>Ends the TCP connection without a word of TLS or WebSocket.</summary>
    public void Finish() => _tcp!.Shutdown(SocketShutdown.Both);

    /// <summary>Tears the TCP connection.</summary>
    public void Reset()
    {
        _tcp!.LingerState = new LingerOption(true, 0);
        _tcp.Close();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
        _tcp?.Dispose();
    }

    private static SslClientAuthenticationOptions Trust(string caFile)
    {
        X509Certificate2 authority = X509Certificate2.CreateFromPem(File.ReadAllText(caFile));
        return new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck,
            },
        };
    }
}
