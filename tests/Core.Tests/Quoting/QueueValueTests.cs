using System;
using Minnow.Core.Quoting;
using Minnow.Core.Tests.Signals;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

/// <summary>What a place in a queue is worth.</summary>
public sealed class QueueValueTests
{
    // Takers come 0.2 times a second to a depth of 1 bps (A = 0.2e, k = 1) and take 100 lots on average; an order is given 10 s.
    private static QueueValue Of(double front, double behind, double edge = 1, double loss = 2) => new()
    {
        EdgeBps = edge, DepthBps = 1, FrontLots = front, BehindLots = behind, TakerLots = 100,
        IntensityPerSecond = 0.2 * Math.E, DecayPerBps = 1, Seconds = 10, LossBps = loss,
    };

    // By hand: 1 − e^(−2·e^(−front/100)), times edge − loss·e^(−behind/100).
    [Theory]
    [InlineData(0, 1e9, 1, 2, 0.8646647167633873)] // the head of an endless queue: a fill is nearly sure, and only who knows more takes it all
    [InlineData(0, 0, 1, 2, -0.8646647167633873)] // alone at a price: whoever takes us takes the level
    [InlineData(0, 100, 1, 2, 0.22847997115623053)]
    [InlineData(100, 100, 1, 2, 0.13763217701083008)]
    [InlineData(1000, 0, 1, 2, -0.00009079573734249724)] // far at the back: no chance, no value
    [InlineData(0, 0, 1, 0, 0.8646647167633873)]
    [InlineData(0, 100, -1, 2, -1.5008494623705442)] // beyond the reservation price
    public void It_is_the_chance_of_a_fill_times_what_such_a_fill_earns(double front, double behind, double edge, double loss, double bps) =>
        Assert.Equal(bps, Of(front, behind, edge, loss).Bps, 9);

    [Fact]
    public void Nearer_the_front_or_with_more_behind_it_is_worth_more_as_long_as_fills_earn()
    {
        for (double front = 0; front < 500; front += 25)
        {
            Assert.True(Of(front, 300).Bps > Of(front + 25, 300).Bps);
            Assert.True(Of(front, 325).Bps > Of(front, 300).Bps);
            Assert.True(Of(front, 0).FillProbability is > 0 and < 1);
        }
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, 0)]
    [InlineData(double.NaN, 1, 1, 1)]
    public void What_is_not_known_has_no_value(double taker, double intensity, double decay, double seconds) =>
        Assert.True(double.IsNaN((Of(1, 1) with { TakerLots = taker, IntensityPerSecond = intensity, DecayPerBps = decay, Seconds = seconds }).Bps));

    [Fact]
    public void At_the_front_the_chance_of_a_fill_is_the_golden_one()
    {
        int seen = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("queue_position.json"))
        {
            if (!item.Inputs.GetProperty("model").ValueEquals("exponential_intensity")) continue;
            QueueValue place = new()
            {
                IntensityPerSecond = item.Number("A_per_s"), DecayPerBps = item.Number("k_per_usd"), DepthBps = item.Number("depth_usd"), Seconds = item.Number("exposure_s"), TakerLots = 1,
            };
            item.Near("fill_probability", place.FillProbability);
            seen++;
        }
        Assert.True(seen > 0);
    }

    // The plain twin: takers one after the other.
    [Theory]
    [InlineData(0, 50)]
    [InlineData(80, 150)]
    public void Drawn_takers_earn_what_it_says(double front, double behind)
    {
        Random random = new(7);
        QueueValue place = Of(front, behind);
        const int runs = 200_000;
        double sum = 0, squares = 0;
        for (int run = 0; run < runs; run++)
        {
            double earned = 0;
            for (double at = Wait(); at < place.Seconds; at += Wait())
            {
                double size = -place.TakerLots * Math.Log(1 - random.NextDouble());
                // One that stops before us leaves the queue as it is, in the model: others join where it took.
                if (size <= front) continue;
                earned = place.EdgeBps - (size > front + behind ? place.LossBps : 0);
                break;
            }
            sum += earned;
            squares += earned * earned;
        }
        double mean = sum / runs, error = Math.Sqrt((squares / runs - mean * mean) / runs);
        Assert.InRange(place.Bps, mean - 4 * error, mean + 4 * error);

        double Wait() => -Math.Log(1 - random.NextDouble()) / (place.IntensityPerSecond * Math.Exp(-place.DecayPerBps * place.DepthBps));
    }
}
