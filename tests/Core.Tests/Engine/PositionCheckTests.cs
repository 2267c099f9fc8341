using Minnow.Core.Engine;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Our position against a statement of it: each figure at its edge. We hold 10 lots; the last fill came at 100 s, of 99 s by the venue's clock.</summary>
public sealed class PositionCheckTests
{
    private const long Second = Units.NsPerSecond, Ms = Units.NsPerMs, Ours = 10;
    private PositionCheck _check;

    private PositionVerdict Stated(long lots, long exchangeNs, long nowNs = 100 * Second, long buys = 0, long sells = 0) =>
        PositionCheck.Stated(ref _check, lots, Ours, buys, sells, exchangeNs, nowNs);

    private void Filled(long ours = Ours, long exchangeNs = 99 * Second, long nowNs = 100 * Second) => PositionCheck.Filled(ref _check, ours, exchangeNs, nowNs);

    [Fact]
    public void The_opening_statement_is_our_position_and_begins_everything_anew()
    {
        _check = new PositionCheck { Differs = 1, Mismatches = 2, IsUnsure = 1, ExplainedNs = 5, StatedLots = 3 };
        PositionCheck.TakenOver(ref _check, 8);
        Assert.Equal((8, 1, 0, 0, 0, 0), (_check.StatedLots, _check.IsStated, _check.Differs, _check.Mismatches, _check.IsUnsure, _check.ExplainedNs));
    }

    [Fact]
    public void A_fill_moves_the_times_begins_the_count_anew_and_settles_a_difference_that_it_explains()
    {
        _check = new PositionCheck { StatedLots = Ours, Differs = 1, Mismatches = 2, ExplainedNs = 7 };
        Filled(ours: 9);
        Assert.Equal((1, 0, 7, 100 * Second, 99 * Second), (_check.Differs, _check.Mismatches, _check.ExplainedNs, _check.LastFillNs, _check.LastFillExchangeNs));
        Filled();
        Assert.Equal((0, 0), (_check.Differs, _check.ExplainedNs));
    }

    [Theory]
    [InlineData(98, 0, 99)]          // older than the last one
    [InlineData(0, 0, 99)]           // not said
    [InlineData(105, -1, 105)]       // 5 s ahead of us, less a moment
    [InlineData(105, 0, 99)]         // a time of the future is none
    [InlineData(1000, 0, 99)]
    public void The_latest_time_of_a_fill_is_kept_if_it_can_be(long seconds, long moreNs, long keptSeconds)
    {
        Filled();
        Filled(exchangeNs: seconds * Second + moreNs);
        Assert.Equal(keptSeconds * Second + (keptSeconds == seconds ? moreNs : 0), _check.LastFillExchangeNs);
    }

    [Theory]
    [InlineData(99_000, 0)]  // of the same ms: the venue cuts the time of a fill
    [InlineData(99_001, -1)]
    [InlineData(1, 0)]
    public void A_statement_of_before_the_last_fill_says_nothing(long ms, long moreNs)
    {
        Filled();
        Assert.Equal(PositionVerdict.TooEarly, Stated(Ours, ms * Ms + moreNs));
        Assert.Equal((1, 0), (_check.TooEarlyCount, _check.IsStated));
        Assert.Equal(PositionVerdict.Equal, Stated(Ours, 99_001 * Ms));
        Assert.Equal((1, 1, Ours), (_check.TooEarlyCount, _check.IsStated, _check.StatedLots));
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(200, 0)]
    public void Without_both_times_a_difference_says_nothing_for_five_seconds_after_a_fill(long statedSeconds, long filledSeconds)
    {
        Filled(exchangeNs: filledSeconds * Second);
        Assert.Equal(PositionVerdict.TooEarly, Stated(7, statedSeconds * Second, 105 * Second));
        Assert.Equal(PositionVerdict.Equal, Stated(Ours, statedSeconds * Second, 105 * Second));
        Assert.Equal(PositionVerdict.Differs, Stated(7, statedSeconds * Second, 105 * Second + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Before_any_fill_no_time_is_asked_for(long exchangeNs)
    {
        // Also while a time of a fill of another run is known.
        _check.LastFillExchangeNs = exchangeNs == 0 ? 0 : 99 * Second;
        Assert.Equal(PositionVerdict.Differs, Stated(7, exchangeNs));
        Assert.Equal((1, 7), (_check.IsStated, _check.StatedLots));
        Filled(exchangeNs: 0, nowNs: 1);
        Assert.Equal(PositionVerdict.TooEarly, Stated(7, 0, 1));
    }

    [Fact]
    public void Three_statements_in_a_row_that_differ_are_not_explained_any_more_and_one_that_is_equal_begins_anew()
    {
        Assert.Equal((PositionVerdict.Differs, PositionVerdict.Differs), (Stated(7, 0), Stated(8, 0)));
        Assert.Equal((1, 2), (_check.Differs, _check.Mismatches));
        Assert.Equal((PositionVerdict.Unexplained, PositionVerdict.Unexplained), (Stated(9, 0), Stated(9, 0)));
        (_check.IsUnsure, _check.ExplainedNs) = (1, 5);
        Assert.Equal(PositionVerdict.Equal, Stated(Ours, 0));
        Assert.Equal((0, 0, 0, 0), (_check.Differs, _check.Mismatches, _check.IsUnsure, _check.ExplainedNs));
        Assert.Equal(PositionVerdict.Differs, Stated(9, 0));
    }

    [Theory]
    [InlineData(13, 3, 0, true)]
    [InlineData(14, 3, 0, false)]
    [InlineData(7, 0, 3, true)]
    [InlineData(6, 0, 3, false)]
    [InlineData(13, 0, 3, false)]
    [InlineData(7, 3, 0, false)]
    [InlineData(long.MinValue + 1, 0, 3, false)]
    public void Fills_that_were_announced_explain_as_much_as_they_are(long lots, long buys, long sells, bool explains)
    {
        (_check.Differs, _check.Mismatches) = (1, 1);
        Assert.Equal(explains ? PositionVerdict.Explained : PositionVerdict.Differs, Stated(lots, 0, buys: buys, sells: sells));
        Assert.Equal(explains ? (0L, 0L) : (1L, 2L), (_check.Differs, _check.Mismatches));
        Assert.Equal(explains ? 100 * Second : 0, _check.ExplainedNs);
    }

    [Fact]
    public void They_explain_for_fifteen_seconds_from_the_first_statement_on()
    {
        PositionVerdict At(long ns) => Stated(12, 0, 100 * Second + ns, buys: 3);
        Assert.Equal((PositionVerdict.Explained, PositionVerdict.Explained), (At(0), At(15 * Second)));
        Assert.Equal(PositionVerdict.Differs, At(15 * Second + 1));
        // More than they are is not explained at any time.
        Assert.Equal(PositionVerdict.Differs, Stated(15, 0, 100 * Second, buys: 3));
    }
}
