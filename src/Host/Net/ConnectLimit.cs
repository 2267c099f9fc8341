using System;
using System.Net.Sockets;
using System.Threading;

namespace Minnow.Host.Net;

/// <summary>The limit of a blocking connect: closes the socket when it is over, unless it was lifted first. One of the two happens, never both.</summary>
internal sealed class ConnectLimit : IDisposable
{
    private readonly Socket _socket;
    private readonly Timer _timer;
    private int _isDecided;

    internal ConnectLimit(Socket socket, int limitMs)
    {
        _socket = socket;
        _timer = new Timer(static self => ((ConnectLimit)self!).Expire(), this, limitMs, Timeout.Infinite);
    }

    /// <summary>The connection is made.</summary>
    /// <returns>False if the limit was over first: the socket is closed, or about to be by another thread.</returns>
    internal bool TryLift() => Interlocked.Exchange(ref _isDecided, 1) == 0;

    /// <summary>The limit is over. Stopping the timer does not stop a call of this that has begun.</summary>
    internal void Expire()
    {
        if (Interlocked.Exchange(ref _isDecided, 1) == 0) _socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
