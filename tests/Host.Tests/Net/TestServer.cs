using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace Minnow.Tests.Host.Net;

/// <summary>A server on loopback that runs one script for each connection on a thread of its own; TLS if it has a certificate.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentBag<Socket> _sockets = [];

    internal TestServer(X509Certificate2? certificate, Action<TestPeer> script, SslProtocols protocols = SslProtocols.None, bool isWeak = false, int receiveBufferBytes = 0, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        if (receiveBufferBytes > 0) _listener.Server.ReceiveBufferSize = receiveBufferBytes;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        new Thread(() => Accept(certificate, script, protocols, isWeak)) { IsBackground = true }.Start();
    }

    internal int Port { get; }

    internal ConcurrentQueue<Exception> Failures { get; } = new();

    internal int AcceptedCount => _sockets.Count;

    public void Dispose()
    {
        _listener.Stop();
        foreach (Socket socket in _sockets) socket.Dispose();
    }

    private void Accept(X509Certificate2? certificate, Action<TestPeer> script, SslProtocols protocols, bool isWeak)
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                _sockets.Add(socket);
                new Thread(() => Serve(socket, certificate, script, protocols, isWeak)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private void Serve(Socket socket, X509Certificate2? certificate, Action<TestPeer> script, SslProtocols protocols, bool isWeak)
    {
        try
        {
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            stream.ReadTimeout = stream.WriteTimeout = 20_000;
            if (certificate != null)
            {
                SslStream secure = new(stream);
                secure.AuthenticateAsServer(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    EnabledSslProtocols = protocols,
#pragma warning disable SYSLIB0040 // the only way to make this side weak enough to be refused
                    EncryptionPolicy = isWeak ? EncryptionPolicy.AllowNoEncryption : EncryptionPolicy.RequireEncryption,
#pragma warning restore SYSLIB0040
                });
                stream = secure;
            }
            script(new TestPeer(socket, stream));
        }
        catch (Exception e)
        {
            Failures.Enqueue(e);
        }
        finally
        {
            socket.Dispose();
        }
    }
}
