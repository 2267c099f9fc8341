using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <summary>Reads the levels of one side in the one spelling that the venue writes: <c>["new",86742.5,2700.0],[</c>…, without a space.</summary>
/// <remarks>
/// A shortcut in front of the JSON reader, never a second opinion: at the first byte that is anything else, a letter of an exponent or an escape
/// included, it stops, and the reader takes over from the start of the array. What it accepts is valid JSON of the same meaning.
/// </remarks>
internal ref struct LevelScanner(ReadOnlySpan<byte> frame, int at)
{
    private readonly ReadOnlySpan<byte> _frame = frame;
    private int _at = at;

    /// <summary>Where the scanner stands: at the bracket that closes the side, once <see cref="TryNext"/> returned <c>false</c>
    /// and <see cref="IsAtEnd"/>.</summary>
    public readonly int At => _at;

    /// <summary>True at the bracket that closes the side.</summary>
    public readonly bool IsAtEnd => (uint)_at < (uint)_frame.Length && _frame[_at] == (byte)']';

    /// <summary>Reads one level and the comma after it.</summary>
    /// <returns><c>false</c> at the end and at anything unusual.</returns>
    public bool TryNext(bool hasWord, out DecimalText price, out DecimalText amount)
    {
        price = default;
        amount = default;
        ReadOnlySpan<byte> frame = _frame;
        int at = _at;
        if ((uint)at >= (uint)frame.Length || frame[at] != (byte)'[') return false;
        at++;
        if (hasWord)
        {
            if ((uint)at >= (uint)frame.Length || frame[at] != (byte)'"') return false;
            at++;
            while ((uint)at < (uint)frame.Length && frame[at] is >= (byte)'a' and <= (byte)'z') at++;
            if ((uint)(at + 1) >= (uint)frame.Length || frame[at] != (byte)'"' || frame[at + 1] != (byte)',') return false;
            at += 2;
        }

        if (!TryNumber(frame, ref at, (byte)',', out price) || !TryNumber(frame, ref at, (byte)']', out amount)) return false;
        if ((uint)at >= (uint)frame.Length) return false;
        if (frame[at] == (byte)',')
        {
            // A comma promises another level: one that is followed by the end is not JSON.
            at++;
            if ((uint)at >= (uint)frame.Length || frame[at] != (byte)'[') return false;
        }
        else if (frame[at] != (byte)']')
        {
            return false;
        }

        _at = at;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNumber(ReadOnlySpan<byte> frame, ref int at, byte end, out DecimalText number)
    {
        int start = at;
        while ((uint)at < (uint)frame.Length && (uint)(frame[at] - '.') <= '9' - '.') at++; // digits, point, and a slash that no number survives
        number = default;
        if ((uint)at >= (uint)frame.Length || frame[at] != end) return false;
        return DecimalText.TryParse(frame[start..at++], out number) == ParseStatus.Ok;
    }
}
