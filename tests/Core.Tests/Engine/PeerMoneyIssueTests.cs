using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What users of other programs complained about in models, inventory, funding and kill switches, one test each. Lots of 10 USD at 10,000, orders of 10 lots, a limit of 30.</summary>
public sealed class PeerMoneyIssueTests
{
    private const double Gamma = 0.5;

    private static QuoterScript Live(Action<QuoterScript>? change = null, long lots = 0, long lotE8 = 10 * Units.E8)
    {
        QuoterScript s = QuoterScript.Ready(one =>
        {
            one.Real(ParameterId.RiskAversionPerLotBps, Gamma);
            change?.Invoke(one);
        }, lotE8);
        s.Apply(KillDeskTests.Mark(s, 20_005));
        s.Gateway(GatewayPhase.Ready).AckAll().Operator(OperatorVerb.Pause).AckAll().Pass(200).AckAll().Position(lots, opening: true);
        s.Operator(OperatorVerb.Resume).AckAll().Pass(200, 3).AckAll();
        return s;
    }

    private static void Account(QuoterScript s, long equityE8, long availableE8)
    {
        Event e = s.Make(EventKind.Account, -1);
        e.Detail = (uint)XxHash64.Hash("BTC"u8);
        e.Account = new AccountReport { EquityE8 = equityE8, BalanceE8 = equityE8, AvailableE8 = availableE8, InitialMarginE8 = equityE8 - availableE8, MaintenanceMarginE8 = 0 };
        s.Apply(e);
    }

    private static KillStep Step(QuoterScript s) => KillDesk.StepOf(in s.Block.Head, in s.Instrument);

    private static void Rule(QuoterScript s, KillTrigger trigger, KillStep step, double threshold)
    {
        uint first = (uint)RiskParameterId.RulesFirst + (uint)trigger * KillRule.Fields;
        s.Parameter((ParameterId)first, (long)step).Real((ParameterId)(first + 1), threshold).Parameter((ParameterId)(first + 2), 0).Real((ParameterId)(first + 3), 1).Parameter((ParameterId)(first + 4), Units.NsPerSecond);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    [InlineData(0)]
    public void Hb3731_TheInventoryOfAPerpetualIsTheContractPosition(long lots)
    {
        using QuoterScript s = Live(lots: lots);
        Decided last = s.Decisions[^1];
        double skew = -lots / 10 * Gamma * last.Head.SigmaBps * last.Head.SigmaBps * 10;
        Assert.Equal(skew, last.SkewBps, Math.Abs(skew) * 1e-9);
        Assert.Equal(lots, last.PositionLots);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.01, 0.5)]
    [InlineData(3, 2)]
    public void Hb6059_TheSpreadOfAvellanedaAndStoikovIsTheirsAndNotHalfOrTwiceIt(double gamma, double k)
    {
        using QuoterScript s = Live(one => one.Real(ParameterId.RiskAversionPerLotBps, gamma).Real(ParameterId.IntensityDecayPerBps, k).Real(ParameterId.MaxHalfSpreadBps, 1e6));
        DecisionRecord r = s.Decisions[^1].Head;
        Assert.Equal(Math.Log(1 + gamma / k) / gamma, r.IntensityBps, 1e-9);
        Assert.Equal(0.5 * gamma * r.SigmaBps * r.SigmaBps * 10, r.InventoryBps, 1e-9);
        Assert.Equal(Math.Max(r.IntensityBps + r.InventoryBps, Math.Max(1, r.FeeFloorBps)), r.HalfSpreadBidBps, 1e-9);
    }

    [Fact]
    public void Hb3209_Hb4852_Hb4755_SpreadsStayWithinTheirBoundsAndAreNotAlwaysTheLargest()
    {
        SplitMix64 random = new(4852);
        int inside = 0;
        for (int i = 0; i < 200; i++)
        {
            using QuoterScript s = Live(one => one.Real(ParameterId.RiskAversionPerLotBps, Math.Pow(10, -6 + 5 * random.NextDouble())).Real(ParameterId.IntensityDecayPerBps, 0.03 + 0.4 * random.NextDouble())
                .Real(ParameterId.VolatilityFloorBps, 0.1 + 2 * random.NextDouble()));
            DecisionRecord r = s.Decisions[^1].Head;
            double least = Math.Max(1, r.FeeFloorBps) - 1e-9;
            Assert.InRange(r.HalfSpreadBidBps, least, 50 + 1e-9);
            Assert.InRange(r.HalfSpreadAskBps, least, 50 + 1e-9);
            if (r.HalfSpreadBidBps > least + 1e-6 && r.HalfSpreadBidBps < 50 - 1e-6) inside++;
        }
        Assert.True(inside > 100, $"{inside} of 200 between the bounds");
    }

