using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Every decision under random parameters and markets: the parts of its sums add up, and its counts are what its levels and messages say.</summary>
public class DecisionSumTests
{
    private const double Tolerance = 1e-9;

    private static readonly (ParameterId Id, double[] Values)[] s_reals =
    [
        (ParameterId.ImbalanceWeightBps, [0, 0.7, -1.5]), (ParameterId.ImbalanceClampBps, [0.1, 2]), (ParameterId.FlowWeightBps, [0, 1.1]), (ParameterId.FlowClampBps, [0.2, 2]),
        (ParameterId.TradeWeightBps, [0, 0.9]), (ParameterId.TopWeightBps, [0, 0.4]), (ParameterId.MomentumFastWeight, [0, 0.3]), (ParameterId.MomentumSlowWeight, [0, 0.2]),
        (ParameterId.AlphaClampBps, [0.3, 5]), (ParameterId.LinearSkewBpsPerOrder, [0, 0.8]), (ParameterId.AdverseSelectionBps, [0, 0.5]), (ParameterId.UncertaintyZ, [0, 1.6]),
        (ParameterId.IntensityErrorPerBps, [0, 0.4]), (ParameterId.RiskAversionPerLotBps, [0, 0.01, 0.3]), (ParameterId.VolatilityWidthFactor, [0, 0.6]),
        (ParameterId.FlowWidenBps, [0, 2]), (ParameterId.FlowWidenThreshold, [0.1, 0.6]), (ParameterId.LatencyPadFactor, [0, 3]), (ParameterId.CalmWidthFactor, [0.7, 1]),
        (ParameterId.VolatileWidthFactor, [1, 1.8]), (ParameterId.CascadeWidthFactor, [1, 3]), (ParameterId.CalmRatio, [0, 0.6]), (ParameterId.VolatileRatio, [0, 1.3]),
        (ParameterId.MinHalfSpreadBps, [0.1, 3, 8]), (ParameterId.MaxHalfSpreadBps, [4, 50]), (ParameterId.MinEdgeBps, [0, 0.5, 6]), (ParameterId.MakerFeeBps, [double.NaN, -0.5, 1]),
        (ParameterId.InventorySizing, [0, 0.7]), (ParameterId.CarryPreferenceBps, [0, 0.6]), (ParameterId.FundingWeight, [0, 1]), (ParameterId.StandAsideBps, [0, 40]),
        (ParameterId.MomentumCancelBps, [0, 6]), (ParameterId.OneSidedFlow, [0, 0.7]),
    ];

    private static readonly (ParameterId Id, long[] Values)[] s_integers =
    [
        (ParameterId.FairKind, [0, 1, 2]), (ParameterId.ModelKind, [0, 1, 2, 3]), (ParameterId.VolatilityKind, [0, 1, 2]), (ParameterId.LevelCount, [1, 3, 5]),
        (ParameterId.TouchRule, [0, 1, 2, 3]), (ParameterId.PostFillHoldNs, [0, 400_000_000]), (ParameterId.SweepLevels, [0, 2]), (ParameterId.SweepHoldNs, [200_000_000]),
        (ParameterId.LatencyNs, [0, 30_000_000]), (ParameterId.MoveKind, [0, 1, 2]),
    ];

    [Fact]
    public void The_parts_of_every_decision_add_up_to_its_results()
    {
        int priced = 0, clamped = 0, withFlow = 0;
        for (ulong seed = 1; seed <= 120; seed++)
        {
            using QuoterScript script = Play(seed);
            foreach (Decided one in script.Decisions)
            {
                DecisionRecord r = one.Head;
                if (!(r.FairTicks > 0) || !double.IsFinite(r.ReservationTicks) || r.ReservationTicks == 0) continue;
                priced++;
                if ((r.FairFlags & FairFlags.AlphaClamped) != 0) clamped++;
                if (r.FlowBidBps + r.FlowAskBps > 0) withFlow++;
                string where = $"seed {seed}, decision {r.DecisionNumber}";
                double signals = r.ImbalanceBps + r.FlowBps + r.TradeBps + r.TopBps + r.MomentumBps;
                if ((r.FairFlags & FairFlags.AlphaClamped) == 0) Near(signals, r.AlphaBps, where + ", alpha");
                Near(r.BaseTicks * (1 + (r.AlphaBps + r.BasisBps + r.PairBps) * 1e-4), r.FairTicks, where + ", fair");
                Near(r.FairTicks * (1 + (r.SkewBps + r.DriftBps + r.FundingBps) * 1e-4), r.ReservationTicks, where + ", reservation");
                double common = r.IntensityBps + r.InventoryBps + r.ImpactBps + r.FeeBps + r.VolatilityAddBps + r.ModeBps + r.RiskBps + r.LatencyPadBps;
                Near(common + r.FlowBidBps + r.CarryBidBps + r.TacticBidBps + r.MinRaisedBidBps - r.MaxCutBidBps + r.FloorRaisedBidBps, r.HalfSpreadBidBps, where + ", half bid");
                Near(common + r.FlowAskBps + r.CarryAskBps + r.TacticAskBps + r.MinRaisedAskBps - r.MaxCutAskBps + r.FloorRaisedAskBps, r.HalfSpreadAskBps, where + ", half ask");
                Near(r.ReservationTicks - r.FairTicks * r.HalfSpreadBidBps * 1e-4, r.RawBidTicks, where + ", raw bid");
                Near(r.ReservationTicks + r.FairTicks * r.HalfSpreadAskBps * 1e-4, r.RawAskTicks, where + ", raw ask");
                Assert.True(r.HalfSpreadBidBps >= r.FeeFloorBps && r.HalfSpreadAskBps >= r.FeeFloorBps, where + ", fee floor");
            }
        }
        Assert.True(priced > 5000 && clamped > 100 && withFlow > 100, $"{priced} priced, {clamped} clamped, {withFlow} widened by flow: too little happened");
    }

