using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Minnow.Tactics.Statistics;
using Xunit;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>The tests of the experiment against the golden values.</summary>
public sealed class StatisticsTests
{
    public static TheoryData<string> TCases() => Ids("t_test.json");

    public static TheoryData<string> FlipCases() => Ids("sign_flip_test.json");

    [Theory]
    [MemberData(nameof(TCases))]
    public void The_t_test_is_the_golden_one(string id)
    {
        JsonElement one = Case("t_test.json", id);
        TTest got = TTest.Of(one.GetProperty("inputs").GetProperty("x").EnumerateArray().Select(static x => x.GetDouble()).ToArray());
        JsonElement expected = one.GetProperty("expected");
        Assert.Equal(expected.GetProperty("n").GetInt32(), got.Count);
        Near(expected, "mean", got.Mean);
        if (expected.TryGetProperty("sd_ddof1", out _)) Near(expected, "sd_ddof1", got.Deviation);
        Near(expected, "t", got.T);
        Near(expected, "p_two_sided", got.TwoSided);
        Near(expected, "p_greater", got.Greater);
        JsonElement interval = expected.GetProperty("ci95");
        if (interval.ValueKind == JsonValueKind.Null)
        {
            Assert.True(double.IsNaN(got.Low) && double.IsNaN(got.High));
            return;
        }
        Near(interval[0].GetDouble(), got.Low, "low end");
        Near(interval[1].GetDouble(), got.High, "high end");
    }

    [Theory]
    [MemberData(nameof(FlipCases))]
    public void The_sign_flip_test_is_the_golden_one(string id)
    {
        JsonElement one = Case("sign_flip_test.json", id);
        JsonElement inputs = one.GetProperty("inputs");
        long[] values = [.. inputs.GetProperty("x").EnumerateArray().Select(static x => x.GetInt64())];
        JsonElement expected = one.GetProperty("expected");
        if (!inputs.TryGetProperty("seed", out JsonElement seed))
        {
            Assert.Equal(
                (expected.GetProperty("count_greater").GetInt64(), expected.GetProperty("count_two_sided").GetInt64(), expected.GetProperty("total").GetInt64()),
                SignFlip.Exact(values));
            return;
        }
        Assert.Equal(
            (expected.GetProperty("mc_count_greater").GetInt64(), expected.GetProperty("mc_count_two_sided").GetInt64()),
            SignFlip.Drawn(values, seed.GetUInt64(), inputs.GetProperty("B").GetInt32()));
        double exact = expected.GetProperty("exact_p_two_sided").GetDouble();
        double drawn = SignFlip.TwoSided([.. values.Select(static value => (double)value)]);
        Assert.True(Math.Abs(drawn - exact) < 4 * Math.Sqrt(exact * (1 - exact) / 99_999), $"{drawn} is far from {exact}");
    }

    [Fact]
    public void The_interval_of_the_flips_is_where_the_flips_do_not_refuse()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(static i => Math.Sin(i * 12.9898) * 3 + 0.4)];
        (double low, double high) = SignFlip.Interval(values);
        Assert.True(low < values.Average() && values.Average() < high);
        foreach (double end in (double[])[low, high])
        {
            double p = SignFlip.TwoSided([.. values.Select(value => value - end)]);
            Assert.InRange(p, 0.044, 0.056);
        }
        TTest t = TTest.Of(values);
        Assert.InRange((high - low) / (t.High - t.Low), 0.9, 1.1);
    }

    [Fact]
    public void Holm_multiplies_the_smallest_by_the_count_and_keeps_the_order()
    {
        double[] got = Holm.Correct([0.01, 0.04, 0.03, 0.005]);
        Assert.Equal([0.03, 0.06, 0.06, 0.02], got, static (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([1.0, 1.0], Holm.Correct([0.7, 0.9]));
        Assert.Empty(Holm.Correct([]));
    }

    [Fact]
    public void Few_numbers_give_no_interval()
    {
        Assert.True(double.IsNaN(SignFlip.Interval([1, 2, 3, 4, 5]).Low));
        Assert.True(double.IsNaN(TTest.Of([]).Mean));
    }

    [Fact]
    public void A_seed_without_the_number_in_one_arm_is_left_out()
    {
        Difference got = Difference.Of("x", "y", [1, double.NaN, 3, 4], [2, 5, double.NaN, 6]);
        Assert.Equal((2, 1.5), (got.Seeds, got.Mean));
    }

    private static void Near(JsonElement expected, string name, double got)
    {
        JsonElement value = expected.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Null) Assert.True(double.IsNaN(got), $"{name} is {got} and not undefined");
        else Near(value.GetDouble(), got, name);
    }

    private static void Near(double expected, double got, string name) =>
        Assert.True(Math.Abs(got - expected) <= 1e-12 + (1e-8 * Math.Abs(expected)), $"{name}: {got:R}, expected {expected:R}");

    private static TheoryData<string> Ids(string file) => [.. Cases(file).Select(static one => one.GetProperty("id").GetString()!)];

    private static JsonElement Case(string file, string id) => Cases(file).Single(one => one.GetProperty("id").GetString() == id);

    private static IEnumerable<JsonElement> Cases(string file)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden(file)));
        return golden.RootElement.Clone().GetProperty("cases").EnumerateArray();
    }
}