    [Theory]
    [InlineData(-25)]
    [InlineData(25)]
    public void Hb5547_AQuoteThatIsSkewedThroughTheMarketStandsAtItAndDoesNotVanish(long lots)
    {
        using QuoterScript s = Live(one => one.Real(ParameterId.RiskAversionPerLotBps, 20).Real(ParameterId.MaxHalfSpreadBps, 2), lots);
        Decided last = s.Decisions[^1];
        bool sell = lots > 0;
        Assert.True(sell ? last.Head.RawAskTicks < s.Instrument.Book.BestBidTicks : last.Head.RawBidTicks > s.Instrument.Book.BestAskTicks, "the case is none");
        Assert.Equal(sell ? s.Instrument.Book.BestBidTicks + 1 : s.Instrument.Book.BestAskTicks - 1, sell ? last.WantedAskTicks : last.WantedBidTicks);
        Assert.Equal(OwnOrderState.Working, s.Instrument.Side(sell)[0].State);
    }

    [Fact]
    public void Hb2277_AnInventoryMovesThePricesOfBothSidesAndNotTheSizesAlone()
    {
        using QuoterScript flat = Live(), held = Live(lots: 15);
        Decided a = flat.Decisions[^1], b = held.Decisions[^1];
        Assert.True(b.WantedBidTicks < a.WantedBidTicks && b.WantedAskTicks < a.WantedAskTicks, $"{a.WantedBidTicks} {a.WantedAskTicks}, held {b.WantedBidTicks} {b.WantedAskTicks}");
        Assert.Equal((a.WantedBidLots, a.WantedAskLots), (b.WantedBidLots, b.WantedAskLots));
    }

