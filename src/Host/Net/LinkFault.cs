namespace Minnow.Host.Net;

/// <summary>Which step of a link failed, for counters and for a person; what the session does next follows from <see cref="Venues.Session.LinkEnd"/> alone.</summary>
public enum LinkFault : byte
{
    /// <summary>None, or we closed it.</summary>
    None = 0,

    /// <summary>The host name has no address, and no earlier one is known. Try later.</summary>
    Name = 1,

    /// <summary>No address took the TCP connection. Try later.</summary>
    Connect = 2,

    /// <summary>The proxy refused or did not understand. A setting or a permission is wrong.</summary>
    Proxy = 3,

    /// <summary>The TLS handshake failed before a certificate was judged: not TLS at the other end, no common version, cut off.</summary>
    Tls = 4,

    /// <summary>The server's certificate was refused; the text says why. A person must look: it may be an attack.</summary>
    Certificate = 5,

    /// <summary>The certificate is good, but its key is none of the pinned ones. A person must look.</summary>
    Pin = 6,

    /// <summary>A step took longer than its limit. Try later.</summary>
    Timeout = 7,

    /// <summary>The answer to the upgrade is no valid HTTP, or accepts wrongly.</summary>
    Upgrade = 8,

    /// <summary>3xx: the address in the configuration is not (or no longer) right. It is not followed.</summary>
    HttpRedirect = 9,

    /// <summary>401.</summary>
    HttpUnauthorized = 10,

    /// <summary>403: often the address of this machine is not allowed.</summary>
    HttpForbidden = 11,

    /// <summary>429: too many connections or requests. Wait.</summary>
    HttpTooMany = 12,

    /// <summary>503: not now. Wait.</summary>
    HttpUnavailable = 13,

    /// <summary>Any other status but 101.</summary>
    HttpOther = 14,

    /// <summary>The peer closed with a close frame.</summary>
    ClosedByPeer = 15,

    /// <summary>The connection ended without a close frame.</summary>
    Cut = 16,

    /// <summary>The peer sent what the WebSocket protocol, or the limit on a message's size, forbids.</summary>
    Protocol = 17,

    /// <summary>A send found no room within its limit, or the kernel gave the link up.</summary>
    Stalled = 18,
}
