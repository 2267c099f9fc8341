using System;
using System.Security.Cryptography;
using System.Text;

namespace Minnow.Exchange.Rpc.Access;

/// <summary>HMAC-SHA256 signatures, lower hex.</summary>
internal static class Signature
{
    /// <summary>How far the client's timestamp may be from the venue's clock, ms.</summary>
    public const long WindowMs = 60_000;

    /// <summary>Of client_signature on a WebSocket; both line ends are there even without data.</summary>
    public static string OfSocket(string secret, long timestampMs, string nonce, string data) => Of(secret, $"{timestampMs}\n{nonce}\n{data}");

    /// <summary>Of a REST request.</summary>
    public static string OfRest(string secret, long timestampMs, string nonce, string verb, string uri, string body) =>
        Of(secret, $"{timestampMs}\n{nonce}\n{verb}\n{uri}\n{body}\n");

    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static string Of(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