    [Fact]
    public void Hb2559_InATrendTheLimitHoldsWhateverTheSkewAndARuleStopsBeforeIt()
    {
        long[] held = new long[2];
        for (int round = 0; round < 2; round++)
        {
            using QuoterScript s = Live(one => one.Real(ParameterId.RiskAversionPerLotBps, 0.0001));
            if (round == 1) Rule(s, KillTrigger.TrendBreak, KillStep.StopAdding, 3);
            for (int i = 0; i < 12; i++) s.Pass(1000).AckAll();
            for (int i = 0; i < 40; i++)
            {
                ref OwnOrder bid = ref s.Instrument.Bids[0];
                // The market falls through every bid.
                if (bid.State == OwnOrderState.Working) s.Fill(bid.OrderId, false, bid.PriceTicks, bid.OpenLots, 100 + i);
                s.Shift(-20).Timer().AckAll().Pass(500).AckAll().Pass(500).AckAll();
                Assert.InRange(s.Instrument.HighestLots, 0, 30);
            }
            held[round] = s.Instrument.PositionLots;
            if (round == 0) Assert.True(s.Instrument.Bids.IsEmpty && !s.Instrument.Asks.IsEmpty);
        }
        Assert.Equal(30, held[0]);
        Assert.True(held[1] < held[0], $"with the rule it holds {held[1]}");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(-12)]
    [InlineData(30)]
    [InlineData(-30)]
    public void Hb1595_Hb2058_WhatIsBoundInOrdersOrMarginMovesNoSkewAndNoSide(long lots)
    {
        using QuoterScript free = Live(lots: lots), bound = Live(lots: lots);
        Account(free, 100 * Units.E8, 100 * Units.E8);
        Account(bound, 100 * Units.E8, 1);
        Decided a = free.Pass(200, 2).AckAll().Decisions[^1], b = bound.Pass(200, 2).AckAll().Decisions[^1];
        Assert.Equal((a.SkewBps, a.WantedBidTicks, a.WantedBidLots, a.WantedAskTicks, a.WantedAskLots), (b.SkewBps, b.WantedBidTicks, b.WantedBidLots, b.WantedAskTicks, b.WantedAskLots));
        // The side that reduces is always there, and at the limit it is the only one.
        Assert.False(bound.Instrument.Side(sell: lots > 0).IsEmpty);
        Assert.Equal(Math.Abs(lots) == 30, bound.Instrument.Side(sell: lots < 0).IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hftb184_SkewIsCountedInOrdersAndDoesNotChangeWithTheSizeOfALot(long model)
    {
        double[] skews = new double[3];
        for (int i = 0; i < 3; i++)
        {
            // The same money in lots of 10 USD and of 1 USD, then twice the position.
            long parts = i == 1 ? 10 : 1, held = i == 2 ? 20 : 10;
            using QuoterScript s = Live(one => one.Parameter(ParameterId.ModelKind, model).Real(ParameterId.LinearSkewBpsPerOrder, 0.5).Real(ParameterId.RiskAversionPerLotBps, 0.02), held * parts, 10 * Units.E8 / parts);
            skews[i] = s.Decisions[^1].SkewBps;
        }
        Assert.True(skews[0] < 0);
        Assert.Equal(skews[0], skews[1], Math.Abs(skews[0]) * 1e-6);
        if (model != 3) Assert.Equal(2 * skews[0], skews[2], Math.Abs(skews[0]) * 1e-6);
        else Assert.True(skews[2] < 1.5 * skews[0], $"{skews[0]}, with twice the position {skews[2]}"); // exactly: not in a straight line
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(-0.9)]
    public void Hftb21_HalfSpreadsDifferBySideWhereFillsDo(double flow)
    {
        QuotingParameters p = QuotingParameters.Safe with { RiskAversionPerLotBps = 0.01, IntensityDecayPerBps = 1, HorizonSeconds = 10, VolatilityFloorBps = 0.2, MinHalfSpreadBps = 0.1, MaxHalfSpreadBps = 50 };
        (p.Width.FlowWidenBps, p.Width.FlowWidenThreshold) = (2, 0.3);
        QuoteInputs i = new() { BestBidTicks = 20_000, BestAskTicks = 20_010, BestBidLots = 10, BestAskLots = 10, OrderLots = 10, MinLots = 1, MaxPositionLots = 30, SigmaBps = 1, SigmaSamples = 50, Flow = flow };
        Assert.True(Quoting.Planned.With(out QuotePlan plan, in p, in i));
        double more = plan.Width.Ask.HalfBps - plan.Width.Bid.HalfBps;
        Assert.True(flow > 0 ? more > 0.5 : more < -0.5, $"bid {plan.Width.Bid.HalfBps}, ask {plan.Width.Ask.HalfBps}");
    }

    [Fact]
    public void Flox282_FundingThatWasPaidCountsInTheAccountThatStops()
    {
        using QuoterScript s = Live(lots: 20);
        // 200 USD at 1 % in 8 h: 2 USD, 0.0002 BTC.
        s.Parameter((ParameterId)RiskParameterId.MaxSessionLossE8, 19_000);
        Rule(s, KillTrigger.SessionLoss, KillStep.Cancel, 0);
        s.Funding(0.01);
        for (int minute = 0; minute < 7 * 60; minute++) s.Pass(60_000).Apply(KillDeskTests.Mark(s, 20_005)).AckAll();
        Assert.Equal(KillStep.None, Step(s));
        for (int minute = 0; minute < 60; minute++) s.Pass(60_000).Apply(KillDeskTests.Mark(s, 20_005)).AckAll();
        Assert.Equal(-0.0002, (double)s.Instrument.Risk.Account.Ledger.Funding.ReceivedE24 * 1e-24, 1e-6);
        Assert.Equal(KillStep.Cancel, Step(s));
    }

    [Fact]
    public void Hb2497_WhatWasPausedGoesOnByOneWordAndATriggerThatIsOverByItself()
    {
        using QuoterScript s = Live();
        s.Operator(OperatorVerb.Pause).AckAll().Pass(1000, 5).AckAll();
        Assert.True(s.Instrument.HasNoOrders);
        s.Operator(OperatorVerb.Resume).AckAll().Pass(300, 3).AckAll();
        Assert.Equal((OwnOrderState.Working, OwnOrderState.Working), (s.Instrument.Bids[0].State, s.Instrument.Asks[0].State));
        Rule(s, KillTrigger.SpreadCollapse, KillStep.Cancel, 2);
        s.Book(20_000, 50, 20_001, 50).Timer().AckAll();
        Assert.Equal((KillStep.Cancel, true), (Step(s), s.Instrument.HasNoOrders));
        s.Book(20_000, 50, 20_010, 50).Timer().Pass(1100, 3).AckAll();
        Assert.Equal((KillStep.None, OwnOrderState.Working), (Step(s), s.Instrument.Bids[0].State));
    }

    [Fact]
    public void Hb4737_AFillToldTwiceOrOneThatCanNotBeTripsNoKillSwitch()
    {
        using QuoterScript s = Live();
        s.Parameter((ParameterId)RiskParameterId.MaxSessionLossE8, 50_000).Parameter((ParameterId)RiskParameterId.MaxDrawdownE8, 50_000);
        Rule(s, KillTrigger.SessionLoss, KillStep.Cancel, 0);
        Rule(s, KillTrigger.Drawdown, KillStep.Cancel, 0);
        long id = s.Instrument.Bids[0].OrderId;
        s.Fill(id, false, 20_000, 10, 7);
        Int128 once = s.Instrument.Risk.Account.TotalE24;
        // 100 USD bought at twice the price would lose 0.005 BTC, if it was booked.
        s.Fill(id, false, 40_000, 10, 7).Fill(id, false, 0, 10, 8).Fill(id, false, 20_000, -10, 9).Fill(id, false, 20_000, 0, 10).Pass(300, 3).AckAll();
        Assert.Equal((10L, once), (s.Instrument.Risk.Account.Ledger.PositionLots, s.Instrument.Risk.Account.TotalE24));
        Assert.Equal(0ul, (ulong)s.Block.Head.Risk.Ladder.Triggers & (1ul << (int)KillTrigger.SessionLoss | 1ul << (int)KillTrigger.Drawdown));
        // A control: the same loss, told once, trips.
        s.Fill(s.Instrument.Bids[0].OrderId, false, 40_000, 10, 11).Pass(300).AckAll();
        Assert.NotEqual(KillStep.None, Step(s));
    }
}
