using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Market;
using Xunit;

namespace Minnow.Tests.Market;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(22000, 1, NumberText.Form.Fraction, "2200.0")]
    [InlineData(22000, 1, NumberText.Form.Shortest, "2200")]
    [InlineData(22000, 1, NumberText.Form.Exponent, "2.2e3")]
    [InlineData(10000, 1, NumberText.Form.Exponent, "1.0e3")]
    [InlineData(617185, 1, NumberText.Form.Fraction, "61718.5")]
    [InlineData(617185, 1, NumberText.Form.Shortest, "61718.5")]
    [InlineData(8, 8, NumberText.Form.Fraction, "0.00000008")]
    [InlineData(8, 8, NumberText.Form.Exponent, "8.0e-8")]
    [InlineData(-1423032929843748, 19, NumberText.Form.Exponent, "-1.423032929843748e-4")]
    [InlineData(0, 1, NumberText.Form.Exponent, "0.0")]
    public void A_number_is_written_as_the_venue_does(long units, int places, NumberText.Form form, string expected) =>
        Assert.Equal(expected, NumberText.Of(units, places, form));

    [Fact]
    public void Every_form_means_the_same_number() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), Gen.Choose(0, 12).ToArbitrary(), Gen.Elements(System.Enum.GetValues<NumberText.Form>()).ToArbitrary(),
        static (int units, int places, NumberText.Form form) =>
        {
            decimal scale = 1;
            for (int i = 0; i < places; i++) scale *= 10;
            string text = NumberText.Of(units, places, form);
            return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) == units / scale;
        }));
}
