using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public class PositionTests
{
    private static QuoterScript Live()
    {
        QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).Position(0, opening: true).Commands.Clear();
        return s;
    }

    [Fact]
    public void C19_A_position_that_is_not_ours_pulls_the_quotes_at_once_and_halts_at_the_third_statement()
    {
        using QuoterScript s = Live();
        s.Position(5);
        Assert.Equal(2, s.Count(CommandVerb.Cancel));
        Assert.Equal(0, s.Block.Head.Halted);
        s.AckAll().Pass(1000).Position(5);
        Assert.Equal(0, s.Block.Head.Halted);
        s.Pass(1000).Position(5);
        Assert.Equal((long)HaltReason.PositionMismatch, s.Block.Head.Halted);
        Assert.Equal(0, s.Instrument.PositionLots);
        Assert.Equal(0, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void C19_A_fill_in_between_begins_the_count_anew_and_explains_the_difference()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Position(5).Pass(100).Position(5).Fill(id, false, 20000, 2, 1);
        s.Pass(100).Position(5).Pass(100).Position(5);
        Assert.Equal(0, s.Block.Head.Halted);
        s.Fill(id, false, 20000, 3, 2);
        Assert.Equal(0, s.Instrument.Check.Differs);
        s.AckAll().Pass(200);
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void C19_A_statement_that_agrees_again_ends_it()
    {
        using QuoterScript s = Live();
        s.Position(5).Pass(100).Position(5).Pass(100).Position(0).Pass(100).Position(5).Pass(100).Position(5);
        Assert.Equal(0, s.Block.Head.Halted);
    }

    [Fact]
    public void C21_A_statement_older_than_the_last_fill_says_nothing()
    {
        using QuoterScript s = Live();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1);
        for (int i = 0; i < 5; i++) s.Position(0, afterNs: -1_000_000);
        Assert.Equal((0L, 0L, 5L), (s.Block.Head.Halted, s.Instrument.Check.Differs, s.Instrument.Check.TooEarlyCount));
        s.Position(0, afterNs: 1_000_000);
        Assert.Equal(1, s.Instrument.Check.Differs);
    }

    [Fact]
    public void C21_A_statement_without_a_time_is_given_five_seconds_after_a_fill()
    {
        using QuoterScript s = Live();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1);
        s.Pass(1000, 5).Position(0, afterNs: null);
        Assert.Equal(0, s.Instrument.Check.Differs);
        s.Pass(100).Position(0, afterNs: null);
        Assert.Equal(1, s.Instrument.Check.Differs);
    }

    [Fact]
    public void C22_A_position_that_is_not_said_keeps_ours()
    {
        using QuoterScript s = Live();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 10, 1).Pass(100);
        s.Position(Units.Missing).Position(Units.Missing, opening: true);
        Assert.Equal((10L, 0L), (s.Instrument.PositionLots, s.Instrument.Check.Differs));
    }

    [Fact]
    public void Fills_that_the_venue_has_announced_explain_a_statement_that_is_ahead()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Answer(id, false, OrderReport.Filled, 20000, 0, 10).Position(10);
        Assert.Equal((0L, 10L), (s.Instrument.Check.Differs, s.Instrument.Bids[0].UntoldLots));
        s.Fill(id, false, 20000, 10, 1);
        Assert.Equal(10, s.Instrument.PositionLots);
    }

    [Fact]
    public void Fills_that_never_come_are_refuted_by_the_position_and_not_by_time()
    {
        using QuoterScript s = Live();
        long id = s.Instrument.Bids[0].OrderId;
        s.Answer(id, false, OrderReport.Filled, 20000, 0, 10).Pass(1000, 4).Position(0);
        Assert.Equal(OwnOrderState.Filling, s.Instrument.Bids[0].State);
        s.Pass(1000, 600);
        Assert.Equal(OwnOrderState.Filling, s.Instrument.Bids[0].State);
        s.Position(0);
        Assert.Equal((1L, OwnOrderState.PendingNew), (s.Block.Head.RefutedFills, s.Instrument.Bids[0].State));
    }

    [Fact]
    public void The_opening_position_is_taken_over_and_the_fills_inside_it_are_only_remembered()
    {
        using QuoterScript s = Live();
        s.Fill(0, false, 20000, 25, 7, FillDetails.BeforeOpening | FillDetails.FormerRun).Position(25, opening: true).Pass(200);
        Assert.Equal((25L, 1L), (s.Instrument.PositionLots, s.Block.Head.FillsBeforeOpening));
        s.Fill(0, false, 20000, 25, 7, FillDetails.Backfilled);
        Assert.Equal((25L, 1L), (s.Instrument.PositionLots, s.Block.Head.DuplicateFills));
        Assert.True(s.Instrument.HighestLots <= 30 || s.Instrument.Bids[0].State == OwnOrderState.PendingEdit);
    }
}