    [Fact]
    public void What_every_decision_wanted_and_sent_is_what_its_levels_say()
    {
        long levels = 0, commands = 0;
        for (ulong seed = 201; seed <= 280; seed++)
        {
            using QuoterScript script = Play(seed);
            ILookup<long, OutputRecord> sent = script.Commands.ToLookup(static one => one.DecisionNumber);
            foreach (Decided one in script.Decisions)
            {
                DecisionRecord r = one.Head;
                string where = $"seed {seed}, decision {r.DecisionNumber}: {r.WantedBidCount} + {r.WantedAskCount} wanted, {string.Join(", ", one.Levels.Select(static l => $"{l.IsSell}/{l.Level}:{l.WantedLots} {l.Action} {l.Reason}"))}";
                LevelRecord[] quotes = [.. one.Levels.Where(static l => l.IsTaker == 0)];
                Assert.True(r.WantedBidCount == quotes.Count(static l => l.IsSell == 0 && l.WantedLots > 0), where);
                Assert.True(r.WantedAskCount == quotes.Count(static l => l.IsSell != 0 && l.WantedLots > 0), where);
                Assert.True(quotes.Where(static l => l.IsSell == 0).Sum(static l => l.WantedLots) <= Math.Max(0, r.BidRoomLots), where);
                Assert.True(quotes.Where(static l => l.IsSell != 0).Sum(static l => l.WantedLots) <= Math.Max(0, r.AskRoomLots), where);
                int asked = one.Levels.Sum(static l => l.Action switch { LevelAction.Place or LevelAction.Edit or LevelAction.Cancel => 1, LevelAction.PlaceAndCancel => 2, _ => 0 });
                // A cancel that is said again for an order in the way of a level has no level of its own.
                Assert.True(r.CommandCount >= asked, where + $"; {r.CommandCount} sent, the levels say {asked}");
                foreach (OutputRecord command in sent[r.DecisionNumber])
                {
                    if (command.Verb != CommandVerb.Place) continue;
                    LevelRecord level = Assert.Single(one.Levels, l => l.OrderId == command.OrderId && l.Action is (LevelAction.Place or LevelAction.PlaceAndCancel));
                    Assert.Equal((level.WantedTicks, level.WantedLots), (command.PriceTicks, command.SizeLots));
                    commands++;
                }
                levels += quotes.Length;
            }
        }
        Assert.True(levels > 5000 && commands > 500, $"{levels} levels, {commands} new orders: too little happened");
    }

    private static QuoterScript Play(ulong seed)
    {
        SplitMix64 random = new(seed);
        QuoterScript script = QuoterScript.Ready();
        TrueVenue venue = new(script, seed + 1000);
        script.Gateway(GatewayPhase.Down);
        venue.Drop();
        venue.Return();
        long mid = 20005;
        for (int step = 0; step < 150; step++)
        {
            if (step % 40 == 0) Change(script, ref random);
            script.Wait(1 + random.NextIndex(150_000_000));
            venue.Turn();
            int dice = random.NextIndex(100);
            if (dice < 60)
            {
                mid += random.NextIndex(41) - 20;
                script.Book(mid - 3 - random.NextIndex(4), 1 + random.NextIndex(50), mid + 3 + random.NextIndex(4), 1 + random.NextIndex(50));
            }
            else if (dice < 75)
            {
                Event trade = script.Make(EventKind.Trade, 0);
                if (random.NextIndex(2) == 0) trade.Flags |= EventFlags.Ask;
                trade.Trade = new Trade { PriceTicks = mid, SizeLots = 1 + random.NextIndex(80), TradeSeq = step, TradeId = step + 1, IndexE8 = Units.Missing };
                script.Apply(trade);
            }
            else if (dice < 85)
            {
                script.Timer();
            }
            else
            {
                venue.FillSome();
            }
            venue.Turn();
        }
        return script;
    }

    private static void Change(QuoterScript script, ref SplitMix64 random)
    {
        foreach ((ParameterId id, double[] values) in s_reals) script.Real(id, values[random.NextIndex(values.Length)], 0);
        foreach ((ParameterId id, long[] values) in s_integers) script.Parameter(id, values[random.NextIndex(values.Length)], 0);
        script.Parameter(ParameterId.OrderAmountE8, (40 + 10 * random.NextIndex(5)) * Units.E8, 0);
    }

    private static void Near(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance, $"{where}: {expected:R} and {actual:R}");
}
