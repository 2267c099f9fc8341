using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Minnow.Host.Net;

/// <summary>Makes a connection, step by step, each under its limit: name, TCP, proxy, TLS, upgrade. Runs on the reader thread.</summary>
internal sealed class Dialer
{
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;
    private const int KeepAliveSeconds = 1;

    private readonly LinkOptions _options;
    private readonly TrustAnchors? _anchors;
    private readonly NameLookup _names;
    private readonly Func<long> _nowNs;

    internal Dialer(LinkOptions options, TrustAnchors? anchors, NameLookup names, Func<long> nowNs)
    {
        _options = options;
        _anchors = anchors;
        _names = names;
        _nowNs = nowNs;
    }

    private bool IsTls => _options.Url.Scheme == Uri.UriSchemeWss;

    /// <summary>Dials. What it has opened when it fails is closed.</summary>
    /// <exception cref="DialException">A step failed.</exception>
    internal Dialed Dial(SocketSlot slot)
    {
        Socket socket = Connect(slot);
        SocketStream wire = new(socket, _nowNs);
        wire.Hurry(_options.HandshakeMs);
        try
        {
            if (_options.ProxyUrl != null) AskProxy(wire);
            string keyHash = "";
            Stream stream = IsTls ? Encrypt(wire, out keyHash) : wire;
            byte[] early = Upgrade(stream, wire);
            wire.Settle(_options.SendMs);
            return new Dialed(stream, wire, keyHash, early);
        }
        catch (Exception e)
        {
            wire.Dispose();
            if (e is not DialException && wire.IsLate)
                throw new DialException(LinkFault.Timeout, $"proxy, TLS and upgrade together took longer than {_options.HandshakeMs} ms");
            throw;
        }
    }

    private Socket Connect(SocketSlot slot)
    {
        Uri to = _options.ProxyUrl ?? _options.Url;
        IReadOnlyList<IPAddress> addresses = _names.Find(to.IdnHost, _options.LookupMs, out string problem);
        if (addresses.Count == 0) throw new DialException(LinkFault.Name, $"the name {to.IdnHost} has no address: {problem}");
        long deadlineMs = Environment.TickCount64 + _options.ConnectMs;
        StringBuilder failures = new();
        for (int i = 0; i < addresses.Count; i++)
        {
            long leftMs = deadlineMs - Environment.TickCount64;
            string skipped = leftMs <= 0 ? $"not tried within {_options.ConnectMs} ms" : !IsTls && !IPAddress.IsLoopback(addresses[i]) ? "not on this machine, and without TLS" : "";
            if (skipped.Length > 0) // a 'localhost' that is none, or no time left
            {
                Note(failures, addresses[i], skipped);
                continue;
            }
            int limitMs = (int)(i == addresses.Count - 1 ? leftMs : Math.Min(leftMs, _options.AddressMs));
            if (TryConnect(new IPEndPoint(addresses[i], to.Port), limitMs, slot, out string failure) is { } socket)
            {
                _names.Worked(addresses[i]);
                return socket;
            }
            Note(failures, addresses[i], failure);
        }
        throw new DialException(LinkFault.Connect, $"no connection to {to.IdnHost}:{to.Port} ({failures})");
    }

    private static void Note(StringBuilder failures, IPAddress address, string failure) =>
        failures.Append(failures.Length > 0 ? ", " : "").Append(address).Append(": ").Append(failure);

    private Socket? TryConnect(IPEndPoint to, int limitMs, SocketSlot slot, out string failure)
    {
        Socket socket = new(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        slot.Put(socket);
        try
        {
            socket.NoDelay = true;
            if (_options.SendBufferBytes > 0) socket.SendBufferSize = _options.SendBufferBytes;
            socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, BitConverter.GetBytes(_options.UnackedMs));
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            // A blocking connect has no limit of its own, and one that was not blocking would leave the socket in the slower mode for good.
            using (ConnectLimit limit = new(socket, limitMs))
            {
                socket.Connect(to);
                if (!limit.TryLift()) throw new ObjectDisposedException(nameof(Socket));
            }
            slot.Connected();
            failure = "";
            return socket;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            socket.Dispose();
            failure = e is SocketException { SocketErrorCode: not (SocketError.OperationAborted or SocketError.Interrupted) } known ? known.Message : $"no answer within {limitMs} ms";
            return null;
        }
    }

