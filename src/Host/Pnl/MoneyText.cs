using System;
using System.Globalization;
using Minnow.Core.Accounting;
using Minnow.Core.Model;

namespace Minnow.Host.Pnl;

/// <summary>Whole numbers of small units as decimal text.</summary>
internal static class MoneyText
{
    private const int ShownDigits = 10;
    private const long PerShown = 100_000_000_000_000;

    /// <summary>Exact, without zeros at the end: a JSON number.</summary>
    internal static string Exact(Int128 e24)
    {
        string digits = UInt128Text(e24).PadLeft(Money.Digits + 1, '0');
        string text = digits[..^Money.Digits] + "." + digits[^Money.Digits..];
        text = text.TrimEnd('0').TrimEnd('.');
        return e24 < 0 ? "-" + text : text;
    }

    /// <summary>For a person: ten digits, with a sign.</summary>
    internal static string Shown(Int128 e24)
    {
        Int128 rounded = Money.DivideRound(e24, PerShown);
        string digits = UInt128Text(rounded).PadLeft(ShownDigits + 1, '0');
        return (rounded < 0 ? "-" : rounded > 0 ? "+" : " ") + digits[..^ShownDigits] + "." + digits[^ShownDigits..];
    }

    /// <summary>A price in halves of 1e-8, without zeros at the end.</summary>
    internal static string Price(long halfE8) => (halfE8 / (2m * Units.E8)).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>A number of 1e-8, without zeros at the end.</summary>
    internal static string E8(Int128 e8) => ((decimal)e8 / Units.E8).ToString("0.########", CultureInfo.InvariantCulture);

    private static string UInt128Text(Int128 value) => Int128.Abs(value).ToString(CultureInfo.InvariantCulture);
}
