using System;
using System.Buffers.Text;

namespace Minnow.Venues.Deribit.Private;

/// <summary>The <c>quote_id</c> of a mass quote of ours: a label of the bid's order, <c>-</c>, the ask's order id: <c>mn0189abcdef01-123-124</c>; 0 for a side that it does not touch.</summary>
/// <remarks>Quotes carry no label, and the venue writes this on every side that a request makes or changes: with the side's direction it is our order id.</remarks>
public static class QuoteIdText
{
    /// <summary>Bytes that it takes at most.</summary>
    public const int MaxBytes = LabelText.MaxBytes + 1 + MaxDigits;

    private const int MaxDigits = 19;
    private const int EpochDash = 14;

    /// <summary>Writes one.</summary>
    /// <param name="destination">At least <see cref="MaxBytes"/> bytes.</param>
    /// <param name="epoch">The run's epoch, ms since 1970; 0 to <see cref="LabelText.MaxEpoch"/>.</param>
    /// <param name="bidId">Our order id of the bid; 0 if there is none.</param>
    /// <param name="askId">Our order id of the ask; 0 if there is none.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, long epoch, long bidId, long askId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(askId);
        int bytes = LabelText.Write(destination, epoch, bidId);
        destination[bytes++] = (byte)'-';
        Utf8Formatter.TryFormat(askId, destination[bytes..], out int digits);
        return bytes + digits;
    }

    /// <summary>Reads one.</summary>
    /// <returns>False, and zeros, if it is not one of ours.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long epoch, out long bidId, out long askId)
    {
        epoch = bidId = askId = 0;
        int dash = text.LastIndexOf((byte)'-');
        if (dash <= EpochDash) return false;
        ReadOnlySpan<byte> digits = text[(dash + 1)..];
        if (digits.Length is 0 or > MaxDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (digits[0] == (byte)'0' && digits.Length > 1)) return false;
        if (!Utf8Parser.TryParse(digits, out long ask, out int used) || used != digits.Length) return false;
        if (!LabelText.TryRead(text[..dash], out epoch, out bidId)) return false;
        askId = ask;
        return true;
    }
}
