using System;
using System.Collections.Generic;

namespace Minnow.Host.Net;

/// <summary>Where a link goes, whom it trusts, and how long each step may take.</summary>
/// <remarks>
/// Verification of the server can be narrowed here (own authorities, pins, revocation), never widened: no setting accepts a certificate that the
/// platform refuses. Plain <c>ws://</c> is for loopback addresses only.
/// </remarks>
public sealed record LinkOptions
{
    /// <summary><c>wss://host[:port]/path</c>; <c>ws://</c> only to a loopback address written in digits, or <c>localhost</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>What the reader thread is called, and what the texts call this link: <c>market</c>, <c>orders</c>.</summary>
    public string Name { get; init; } = "link";

    /// <summary>An HTTP proxy that knows CONNECT, <c>http://host:port</c>, without a user's name; null goes straight.</summary>
    public Uri? ProxyUrl { get; init; }

    /// <summary>PEM file with the only authorities to trust; null trusts those of the machine.</summary>
    public string? CaFile { get; init; }

    /// <summary>Accepted server keys as <c>sha256/BASE64</c> (hash of the SubjectPublicKeyInfo). Empty accepts every verified key; one alone is refused: the second is for the day the key changes.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>Asks the authorities' revocation services at each opening. Off by default: it needs a way out to them, and when it is on an authority that does not answer is a refusal.</summary>
    public bool ChecksRevocation { get; init; }

    /// <summary>Limit for the name's lookup, ms; after it the last good address is tried.</summary>
    public int LookupMs { get; init; } = 2_000;

    /// <summary>Limit for the TCP connection to one address, ms, while others are left to try.</summary>
    public int AddressMs { get; init; } = 1_000;

    /// <summary>Limit for the TCP connection over all addresses, ms.</summary>
    public int ConnectMs { get; init; } = 3_000;

    /// <summary>Limit for proxy, TLS and HTTP upgrade together, ms.</summary>
    public int HandshakeMs { get; init; } = 5_000;

    /// <summary>How long a send may wait for room, ms; then the link ends as <see cref="Venues.Session.LinkEnd.Stalled"/>.</summary>
    public int SendMs { get; init; } = 250;

    /// <summary>How long sent bytes may stay unacknowledged, ms (TCP_USER_TIMEOUT); also how long a silent peer has to answer keep-alive probes, sent each second.</summary>
    public int UnackedMs { get; init; } = 3_000;

    /// <summary>Longest message that is taken, bytes; a longer one ends the link with close code 1009 as soon as its length is known.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes that wait to be polled; above it the socket is not read and the venue feels it. At least twice <see cref="MaxMessageBytes"/>.</summary>
    public int MaxWaitingBytes { get; init; } = 4 << 20;

    /// <summary>Longest payload that can be sent, bytes.</summary>
    public int MaxSendBytes { get; init; } = 64 * 1024;

    /// <summary>The kernel's send buffer, bytes; small, so that a venue that stops reading is noticed early. 0 leaves the system's.</summary>
    public int SendBufferBytes { get; init; } = 64 * 1024;

    /// <summary>Start of the generator of frame masks; null takes one from the system. A fixed one is for tests.</summary>
    public ulong? MaskSeed { get; init; }
}
