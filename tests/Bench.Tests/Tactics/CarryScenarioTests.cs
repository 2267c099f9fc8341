using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>The hours of the venue, played through: the whole quoter on the exchange, and the venue's own word on what we hold and what rests.</summary>
public sealed class CarryScenarioTests
{
    private static readonly InstrumentSpec s_perpetual = InstrumentSpec.BtcPerpetual() with { MakerFeeE8 = 0 };

    private static InstrumentSpec Dated(long seconds, string name) =>
        InstrumentSpec.BtcDated(CarryWorld.StartUs + 90_000_000_000) with { Name = name, ExpiryUs = CarryWorld.StartUs + seconds * 1_000_000, MakerFeeE8 = 0, SpeedBumpUs = 0 };

    // Stamps each two minutes; the mark is 20 bps above the index, so who is long pays. What only reduces is passive, and takes its time.
    private static List<long> AtTheStamps(ulong seed, string settings)
    {
        List<long> held = [];
        using CarryWorld world = new(seed, [s_perpetual], (0, settings))
        {
            Look = world =>
            {
                if (world.NowUs % 120_000_000 == 0) held.Add(world.Position(0));
            },
        };
        world.MarkAbove(0, 20);
        world.Play(1200);
        Assert.True(world.Fills[0] > 100, $"{world.Fills[0]} fills");
        return held;
    }

    [Fact]
    public void Flat_before_funding_pays_at_no_stamp()
    {
        const string stamps = "FundingIntervalNs=120e9 FundingAgeNs=5e9";
        int paidWithout = 0;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            Assert.All(AtTheStamps(seed, stamps + " FlatBeforeFundingNs=60e9"), static lots => Assert.True(lots <= 0, $"{lots} lots long at the stamp"));
            paidWithout += AtTheStamps(seed, stamps).Count(static lots => lots > 0);
        }
        // The control: without the option some stamps find us long.
        Assert.True(paidWithout > 0);
    }

    [Fact]
    public void Before_its_expiry_a_future_is_only_reduced_then_flat_and_nothing_rests()
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            long before = 0;
            int looked = 0;
            using CarryWorld world = new(seed, [Dated(600, "BTC-A")], (0, "ExpiryReduceNs=240e9 ExpiryStopNs=60e9"))
            {
                Look = world =>
                {
                    long held = Math.Abs(world.Position(0));
                    // What was on its way when the time came may still be filled.
                    if (world.Seconds > 361) Assert.True(held <= before, $"{held} lots after {before} at {world.Seconds} s");
                    before = held;
                    if (world.Seconds is <= 541 or > 599) return;
                    Assert.Equal((0L, 0), (held, world.OpenOrders(0)));
                    looked++;
                },
            };
            world.Play(600);
            Assert.True(world.Fills[0] > 50 && looked > 1000, $"{world.Fills[0]} fills, looked {looked} times");
        }
    }

    [Fact]
    public void Quoting_rolls_to_the_next_future_when_the_one_before_it_stops()
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            using CarryWorld world = new(seed, [Dated(400, "BTC-A"), Dated(90_000, "BTC-B")], (0, "ExpiryReduceNs=200e9 ExpiryStopNs=60e9"), (1, "RollAfterInstrument=1"))
            {
                Look = world =>
                {
                    if (world.Seconds < 340) Assert.Equal((0L, 0), (world.Position(1), world.OpenOrders(1)));
                    if (world.Seconds > 341) Assert.Equal(0, world.OpenOrders(0));
                },
            };
            world.Play(340);
            Assert.True(world.Fills[0] > 20, $"{world.Fills[0]} fills of the first");
            world.Play(59);
            Assert.Equal(0, world.Position(0));
            Assert.True(world.Fills.GetValueOrDefault(1) > 5 && world.OpenOrders(1) == 2, $"{world.Fills.GetValueOrDefault(1)} fills of the next");
        }
    }

    // Mean position of perpetual and future in the minute after the future grew rich by 4 bps, lots.
    private static (double Perpetual, double Future) Apart(ulong seed, double weight)
    {
        double perpetual = 0, future = 0;
        int looked = 0;
        using CarryWorld world = new(seed, [s_perpetual, Dated(90_000, "BTC-B")], (0, $"PairInstrument=2 PairWeight={weight} PairHalfLifeSeconds=600 BasisClampBps=3"),
            (1, $"PairInstrument=1 PairWeight={weight} PairHalfLifeSeconds=600 BasisClampBps=3"))
        {
            Look = world =>
            {
                if (world.Seconds < 320) return;
                perpetual += world.Position(0);
                future += world.Position(1);
                looked++;
            },
        };
        world.Play(300);
        world.Basis(1, 4);
        world.Play(80);
        return (perpetual / looked, future / looked);
    }

    [Fact]
    public void Calendar_spread_quotes_sell_the_leg_that_grew_rich_and_buy_the_other()
    {
        double perpetual = 0, future = 0;
        for (ulong seed = 1; seed <= 4; seed++)
        {
            (double pairedPerpetual, double pairedFuture) = Apart(seed, 0.5);
            (double lonePerpetual, double loneFuture) = Apart(seed, 0);
            perpetual += pairedPerpetual - lonePerpetual;
            future += pairedFuture - loneFuture;
        }
        Assert.True(future < -400 && perpetual > 400, $"Against no pair {perpetual / 4:0} lots of the perpetual and {future / 4:0} of the future.");
    }
}