    private void AskProxy(SocketStream wire)
    {
        string target = $"{UpgradeRequest.HostOf(_options.Url)}:{_options.Url.Port}";
        wire.Write(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"));
        byte[] head = ReadHead(wire, "the proxy", LinkFault.Proxy, out byte[] early);
        if (!HttpHead.TryRead(head, out HttpHead answer)) throw new DialException(LinkFault.Proxy, "the proxy does not answer in HTTP");
        if (answer.Status is < 200 or > 299)
            throw new DialException(LinkFault.Proxy, $"the proxy answered {answer.Status} to CONNECT {target}{(answer.Status == 407 ? ": it wants a login, which is not supported" : "")}");
        if (early.Length > 0) throw new DialException(LinkFault.Proxy, "the proxy speaks before the server was asked");
    }

    private SslStream Encrypt(SocketStream wire, out string keyHash)
    {
        ServerCheck check = new(_options.Url.IdnHost, _options.Pins);
        SslStream stream = new(wire, leaveInnerStreamOpen: false);
        try
        {
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = _options.Url.IdnHost,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = _anchors!.Policy(_options.ChecksRevocation),
                RemoteCertificateValidationCallback = check.Judge, // narrows only, see there
                AllowRenegotiation = false,
                AllowTlsResume = false, // every opening judges the server anew
            });
        }
        catch (Exception e) when (!wire.IsLate && e is AuthenticationException or IOException or InvalidOperationException)
        {
            if (check.Fault != LinkFault.None) throw new DialException(check.Fault, check.Text);
            string reason = (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
            throw new DialException(LinkFault.Tls, $"no TLS connection: {reason} (is it a TLS server that speaks 1.2 or 1.3?)");
        }
        keyHash = check.KeyHash;
        return stream;
    }

    private byte[] Upgrade(Stream stream, SocketStream wire)
    {
        UpgradeRequest request = new(_options.Url);
        try
        {
            stream.Write(request.Text);
            byte[] head = ReadHead(stream, "the server", LinkFault.Upgrade, out byte[] early);
            if (!HttpHead.TryRead(head, out HttpHead answer)) throw new DialException(LinkFault.Upgrade, "the server does not answer in HTTP");
            LinkFault fault = request.Judge(answer, out string text);
            return fault == LinkFault.None ? early : throw new DialException(fault, text, fault is LinkFault.HttpTooMany or LinkFault.HttpUnavailable ? answer.RetryAfterMs(DateTimeOffset.UtcNow) : 0);
        }
        catch (IOException e) when (!wire.IsLate)
        {
            throw new DialException(LinkFault.Upgrade, $"cut off during the upgrade: {e.Message}");
        }
    }

    // What came behind the head belongs to the next step; what stands behind the head of a refusal is never read.
    private static byte[] ReadHead(Stream stream, string who, LinkFault fault, out byte[] early)
    {
        byte[] bytes = new byte[HttpHead.MaxBytes];
        for (int filled = 0, start = 0; ;)
        {
            int read = stream.Read(bytes, filled, bytes.Length - filled);
            if (read == 0) throw new DialException(fault, $"{who} closed the connection instead of answering");
            filled += read;
            ReadOnlySpan<byte> there = bytes.AsSpan(start, filled - start);
            int length = HttpHead.Length(there);
            while (length > 0 && HttpHead.IsInterim(there))
            {
                // A word in between; the answer follows it. What was read of it still counts against the limit.
                start += length;
                there = there[length..];
                length = HttpHead.Length(there);
            }
            if (length > 0)
            {
                early = there[length..].ToArray();
                return there[..length].ToArray();
            }
            if (!"HTTP/1."u8.StartsWith(there[..Math.Min(7, there.Length)])) throw new DialException(fault, $"{who} does not answer in HTTP");
            if (filled == bytes.Length) throw new DialException(fault, $"{who} sends a head longer than {HttpHead.MaxBytes} bytes");
        }
    }
}
