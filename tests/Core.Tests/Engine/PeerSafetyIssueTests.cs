using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Restarts, positions, stale books and rate limits that users of other systems lost money by, one test each. Orders of 10 lots, a limit of 30.</summary>
public class PeerSafetyIssueTests
{
    private static QuoterScript Live()
    {
        QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).Position(0, opening: true).Pass(200).Commands.Clear();
        return s;
    }

    private static bool Has(QuoterScript s, Suppressions one) => ((Suppressions)s.Instrument.LastSuppressions).HasFlag(one);

    [Fact]
    public void Nt1526_TheThrottleEndsWithTheBurst()
    {
        using QuoterScript s = Live();
        s.Budget(0, 20).Pass(200);
        for (int i = 0; i < 50; i++) s.Pass(20).Shift(30);
        Assert.Empty(s.Commands);
        s.Budget(20, 20).Pass(20).AckAll();
        Assert.Equal(2, s.Count(CommandVerb.Edit));
        Assert.Equal(s.Instrument.Bids[0].SentPriceTicks, s.Decisions[^1].WantedBidTicks);
    }

    [Fact]
    public void Nt4736_WarmRestartNotFlat()
    {
        using QuoterScript s = new();
        s.Defaults().Name("BTC-PERPETUAL").Define().Parameter(ParameterId.QuoteEnabled, 1, 0)
            .Parameter(ParameterId.OrderAmountE8, 100 * Units.E8, 0).Parameter(ParameterId.MaxPositionAmountE8, 300 * Units.E8, 0);
        s.Gateway(GatewayPhase.Down);
        for (int i = 0; i < 40; i++) s.Wait(1_000_000_000).Book(20000 + i % 2, 100, 20010 + i % 2, 100, snapshot: i == 0);
        s.Gateway(GatewayPhase.Reconciling).Fill(0, false, 20000, 30, 1, FillDetails.BeforeOpening | FillDetails.FormerRun).Position(30, opening: true);
        Assert.Empty(s.Commands);
        s.Gateway(GatewayPhase.Ready);
        Assert.Equal((30L, 0L), (s.Instrument.PositionLots, s.Instrument.FillCount));
        Assert.Equal((0, 1), (s.Count(CommandVerb.Place, sell: false), s.Count(CommandVerb.Place, sell: true)));
    }

    [Fact]
    public void Nt3622_AVenueThatSaysZeroHaltsAndDoesNotLoop()
    {
        using QuoterScript s = Live();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1).Pass(200).AckAll();
        s.Commands.Clear();
        for (int i = 0; i < 200; i++) s.Pass(1000, 5).Position(0).AckAll();
        Assert.Equal((10L, (long)HaltReason.PositionMismatch, 1L), (s.Instrument.PositionLots, s.Block.Head.Halted, s.Block.Head.HaltCount));
        Assert.Equal((0, 2), (s.Count(CommandVerb.Place), s.Count(CommandVerb.Cancel)));
    }

    [Fact]
    public void Nt3046_ARestartThatReplaysFillsCountsNone()
    {
        using QuoterScript s = Live();
        for (int round = 0; round < 3; round++)
            for (int i = 0; i < 50; i++) s.Fill(0, i % 2 == 0, 20000, 1 + i, 500 + i, FillDetails.BeforeOpening);
        s.Position(12, opening: true);
        for (int i = 0; i < 50; i++) s.Fill(0, i % 2 == 0, 20000, 1 + i, 500 + i, FillDetails.Backfilled);
        Assert.Equal((12L, 0L, 50L), (s.Instrument.PositionLots, s.Instrument.FillCount, s.Block.Head.FillsBeforeOpening));
    }

    [Fact]
    public void Passivbot980_AStaleFillSendsNoSecondEntry()
    {
        using QuoterScript s = Live();
        s.Position(20, opening: true).Pass(200).AckAll();
        s.Commands.Clear();
        long id = s.Instrument.Bids[0].OrderId;
        s.Answer(id, false, OrderReport.Filled, 20000, 0, 10).Pass(500, 10);
        Assert.Equal(0, s.Count(CommandVerb.Place, sell: false));
        Assert.Equal(30, s.Instrument.HighestLots);
        s.Fill(id, false, 20000, 10, 1).Pass(500, 10);
        Assert.Equal(0, s.Count(CommandVerb.Place, sell: false));
    }

    [Fact]
    public void Bytex30_AMismatchIsNotLoggedAndIgnored()
    {
        using QuoterScript s = Live();
        s.Position(40).AckAll().Pass(1000, 10);
        Assert.True(Has(s, Suppressions.PositionMismatch));
        Assert.Equal((2, 0), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.Place)));
        Assert.Equal(1, s.Block.Head.PositionMismatches);
    }

    [Fact]
    public void Hb3101_StaleBookStopsQuoting()
    {
        using QuoterScript s = Live();
        for (int i = 0; i < 45 * 60; i++) s.Wait(1_000_000_000).Timer().AckAll();
        Assert.True(s.Instrument.Bids[0].IsFree && s.Instrument.Asks[0].IsFree);
        Assert.Equal((2, 0), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.Place)));
    }

    [Fact]
    public void Hb1901_ABookThatStandsStillUnderAMovingTickerIsAskedForAnew()
    {
        using QuoterScript s = Live();
        for (int i = 0; i < 40; i++)
        {
            Event e = s.Wait(100_000_000).Make(EventKind.TickerTop, 0);
            e.Quote = new Quote { BidTicks = 20500 + i, BidLots = 5, AskTicks = 20501 + i, AskLots = 5 };
            s.Apply(e).Timer().AckAll();
        }
        Assert.True(s.Instrument.Bids[0].IsFree);
        Assert.Equal(1, s.Count(CommandVerb.Resync));
        s.Book(20540, 9, 20541, 9, snapshot: true);
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Krypto340_ABookOfNegativeWidthIsNotQuotedAndThrownAway()
    {
        using QuoterScript s = Live();
        s.Book(20020, 90, 20015, 90);
        for (int i = 0; i < 12; i++) s.Wait(100_000_000).Timer().AckAll();
        Assert.Equal((2, 0, 1), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.Place), s.Count(CommandVerb.Resync)));
        Assert.True(Has(s, Suppressions.BookCrossed));
    }

    [Fact]
    public void Hb462_AnInsufficientBalanceEndsInAHaltAndNotInABan()
    {
        using QuoterScript s = Live();
        s.PlaceAnew().AckAll().Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0);
        for (int i = 0; i < 24 * 60; i++)
        {
            if (s.Instrument.Bids[0].State == OwnOrderState.PendingNew) s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Rejected, reason: OrderReason.Funds);
            s.Pass(1000);
        }
        Assert.True(s.Count(CommandVerb.Place) < 30, $"{s.Count(CommandVerb.Place)} orders");
        Assert.Equal((long)HaltReason.Refusals, s.Block.Head.Halted);
    }

    [Fact]
    public void Hb1792_ALiquidPairCostsNoMoreThanTheIntervalAllows()
    {
        using QuoterScript s = Live();
        for (int i = 0; i < 10_000; i++) s.Wait(1_000_000).Shift(i % 2 == 0 ? 40 : -39).AckAll();
        Assert.InRange(s.Commands.Count, 100, 2 * 101);
    }

    [Fact]
    public void Krypto814_OrdersPerSecondFallAsTheBudgetDoes()
    {
        int[] commands = new int[2];
        for (int round = 0; round < 2; round++)
        {
            using QuoterScript s = Live();
            s.Budget(round == 0 ? 20 : 4, 20);
            for (int i = 0; i < 300; i++) s.Pass(101).Shift(3).AckAll();
            commands[round] = s.Commands.Count;
        }
        Assert.True(commands[1] > 0 && 2 * commands[1] < commands[0], $"{commands[0]} with budget, {commands[1]} with little");
    }

    [Fact]
    public void Bitmex61_OverloadRightAfterAFillIsWaitedOut()
    {
        using QuoterScript s = Live();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1);
        for (int i = 0; i < 12; i++)
        {
            s.Pass(101);
            if (s.Instrument.Bids[0].State == OwnOrderState.PendingNew) s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Rejected, reason: OrderReason.Busy);
        }
        Assert.True(Has(s, Suppressions.BidRefused));
        Assert.Equal(0, s.Block.Head.Halted);
        s.Pass(200, 8).AckAll();
        Assert.Equal(OwnOrderState.Working, s.Instrument.Bids[0].State);
    }

    [Fact]
    public void Ccrxt118_TheLastCreditIsNotSpentOnAQuote()
    {
        using QuoterScript s = Live();
        s.PlaceAnew().Operator(OperatorVerb.Pause).AckAll().Budget(0, 20).Operator(OperatorVerb.Resume);
        s.Commands.Clear();
        s.Pass(1000, 20);
        Assert.Empty(s.Commands);
        Assert.True(Has(s, Suppressions.NoBudget));
    }

    [Fact]
    public void Hb5547_AQuoteThatWouldTakeComesBack()
    {
        using QuoterScript s = Live();
        s.Shift(5).Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0, reason: OrderReason.PostOnly);
        Assert.True(Has(s, Suppressions.BidBackoff) || Has(s, Suppressions.Throttled));
        s.Pass(200).AckAll();
        Assert.Equal(OwnOrderState.Working, s.Instrument.Bids[0].State);
        Assert.Equal(0, s.Instrument.BidRefusals.WaitNs);
    }

    [Fact]
    public void Hb2534_TheStopStopsNewOrders()
    {
        using QuoterScript s = Live();
        s.Operator(OperatorVerb.Stop).AckAll();
        for (int i = 0; i < 100; i++) s.Pass(200).Shift(i % 5).AckAll();
        Assert.Equal((2, 0, 0), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.Place), s.Count(CommandVerb.Edit)));
    }
}
