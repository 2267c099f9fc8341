using System;
using System.Buffers.Text;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Our label on an order: <c>mn</c>, the run's epoch as 12 hex digits, <c>-</c>, our order id in decimal: <c>mn0189abcdef01-123</c>.</summary>
/// <remarks>At most <see cref="MaxBytes"/> bytes, where the venue allows 64. One label has one spelling: no other text is read as it.</remarks>
public static class LabelText
{
    /// <summary>Bytes that a label takes at most: 2 + 12 + 1 + 19 are 34.</summary>
    public const int MaxBytes = 40;

    /// <summary>The largest epoch that fits: 48 bits of ms since 1970.</summary>
    public const long MaxEpoch = (1L << 48) - 1;

    private const int EpochDigits = 12;
    private const int DashAt = 14;

    /// <summary>Writes a label.</summary>
    /// <param name="destination">At least <see cref="MaxBytes"/> bytes.</param>
    /// <param name="epoch">The run's epoch, ms since 1970; 0 to <see cref="MaxEpoch"/>.</param>
    /// <param name="orderId">Our id; 0 or more.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the room too small.</exception>
    public static int Write(Span<byte> destination, long epoch, long orderId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(epoch, MaxEpoch);
        ArgumentOutOfRangeException.ThrowIfNegative(orderId);
        destination[0] = (byte)'m';
        destination[1] = (byte)'n';
        for (int i = 0; i < EpochDigits; i++)
            destination[2 + i] = "0123456789abcdef"u8[(int)(epoch >> (4 * (EpochDigits - 1 - i))) & 15];
        destination[DashAt] = (byte)'-';
        Utf8Formatter.TryFormat(orderId, destination[(DashAt + 1)..], out int digits);
        return DashAt + 1 + digits;
    }

    /// <summary>Reads a label.</summary>
    /// <returns>False, and zeros, if it is not one of ours.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long epoch, out long orderId)
    {
        epoch = orderId = 0;
        if (text.Length is <= DashAt + 1 or > MaxBytes || !text.StartsWith("mn"u8) || text[DashAt] != (byte)'-') return false;
        ReadOnlySpan<byte> digits = text[(DashAt + 1)..];
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (digits[0] == (byte)'0' && digits.Length > 1)) return false;
        long hex = 0;
        foreach (byte b in text.Slice(2, EpochDigits))
        {
            int digit = "0123456789abcdef"u8.IndexOf(b);
            if (digit < 0) return false;
            hex = (hex << 4) | (long)digit;
        }

        if (!Utf8Parser.TryParse(digits, out long id, out int used) || used != digits.Length) return false;
        (epoch, orderId) = (hex, id);
        return true;
    }
}
