using System;

namespace Minnow.Host.Why;

/// <summary>Rounds the parts of a sum so that what is shown adds up to the digit.</summary>
/// <remarks>Each part is shown within one unit of its last digit: the ones whose rounding was furthest off take the difference.</remarks>
internal static class ShownSum
{
    // Parts of a price of 1e5 are known to about 1e-11 of it.
    private const double RelativeError = 1e-9;

    /// <summary>The parts and, as the last, what they leave unexplained of <paramref name="result"/>: 0 unless they do not add up.</summary>
    internal static decimal[] Round(ReadOnlySpan<double> parts, double result, int digits)
    {
        decimal[] shown = new decimal[parts.Length + 1];
        double sum = 0, size = Math.Abs(result);
        for (int i = 0; i < parts.Length; i++)
        {
            shown[i] = Shown(parts[i], digits);
            sum += parts[i];
            size += Math.Abs(parts[i]);
        }
        decimal missing = Shown(result, digits);
        for (int i = 0; i < parts.Length; i++) missing -= shown[i];
        if (Math.Abs(result - sum) > RelativeError * size)
        {
            shown[^1] = missing;
            return shown;
        }
        decimal unit = new(1, 0, 0, false, (byte)digits);
        for (; missing != 0; missing -= Math.Sign(missing) * unit)
        {
            int most = -1;
            for (int i = 0; i < parts.Length; i++)
                if (most < 0 || Off(parts, shown, i) * Math.Sign(missing) > Off(parts, shown, most) * Math.Sign(missing)) most = i;
            if (most < 0) break;
            shown[most] += Math.Sign(missing) * unit;
        }
        return shown;
    }

    /// <summary>A number as it is shown, if it stands alone.</summary>
    internal static decimal Shown(double value, int digits) => double.IsFinite(value) && Math.Abs(value) < 1e15 ? Math.Round((decimal)value, digits) : 0;

    private static double Off(ReadOnlySpan<double> parts, decimal[] shown, int i) => parts[i] - (double)shown[i];
}
