using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public sealed class MicroPriceWiringTests
{
    // The book of the script is one tick wide with equal sizes, so the bid's share is a half: the sixth of ten cells.
    [Fact]
    public void A_calibrated_table_moves_the_fair_price_and_outlives_a_definition()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Parameter(ParameterId.FairKind, 2, 0).Real(ParameterId.StartVolatilityBps, 1, 0).Real(ParameterId.MicroPriceFirst + 5, 0.25, 0);
        s.Define(tickE8: 25_000_000).Define();
        s.Book(2000, 90, 2001, 90, snapshot: true).Pass(100, 3).Shift(4);
        DecisionRecord last = s.Decisions[^1].Head;
        Assert.Equal(FairFlags.None, last.FairFlags & FairFlags.NoMicro);
        Assert.Equal(last.MidTicks + 0.25, last.BaseTicks, 9);
    }

    [Fact]
    public void Without_a_table_the_weighted_mid_stands_in_and_the_record_says_so()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Parameter(ParameterId.FairKind, 2, 0).Shift(4);
        DecisionRecord last = s.Decisions[^1].Head;
        Assert.Equal(FairFlags.NoMicro, last.FairFlags & FairFlags.NoMicro);
        Assert.Equal(last.MidTicks, last.BaseTicks, 9);
    }
}
