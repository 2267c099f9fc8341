using System;
using System.Buffers.Text;
using System.Globalization;

namespace Minnow.Exchange.Rpc.Json;

/// <summary>Decimals of 1e-8 as the venue writes them: 10.0, 9.21e4, 5.0e-8.</summary>
internal static class JsonNumber
{
    /// <summary>Longest text.</summary>
    public const int MaxBytes = 40;

    private const long One = 100_000_000;

    // Below this the venue always writes an exponent.
    private const long SmallE8 = 10_000;

    /// <summary>Writes plain digits, or an exponent when asked or when the value is small. Returns the length.</summary>
    public static int Write(Span<byte> to, long valueE8, bool exponent, bool fraction)
    {
        if (valueE8 != 0 && (exponent || (valueE8 < SmallE8 && valueE8 > -SmallE8))) return WriteExponent(to, valueE8);
        int at = 0;
        ulong magnitude = Magnitude(to, valueE8, ref at);
        Utf8Formatter.TryFormat(magnitude / One, to[at..], out int written);
        at += written;
        ulong rest = magnitude % One;
        if (rest == 0) return fraction ? Tail(to, at) : at;
        to[at++] = (byte)'.';
        for (ulong unit = One / 10; rest > 0; unit /= 10)
        {
            to[at++] = (byte)('0' + (rest / unit));
            rest %= unit;
        }

        return at;
    }

    /// <summary>Shortest text that reads back to the same double; a whole number gets a fraction.</summary>
    public static int Write(Span<byte> to, double value)
    {
        value.TryFormat(to, out int written, "R", CultureInfo.InvariantCulture);
        bool isWhole = to[..written].IndexOfAnyExceptInRange((byte)'0', (byte)'9') is -1 or 0 && to[..written].IndexOfAny((byte)'.', (byte)'E') < 0;
        return isWhole ? Tail(to, written) : written;
    }

    private static int WriteExponent(Span<byte> to, long valueE8)
    {
        int at = 0;
        ulong magnitude = Magnitude(to, valueE8, ref at);
        int power = -8;
        while (magnitude % 10 == 0)
        {
            magnitude /= 10;
            power++;
        }

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(magnitude, digits, out int count);
        to[at++] = digits[0];
        to[at++] = (byte)'.';
        if (count == 1) to[at++] = (byte)'0';
        digits[1..count].CopyTo(to[at..]);
        at += count - 1;
        to[at++] = (byte)'e';
        Utf8Formatter.TryFormat(power + count - 1, to[at..], out int written);
        return at + written;
    }

    private static ulong Magnitude(Span<byte> to, long valueE8, ref int at)
    {
        if (valueE8 >= 0) return (ulong)valueE8;
        to[at++] = (byte)'-';
        return (ulong)(-(Int128)valueE8);
    }

    private static int Tail(Span<byte> to, int at)
    {
        to[at++] = (byte)'.';
        to[at++] = (byte)'0';
        return at;
    }
}
