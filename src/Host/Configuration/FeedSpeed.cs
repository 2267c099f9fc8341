using System;
using System.Globalization;

namespace Minnow.Host.Configuration;

/// <summary>How fast a recording is fed.</summary>
/// <param name="Factor">Times the recorded pace; 0 is as fast as it goes.</param>
public readonly record struct FeedSpeed(double Factor)
{
    /// <summary>As fast as it goes.</summary>
    public static FeedSpeed Max => default;

    /// <summary>True if the recorded pace plays no part.</summary>
    public bool IsMax => Factor == 0;

    /// <summary>Reads <c>max</c>, or a factor from 0.001 to 100000 with an x, as in <c>1x</c>, <c>10x</c>, <c>0.5x</c>.</summary>
    public static bool TryParse(string text, out FeedSpeed speed)
    {
        speed = Max;
        if (text == "max") return true;
        if (!text.EndsWith('x') || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor)) return false;
        if (!(factor is >= 0.001 and <= 100_000)) return false;
        speed = new FeedSpeed(factor);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => IsMax ? "max" : Factor.ToString(CultureInfo.InvariantCulture) + "x";
}
