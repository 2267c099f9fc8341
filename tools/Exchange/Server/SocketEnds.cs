using System;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Minnow.Exchange.Server;

/// <summary>The TCP socket below a connection: to end it as a fault says, and to tell how the client ended it.</summary>
internal sealed class SocketEnds(Socket? socket)
{
    /// <summary>Sends RST.</summary>
    public void Reset()
    {
        try
        {
            if (socket is null) return;
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>Sends FIN, without a close of TLS or WebSocket.</summary>
    public void Finish()
    {
        try
        {
            socket?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <summary>True if an exception of a read says that the client tore the connection.</summary>
    public bool WasReset(Exception ending)
    {
        for (Exception? inner = ending; inner is not null; inner = inner.InnerException)
        {
            if (inner is ConnectionResetException or SocketException { SocketErrorCode: SocketError.ConnectionReset }) return true;
        }

        return false;
    }
}
