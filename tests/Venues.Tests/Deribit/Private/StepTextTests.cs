using System;
using System.Globalization;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class StepTextTests
{
    [Theory]
    [InlineData(0, 50_000_000, "0")]
    [InlineData(1, 1, "0.00000001")]
    [InlineData(173_485, 50_000_000, "86742.5")]
    [InlineData(10, 1_000_000_000, "100")]
    [InlineData(3, 10_000, "0.0003")]
    [InlineData(-3, 10_000, "-0.0003")]
    [InlineData(100_000, 10_000, "10")]
    [InlineData(long.MaxValue, long.MaxValue, "850705917302346158473969077842.32501249")]
    [InlineData(long.MinValue, long.MaxValue, "-850705917302346158566202798210.87277056")]
    public void Steps_are_written_as_plain_decimals(long steps, long stepE8, string text) => Assert.Equal(text, Write(steps, stepE8));

    [Fact]
    public void Any_price_or_amount_is_the_exact_product_and_is_read_back_as_the_same_steps()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int i = 0; i < 50_000; i++)
        {
            long stepE8 = random.Next(2) == 0 ? (long)Math.Pow(10, random.Next(11)) * random.Next(1, 10) : random.NextInt64(1, 1L << random.Next(1, 40));
            long steps = random.NextInt64(1L << random.Next(1, 48)) * (random.Next(4) == 0 ? -1 : 1);
            string text = Write(steps, stepE8);
            decimal expected = (decimal)steps * stepE8 / 100_000_000m;
            Assert.True(expected == decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), $"seed {seed}: {steps} x {stepE8}: {text}");
            Assert.False(text.Contains('.') && text.EndsWith('0'), $"seed {seed}: {text}");
            if (DecimalText.TryParse(Encoding.ASCII.GetBytes(text), out DecimalText number) != ParseStatus.Ok || !number.IsExact) continue;
            Assert.Equal(ParseStatus.Ok, number.TryToSteps(stepE8, ParseStatus.OffTick, out long back));
            Assert.True(steps == back, $"seed {seed}: {text}");
        }
    }

    private static string Write(long steps, long stepE8)
    {
        Span<byte> room = stackalloc byte[StepText.MaxBytes];
        return Encoding.ASCII.GetString(room[..StepText.Write(room, steps, stepE8)]);
    }
}
