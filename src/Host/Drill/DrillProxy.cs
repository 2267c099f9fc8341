using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Minnow.Host.Drill;

/// <summary>Stands between engine and exchange on loopback, passes bytes on, and can cut every connection or swallow what it gets.</summary>
internal sealed class DrillProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private readonly Lock _turn = new();
    private readonly string _host;
    private readonly int _port;
    private volatile bool _swallows;

    internal DrillProxy(Uri target)
    {
        (_host, _port) = (target.Host, target.Port);
        _listener.Start();
        _ = Accept();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>While true nothing passes; nobody is told.</summary>
    internal bool Swallows
    {
        get => _swallows;
        set => _swallows = value;
    }

    /// <summary>Closes all connections both ways, now.</summary>
    internal void Cut()
    {
        lock (_turn)
        {
            foreach (Socket socket in _sockets) socket.Dispose();
            _sockets.Clear();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Join(await _listener.AcceptSocketAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The drill is over.
        }
    }

    private async Task Join(Socket engine)
    {
        Socket venue = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        engine.NoDelay = true;
        lock (_turn)
        {
            _sockets.Add(engine);
            _sockets.Add(venue);
        }
        try
        {
            await venue.ConnectAsync(_host, _port).ConfigureAwait(false);
            await Task.WhenAny(Pass(engine, venue), Pass(venue, engine)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side went away: so does the other.
        }
        engine.Dispose();
        venue.Dispose();
        lock (_turn)
        {
            _sockets.Remove(engine);
            _sockets.Remove(venue);
        }
    }

    private async Task Pass(Socket from, Socket to)
    {
        byte[] room = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(room.AsMemory()).ConfigureAwait(false) is > 0 and int got)
                if (!_swallows) await to.SendAsync(room.AsMemory(0, got)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // As an end.
        }
    }
}
