using System;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Host.Counters;
using Units = Minnow.Core.Model.Units;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>Section C over sockets: orders, changes and cancels whose fate is not told, or is told by the venue alone.</summary>
public sealed class OrderFaultTests
{
    [Fact]
    public async Task C1_Orders_that_are_refused_never_rested_and_are_offered_again()
    {
        await using FaultRig rig = await FaultRig.Quoting(
            "reject 10009 not_enough_funds method=private/buy count=1\nreject 11054 post_only_reject method=private/sell count=1\nreject 10043 price_wrong_tick method=private/buy count=1\nreject 10012 book_closed method=private/sell count=1");
        await TradeUntilFired(rig);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        RunStory story = await rig.Finish();
        Assert.True(story.Told(EventKind.OrderUpdate).Count(static e => e.Order.Report == OrderReport.Rejected) >= 3);
    }

    [Fact]
    public async Task C8_An_order_without_an_answer_is_asked_for_and_never_sent_again()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C8-ambiguous-submit", 1, 4));
        await TradeUntilFired(rig);
        await rig.UntilQuotes();
        RequestNote[] all = await rig.Server.Requests();
        Assert.Contains(all, static c => c.Method == "private/get_order_state_by_label");
        RunStory story = await rig.Finish();
        Assert.True(all.Count(static c => c.Method is "private/buy" or "private/sell") <= story.Sent(CommandVerb.Place).Count());
    }

    [Fact]
    public async Task C9_An_order_whose_answer_was_lost_is_found_by_the_reconciliation()
    {
        await using FaultRig rig = await FaultRig.Quoting("after request private/buy #1 lose-reply\nafter request private/sell #1 lose-reply\nat 1s rst link=orders");
        await TradeUntilFired(rig);
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        Assert.Equal(2, await rig.Resting());
        await rig.Finish();
    }

    [Fact]
    public async Task C11_A_change_without_an_answer_is_asked_for()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C11-ambiguous-edit", 1, 3));
        await rig.UntilFired();
        await Task.Delay(500);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task C13_Cancels_without_an_answer_are_repeated_and_end_with_the_connection()
    {
        await using FaultRig rig = await FaultRig.Quoting("lose-request method=private/cancel* for 5s\ndrop frames channel=book.*.raw count=1");
        await rig.UntilCounter(CounterId.GatewayDisconnections, static n => n >= 1);
        RequestNote[] calls = await rig.OrderCalls(1);
        Assert.True(calls.Count(static c => c.Method is "private/cancel" or "private/cancel_by_label") >= 2);
        int reconciled = Array.FindIndex(calls, static c => c.Method == "private/get_account_summary");
        Assert.Contains(calls[reconciled..], static c => c.Method == "private/cancel_all_by_instrument");
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task C14_A_mass_cancel_that_counts_differently_is_reconciled()
    {
        await using FaultRig rig = await FaultRig.Start("cancel-count +1 count=1");
        await rig.UntilQuotes();
        LinkFaultTests.ReconciledFirst(await rig.OrderCalls(1));
        await rig.Finish();
    }

    [Fact]
    public async Task C16_Protection_that_fires_holds_quoting_while_it_is_frozen()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("C16-mmp"), null,
            ", \"protection\": { \"enabled\": true, \"intervalSeconds\": 5, \"frozenSeconds\": 2, \"quantityLimit\": 5, \"deltaLimit\": 5, \"maxQuoteQuantity\": 10 }");
        await rig.UntilNoQuotes();
        long frozenUs = await rig.VenueUs();
        await rig.UntilQuotes();
        Assert.InRange((await rig.VenueUs() - frozenUs) / 1e6, 1, 15);
        RunStory story = await rig.Finish();
        Event frozen = story.Told(EventKind.Protection).First(static e => e.Protection.FrozenUntilNs is not (0 or Units.Missing));
        long at = story.Next(0, e => e.Kind == EventKind.Protection && e.ReceivedNs == frozen.ReceivedNs);
        story.NothingOffered(at, story.Next(at, e => e.ReceivedNs > frozen.ReceivedNs + 1_500 * Units.NsPerMs), "protection is frozen");
    }

    [Fact]
    public async Task C16_Protection_that_fires_while_we_are_away_is_known_before_the_first_quote()
    {
        await using FaultRig rig = await FaultRig.Quoting("refuse for 1500ms\nat 0s rst link=orders\nat 500ms mmp-trigger", null,
            ", \"protection\": { \"enabled\": true, \"intervalSeconds\": 5, \"frozenSeconds\": 5, \"quantityLimit\": 5, \"deltaLimit\": 5, \"maxQuoteQuantity\": 10 }");
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        int ready = story.Inputs.Index().Where(static e => e.Item.Kind == EventKind.Gateway && e.Item.Detail == (uint)GatewayPhase.Ready).Skip(1).First().Index;
        Event frozen = story.Inputs.Take(ready).Last(static e => e.Kind == EventKind.Protection);
        Assert.True(frozen.Protection.FrozenUntilNs > story.Inputs[ready].ReceivedNs, "the freeze is known, and goes on");
        long thawed = story.Next(ready, e => e.ReceivedNs > frozen.Protection.FrozenUntilNs - 50 * Units.NsPerMs);
        story.NothingOffered(ready, thawed, "protection is frozen");
        RequestNote[] calls = await rig.OrderCalls(2);
        Assert.Contains(calls, static c => c.Method == "private/get_mmp_status");
        Assert.DoesNotContain(calls, c => c.Method is "private/buy" or "private/sell" && c.AtUs * 1000 < frozen.Protection.FrozenUntilNs);
    }

    [Theory]
    [InlineData("settlement for 1s")]
    [InlineData("instrument-state locked for 1s")]
    public async Task C17_A_market_that_closes_takes_our_orders_and_gets_new_ones_when_it_opens(string fault)
    {
        await using FaultRig rig = await FaultRig.Quoting(fault);
        await rig.UntilFired();
        await Task.Delay(1_100);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        await rig.Finish();
    }

    [Theory]
    [InlineData("risk_mitigation")]
    [InlineData("position_locked")]
    [InlineData("a_reason_nobody_knows")]
    public async Task C17_An_order_that_the_venue_cancels_is_gone_whatever_the_reason_is_called(string reason)
    {
        await using FaultRig rig = await FaultRig.Quoting($"cancel-reason {reason} count=1");
        await rig.Server.Do(static venue => venue.Engine.CancelAll(venue.Engine.Accounts.First(static a => a.Name == Exchange.Server.DemoVenue.Account), default, CancelReason.UserRequest));
        await rig.UntilFired();
        RunStory story = await rig.Finish();
        Assert.Contains(story.Told(EventKind.OrderUpdate), static e => e.Order.Report == OrderReport.Cancelled);
    }

    [Fact]
    public async Task C17_A_liquidation_halts()
    {
        await using FaultRig rig = await FaultRig.Quoting();
        await rig.Take(OrderSide.Buy);
        await rig.UntilCounter(CounterId.GatewayFills, static n => n >= 1);
        await rig.Inject("liquidate");
        await rig.UntilCounter(CounterId.QuoterHalted, static why => why == (long)HaltReason.Liquidation);
        await rig.UntilNoQuotes();
        await rig.UntilVenue(static (venue, mine) => FaultRig.PositionLots(venue, mine) == 0, "the venue has taken all");
        await rig.Finish();
        Assert.Equal("liquidation", rig.Summary.GetProperty("halted").GetString());
    }

    [Fact]
    public async Task B17_C17_An_account_that_is_locked_while_we_trade_ends_as_halted_and_says_so()
    {
        await using FaultRig rig = await FaultRig.Quoting("reject 11098 account_locked method=private/buy count=1\nreject 11098 account_locked method=private/edit count=1");
        await rig.TakeBoth();
        await rig.UntilCounter(CounterId.GatewayReason, static why => why == (long)GatewayReason.AccountLocked);
        await rig.UntilNoQuotes();
        int code = await rig.Stop();
        Assert.True(code == 4, $"{code}\n{rig.Errors}");
        Assert.Contains("the venue locked the account while we traded", rig.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Credentials", rig.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B17_An_account_that_is_locked_before_anything_was_sent_ends_with_77()
    {
        await using FaultRig rig = await FaultRig.Start("reject 11098 account_locked method=private/get_positions");
        int code = await rig.Ended;
        Assert.True(code == 77, $"{code}\n{rig.Errors}");
        Assert.Contains("the venue has locked the account", rig.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(await rig.Server.Requests(), static c => c.Method is "private/buy" or "private/sell");
    }

    [Fact]
    public async Task C18_Orders_of_a_former_run_are_cancelled_before_the_first_quote_and_other_markets_left_alone()
    {
        await using FaultRig rig = await FaultRig.Start(FaultFile.Read("C18-orphans"));
        await rig.UntilQuotes();
        Order[] orders = await rig.Mine(static (_, mine) => mine.OpenOrders.Concat(mine.ClosedOrders).ToArray());
        Order orphan = Assert.Single(orders, static o => o.Label == "mn000000000001-7");
        Assert.Equal(OrderState.Cancelled, orphan.State);
        Order first = orders.Where(static o => o.Label.StartsWith("mn0", StringComparison.Ordinal) && o.Label != "mn000000000001-7").MinBy(static o => o.CreatedUs)!;
        Assert.True(orphan.UpdatedUs < first.CreatedUs);
        Assert.True(Assert.Single(orders, static o => o.Label == "somebody-else").IsLive);
        await rig.Finish();
    }

    [Fact]
    public async Task C18_Orders_of_a_former_run_are_cancelled_although_the_market_connection_learns_nothing()
    {
        await using FaultRig rig = await FaultRig.Start("at 0s foreign-order buy 100 mn000000000001-7\nlose-request method=public/get_instrument for 8s");
        await rig.UntilVenue(static (venue, _) => venue.NowUs > 0, "the venue runs");
        await rig.UntilVenue(static (_, mine) => mine.ClosedOrders.Any(static o => o.Label == "mn000000000001-7"), "the order of the former run is gone", seconds: 3);
        // Its orders are pulled before cancel-on-disconnect is armed, by which the connection is known.
        RequestNote[] calls = [];
        for (int i = 0; i < 150 && calls.Length == 0; i++)
        {
            calls = await rig.OrderCalls(1);
            await Task.Delay(20);
        }
        double signedIn = calls.First(static c => c.Method == "public/auth").AtUs;
        Assert.InRange((calls.First(static c => c.Method == "private/cancel_all_by_instrument").AtUs - signedIn) / 1e6, 0, 1);
        Assert.DoesNotContain(await rig.Server.Requests(), static c => c.Method is "private/buy" or "private/sell");
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task C21_Queries_that_lag_make_no_difference()
    {
        await using FaultRig rig = await FaultRig.Quoting("delay 1500ms replies method=private/get_* for 4s");
        await rig.TakeBoth();
        await rig.Inject("rst link=orders");
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task C27_Refusals_in_series_are_not_answered_by_a_spin()
    {
        await using FaultRig rig = await FaultRig.Quoting("reject 11054 post_only_reject method=private/buy for 1500ms");
        await rig.Take(OrderSide.Sell);
        await Task.Delay(1_500);
        await rig.UntilFired();
        Assert.InRange((await rig.OrderCalls(1)).Count(static c => c.Method == "private/buy"), 2, 25);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        await rig.Finish();
    }

    private static async Task TradeUntilFired(FaultRig rig)
    {
        Task fired = rig.UntilFired();
        while (!fired.IsCompleted)
        {
            await rig.Take(OrderSide.Buy);
            await Task.Delay(150);
            await rig.Take(OrderSide.Sell);
            await Task.Delay(150);
        }
        await fired;
    }
}
