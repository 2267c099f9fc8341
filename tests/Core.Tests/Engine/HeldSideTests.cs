using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>A hold keeps a side from doing more, never from getting out of the way.</summary>
public sealed class HeldSideTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_left_of_a_filled_bid_retreats_in_place_when_the_market_falls_during_the_hold(long moveKind)
    {
        using QuoterScript s = Filled(moveKind);
        long price = s.Instrument.Bids[0].PriceTicks;
        s.Shift(-20).Pass(200, 3);
        OutputRecord edit = Assert.Single(s.Commands, c => (c.Flags & OutputRecord.SellFlag) == 0);
        Assert.Equal((CommandVerb.Edit, 10L), (edit.Verb, edit.SizeLots));
        Assert.True(edit.PriceTicks < price);
    }

    [Fact]
    public void It_does_not_follow_the_market_up_while_held()
    {
        using QuoterScript s = Filled(0);
        s.Shift(20).Pass(200, 3);
        Assert.DoesNotContain(s.Commands, c => (c.Flags & OutputRecord.SellFlag) == 0);
        Assert.Equal(LevelReason.Held, s.Decisions[^1].Levels.First(one => one.IsSell == 0).Reason);
    }

    // A bid of 10 lots of which 4 were bought a moment ago.
    private static QuoterScript Filled(long moveKind)
    {
        QuoterScript s = QuoterScript.Ready().With([(ParameterId.PostFillHoldNs, 60e9), (ParameterId.MoveKind, moveKind)]).Rest();
        OwnOrder bid = s.Instrument.Bids[0];
        s.Answer(bid.OrderId, false, OrderReport.Accepted, bid.PriceTicks, 6, 4).Fill(bid.OrderId, false, bid.PriceTicks, 4, 9).Pass(200, 3).AckAll().Pass(200, 2).AckAll();
        s.Commands.Clear();
        return s;
    }
}
