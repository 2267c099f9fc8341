using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Seed 002 follows an undercut "within a certain small delta" and lets a larger edge go; here small ones are what is let go, by configuration.</summary>
public sealed class UndercutTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(5, false)]
    public void A_join_follows_an_undercut_unless_it_is_as_small_as_is_ignored(long undercutTicks, bool follows)
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Parameter(ParameterId.TouchRule, 1, 0).Parameter(ParameterId.RequoteTicks, 1, 0).Parameter(ParameterId.UndercutTicks, undercutTicks, 0);
        s.Real(ParameterId.MinHalfSpreadBps, 1, 0).Real(ParameterId.MinEdgeBps, 0, 0).Real(ParameterId.MakerFeeBps, 0, 0);
        s.Book(20000, 100, 20020, 100, snapshot: true).Pass(200, 3).AckAll().Pass(200, 3).AckAll();
        Assert.Equal(20000, s.Instrument.Bids[0].PriceTicks);
        int before = s.Commands.Count(c => c.Verb == CommandVerb.Edit);
        s.Book(20002, 50, 20020, 100).Pass(200, 3);
        Assert.Equal(follows, s.Commands.Skip(0).Count(c => c.Verb == CommandVerb.Edit) > before);
        if (!follows) Assert.Contains(s.Decisions[^1].Levels, one => one.Reason == LevelReason.Undercut);
    }
}
