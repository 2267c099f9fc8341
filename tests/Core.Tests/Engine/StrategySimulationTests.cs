using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The whole quoter with every group of parameters drawn at random and changed while it runs, against the true venue and its bad channel.</summary>
public class StrategySimulationTests
{
    private const int Seeds = 60;
    private const int Steps = 500;

    [Fact]
    public void I3_No_choice_of_parameters_breaks_a_limit_takes_by_a_quote_or_meets_an_own_order()
    {
        long trades = 0, takes = 0, pulls = 0, levels = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            using Run run = new(seed);
            run.Play(Steps, 120);
            run.Settle();
            trades += run.Venue.TradeCount;
            takes += run.Takes;
            pulls += run.Pulls;
            levels = Math.Max(levels, run.DeepestLevels);
        }
        Assert.True(trades > 300 && takes > 3 && pulls > 300 && levels > 4, $"{trades} trades, {takes} orders that took, {pulls} sides pulled, {levels} levels: too little happened");
    }

    [Fact]
    public void I8_Two_quoters_and_one_that_begins_at_a_checkpoint_give_the_same_bytes()
    {
        for (ulong seed = 100; seed < 112; seed++)
        {
            using Run run = new(seed);
            run.Play(Steps, 120);
            using QuoterScript twin = new(), restored = new();
            List<Event> sent = run.Script.Sent;
            int middle = sent.Count / 2;
            for (int i = 0; i < middle; i++) twin.Apply(sent[i]);
            restored.Block.Restore(twin.Block.Used);
            twin.Commands.Clear();
            for (int i = middle; i < sent.Count; i++)
            {
                twin.Apply(sent[i]);
                Event e = sent[i];
                restored.Quoter.Apply(in e, i);
                Assert.True(MemoryMarshal.AsBytes(twin.Output.Records).SequenceEqual(MemoryMarshal.AsBytes(restored.Output.Records)), $"seed {seed}, event {i}");
            }
            Assert.Equal(run.Script.Block.Hash(), twin.Block.Hash());
            Assert.Equal(run.Script.Block.Hash(), restored.Block.Hash());
            Assert.Equal(run.Script.Commands.Skip(run.Script.Commands.Count - twin.Commands.Count), twin.Commands);
        }
    }

    private sealed class Run : VenueRun
    {
        private int _commands;

        internal Run(ulong seed)
            : base(seed)
        {
            Script.Name("BTC-27JUN", 1).Define(instrument: 1);
            for (int i = 0; i < 40; i++) Change(i);
            Begin(seed + 5000);
            _commands = Script.Commands.Count;
        }

        internal long Takes { get; private set; }

        internal long Pulls { get; private set; }

        internal long DeepestLevels { get; private set; }

        private double Real(double low, double high) => low + (high - low) * (Random.NextIndex(10_001) / 10_000.0);

        private long Whole(int low, int high) => low + Random.NextIndex(high - low + 1);

        // Each group, within the ranges that the configuration allows; off is drawn often.
        private void Change(int which)
        {
            (ParameterId Id, double Value)[] some = (which % 20) switch
            {
                0 => [(ParameterId.FairKind, Whole(0, 2)), (ParameterId.FallbackKind, Whole(0, 2)), (ParameterId.FallbackMaxAgeNs, 1e9)],
                1 => [(ParameterId.ImbalanceWeightBps, Real(-3, 3)), (ParameterId.ImbalanceLevels, Whole(1, 10)), (ParameterId.ImbalanceHalfLifeSeconds, Real(0.1, 5))],
                2 => [(ParameterId.FlowWeightBps, Whole(0, 1) * Real(-3, 3)), (ParameterId.FlowLevels, Whole(1, 10)), (ParameterId.TradeWeightBps, Real(-3, 3))],
                3 => [(ParameterId.TopWeightBps, Whole(0, 1) * Real(-3, 3)), (ParameterId.MomentumFastWeight, Real(-1, 1)), (ParameterId.MomentumSlowWeight, Real(-1, 1)), (ParameterId.AlphaClampBps, Real(0, 20))],
                4 => [(ParameterId.ModelKind, Whole(0, 3)), (ParameterId.LinearSkewBpsPerOrder, Real(0, 3)), (ParameterId.UncertaintyZ, Real(0, 2)), (ParameterId.IntensityErrorPerBps, Real(0, 0.4)), (ParameterId.AdverseSelectionBps, Real(0, 2))],
                5 => [(ParameterId.VolatilityKind, Whole(0, 2)), (ParameterId.VolatilityWindowSeconds, Whole(10, 60)), (ParameterId.VolatilitySlowHalfLifeSeconds, Real(20, 2000))],
                6 => [(ParameterId.VolatilityWidthFactor, Real(0, 2)), (ParameterId.FlowWidenBps, Real(0, 5)), (ParameterId.FlowWidenThreshold, Real(0, 0.9)), (ParameterId.LatencyPadFactor, Real(0, 3))],
                7 => [(ParameterId.CalmWidthFactor, Real(0.5, 1)), (ParameterId.VolatileWidthFactor, Real(1, 3)), (ParameterId.StandAsideBps, Whole(0, 3) == 0 ? Real(5, 50) : 0), (ParameterId.StandAsideReleaseFactor, Real(0.5, 1))],
                8 => [(ParameterId.LevelCount, Whole(1, 10)), (ParameterId.SpacingKind, Whole(0, 2)), (ParameterId.Spacing, Real(0, 4)), (ParameterId.SpacingGrowth, Real(1, 2))],
                9 => [(ParameterId.SizeProfile, Whole(0, 2)), (ParameterId.SizeStep, Real(-0.5, 1)), (ParameterId.InventorySizing, Real(0, 1)), (ParameterId.ClipAmountE8, Whole(0, 1) * Whole(10, 60) * 1e8), (ParameterId.VolatileSizeFactor, Real(0.1, 1))],
                10 => [(ParameterId.TriggerMidBps, Whole(0, 1) * Real(0, 5)), (ParameterId.TriggerImbalance, Whole(0, 1) * 0.3), (ParameterId.BandTicksPerLevel, Whole(0, 3)), (ParameterId.RequoteTicks, Whole(1, 5))],
                11 => [(ParameterId.TouchRule, Whole(0, 3)), (ParameterId.HangBackTicks, Whole(0, 5)), (ParameterId.UndercutTicks, Whole(0, 3)), (ParameterId.TouchEdgeBps, Real(-2, 2))],
                12 => [(ParameterId.QueueFrontShare, Real(0, 1)), (ParameterId.QueueBandTicks, Whole(0, 5)), (ParameterId.QueueValueFactor, Real(0, 2)), (ParameterId.QueueLossBps, Real(0, 3)), (ParameterId.RefreshNs, Whole(0, 1) * 3e9), (ParameterId.RefreshTrades, Whole(0, 5)), (ParameterId.MoveKind, Whole(0, 2)), (ParameterId.TimerRequoteNs, Whole(0, 1) * 1e9)],
                13 => [(ParameterId.MomentumCancelSigmas, Whole(0, 1) * Real(2, 5)), (ParameterId.MomentumCancelBps, Whole(0, 1) * Real(2, 20)), (ParameterId.MomentumWindowNs, Whole(50, 1000) * 1e6), (ParameterId.LargeTradeAmountE8, Whole(0, 1) * 200e8), (ParameterId.LargeTradeHoldNs, 5e8)],
                14 => [(ParameterId.SweepLevels, Whole(0, 4)), (ParameterId.SweepGapNs, 5e6), (ParameterId.SweepHoldNs, 1e9), (ParameterId.OneSidedFlow, Whole(0, 1) * Real(0.5, 1)), (ParameterId.TacticalJoin, Whole(0, 1))],
                15 => [(ParameterId.PostFillHoldNs, Whole(0, 1) * 1e9), (ParameterId.PostFillBothSides, Whole(0, 1)), (ParameterId.CancelOppositeOnFill, Whole(0, 1)), (ParameterId.PartialFillPolicy, Whole(0, 2)), (ParameterId.ReentryWaitNs, Whole(0, 1) * 5e8), (ParameterId.ReentryDriftBps, 2)],
                16 => [(ParameterId.PullShare, Whole(0, 1) * 0.5), (ParameterId.PullHoldNs, 4e8), (ParameterId.CollapseSpreadBps, Whole(0, 1) * Real(0, 4)), (ParameterId.CollapseNs, 1e9), (ParameterId.BlowOutZ, Whole(0, 1) * 3), (ParameterId.BlowOutHoldNs, 1e9)],
                17 => [(ParameterId.AggressionShare, Real(0, 0.8)), (ParameterId.AggressionFlow, Real(0, 0.5)), (ParameterId.AggressionSlippageBps, Real(0, 5)), (ParameterId.AggressionSizeShare, Real(0.1, 1)), (ParameterId.AggressionIntervalNs, 5e8), (ParameterId.HorizonSeconds, Real(5, 60))],
                18 => [(ParameterId.CalmRatio, 0.7), (ParameterId.VolatileRatio, Whole(0, 1) * 1.5), (ParameterId.CascadeRatio, Whole(0, 1) * 3), (ParameterId.CascadeDriftSigmas, Whole(0, 1) * 4), (ParameterId.ReleaseNs, 1e9)],
                _ => [(ParameterId.FundingWeight, Real(0, 1)), (ParameterId.BasisWeight, Real(0, 1)), (ParameterId.CarryPreferenceBps, Real(0, 2)), (ParameterId.PairInstrument, 2 * Whole(0, 1)), (ParameterId.PairWeight, Real(0, 1)), (ParameterId.FundingIntervalNs, Whole(0, 1) * 3600e9), (ParameterId.OrderAmountE8, Whole(1, 12) * 10e8)],
            };
            Script.With(some);
            if (which % 20 == 19) Script.Parameter(ParameterId.MaxNetExposureE8, Whole(0, 1) * Whole(10, 40) * 100_000);
        }

        private protected override void Act(int dice)
        {
            long half = 1 + Random.NextIndex(8);
            switch (dice)
            {
                case < 45:
                    Mid += Random.NextIndex(41) - 20;
                    Script.Book(Mid - half, 1 + Random.NextIndex(50), Mid + half, 1 + Random.NextIndex(50));
                    break;
                case < 47:
                    Script.Book(Mid - 5, 10, Mid + 5, 10, prev: 3);
                    break;
                case < 57:
                    Script.Book(Mid - half, 10, Mid + half, 10, snapshot: true);
                    break;
                case < 59:
                    Script.Book(Mid - 5, dice == 57 ? 0 : 10, Mid + 5, dice == 57 ? 10 : 0, snapshot: true);
                    break;
                case < 60:
                    Script.Book(Mid + 9, 10, Mid + 5, 10);
                    break;
                case < 62:
                    Script.Operator(dice == 60 ? OperatorVerb.Pause : OperatorVerb.Resume);
                    break;
                case < 63:
                    Script.Budget(Random.NextIndex(20), 20);
                    break;
                case < 64 when Venue.IsUp:
                    Venue.Drop();
                    break;
                case < 68 when !Venue.IsUp:
                    Venue.Return();
                    break;
                case < 72:
                    Script.Mark(Mid / 2.0, Mid / 2.0 - 5 + Random.NextIndex(10)).Funding((Random.NextIndex(100) - 50) * 1e-5);
                    break;
                case < 75:
                    Script.Whole(1, Mid + 40, 10, Mid + 50, 10);
                    break;
                case < 80:
                    Change(Random.NextIndex(20));
                    break;
                case < 92:
                    bool sold = Random.NextIndex(4) != 0;
                    for (int i = Random.NextIndex(4); i >= 0; i--) Script.Trade(Mid + (sold ? -i : i), 1 + Random.NextIndex(30), sold);
                    break;
                case < 100:
                    Script.Timer();
                    break;
                default:
                    Venue.FillSome();
                    break;
            }
        }

        private protected override void Check()
        {
            Within(30);
            foreach (Decided d in Script.Decisions) Check(d);
            Script.Decisions.Clear();
            for (; _commands < Script.Commands.Count; _commands++) Check(Script.Commands[_commands]);
        }

        private void Check(OutputRecord c)
        {
            if (c.Verb is not (CommandVerb.Place or CommandVerb.Edit)) return;
            Assert.True(c.PriceTicks > 0 && c.SizeLots > 0, Where($"{c.Verb} {c.SizeLots}@{c.PriceTicks}"));
            if ((c.Flags & OutputRecord.ImmediateFlag) != 0) Takes++;
        }

        private void Check(Decided d)
        {
            DecisionRecord h = d.Head;
            if (h.BidEffect == (byte)Core.Quoting.Tactics.TacticEffect.Pull) Pulls++;
            LevelRecord[] bids = [.. d.Levels.Where(l => l.IsSell == 0 && l.IsTaker == 0 && l.Level != LevelRecord.Unwanted && l.WantedLots > 0)];
            LevelRecord[] asks = [.. d.Levels.Where(l => l.IsSell != 0 && l.IsTaker == 0 && l.Level != LevelRecord.Unwanted && l.WantedLots > 0)];
            DeepestLevels = Math.Max(DeepestLevels, Math.Max(bids.Length, asks.Length));
            Assert.All(bids, l => Assert.True(h.BestAskTicks == Units.Missing || l.WantedTicks < h.BestAskTicks, Where("a bid takes")));
            Assert.All(asks, l => Assert.True(h.BestBidTicks == Units.Missing || l.WantedTicks > h.BestBidTicks, Where("an ask takes")));
            if (bids.Length > 0 && asks.Length > 0) Assert.True(bids.Max(l => l.WantedTicks) < asks.Min(l => l.WantedTicks), Where("our bid is not below our ask"));
            if (h.WantedBidCount + h.WantedAskCount == 0) return;
            double[] all =
            [
                h.BaseTicks, h.FairTicks, h.ImbalanceBps, h.FlowBps, h.TradeBps, h.TopBps, h.MomentumBps, h.AlphaBps, h.FundingBps, h.BasisBps, h.PairBps, h.SigmaFastBps,
                h.SigmaBps, h.DecayPerBps, h.InventoryOrders, h.TargetOrders, h.SkewBps, h.DriftBps, h.ReservationTicks, h.IntensityBps, h.InventoryBps, h.ImpactBps, h.FeeBps,
                h.VolatilityAddBps, h.ModeBps, h.RiskBps, h.LatencyPadBps, h.FlowBidBps, h.CarryBidBps, h.TacticBidBps, h.HalfSpreadBidBps, h.FlowAskBps, h.CarryAskBps, h.TacticAskBps,
                h.HalfSpreadAskBps, h.FeeFloorBps, h.RawBidTicks, h.RawAskTicks, h.MidMovedBps, h.Imbalance,
            ];
            Assert.True(all.All(double.IsFinite), Where($"not a number at {Array.FindIndex(all, one => !double.IsFinite(one))}"));
            Assert.True(h.HalfSpreadBidBps >= h.FeeFloorBps && h.HalfSpreadAskBps >= h.FeeFloorBps, Where("below the fee floor"));
        }
    }
}
