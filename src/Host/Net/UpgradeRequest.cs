using System;
using System.Security.Cryptography;
using System.Text;

namespace Minnow.Host.Net;

/// <summary>The HTTP request that asks for a WebSocket, and the check of the answer. Without I/O. Source: RFC 6455, 4.</summary>
public sealed class UpgradeRequest
{
    private const int KeyBytes = 16;
    private readonly string _key;

    /// <summary>A request with a fresh key.</summary>
    public UpgradeRequest(Uri url)
        : this(url, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)))
    {
    }

    internal UpgradeRequest(Uri url, string key)
    {
        _key = key;
        // No extension is offered, so none may be accepted; no Origin, because no page asks.
        Text = Encoding.ASCII.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {HostOf(url)}{Port(url)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nUser-Agent: minnow\r\n\r\n");
    }

    /// <summary>What goes over the wire.</summary>
    public byte[] Text { get; }

    /// <summary>The answer that proves that the other side understood this very request.</summary>
    public static string AcceptFor(string key) =>
        Convert.ToBase64String(Sha1(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    /// <summary>Judges the answer.</summary>
    /// <returns><see cref="LinkFault.None"/> if the WebSocket is open.</returns>
    public LinkFault Judge(in HttpHead answer, out string text)
    {
        switch (answer.Status)
        {
            case 101: return JudgeAccepted(answer, out text);
            case >= 300 and <= 399:
                text = $"the server answered {answer.Status} and points to '{answer.Shown("Location"u8)}': redirects are not followed; correct the address in the configuration";
                return LinkFault.HttpRedirect;
            case 401: text = "the server answered 401: it wants a login at the HTTP level, which no venue of ours has; check the address"; return LinkFault.HttpUnauthorized;
            case 403: text = "the server answered 403: this machine's address may not be on the key's or the venue's list"; return LinkFault.HttpForbidden;
            case 429: text = "the server answered 429: too many connections or requests from this address"; return LinkFault.HttpTooMany;
            case 503: text = "the server answered 503: it is not available now, as in maintenance"; return LinkFault.HttpUnavailable;
            default: text = $"the server answered {answer.Status} instead of opening a WebSocket"; return LinkFault.HttpOther;
        }
    }

    private LinkFault JudgeAccepted(in HttpHead answer, out string text)
    {
        text = "";
        if (!answer.IsCurrent) text = "is of HTTP/1.0, which can not open a WebSocket";
        else if (!answer.Holds("Upgrade"u8, "websocket"u8)) text = "does not say 'Upgrade: websocket'";
        else if (!answer.Holds("Connection"u8, "upgrade"u8)) text = "does not say 'Connection: Upgrade'";
        else if (!answer.TryGet("Sec-WebSocket-Accept"u8, out ReadOnlySpan<byte> accept) || !accept.SequenceEqual(Encoding.ASCII.GetBytes(AcceptFor(_key))))
            text = "holds a wrong or no Sec-WebSocket-Accept: something in between answers from memory";
        else if (answer.Has("Sec-WebSocket-Extensions"u8)) text = "turns on an extension that was not asked for";
        else if (answer.Has("Sec-WebSocket-Protocol"u8)) text = "chooses a protocol that was not asked for";
        if (text.Length == 0) return LinkFault.None;
        text = "the server's 101 " + text;
        return LinkFault.Upgrade;
    }

    /// <summary>A host as it stands in a request: an IPv6 address in brackets, without a zone, which means something on this machine only. Source: RFC 3986, 3.2.2.</summary>
    internal static string HostOf(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;

    private static string Port(Uri url) => url.IsDefaultPort ? "" : $":{url.Port}";

#pragma warning disable CA5350 // the protocol says SHA-1; nothing secret depends on it
    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350
}
