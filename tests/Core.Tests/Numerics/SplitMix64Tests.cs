using System.Globalization;
using System.IO;
using System.Text.Json;
using Minnow.Core.Numerics;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Numerics;

public sealed class SplitMix64Tests
{
    [Fact]
    public void The_stream_is_the_golden_one()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden("stationary_bootstrap.json")));
        int streams = 0, paths = 0;
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement inputs = item.GetProperty("inputs"), expected = item.GetProperty("expected");
            if (inputs.GetProperty("kind").ValueEquals("rng")) streams += Stream(inputs, expected);
            if (inputs.GetProperty("kind").ValueEquals("indices")) paths += Indices(inputs, expected);
        }
        Assert.Equal((1, 4), (streams, paths));
    }

    [Fact]
    public void Doubles_lie_in_the_unit_interval_and_indexes_below_their_count()
    {
        SplitMix64 random = new(1);
        bool[] seen = new bool[7];
        for (int i = 0; i < 100_000; i++)
        {
            Assert.InRange(random.NextDouble(), 0, 1 - 1.1e-16);
            seen[random.NextIndex(7)] = true;
        }
        Assert.DoesNotContain(false, seen);
    }

    private static int Stream(JsonElement inputs, JsonElement expected)
    {
        SplitMix64 bits = new(inputs.GetProperty("seed").GetUInt64()), doubles = bits;
        foreach (JsonElement hex in expected.GetProperty("u64_hex").EnumerateArray())
            Assert.Equal(ulong.Parse(hex.GetString()!, NumberStyles.HexNumber), bits.Next());
        foreach (JsonElement value in expected.GetProperty("doubles").EnumerateArray())
            Assert.Equal(value.GetDouble(), doubles.NextDouble());
        return 1;
    }

    private static int Indices(JsonElement inputs, JsonElement expected)
    {
        SplitMix64 random = new(inputs.GetProperty("seed").GetUInt64());
        int n = inputs.GetProperty("n").GetInt32();
        double p = inputs.GetProperty("p").GetDouble();
        foreach (JsonElement resample in expected.GetProperty("resamples").EnumerateArray())
        {
            int index = 0;
            for (int t = 0; t < n; t++)
            {
                bool jump = t == 0 || random.NextDouble() < p;
                index = jump ? random.NextIndex(n) : (index + 1) % n;
                Assert.Equal(resample[t].GetInt32(), index);
            }
        }
        return 1;
    }
}
