using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Minnow.Live.Tests;

/// <summary>An HTTP proxy on loopback that opens tunnels and remembers where to. It sees bytes of TLS and nothing else.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    internal TunnelProxy()
    {
        _listener.Start();
        _accepting = Accept();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The first line of each request.</summary>
    internal ConcurrentQueue<string> Asked { get; } = [];

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            _listener.Stop();
        }
    }

    private async Task Serve(TcpClient client)
    {
        using TcpClient near = client;
        using TcpClient far = new();
        try
        {
            StringBuilder head = new();
            byte[] one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.GetStream().ReadAsync(one, _end.Token) == 1) head.Append((char)one[0]);
            string[] line = head.ToString().Split("\r\n")[0].Split(' ');
            Asked.Enqueue(string.Join(' ', line));
            string[] target = line[1].Split(':');
            await far.ConnectAsync(target[0], int.Parse(target[1]), _end.Token);
            await near.GetStream().WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _end.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _end.Token), far.GetStream().CopyToAsync(near.GetStream(), _end.Token));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _end.Cancel();
        await _accepting;
        _end.Dispose();
    }
}
