using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Native;

namespace Minnow.Workloads.Wire;

/// <summary>The same bytes with nothing between them: one blocking thread reads as many as a book message has and answers with as many as an order has.</summary>
internal sealed class WireEcho : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Stream _stream;
    private readonly byte[] _asked;
    private readonly byte[] _answered;

    internal WireEcho(WireAuthority? authority, int askedBytes, int answeredBytes)
    {
        _asked = new byte[askedBytes];
        _answered = new byte[answeredBytes];
        _listener.Start();
        new Thread(() => Serve(authority)) { IsBackground = true, Name = "wire-echo" }.Start();
        _socket.Connect(_listener.LocalEndpoint);
        NetworkStream plain = new(_socket, ownsSocket: true);
        _stream = authority == null ? plain : Secured(plain, authority);
    }

    /// <summary>There and back once, ns.</summary>
    internal long Once()
    {
        long began = LibcClock.MonotonicNs();
        _stream.Write(_asked);
        _stream.ReadExactly(_answered);
        return LibcClock.MonotonicNs() - began;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Stop();
        _socket.Dispose();
    }

    private static SslStream Secured(NetworkStream plain, WireAuthority authority)
    {
        SslStream secure = new(plain);
        secure.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = TrustAnchors.Load(authority.CaFile).Policy(checksRevocation: false) });
        return secure;
    }

    private void Serve(WireAuthority? authority)
    {
        try
        {
            using Socket socket = _listener.AcceptSocket();
            socket.NoDelay = true;
            Stream stream = WirePeer.Secured(new NetworkStream(socket), authority);
            byte[] asked = new byte[_asked.Length], answer = new byte[_answered.Length];
            while (true)
            {
                stream.ReadExactly(asked);
                stream.Write(answer);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
