using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Minnow.Host.Net;

/// <summary>Writes the frames that a client sends, each masked, header and payload in one piece.</summary>
/// <remarks>
/// The mask protects proxies from payloads that look like HTTP; under TLS it protects nobody, so a fast generator seeded by the system does. It is
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). Source of the frame: RFC 6455, 5.2 and 5.3. No allocation.
/// </remarks>
public sealed class WebSocketWriter
{
    /// <summary>Most bytes that a frame has before its payload.</summary>
    public const int MaxHeadBytes = 14;

    private const int MaskBit = 0x80;
    private ulong _state;

    /// <summary>A writer whose masks follow from <paramref name="seed"/>.</summary>
    public WebSocketWriter(ulong seed)
    {
        _state = seed;
    }

    /// <summary>Writes one whole message or control frame.</summary>
    /// <param name="opcode">What it is.</param>
    /// <param name="payload">At most 125 bytes for a control frame.</param>
    /// <param name="to">At least <see cref="MaxHeadBytes"/> longer than the payload; must not overlap it.</param>
    /// <returns>Bytes written.</returns>
    public int Write(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, Span<byte> to)
    {
        to[0] = (byte)(0x80 | (int)opcode);
        int at;
        if (payload.Length < 126)
        {
            to[1] = (byte)(MaskBit | payload.Length);
            at = 2;
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            to[1] = MaskBit | 126;
            BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)payload.Length);
            at = 4;
        }
        else
        {
            to[1] = MaskBit | 127;
            BinaryPrimitives.WriteUInt64BigEndian(to[2..], (ulong)payload.Length);
            at = 10;
        }
        uint mask = (uint)Next();
        MemoryMarshal.Write(to[at..], in mask);
        at += sizeof(uint);
        Mask(payload, mask, to[at..]);
        return at + payload.Length;
    }

    /// <summary>Writes a close frame.</summary>
    /// <param name="code">0 for one without a code.</param>
    /// <param name="to">At least <see cref="MaxHeadBytes"/> + 2 bytes.</param>
    /// <returns>Bytes written.</returns>
    public int WriteClose(int code, Span<byte> to)
    {
        Span<byte> body = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)code);
        return Write(WebSocketOpcode.Close, code == 0 ? [] : body, to);
    }

    private static void Mask(ReadOnlySpan<byte> from, uint mask, Span<byte> to)
    {
        ulong wide = ((ulong)mask << 32) | mask;
        int at = 0;
        for (; at + sizeof(ulong) <= from.Length; at += sizeof(ulong))
        {
            ulong masked = MemoryMarshal.Read<ulong>(from[at..]) ^ wide;
            MemoryMarshal.Write(to[at..], in masked);
        }
        for (; at < from.Length; at++) to[at] = (byte)(from[at] ^ (mask >> ((at & 3) * 8)));
    }

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
