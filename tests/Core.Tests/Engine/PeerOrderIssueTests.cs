using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Lost, stuck and doubled orders that users of other systems lost money by, one test each. Orders of 10 lots, a limit of 30.</summary>
public class PeerOrderIssueTests
{
    private static QuoterScript Live()
    {
        QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).Position(0, opening: true).Pass(200).Commands.Clear();
        return s;
    }

    private static bool Has(QuoterScript s, Suppressions one) => ((Suppressions)s.Instrument.LastSuppressions).HasFlag(one);

    [Fact]
    public void Hb3374_NetworkErrorsLoseNoOrderAndSixDeadBuysCanNotFill()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        for (int i = 0; i < 6; i++)
        {
            s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Unclear).Pass(10_000);
            Assert.Equal(10, s.Instrument.HighestLots);
        }
        Assert.Equal(1, s.Count(CommandVerb.Place, sell: false));
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1);
        Assert.Equal((10L, 0L), (s.Instrument.PositionLots, s.Block.Head.LateFills));
    }

    [Fact]
    public void Hb4738_FillAfterCancelReject()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Operator(OperatorVerb.Pause).Answer(id, false, OrderReport.CancelRejected, reason: OrderReason.NotOpen).Pass(3000, 3);
        Assert.Equal(10, s.Instrument.HighestLots);
        s.Fill(id, false, 20000, 10, 1);
        Assert.Equal((10L, 0L), (s.Instrument.PositionLots, s.Block.Head.LateFills));
        Assert.True(s.Instrument.Bids[0].IsFree);
    }

    [Fact]
    public void Hb2501_AFillWhileACancelIsInFlightIsActedOnInTheSameEvent()
    {
        using QuoterScript s = Live();
        s.Position(-25, opening: true).Pass(200).AckAll();
        Assert.Equal(5, s.Instrument.Asks[0].OpenLots);
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Unclear).Position(-25, opening: true);
        s.Commands.Clear();
        // Our ask is filled to the limit: it must not be refreshed, and the position shows in this very decision.
        s.Fill(s.Instrument.Asks[0].OrderId, true, 20010, 5, 1);
        Assert.Equal(-30, s.Decisions[^1].PositionLots);
        Assert.Equal(DecisionTrigger.Fill, s.Decisions[^1].Trigger);
        Assert.True(s.Instrument.Asks[0].IsFree);
        Assert.Equal(0, s.Count(CommandVerb.Place, sell: true));
    }

    [Fact]
    public void Hb905_AnOrderFilledAtOnceIsNotThoughtOpen()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId;
        s.Fill(id, false, 20000, 10, 1);
        Assert.True(s.Instrument.Bids[0].IsFree);
        s.Pass(200);
        Assert.Equal(2, s.Count(CommandVerb.Place, sell: false));
        long next = s.Instrument.Bids[0].OrderId;
        s.Answer(id, false, OrderReport.Accepted, 20000, 10, 0).Answer(id, false, OrderReport.Filled, 20000, 0, 10);
        Assert.Equal((next, OwnOrderState.PendingNew), (s.Instrument.Bids[0].OrderId, s.Instrument.Bids[0].State));
        Assert.Equal(0, s.Block.Head.Halted);
    }

    [Fact]
    public void Hb1664_AnOrderWhoseCancelIsLostDoesNotPileUp()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Operator(OperatorVerb.Pause).Operator(OperatorVerb.Resume).Pass(300, 20);
        Assert.True(s.Commands.Count(c => c.Verb == CommandVerb.Cancel && c.OrderId == id) > 10);
        Assert.Equal(0, s.Count(CommandVerb.Place, sell: false));
        s.Answer(id, false, OrderReport.Cancelled, filled: 0);
        Assert.Equal(1, s.Count(CommandVerb.Place, sell: false));
    }

    [Fact]
    public void Hb5896_AnOrderThatIsGoneAfterALostConnectionIsNotCancelledForEver()
    {
        using QuoterScript s = Live();
        s.Operator(OperatorVerb.Pause).Gateway(GatewayPhase.Down).Pass(1000, 5);
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.NotFound).Answer(s.Instrument.Asks[0].OrderId, true, OrderReport.Cancelled, filled: 0);
        s.Gateway(GatewayPhase.Ready);
        s.Commands.Clear();
        s.Pass(1000, 30);
        Assert.Empty(s.Commands);
    }

    [Fact]
    public void Hb7294_AnOrderThatFailedAndFilledIsNotPlacedTwice()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId;
        s.Answer(id, false, OrderReport.Unclear).Pass(100, 10).Fill(id, false, 20000, 10, 1);
        Assert.Equal(1, s.Count(CommandVerb.Place, sell: false) - (s.Instrument.Bids[0].IsFree ? 0 : 1));
        Assert.Equal(10, s.Instrument.PositionLots);
        Assert.True(s.Instrument.HighestLots <= 20);
    }

    [Fact]
    public void Hb366_OrdersAreKnownAfterARestartFromACopyAndCanBeCancelled()
    {
        using QuoterScript s = Live();
        using QuoterScript restarted = new();
        restarted.Block.Restore(s.Block.Used);
        restarted.NowNs = s.NowNs;
        restarted.Gateway(GatewayPhase.Down).Gateway(GatewayPhase.Ready);
        Assert.Equal(
            [(s.Instrument.Bids[0].OrderId, CommandVerb.Cancel), (s.Instrument.Asks[0].OrderId, CommandVerb.Cancel)],
            restarted.Commands.Select(c => (c.OrderId, c.Verb)));
    }

    [Fact]
    public void Krypto640_AZombieHoldsItsSideOnlyUntilTheVenueAnswers()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Commands.Clear();
        s.Answer(id, false, OrderReport.CancelRejected, reason: OrderReason.NotOpen).Pass(50);
        Assert.Equal(1, s.Count(CommandVerb.Cancel, sell: false));
        s.Pass(100).Answer(id, false, OrderReport.Cancelled, filled: 0);
        // In the same event, and the other side never stopped.
        Assert.Equal((OwnOrderState.PendingNew, OwnOrderState.Working), (s.Instrument.Bids[0].State, s.Instrument.Asks[0].State));
    }

    [Fact]
    public void Krypto579_AnOrderThatReachesTheVenueFortySecondsLateIsOneOrder()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId;
        s.Pass(1000, 45).Answer(id, false, OrderReport.Accepted, 19990, 10, 0);
        Assert.Equal(1, s.Count(CommandVerb.Place, sell: false));
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Bids[0].State);
        s.Fill(id, false, 19990, 10, 1);
        Assert.Equal(10, s.Instrument.PositionLots);
    }

    [Fact]
    public void Krypto1159_OrdersThatCanNotBeCancelledNeedNoWatchdogOutside()
    {
        using QuoterScript s = Live();
        s.Operator(OperatorVerb.Stop);
        for (int i = 0; i < 50; i++)
            s.Pass(100).Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.CancelRejected, reason: OrderReason.Other);
        Assert.True(s.Count(CommandVerb.CancelAll) >= 2);
        Assert.True(s.Count(CommandVerb.Cancel, sell: false) >= 15);
    }

    [Fact]
    public void Krypto1054_AReplyAfterTenSecondsOfPatienceStillBringsItsFills()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId;
        s.Pass(1000, 15).Answer(id, false, OrderReport.Filled, 20000, 0, 10);
        Assert.Equal((10L, OwnOrderState.Filling), (s.Instrument.HighestLots, s.Instrument.Bids[0].State));
        s.Pass(1000, 15).Fill(id, false, 20000, 10, 1);
        Assert.Equal((10L, 0L), (s.Instrument.PositionLots, s.Block.Head.LateFills));
    }

    [Fact]
    public void Tribeca59_TheSideThatWouldBreakTheLimitGoesWithTheFillThatReachesIt()
    {
        using QuoterScript s = Live();
        s.Position(15, opening: true).Pass(200).AckAll();
        s.Commands.Clear();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1);
        s.Pass(200).AckAll();
        Assert.Equal(25, s.Instrument.PositionLots);
        Assert.Equal(5, s.Instrument.Bids[0].OpenLots);
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 5, 2).Pass(200).AckAll();
        Assert.True(s.Instrument.Bids[0].IsFree);
        Assert.Equal(OwnOrderState.Working, s.Instrument.Asks[0].State);
    }

    [Fact]
    public void Bitmex63_ARefusedOrderThatFillsLaterIsBookedAndHoldsQuoting()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        long[] ids = new long[3];
        for (int i = 0; i < 3; i++)
        {
            ids[i] = s.Instrument.Bids[0].OrderId;
            s.Answer(ids[i], false, OrderReport.Rejected, reason: OrderReason.Busy).Pass(150);
        }
        s.AckAll();
        s.Fill(ids[0], false, 20000, 10, 1);
        Assert.True(Has(s, Suppressions.PositionUnsure));
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Bids[0].State);
        s.Fill(ids[1], false, 20000, 10, 2).Fill(ids[2], false, 20000, 10, 3).AckAll().Pass(200).Position(30).Pass(200);
        Assert.Equal(30, s.Instrument.PositionLots);
        Assert.True(s.Instrument.Bids[0].IsFree);
    }

    [Fact]
    public void Bitmex63_ARefusedOrderThatRestsAfterAllHalts()
    {
        using QuoterScript s = Live();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId;
        s.Answer(id, false, OrderReport.Rejected, reason: OrderReason.Busy).Pass(150).Answer(id, false, OrderReport.Accepted, 20000, 10, 0);
        Assert.Equal((long)HaltReason.Contradiction, s.Block.Head.Halted);
        Assert.Equal(1, s.Count(CommandVerb.CancelAll));
    }

    [Fact]
    public void Nt4154_PartialFillDuringAmend()
    {
        using QuoterScript s = Live();
        s.Shift(5);
        long id = s.Instrument.Bids[0].OrderId, ticks = s.Instrument.Bids[0].SentPriceTicks;
        Assert.Equal((OwnOrderState.PendingEdit, 10L), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].SentLots));
        s.Fill(id, false, 20000, 4, 1).Answer(id, false, OrderReport.Accepted, ticks, 6, 4);
        Assert.Equal((OwnOrderState.Working, 6L), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].OpenLots));
        // The next change names the whole size: what is filled and what is wanted open.
        s.Pass(200).AckAll().Shift(5);
        Assert.Equal(14, s.Commands.Last(c => c.Verb == CommandVerb.Edit && c.OrderId == id).SizeLots);
    }

    [Fact]
    public void Nt4288_NoCancelIsInventedForAnOrderThatNobodySpokeOf()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Gateway(GatewayPhase.Down).Pass(500).Gateway(GatewayPhase.Reconciling).Gateway(GatewayPhase.Ready).Pass(1000, 100);
        Assert.Equal((OwnOrderState.Unknown, id, 10L), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].OrderId, s.Instrument.HighestLots));
        Assert.Equal(0, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Nt3827_FillsBeforeTheAnswerToAnEditAreOfTheSameOrder()
    {
        using QuoterScript s = Live();
        s.Shift(60);
        long id = s.Instrument.Bids[0].OrderId, ticks = s.Instrument.Bids[0].SentPriceTicks;
        s.Fill(id, false, ticks, 10, 1);
        Assert.True(s.Instrument.Bids[0].IsFree);
        s.Answer(id, false, OrderReport.Accepted, ticks, 10, 0).Answer(id, false, OrderReport.Filled, ticks, 0, 10);
        Assert.Equal((10L, 0L, 0L), (s.Instrument.PositionLots, s.Block.Head.Halted, s.Block.Head.StrayAnswers));
    }

    [Fact]
    public void Nt4152_ATimeoutIsNotACancel()
    {
        using QuoterScript s = Live();
        s.Shift(60).Pass(1000, 3600);
        Assert.Equal((10L, -10L), (s.Instrument.HighestLots, s.Instrument.LowestLots));
        Assert.Equal(0, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Hftb280_CapHoldsUnderInflight()
    {
        using QuoterScript s = Live();
        s.Position(20, opening: true).Pass(200).AckAll();
        // Cancel and new order at once would be 20 on the bid; one slot can not.
        s.Operator(OperatorVerb.Pause).Operator(OperatorVerb.Resume).Pass(300, 5);
        Assert.Equal(0, s.Count(CommandVerb.Place, sell: false));
        Assert.Equal(30, s.Instrument.HighestLots);
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1).Pass(300, 5);
        Assert.Equal(30, s.Instrument.HighestLots);
        Assert.Equal(0, s.Count(CommandVerb.Place, sell: false));
    }
}
