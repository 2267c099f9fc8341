using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>Section C over sockets: fills and positions that come early, late, twice, wrong, or not at all.</summary>
public sealed class FillFaultTests
{
    [Fact]
    public async Task C2_A_fill_before_the_ack_finds_its_order()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C2-fill-before-ack", 0.2));
        for (int i = 0; i < 3; i++) await rig.TakeBoth();
        await rig.UntilFired();
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Assert.True(story.Fills().Count >= 4);
    }

    [Fact]
    public async Task C3_A_fill_told_after_the_cancel_is_booked()
    {
        await using FaultRig rig = await FaultRig.Quoting("delay 700ms frames channel=user.* for 3s\ndrop frames channel=book.*.raw count=1");
        for (int i = 0; i < 3; i++) await rig.TakeBoth();
        await rig.UntilFired();
        await Task.Delay(1_000);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Assert.True(story.Fills().Count >= 4);
    }

    [Fact]
    public async Task C4_A_cancel_that_comes_after_the_fill_is_no_error()
    {
        await using FaultRig rig = await FaultRig.Quoting("delay 600ms requests method=private/cancel* for 3s\ndrop frames channel=book.*.raw count=1\nat 1500ms drop frames channel=book.*.raw count=1");
        for (int i = 0; i < 2; i++)
        {
            await rig.UntilCounter(CounterId.FeedResyncs, n => n > i);
            await rig.Take(OrderSide.Buy);
            await rig.Take(OrderSide.Sell);
            await rig.UntilQuotes();
        }
        await rig.UntilFired();
        await Task.Delay(700);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Assert.NotEmpty(story.Fills());
        Assert.Contains(story.Told(EventKind.OrderUpdate), static e => e.Order.Report == OrderReport.Filled);
    }

    [Fact]
    public async Task C5_A_fill_told_twice_is_booked_once()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C5-duplicate-fill", 0.2));
        for (int i = 0; i < 3; i++) await rig.TakeBoth();
        await rig.UntilFired();
        RunStory story = await rig.Finish();
        Assert.True(story.Told(EventKind.Fill).Count() > story.Fills().Count);
    }

    [Fact]
    public async Task C6_A_fill_that_nobody_here_wanted_is_booked_and_holds_quoting_until_the_venue_states_the_position()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C6-unknown-fill"));
        await rig.UntilCounter(CounterId.GatewayForeignFills, static n => n == 1);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        long fill = story.Next(0, static e => e.Kind == EventKind.Fill && ((FillDetails)e.Detail & FillDetails.External) != 0);
        long stated = story.Next(fill, static e => e.Kind == EventKind.Position);
        Assert.True(fill < story.Inputs.Count);
        story.NothingOffered(fill + 1, stated, "the position is not sure");
    }

    [Fact]
    public async Task C6_Of_a_combination_the_leg_is_booked_and_the_row_of_the_whole_is_not()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C6-combo-fill"));
        await rig.UntilCounter(CounterId.GatewayForeignFills, static n => n >= 1);
        await rig.UntilQuotes();
        // Asked for once more, as after any lost connection: the pages have such rows too.
        await rig.Inject("rst link=orders");
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Assert.Contains(story.Told(EventKind.Fill), static e => ((FillDetails)e.Detail & FillDetails.External) != 0);
    }

    [Fact]
    public async Task C7_An_overfill_is_booked_and_halts()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C7-overfill"));
        await rig.TakeBoth();
        await rig.UntilCounter(CounterId.QuoterHalted, static why => why == (long)HaltReason.Overfill);
        await rig.UntilNoQuotes();
        RunStory story = await rig.Finish(isExplained: false);
        Assert.Equal("overfill", rig.Summary.GetProperty("halted").GetString());
        Assert.Contains(story.Told(EventKind.Fill), static e => e.Fill.SizeLots == 100);
    }

    [Fact]
    public async Task C19_A_position_that_stays_unexplained_halts_and_is_never_traded_away()
    {
        await using FaultRig rig = await FaultRig.Quoting("wrong-position +100");
        for (int i = 1; i <= 3; i++)
        {
            await rig.Inject("rst link=orders");
            await rig.UntilReadyAgain(i);
        }
        await rig.UntilCounter(CounterId.QuoterHalted, static why => why == (long)HaltReason.PositionMismatch);
        await rig.UntilNoQuotes();
        RunStory story = await rig.Finish(isExplained: false);
        long differs = story.Next(0, static e => e.Kind == EventKind.Position && !e.Has(EventFlags.Snapshot));
        Assert.Equal("positionMismatch", rig.Summary.GetProperty("halted").GetString());
        Assert.Equal(await rig.PositionLots(), rig.Summary.GetProperty("positions")[0].GetProperty("oursLots").GetInt64());
        story.NothingOffered(differs, story.Inputs.Count, "the position is not explained");
    }

    [Fact]
    public async Task C19_A_position_that_differs_for_a_moment_holds_quoting_for_that_moment()
    {
        await using FaultRig rig = await FaultRig.Quoting("wrong-position +100 for 5s\nrst link=orders");
        await rig.UntilReadyAgain(1);
        await rig.UntilNoQuotes();
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        await rig.Finish();
    }

    [Fact]
    public async Task C20_Fills_that_were_never_told_are_fetched_after_the_reconnect()
    {
        await using FaultRig rig = await FaultRig.Quoting("hide-fills for 1500ms");
        await rig.Take(OrderSide.Buy);
        await rig.Inject("rst link=orders");
        await rig.UntilReadyAgain(1);
        await Task.Delay(1_500);
        await rig.Inject("rst link=orders");
        await rig.UntilReadyAgain(2);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Assert.Contains(story.Told(EventKind.Fill), static e => ((FillDetails)e.Detail & (FillDetails.Backfilled | FillDetails.BeforeOpening)) == FillDetails.Backfilled);
        Assert.NotEmpty(story.Fills());
    }

    [Fact]
    public async Task C22_A_position_query_without_an_answer_leaves_ours_as_it_is()
    {
        await using FaultRig rig = await FaultRig.Quoting();
        await rig.Take(OrderSide.Buy);
        await rig.UntilCounter(CounterId.GatewayFills, static n => n >= 1);
        long before = rig.Counter(CounterId.GatewayPositionMismatches);
        await rig.Inject("position-empty for 1500ms\nrst link=orders");
        await rig.UntilReadyAgain(1);
        Assert.True(rig.Counter(CounterId.GatewayPositionMismatches) > before);
        await Task.Delay(1_500);
        await rig.Inject("reject 10001 error method=private/get_positions count=2\nrst link=orders");
        await rig.UntilReadyAgain(2);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        RunStory story = await rig.Finish();
        Assert.NotEmpty(story.Fills());
    }
}
