using System;
using System.Net.Sockets;
using Minnow.Native;

namespace Minnow.Host.Net;

/// <summary>The socket that a reader thread is busy with, so that another thread can end whatever it waits for.</summary>
internal sealed class SocketSlot
{
    private readonly object _gate = new();
    private Socket? _socket;
    private bool _isConnected;
    private volatile bool _isAbandoned;

    internal bool IsAbandoned => _isAbandoned;

    /// <summary>True if the peer has not acknowledged all that was sent: a FIN would stand behind it.</summary>
    internal bool HasUnsent
    {
        get
        {
            lock (_gate)
            {
                try
                {
                    return _isConnected && LibcSocket.WaitingBytes(_socket!.SafeHandle, out int bytes) == Errno.Ok && bytes > 0;
                }
                catch (ObjectDisposedException)
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Names the socket that is worked on now.</summary>
    /// <exception cref="DialException">Nobody waits any more; the socket is closed.</exception>
    internal void Put(Socket socket)
    {
        lock (_gate)
        {
            (_socket, _isConnected) = (socket, false);
            if (!_isAbandoned) return;
        }
        socket.Dispose();
        throw new DialException(LinkFault.None, "closed by us");
    }

    internal void Connected()
    {
        lock (_gate) _isConnected = true;
    }

    /// <summary>Ends it now: a made connection by FIN in both directions, which the venue sees at once and our reader too.</summary>
    /// <param name="isStuck">The peer has not taken everything, so a FIN would wait behind orders that it takes later: a reset follows, which also voids those.</param>
    internal void Abandon(bool isStuck)
    {
        lock (_gate)
        {
            _isAbandoned = true;
            if (_socket == null) return;
            try
            {
                if (isStuck) _socket.LingerState = new LingerOption(true, 0); // the reader, woken, closes it
                if (_isConnected) _socket.Shutdown(SocketShutdown.Both);
                else _socket.Dispose();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Gone already: that was the aim.
            }
        }
    }
}
