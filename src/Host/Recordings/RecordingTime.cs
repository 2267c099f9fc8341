using System;

namespace Minnow.Host.Recordings;

/// <summary>Receive times in text to nanoseconds since 1970, in integers only.</summary>
internal static class RecordingTime
{
    private const long NsPerSecond = 1_000_000_000;
    private const int FractionDigits = 9;

    /// <summary>Digits at the start of <paramref name="text"/> as a number; false if there are none or it does not fit.</summary>
    internal static bool TryDigits(ReadOnlySpan<byte> text, out long value, out int length)
    {
        value = 0;
        for (length = 0; length < text.Length && (uint)(text[length] - '0') <= 9; length++)
        {
            int digit = text[length] - '0';
            if (value > (long.MaxValue - digit) / 10) return false;
            value = value * 10 + digit;
        }
        return length > 0;
    }

    /// <summary><c>seconds</c> or <c>seconds.fraction</c> at the start of <paramref name="text"/>; digits after the ninth are cut off.</summary>
    internal static bool TrySeconds(ReadOnlySpan<byte> text, out long ns, out int length)
    {
        ns = 0;
        if (!TryDigits(text, out long seconds, out length) || seconds > long.MaxValue / NsPerSecond - 1) return false;
        ns = seconds * NsPerSecond + Fraction(text[length..], out int fractionLength);
        length += fractionLength;
        return true;
    }

    /// <summary><c>yyyy-mm-ddThh:mm:ss[.fraction]Z</c> at the start of <paramref name="text"/>, from 1970 on.</summary>
    internal static bool TryIso(ReadOnlySpan<byte> text, out long ns, out int length)
    {
        ns = 0;
        length = 19;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        if (!TryField(text[..4], out int year) || !TryField(text[5..7], out int month) || !TryField(text[8..10], out int day)
            || !TryField(text[11..13], out int hour) || !TryField(text[14..16], out int minute) || !TryField(text[17..19], out int second)) return false;
        if (year is < 1970 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        long days = (new DateTime(year, month, day) - DateTime.UnixEpoch).Days;
        ns = (((days * 24 + hour) * 60 + minute) * 60 + second) * NsPerSecond + Fraction(text[length..], out int fractionLength);
        length += fractionLength;
        if (length >= text.Length || text[length] != 'Z') return false;
        length++;
        return true;
    }

    private static long Fraction(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (text.IsEmpty || text[0] != '.') return 0;
        long ns = 0;
        int kept = 0;
        for (length = 1; length < text.Length && (uint)(text[length] - '0') <= 9; length++)
        {
            if (kept == FractionDigits) continue;
            ns = ns * 10 + (text[length] - '0');
            kept++;
        }
        for (; kept < FractionDigits; kept++) ns *= 10;
        return ns;
    }

    private static bool TryField(ReadOnlySpan<byte> text, out int value)
    {
        bool number = TryDigits(text, out long digits, out int length) && length == text.Length;
        value = (int)digits;
        return number;
    }
}
