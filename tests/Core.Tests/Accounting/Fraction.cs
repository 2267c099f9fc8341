using System.Numerics;

namespace Minnow.Core.Tests.Accounting;

/// <summary>A rational number without any rounding.</summary>
internal readonly struct Fraction
{
    private readonly BigInteger _top;
    private readonly BigInteger _bottom;

    internal Fraction(BigInteger top, BigInteger bottom)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(top, bottom) * bottom.Sign;
        (_top, _bottom) = (top / common, bottom / common);
    }

    internal static Fraction Zero => new(0, 1);

    public static Fraction operator +(Fraction a, Fraction b) => new(a._top * b._bottom + b._top * a._bottom, a._bottom * b._bottom);

    public static Fraction operator -(Fraction a, Fraction b) => new(a._top * b._bottom - b._top * a._bottom, a._bottom * b._bottom);

    public static Fraction operator *(Fraction a, Fraction b) => new(a._top * b._top, a._bottom * b._bottom);

    public static Fraction operator /(Fraction a, Fraction b) => new(a._top * b._bottom, a._bottom * b._top);

    public static implicit operator Fraction(long whole) => new(whole, 1);

    public static implicit operator Fraction(BigInteger whole) => new(whole, 1);

    /// <summary>Nearest whole number, halves away from zero.</summary>
    internal BigInteger Rounded() => _top.Sign * ((2 * BigInteger.Abs(_top) + _bottom) / (2 * _bottom));

    /// <summary>Whole part, towards zero.</summary>
    internal BigInteger Cut() => BigInteger.Divide(_top, _bottom);

    internal bool IsAtMost(Fraction other) => _top * other._bottom <= other._top * _bottom;

    internal Fraction Size => new(BigInteger.Abs(_top), _bottom);
}
