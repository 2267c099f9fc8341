using System;
using Minnow.Core.Book;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What we do ourselves is no news about the market.</summary>
public sealed class OwnFlowTests
{
    // Delays of market and orders, ms: one is the faster, or the other.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 1)]
    [InlineData(1, 9)]
    [InlineData(7, 7)]
    public void Quoting_alone_moves_no_signal_and_no_fair_price_whichever_stream_is_the_faster(long feedMs, long ownMs)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            using QuoterScript quoting = Ready(), watching = Ready();
            foreach (QuoterScript s in (QuoterScript[])[quoting, watching]) s.Operator(OperatorVerb.Pause).AckAll().Gateway(GatewayPhase.Ready);
            int prices = 0;
            QuietVenue venue = new(quoting, watching, seed, feedMs, ownMs)
            {
                Heard = () =>
                {
                    Same(quoting, watching, seed);
                    if (quoting.Decisions[^1].Head.CauseSequence != quoting.Block.Head.LastSequence || quoting.Decisions[^1].Head.BaseTicks == 0) return;
                    Assert.Equal(FairOf(watching), quoting.Decisions[^1].Head.FairTicks, 1e-6);
                    prices++;
                },
            };
            venue.Play(50);
            // From here on the best price is our own nearly always: what would follow itself, would run.
            quoting.Operator(OperatorVerb.Resume);
            venue.Play(1500);
            Assert.True(venue.OwnMessages > 50, $"Seed {seed}: {venue.OwnMessages} messages of ours.");
            Assert.True(prices > 100, $"Seed {seed}: {prices} fair prices.");
            Assert.Equal(OwnOrderState.Working, quoting.Instrument.Bids[0].State);
        }
    }

    [Fact]
    public void A_quoter_that_does_not_know_its_own_orders_is_noticed()
    {
        using QuoterScript quoting = Ready(), watching = Ready();
        foreach (QuoterScript s in (QuoterScript[])[quoting, watching]) s.Operator(OperatorVerb.Pause).AckAll();
        QuietVenue venue = new(quoting, watching, seed: 1, feedMs: 1, ownMs: 0) { Heard = () => Same(quoting, watching, 1) };
        quoting.Operator(OperatorVerb.Resume);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => venue.Play(1500));
    }

    [Fact]
    public void Without_a_gateway_nothing_of_ours_is_in_the_book()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Pass(200).AckAll();
        Assert.True(s.Instrument.Own.IsEmpty);
        Assert.Equal(20001, s.Decisions[^1].Head.BestBidTicks);
    }

    [Fact]
    public void A_taker_of_our_quote_is_flow_though_what_others_have_is_the_same()
    {
        using QuoterScript s = Ready();
        s.Gateway(GatewayPhase.Ready).PlaceAnew().AckAll();
        OwnOrder bid = s.Instrument.Bids[0];
        for (int i = 0; i < 20; i++) s.Pass(20);
        double before = s.Instrument.Signals.Flow.FlowLots(0);
        s.Fill(bid.OrderId, sell: false, bid.PriceTicks, 3, 1);
        Assert.Equal(before - 3, s.Instrument.Signals.Flow.FlowLots(0), 9);
        s.Fill(bid.OrderId, sell: false, bid.PriceTicks, 2, 2, FillDetails.Taker);
        Assert.Equal(before - 3, s.Instrument.Signals.Flow.FlowLots(0), 9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_we_take_ourselves_is_no_flow_whether_its_print_or_its_fill_comes_first(bool isFillFirst)
    {
        using QuoterScript s = QuoterScript.Ready(static s => s.Real(ParameterId.TradeWeightBps, 0.2).Real(ParameterId.TradeHalfLifeSeconds, 10));
        s.Gateway(GatewayPhase.Ready).Position(20, opening: true).AckAll();
        for (int i = 0; i < 8; i++) s.Trade(20000, 5, sold: i % 2 == 0, tradeId: 100 + i);
        double before = s.Instrument.Signals.Trades.SignedLots;
        s.Instrument.Taker = new OwnOrder { State = OwnOrderState.PendingNew, OrderId = s.Block.Head.LastOrderId, IsSell = 1, SentLots = 5, SentPriceTicks = 19990 };
        if (isFillFirst) s.Fill(s.Instrument.Taker.OrderId, sell: true, 19995, 5, 777, FillDetails.Taker);
        s.Trade(19995, 5, sold: true, tradeId: 777);
        if (!isFillFirst) s.Fill(s.Instrument.Taker.OrderId, sell: true, 19995, 5, 777, FillDetails.Taker);
        Assert.Equal(before, s.Instrument.Signals.Trades.SignedLots, 9);
        // Another's trade of the same moment is flow.
        s.Trade(19995, 5, sold: true, tradeId: 778);
        Assert.Equal(before - 5, s.Instrument.Signals.Trades.SignedLots, 9);
    }

    [Fact]
    public void What_we_take_ourselves_is_no_large_trade_and_no_sweep()
    {
        using QuoterScript s = QuoterScript.Ready(static s => s.Parameter(ParameterId.LargeTradeAmountE8, 6 * 10 * Units.E8).Parameter(ParameterId.SweepLevels, 2).Parameter(ParameterId.SweepHoldNs, 1));
        s.Gateway(GatewayPhase.Ready).Position(20, opening: true).AckAll();
        s.Instrument.Taker = new OwnOrder { State = OwnOrderState.PendingNew, OrderId = s.Block.Head.LastOrderId, IsSell = 1, SentLots = 12, SentPriceTicks = 19990 };
        s.Fill(s.Instrument.Taker.OrderId, sell: true, 19995, 6, 1, FillDetails.Taker).Fill(s.Instrument.Taker.OrderId, sell: true, 19994, 6, 2, FillDetails.Taker);
        s.Trade(19995, 6, sold: true, tradeId: 1);
        s.Trade(19994, 6, sold: true, tradeId: 2);
        Assert.Equal((0, 0), (s.Instrument.Signals.LargeNs, s.Instrument.Signals.SweepNs));
        s.Trade(19995, 6, sold: true, tradeId: 3);
        s.Trade(19994, 6, sold: true, tradeId: 4);
        Assert.True(s.Instrument.Signals.LargeNs != 0 && s.Instrument.Signals.SweepNs != 0);
    }

    [Fact]
    public void A_book_in_which_only_we_are_left_on_a_side_is_one_sided()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).PlaceAnew().AckAll();
        OwnOrder bid = s.Instrument.Bids[0];
        s.Wait(1_000_000).Book(bid.PriceTicks, bid.OpenLots, s.Instrument.Book.BestAskTicks, 100);
        Assert.True(s.Decisions[^1].Suppressions.HasFlag(Suppressions.OneSided));
    }

    private static QuoterScript Ready() => QuoterScript.Ready(static s => s
        .Real(ParameterId.ImbalanceWeightBps, 0.4).Parameter(ParameterId.ImbalanceLevels, 5).Real(ParameterId.ImbalanceClampBps, 5).Real(ParameterId.ImbalanceHalfLifeSeconds, 0.2)
        .Real(ParameterId.FlowWeightBps, 0.3).Parameter(ParameterId.FlowLevels, 3).Real(ParameterId.FlowClampBps, 5).Real(ParameterId.FlowHalfLifeSeconds, 0.5)
        .Real(ParameterId.TopWeightBps, 0.2).Real(ParameterId.TopClampBps, 5).Real(ParameterId.TopHalfLifeSeconds, 0.5)
        .Real(ParameterId.MomentumFastWeight, 0.2).Real(ParameterId.MomentumFastSeconds, 0.3).Real(ParameterId.MomentumClampBps, 5).Real(ParameterId.AlphaClampBps, 9)
        .Parameter(ParameterId.FairKind, 1).Parameter(ParameterId.TouchRule, 2).Parameter(ParameterId.LevelCount, 2).Real(ParameterId.PullShare, 0.5)
        .Real(ParameterId.BlowOutZ, 50).Parameter(ParameterId.BlowOutHoldNs, 1).Parameter(ParameterId.MinRequoteIntervalNs, 5_000_000)
        .Real(ParameterId.MinHalfSpreadBps, 0.1).Real(ParameterId.MinEdgeBps, -1));

    private static void Same(QuoterScript quoting, QuoterScript watching, ulong seed)
    {
        ref InstrumentState a = ref quoting.Instrument, b = ref watching.Instrument;
        for (int side = 0, mine = 0, mere = 0; side < 2; side++, mine = mere = 0)
        {
            for (int level = 0; level < 6; level++)
            {
                OwnDepth.Next(in a.Book.Side(side == 1), in a.Own, side == 1, ref mine, out PriceLevel others);
                OwnDepth.Next(in b.Book.Side(side == 1), in b.Own, side == 1, ref mere, out PriceLevel there);
                bool isSame = (others.PriceTicks, others.SizeLots) == (there.PriceTicks, there.SizeLots);
                Assert.True(isSame, $"Seed {seed}, side {side}, level {level}: {others.SizeLots} at {others.PriceTicks} instead of {there.SizeLots} at {there.PriceTicks}.");
            }
        }
        Near(b.Signals.Imbalance.Now, a.Signals.Imbalance.Now);
        Near(b.Signals.Imbalance.Value, a.Signals.Imbalance.Value);
        Near(b.Signals.Flow.Value, a.Signals.Flow.Value);
        Near(b.Signals.Top.Value, a.Signals.Top.Value);
        Near(b.Signals.Momentum.Bps(0), a.Signals.Momentum.Bps(0));
        Near(b.Signals.Spread.Z, a.Signals.Spread.Z);
        Near(b.Volatility.SigmaBps, a.Volatility.SigmaBps);
        Assert.Equal(b.Signals.BidPulls.PullCount, a.Signals.BidPulls.PullCount);
        Assert.Equal(b.Signals.AskPulls.PullCount, a.Signals.AskPulls.PullCount);
    }

    private static double FairOf(QuoterScript watching)
    {
        ref InstrumentState i = ref watching.Instrument;
        BookTop top = BookTop.OfOthers(in i.Book, in i.Own);
        FairInputs prices = new() { BestBidTicks = top.BidTicks, BestBidLots = top.BidLots, BestAskTicks = top.AskTicks, BestAskLots = top.AskLots };
        AlphaInputs alpha = new() { Imbalance = i.Signals.Imbalance.Value, Flow = i.Signals.Flow.Value, Top = i.Signals.Top.Value, MomentumFastBps = i.Signals.Momentum.Bps(0) };
        FairPrice.Compute(out FairParts parts, in i.Parameters.Fair, in i.Parameters.Alpha, in prices, in alpha, 0);
        return parts.FairTicks;
    }

    private static void Near(double expected, double actual) => Assert.True(
        double.IsNaN(expected) == double.IsNaN(actual) && !(Math.Abs(expected - actual) > 1e-9 * Math.Max(1, Math.Abs(expected))), $"{actual} instead of {expected}");
}
