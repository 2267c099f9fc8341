using System;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Model;

/// <summary>The decimal against rational arithmetic of any size.</summary>
public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 1, 0)]
    [InlineData("-0", 1, 0)]
    [InlineData("0e999", 1, 0)]
    [InlineData("10", 500_000_000, 2)]
    [InlineData("10.0", 500_000_000, 2)]
    [InlineData("1e1", 500_000_000, 2)]
    [InlineData("1E+1", 500_000_000, 2)]
    [InlineData("0.1e2", 500_000_000, 2)]
    [InlineData("3.2e4", 1_000_000_000, 3_200)]
    [InlineData("5.0e-8", 1, 5)]
    [InlineData("2.0E5", 100_000_000, 200_000)]
    [InlineData("61754.3", 10_000_000, 617_543)]
    [InlineData("-5.5", 50_000_000, -11)]
    [InlineData("9223372036854775807", 100_000_000, long.MaxValue)]
    [InlineData("-9223372036854775807", 100_000_000, -long.MaxValue)]
    [InlineData("92233720368.54775807", 1, long.MaxValue)]
    [InlineData("922337203685477580700000000", 9_223_372_036_854_775_807, 10_000_000_000_000_000)]
    [InlineData("100.0000000000000000000000000000000000000", 100_000_000, 100)]
    [InlineData("0.0000000100000000000000000000000000000000000", 1, 1)]
    public void A_number_is_that_many_steps(string text, long stepE8, long steps)
    {
        Assert.Equal(ParseStatus.Ok, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out DecimalText value));
        Assert.Equal(ParseStatus.Ok, value.TryToSteps(stepE8, ParseStatus.OffTick, out long actual));
        Assert.Equal(steps, actual);
    }

    [Theory]
    [InlineData("61754.35", 10_000_000, ParseStatus.OffTick)]
    [InlineData("0.000000001", 1, ParseStatus.OffTick)]
    [InlineData("1e-400", 1, ParseStatus.OffTick)]
    [InlineData("9223372036854775808", 100_000_000, ParseStatus.Overflow)]
    [InlineData("-9223372036854775808", 100_000_000, ParseStatus.Overflow)]
    [InlineData("92233720368.54775808", 1, ParseStatus.Overflow)]
    [InlineData("18446744073709551616", 100_000_000, ParseStatus.BadNumber)]
    [InlineData("18446744073709551610", 100_000_000, ParseStatus.Overflow)]
    [InlineData("184467440737.09551616", 1, ParseStatus.BadNumber)]
    [InlineData("1e30", 1, ParseStatus.Overflow)]
    [InlineData("1e400", 1, ParseStatus.Overflow)]
    [InlineData("1e999", 9_223_372_036_854_775_807, ParseStatus.Overflow)]
    [InlineData("12345678901234567891", 1, ParseStatus.BadNumber)]
    [InlineData("0.12345678901234567891", 1, ParseStatus.BadNumber)]
    [InlineData("1234567890123456789012345678901234567890", 1, ParseStatus.BadNumber)]
    public void A9_What_does_not_fit_is_refused_and_never_wrapped(string text, long stepE8, ParseStatus expected)
    {
        Assert.Equal(ParseStatus.Ok, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out DecimalText value));
        Assert.Equal(expected, value.TryToSteps(stepE8, ParseStatus.OffTick, out _));
    }

    [Theory]
    [InlineData("0.008832736292871022", 8_832_736_293)]
    [InlineData("-0.004999999999999999", -5_000_000_000)]
    [InlineData("1.423032929843748e-4", 142_303_293)]
    [InlineData("0.0000000000005", 0)]
    [InlineData("0.0000000000015", 2)]
    [InlineData("0.0000000000025", 2)]
    [InlineData("0.00000000000250000000000000000000000000001", 3)]
    [InlineData("0.00000000000249999999999999999999999999999", 2)]
    [InlineData("-0.0000000000015", -2)]
    [InlineData("1e-999", 0)]
    [InlineData("9223372.036854775807", long.MaxValue)]
    [InlineData("9223372.0368547758074999999999999999999", long.MaxValue)]
    public void A_rate_is_rounded_half_to_even(string text, long e12)
    {
        Assert.Equal(ParseStatus.Ok, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out DecimalText value));
        Assert.Equal(ParseStatus.Ok, value.TryToE12Rounded(out long actual));
        Assert.Equal(e12, actual);
    }

    [Theory]
    [InlineData("9223372.036854775808")]
    [InlineData("9223372.0368547758075")]
    [InlineData("-9223372.036854775808")]
    [InlineData("1e7")]
    [InlineData("12345678901234567890123")]
    public void A9_A_rate_that_does_not_fit_is_refused(string text)
    {
        Assert.Equal(ParseStatus.Ok, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out DecimalText value));
        Assert.Equal(ParseStatus.Overflow, value.TryToE12Rounded(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("00")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.e3")]
    [InlineData("1e1000")]
    [InlineData("1e-1000")]
    [InlineData("1e99999999999999999999")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("0x10")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1-1")]
    [InlineData("12345678901234567890.")]
    [InlineData("\"1\"")]
    [InlineData("١")]
    public void A8_What_is_no_JSON_number_is_refused(string text) =>
        Assert.Equal(ParseStatus.BadNumber, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("10.0", ParseStatus.Ok, 10)]
    [InlineData("6.4e4", ParseStatus.Ok, 64_000)]
    [InlineData("9223372036854775807", ParseStatus.Ok, long.MaxValue)]
    [InlineData("9223372036854775808", ParseStatus.Overflow, 0)]
    [InlineData("10.5", ParseStatus.BadNumber, 0)]
    public void A_whole_number_may_be_spelled_with_a_point(string text, ParseStatus expected, long value)
    {
        Assert.Equal(ParseStatus.Ok, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out DecimalText number));
        Assert.Equal(expected, number.TryToInteger(out long integer));
        if (expected == ParseStatus.Ok) Assert.Equal(value, integer);
    }

    [Fact]
    public void Every_boundary_is_exact_within_one_unit_on_either_side()
    {
        BigInteger[] limits =
        [
            0, long.MaxValue, ulong.MaxValue, BigInteger.Pow(10, 18), BigInteger.Pow(10, 19), BigInteger.Pow(2, 53), int.MaxValue, Units.E8, Units.E12,
        ];
        long[] steps = [1, 3, 10_000_000, 50_000_000, 100_000_000, 1_000_000_000, long.MaxValue];
        foreach (BigInteger limit in limits)
        {
            foreach (long step in steps)
            {
                for (int off = -1; off <= 1; off++)
                {
                    foreach (BigInteger units in (BigInteger[])[limit + off, (limit + off) * step, limit * step + off])
                    {
                        for (int decimals = 0; decimals <= 20; decimals += 4) Check(Spell(units, decimals), step);
                    }
                }
            }
        }
    }

    [Fact]
    public void Random_numbers_agree_with_rational_arithmetic()
    {
        Gen<string> digits = Gen.Choose(0, 9).ArrayOf().Select(d => string.Concat(d));
        Gen<string> numbers =
            from minus in Gen.Elements("", "-")
            from head in Gen.Elements("0", "1", "9", "61754", "9223372036854775807", "92233720368", "18446744073709551615")
            from more in Gen.Frequency((3, Gen.Constant("")), (1, digits))
            from zeros in Gen.Choose(0, 25).Select(n => new string('0', n))
            from fraction in Gen.OneOf(Gen.Constant(""), digits, digits.Select(d => d + "5"), Gen.Constant("500000000000000000000"))
            from exponent in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Choose(-45, 45).Select(e => "e" + e)), (1, Gen.Choose(0, 20).Select(e => "E+" + e)))
            let integer = head == "0" ? "0" : head + more
            let point = fraction.Length == 0 ? "" : "." + zeros + fraction
            select minus + integer + point + exponent;
        Gen<long> steps = Gen.Elements(1L, 2, 3, 7, 10_000, 10_000_000, 50_000_000, 100_000_000, 1_000_000_000, long.MaxValue);
        Property property = Prop.ForAll(numbers.Zip(steps).ToArbitrary(), pair => Check(pair.Item1, pair.Item2));
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void A8_Any_short_text_is_taken_if_and_only_if_it_is_a_JSON_number()
    {
        Regex grammar = new("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant);
        Gen<string> texts = Gen.Frequency(
            (8, Gen.Choose('0', '9')), (3, Gen.Constant((int)'.')), (1, Gen.Constant((int)'-')), (1, Gen.Elements((int)'e', 'E', '+', '/', ':', ' ', 0, 0xB5)))
            .ArrayOf().Select(codes => new string(codes.Select(c => (char)c).ToArray()));
        Property property = Prop.ForAll(texts.Where(t => t.Length < 24).ToArbitrary(), text =>
        {
            bool taken = DecimalText.TryParse(Encoding.Latin1.GetBytes(text), out _) == ParseStatus.Ok;
            int e = text.IndexOfAny(['e', 'E']);
            bool number = grammar.IsMatch(text) && (e < 0 || BigInteger.Abs(BigInteger.Parse(text.AsSpan(e + 1))) <= 999);
            Assert.True(taken == number, $"'{text}' taken: {taken}");
            if (number && !text.StartsWith('-')) Check("-" + text, 10_000_000);
            if (number) Check(text, 10_000_000);
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(50_000));
    }

    private static string Spell(BigInteger units, int decimals)
    {
        string text = BigInteger.Abs(units).ToString().PadLeft(decimals + 1, '0');
        string point = decimals == 0 ? "" : "." + text[^decimals..];
        return (units.Sign < 0 ? "-" : "") + text[..^decimals] + point;
    }

    private static void Check(string text, long stepE8)
    {
        Assert.Equal(ParseStatus.Ok, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out DecimalText value));
        (BigInteger top, BigInteger bottom, int digits) = Rational(text);

        ParseStatus expected = digits > 19 ? ParseStatus.BadNumber
            : top * Units.E8 % (bottom * stepE8) != 0 ? ParseStatus.OffTick
            : BigInteger.Abs(top * Units.E8 / (bottom * stepE8)) > long.MaxValue ? ParseStatus.Overflow : ParseStatus.Ok;
        ParseStatus actual = value.TryToSteps(stepE8, ParseStatus.OffTick, out long steps);
        // A number that is both off the step and too large may be called either.
        bool eitherWay = expected == ParseStatus.OffTick && actual == ParseStatus.Overflow
            && BigInteger.Abs(top * Units.E8 / (bottom * stepE8)) >= long.MaxValue;
        Assert.True(actual == expected || eitherWay, $"{text} in steps of {stepE8}: {actual}, not {expected}");
        if (actual == ParseStatus.Ok) Assert.True(steps == top * Units.E8 / (bottom * stepE8), $"{text} in steps of {stepE8}: {steps}");

        Assert.Equal(Rounded(top * Units.E8, bottom), value.TryToE8Rounded(out long e8) == ParseStatus.Ok ? e8 : null);
        Assert.Equal(Rounded(top * Units.E12, bottom), value.TryToE12Rounded(out long e12) == ParseStatus.Ok ? e12 : null);
    }

    /// <summary>Half to even; null if it does not fit.</summary>
    private static BigInteger? Rounded(BigInteger top, BigInteger bottom)
    {
        BigInteger whole = BigInteger.DivRem(BigInteger.Abs(top), bottom, out BigInteger rest);
        int half = (rest * 2).CompareTo(bottom);
        if (half > 0 || (half == 0 && !whole.IsEven)) whole++;
        if (whole > long.MaxValue) return null;
        return top.Sign < 0 ? -whole : whole;
    }

    private static (BigInteger Top, BigInteger Bottom, int SignificantDigits) Rational(string text)
    {
        int e = text.IndexOfAny(['e', 'E']);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1));
        string number = e < 0 ? text : text[..e];
        int point = number.IndexOf('.');
        exponent -= point < 0 ? 0 : number.Length - point - 1;
        string digits = number.Replace(".", "").Replace("-", "");
        BigInteger top = BigInteger.Parse(digits) * (number[0] == '-' ? -1 : 1);
        BigInteger ten = BigInteger.Pow(10, Math.Abs(exponent));
        return (exponent < 0 ? top : top * ten, exponent < 0 ? ten : 1, digits.Trim('0').Length);
    }
}
