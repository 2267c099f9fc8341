using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What must hold of the quoter as a whole, from events to decisions, with each model and all signals and tactics drawn by lot.</summary>
public sealed class WholeQuoterTests
{
    private const long Middle = 1_000_000;
    private const int Steps = 160;

    /// <summary>How a script is told to one of two quoters.</summary>
    /// <param name="IsMirrored">Prices are reflected at <see cref="Middle"/>, buys are sells.</param>
    /// <param name="Scale">Times which prices are larger.</param>
    private readonly record struct View(bool IsMirrored, long Scale)
    {
        internal long Ticks(long ticks) => (IsMirrored ? 2 * Middle - ticks : ticks) * Scale;

        internal double Sign => IsMirrored ? -1 : 1;
    }

    public static TheoryData<long, ulong> Kinds()
    {
        TheoryData<long, ulong> all = [];
        for (long model = 0; model < 4; model++)
            for (ulong seed = 1; seed <= 6; seed++) all.Add(model, 10 * seed + (ulong)model);
        return all;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_mirrored_market_gives_mirrored_decisions(long model, ulong seed)
    {
        using QuoterScript plain = Play(model, seed, new View(false, 1)), mirror = Play(model, seed, new View(true, 1));
        int priced = 0;
        foreach ((DecisionRecord a, DecisionRecord b) in Pairs(plain, mirror))
        {
            Assert.Equal((a.PositionLots, a.BidRoomLots, a.AskRoomLots), (-b.PositionLots, b.AskRoomLots, b.BidRoomLots));
            Assert.Equal((a.BidEffect, a.AskEffect, a.Mode), (b.AskEffect, b.BidEffect, b.Mode));
            if (!IsPriced(in a)) continue;
            priced++;
            Near(a.SkewBps, -b.SkewBps);
            Near(a.AlphaBps, -b.AlphaBps);
            Near(a.DriftBps + a.FundingBps, -b.DriftBps - b.FundingBps);
            Near(a.HalfSpreadBidBps, b.HalfSpreadAskBps);
            Near(a.HalfSpreadAskBps, b.HalfSpreadBidBps);
            // A hundredth of a bps: returns and bps are of a price that is not the same on both sides of the mirror.
            Assert.Equal(2 * Middle, a.RawBidTicks + b.RawAskTicks, 1.0);
            Assert.Equal(2 * Middle, a.RawAskTicks + b.RawBidTicks, 1.0);
        }
        Assert.True(priced > Steps / 4, $"{priced} decisions with a price");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void At_another_price_level_decisions_are_the_same_in_bps(long model, ulong seed)
    {
        using QuoterScript plain = Play(model, seed, new View(false, 1)), high = Play(model, seed, new View(false, 8));
        int priced = 0;
        foreach ((DecisionRecord a, DecisionRecord b) in Pairs(plain, high))
        {
            Assert.Equal((a.PositionLots, a.BidRoomLots, a.AskRoomLots), (b.PositionLots, b.BidRoomLots, b.AskRoomLots));
            if (!IsPriced(in a)) continue;
            priced++;
            Near(a.SkewBps, b.SkewBps);
            Near(a.AlphaBps, b.AlphaBps);
            Near(a.HalfSpreadBidBps, b.HalfSpreadBidBps);
            Near(a.HalfSpreadAskBps, b.HalfSpreadAskBps);
            Assert.Equal(8 * a.RawBidTicks, b.RawBidTicks, 0.5);
            Assert.Equal(8 * a.RawAskTicks, b.RawAskTicks, 0.5);
        }
        Assert.True(priced > Steps / 4, $"{priced} decisions with a price");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_larger_position_never_raises_a_price_nor_gives_more_room_to_buy(long model, ulong seed)
    {
        DecisionRecord? before = null;
        for (long lots = -40; lots <= 40; lots += 5)
        {
            using QuoterScript s = Play(model, seed, new View(false, 1));
            // Time enough for every hold to end: what a tactic does after a fill is not about the position.
            DecisionRecord now = s.Position(lots, opening: true).Rest(8).Decide().Head;
            if (before is { } less && IsPriced(in less) && IsPriced(in now))
            {
                Assert.True(now.RawBidTicks <= less.RawBidTicks + 1e-6 && now.RawAskTicks <= less.RawAskTicks + 1e-6, $"{lots} lots: {now.RawBidTicks} and {now.RawAskTicks}");
                Assert.True(now.BidRoomLots <= less.BidRoomLots && now.AskRoomLots >= less.AskRoomLots, $"{lots} lots");
            }
            before = now;
        }
        Assert.True(IsPriced(before!.Value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_decision_has_a_price_that_is_none(long model, ulong seed)
    {
        using QuoterScript s = Play(model, seed, new View(false, 1));
        Assert.NotEmpty(s.Commands);
        Assert.All(s.Commands.Where(static c => c.Verb is CommandVerb.Place or CommandVerb.Edit), static c => Assert.True(c.PriceTicks > 0 && c.SizeLots > 0));
        foreach (Decided one in s.Decisions)
        {
            DecisionRecord r = one.Head;
            if (r.WantedBidCount + r.WantedAskCount == 0) continue;
            double[] numbers = [r.FairTicks, r.ReservationTicks, r.RawBidTicks, r.RawAskTicks, r.SkewBps, r.DriftBps, r.AlphaBps, r.HalfSpreadBidBps, r.HalfSpreadAskBps, r.SigmaBps, r.InventoryBps];
            Assert.All(numbers, static number => Assert.True(double.IsFinite(number)));
            Assert.True(r.RawBidTicks < r.RawAskTicks);
        }
    }

    private static bool IsPriced(in DecisionRecord r) => r.FairTicks > 0 && r.RawBidTicks > 0 && r.RawAskTicks > 0;

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-3 * (1 + Math.Abs(expected)));

    // The first decision of each moment that the market made. Answers to orders are left out: an order that is a tick off is moved in one of both alone.
    private static IEnumerable<(DecisionRecord A, DecisionRecord B)> Pairs(QuoterScript one, QuoterScript other)
    {
        Dictionary<long, DecisionRecord> a = ByTime(one), b = ByTime(other);
        (DecisionRecord, DecisionRecord)[] pairs = [.. a.Where(d => b.ContainsKey(d.Key)).Select(d => (d.Value, b[d.Key]))];
        Assert.True(pairs.Length > 0.9 * a.Count, $"{pairs.Length} of {a.Count} decisions have another");
        return pairs;
    }

    private static Dictionary<long, DecisionRecord> ByTime(QuoterScript s) => s.Decisions
        .Where(static d => d.Trigger is not (DecisionTrigger.OrderAnswer or DecisionTrigger.Timer)).GroupBy(static d => d.Head.TimeNs).ToDictionary(static g => g.Key, static g => g.First().Head);

    private static QuoterScript Play(long model, ulong seed, View view)
    {
        SplitMix64 random = new(seed);
        double Real(double low, double high) => low + random.NextDouble() * (high - low);
        double Maybe(double value) => random.NextIndex(2) == 0 ? 0 : value;
        QuoterScript s = new();
        s.Defaults().Name("BTC-PERPETUAL").Define();
        s.With(
            (ParameterId.QuoteEnabled, 1), (ParameterId.OrderAmountE8, 100 * Units.E8), (ParameterId.MaxPositionAmountE8, 500 * Units.E8), (ParameterId.ModelKind, model),
            (ParameterId.LinearSkewBpsPerOrder, 0.4), (ParameterId.BaseIntensityPerSecond, Real(0.2, 2)), (ParameterId.IntensityDecayPerBps, Real(0.3, 2)),
            (ParameterId.RiskAversionPerLotBps, Real(0.001, 0.1)), (ParameterId.AdverseSelectionBps, Maybe(0.4)), (ParameterId.UncertaintyZ, Maybe(1)), (ParameterId.IntensityErrorPerBps, 0.1),
            (ParameterId.FairKind, random.NextIndex(2)), (ParameterId.ImbalanceWeightBps, Maybe(0.5)), (ParameterId.ImbalanceLevels, 3), (ParameterId.ImbalanceClampBps, 3), (ParameterId.ImbalanceHalfLifeSeconds, 1),
            (ParameterId.FlowWeightBps, Maybe(0.3)), (ParameterId.FlowLevels, 2), (ParameterId.FlowClampBps, 3), (ParameterId.FlowHalfLifeSeconds, 2),
            (ParameterId.TradeWeightBps, Maybe(0.3)), (ParameterId.TradeClampBps, 3), (ParameterId.TradeHalfLifeSeconds, 5),
            (ParameterId.MomentumMidWeight, Maybe(0.2)), (ParameterId.MomentumMidSeconds, 5), (ParameterId.MomentumClampBps, 3), (ParameterId.AlphaClampBps, 4),
            (ParameterId.VolatilityWidthFactor, Maybe(0.4)), (ParameterId.FlowWidenBps, Maybe(2)), (ParameterId.FlowWidenThreshold, 0.2), (ParameterId.LatencyPadFactor, Maybe(1)), (ParameterId.LatencyNs, 20_000_000),
            (ParameterId.VolatileWidthFactor, 1.5), (ParameterId.VolatileRatio, Maybe(1.2)), (ParameterId.LevelCount, 1 + random.NextIndex(4)), (ParameterId.Spacing, 3),
            (ParameterId.InventorySizing, Maybe(0.7)), (ParameterId.FundingWeight, Maybe(1)), (ParameterId.FundingHoldingSeconds, 600), (ParameterId.FundingAgeNs, 60e9), (ParameterId.CarryPreferenceBps, Maybe(0.4)),
            (ParameterId.LargeTradeAmountE8, Maybe(120 * Units.E8)), (ParameterId.LargeTradeHoldNs, 300_000_000), (ParameterId.PostFillHoldNs, Maybe(500_000_000)), (ParameterId.RequoteTicks, 40 * view.Scale));
        long mid = Middle, bidLots = 60, askLots = 60;
        for (int i = 0; i < 40; i++)
        {
            s.Wait(1_000_000_000);
            Book(snapshot: i == 0, move: i % 3 - 1);
            s.AckAll();
        }
        for (int i = 0; i < Steps; i++)
        {
            s.Wait(40_000_000 + random.NextIndex(300) * 1_000_000L);
            switch (random.NextIndex(8))
            {
                case 0:
                    bool sold = random.NextIndex(2) == 0;
                    s.Trade(view.Ticks(mid + (sold ? -10 : 10)), 1 + random.NextIndex(15), sold != view.IsMirrored);
                    break;
                case 1:
                    bool sells = random.NextIndex(2) == 0;
                    s.Fill(0, sells != view.IsMirrored, view.Ticks(mid + (sells ? 10 : -10)), 1 + random.NextIndex(6), 1000 + i, FillDetails.External).Position(s.Instrument.PositionLots, afterNs: 2_000_000);
                    break;
                case 2:
                    s.Funding(view.Sign * Real(-5e-4, 5e-4));
                    break;
                case 3:
                    s.Timer();
                    break;
                default:
                    bidLots = 20 + random.NextIndex(100);
                    askLots = 20 + random.NextIndex(100);
                    Book(snapshot: false, move: random.NextIndex(61) - 30);
                    break;
            }
            s.AckAll();
        }
        return s;

        void Book(bool snapshot, long move)
        {
            mid += move;
            (long low, long high) = (view.Ticks(mid - 10), view.Ticks(mid + 10));
            if (view.IsMirrored) s.Book(high, askLots, low, bidLots, snapshot);
            else s.Book(low, bidLots, high, askLots, snapshot);
        }
    }
}
