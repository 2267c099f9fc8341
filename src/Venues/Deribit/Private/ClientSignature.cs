using System;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Minnow.Venues.Deribit.Private;

/// <summary>The signature of <c>client_signature</c>: HMAC-SHA256 over <c>{timestamp}\n{nonce}\n{data}</c>, in lower-case hex.</summary>
/// <remarks>Source: docs.deribit.com, authentication by WebSocket. No string is made; temporaries lie on the stack and are zeroed.</remarks>
public static class ClientSignature
{
    /// <summary>Bytes of a signature.</summary>
    public const int Bytes = 64;

    /// <summary>Bytes of nonce and data together at most.</summary>
    public const int MaxTextBytes = 256;

    private const int MaxMessageBytes = MaxTextBytes + 22; // 20 of a number, two newlines

    /// <summary>Writes the signature.</summary>
    /// <param name="secret">The client secret; should lie in pinned memory that its owner zeroes.</param>
    /// <param name="timestampMs">Venue time, ms since 1970: valid for 60 s.</param>
    /// <param name="nonce">Any text, new each time.</param>
    /// <param name="data">May be empty.</param>
    /// <param name="hex">Receives <see cref="Bytes"/> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The texts are too long or the room too small.</exception>
    public static void Write(ReadOnlySpan<byte> secret, long timestampMs, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, Span<byte> hex)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nonce.Length + data.Length, MaxTextBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(hex.Length, Bytes);
        Span<byte> message = stackalloc byte[MaxMessageBytes];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Utf8Formatter.TryFormat(timestampMs, message, out int at);
        message[at++] = (byte)'\n';
        nonce.CopyTo(message[at..]);
        at += nonce.Length;
        message[at++] = (byte)'\n';
        data.CopyTo(message[at..]);
        at += data.Length;
        HMACSHA256.HashData(secret, message[..at], hash);
        for (int i = 0; i < hash.Length; i++)
        {
            hex[2 * i] = "0123456789abcdef"u8[hash[i] >> 4];
            hex[2 * i + 1] = "0123456789abcdef"u8[hash[i] & 15];
        }

        CryptographicOperations.ZeroMemory(message);
        CryptographicOperations.ZeroMemory(hash);
    }
}
