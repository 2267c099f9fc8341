using System;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Faults;
using Minnow.Host.Counters;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Live.Tests.Faults;

/// <summary>Section B over sockets: connections that end, hang, or are cut in one direction.</summary>
public sealed class LinkFaultTests(ITestOutputHelper output)
{
    private static readonly string[] s_reconciliation =
    [
        "public/auth", "public/set_heartbeat", "private/enable_cancel_on_disconnect", "private/get_cancel_on_disconnect", "private/subscribe",
        "private/cancel_all_by_instrument", "private/get_open_orders_by_currency", "private/get_user_trades_by_currency_and_time",
        "private/get_positions", "private/get_account_summary", "private/get_user_locks",
    ];

    [Theory]
    [InlineData("B1-fin")]
    [InlineData("B2-rst")]
    public async Task B1_B2_After_a_cut_all_is_cancelled_and_reconciled_before_the_next_quote(string script)
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read(script, 0.4));
        long cutUs = await rig.VenueUs();
        await rig.UntilFired();
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        RequestNote[] calls = await rig.OrderCalls(2);
        ReconciledFirst(calls);
        Assert.InRange((calls.First(static c => c.Method is "private/buy" or "private/sell").AtUs - cutUs) / 1e6, 0, 3);
        await rig.Finish();
    }

    [Fact]
    public async Task B3_A_peer_that_vanished_is_noticed_and_a_second_connection_cancels_within_5_s()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("B3-half-open"));
        long goneUs = await rig.VenueUs();
        await rig.UntilReadyAgain(1);
        RequestNote[] calls = await rig.OrderCalls(2);
        ReconciledFirst(calls);
        Assert.InRange((calls.First(static c => c.Method == "private/cancel_all_by_instrument").AtUs - goneUs) / 1e6, 0, 5);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Theory]
    [InlineData("half-open link=orders")]
    [InlineData("one-way out link=1 for 6s\none-way out link=2 for 6s")]
    [InlineData("slow-reader link=1 for 8s\nslow-reader link=2 for 8s")]
    public async Task B3_B6_From_the_first_cancel_without_an_answer_to_nothing_resting_it_takes_less_than_3_s(string fault)
    {
        // Books that fall silent for a second make the quoter pull.
        await using FaultRig rig = await FaultRig.Quoting($"{fault}\nsilent channel=book.* for 6s");
        long goneNs = await rig.VenueUs() * 1000;
        await rig.UntilCounter(CounterId.GatewayPulls, static n => n >= 1);
        await rig.UntilNoQuotes();
        long emptyNs = 1000 * await rig.Mine(static (_, mine) => mine.ClosedOrders.Max(static o => o.UpdatedUs));
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.GatewayPullFailures));
        Assert.Contains("a connection of its own pulled", rig.Errors, StringComparison.Ordinal);
        RunStory story = await rig.Finish();
        OutputRecord first = story.Commands.First(c => c.TimeNs > goneNs && c.Verb is CommandVerb.Cancel or CommandVerb.CancelAll);
        double seconds = (emptyNs - first.TimeNs) / 1e9;
        output.WriteLine($"{fault.Split(' ')[0]}: nothing rests {seconds:F3} s after the first cancel");
        Assert.InRange(seconds, 0, 3);
    }

    [Fact]
    public async Task B4_A_venue_that_hangs_is_left_and_found_again()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("B4-venue-hangs", 0.6));
        await rig.UntilCounter(CounterId.GatewayPhase, static phase => phase == (long)GatewayPhase.Down);
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task B5_Latency_delays_answers_and_doubles_nothing()
    {
        await using FaultRig rig = await FaultRig.Quoting("delay 300ms jitter 200ms dir=out for 2s\ndelay 200ms jitter 300ms dir=in for 2s");
        await rig.Take(Minnow.Exchange.Engine.OrderSide.Buy);
        await rig.UntilFired();
        await Task.Delay(2_200);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task B6_A_venue_that_does_not_read_never_blocks_us_and_is_given_up()
    {
        await using FaultRig rig = await FaultRig.Quoting("slow-reader link=1 for 8s\nslow-reader link=2 for 8s\ndrop frames channel=book.*.raw count=1");
        await rig.UntilReadyAgain(1);
        Assert.InRange(rig.Counter(CounterId.GatewaySendMaxNs) / 1e9, 0, 0.25);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task B23_What_does_not_reach_the_venue_is_unclear_and_not_sent_again()
    {
        await using FaultRig rig = await FaultRig.Quoting("one-way out link=1 for 4s\none-way out link=2 for 4s");
        await rig.Take(Minnow.Exchange.Engine.OrderSide.Buy);
        await rig.UntilCounter(CounterId.GatewayUnclear, static n => n >= 1);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task B23_A_connection_that_tells_us_nothing_any_more_is_ended()
    {
        await using FaultRig rig = await FaultRig.Quoting("one-way in link=orders for 4s");
        await rig.UntilCounter(CounterId.GatewayDisconnections, static n => n >= 1);
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task B22_Without_data_the_quotes_are_pulled_over_the_order_connection_and_without_it_none_are_sent()
    {
        await using FaultRig rig = await FaultRig.Quoting("rst link=data");
        await rig.UntilCounter(CounterId.FeedDisconnections, static n => n >= 1);
        await rig.UntilCounter(CounterId.FeedConnected, static connected => connected == 1);
        await rig.UntilQuotes();
        Assert.Equal(1, rig.Counter(CounterId.GatewayConnections));
        await rig.Inject("rst link=orders");
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        Assert.Equal(2, rig.Counter(CounterId.FeedConnections));
        RunStory story = await rig.Finish();
        long lost = story.Next(0, static e => e.Kind == EventKind.FeedState && e.Has(EventFlags.Lost) && e.ReceivedNs != 0);
        long first = story.Commands[0].CauseSequence;
        if (lost < first) lost = story.Next(first, static e => e.Kind == EventKind.FeedState && e.Has(EventFlags.Lost));
        OutputRecord pulled = story.Commands.First(c => c.Verb is CommandVerb.Cancel or CommandVerb.CancelAll && c.CauseSequence >= lost);
        Assert.InRange((pulled.TimeNs - story.Inputs[(int)lost].ReceivedNs) / 1e6, 0, 50);
    }

    [Fact]
    public async Task B15_A_venue_that_flaps_is_left_for_a_person()
    {
        await using FaultRig rig = await FaultRig.Quoting("every 150ms fin link=orders");
        await rig.UntilCounter(CounterId.GatewayDisconnections, static n => n >= 4);
        Assert.True((await rig.Server.Requests()).Count(static r => r.Method == "public/auth") <= 22);
        await rig.UntilFired();
    }

    [Fact]
    public async Task B26_Bytes_that_come_one_at_a_time_change_nothing()
    {
        await using FaultRig rig = await FaultRig.Quoting("slice 1 for 1500ms");
        await Task.Delay(1_600);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.FeedRefused));
        await rig.Finish();
    }

    internal static void ReconciledFirst(RequestNote[] calls)
    {
        int at = 0;
        foreach (string method in s_reconciliation)
        {
            int found = Array.FindIndex(calls, at, call => call.Method == method);
            Assert.True(found >= 0, $"{method} did not come in its turn: {string.Join(' ', calls.Select(static c => c.Method))}");
            at = found;
        }
        int firstOffer = Array.FindIndex(calls, static call => call.Method is "private/buy" or "private/sell" or "private/edit");
        Assert.True(firstOffer < 0 || firstOffer > at, "an order came before the reconciliation");
    }
}
