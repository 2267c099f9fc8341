using System;
using System.Globalization;

namespace Minnow.Market;

/// <summary>Exact decimal text in the forms that the venue is seen to send: <c>2200.0</c>, <c>2200</c>, <c>2.2e3</c>, <c>8.0e-8</c>.</summary>
public static class NumberText
{
    /// <summary>How a number is written.</summary>
    public enum Form
    {
        /// <summary>With a fraction, be it <c>.0</c>.</summary>
        Fraction,

        /// <summary>Without a fraction if there is none.</summary>
        Shortest,

        /// <summary>With one digit before the point, and an exponent.</summary>
        Exponent,
    }

    /// <summary>Writes <paramref name="units"/> x 10^-<paramref name="places"/>, exactly.</summary>
    public static string Of(long units, int places, Form form = Form.Fraction)
    {
        string sign = units < 0 ? "-" : "";
        string digits = Math.Abs(units).ToString(CultureInfo.InvariantCulture);
        if (form == Form.Exponent && units != 0)
        {
            int exponent = digits.Length - 1 - places;
            string rest = digits[1..].TrimEnd('0');
            return $"{sign}{digits[0]}.{(rest.Length == 0 ? "0" : rest)}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        }

        digits = digits.PadLeft(places + 1, '0');
        string whole = digits[..^places];
        string fraction = digits[^places..].TrimEnd('0');
        if (fraction.Length > 0) return $"{sign}{whole}.{fraction}";
        return form == Form.Shortest ? sign + whole : $"{sign}{whole}.0";
    }
}
