using System;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Faults;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>Section B over sockets: login, scope, tokens, limits, heartbeats, cancel-on-disconnect.</summary>
public sealed class SessionFaultTests
{
    [Fact]
    public async Task B16_A_token_that_expires_is_renewed_once_and_orders_are_reconciled()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("B16-token-expires"), static venue => venue.StrictToken = true);
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        RequestNote[] calls = await rig.OrderCalls(1);
        Assert.Equal(2, calls.Count(static c => c.Method == "public/auth"));
        int again = Array.FindLastIndex(calls, static c => c.Method == "public/auth");
        LinkFaultTests.ReconciledFirst(calls[again..]);
        Assert.Equal(1, rig.Counter(CounterId.GatewayConnections));
        await rig.Finish();
    }

    [Fact]
    public async Task B16_A_short_token_is_refreshed_before_it_ends()
    {
        await using FaultRig rig = await FaultRig.Quoting("", static venue => (venue.TokenLifeSeconds, venue.StrictToken) = (3, true));
        await Task.Delay(4_000);
        await rig.UntilQuotes();
        RequestNote[] calls = await rig.OrderCalls(1);
        Assert.InRange(calls.Count(static c => c.Method == "public/auth"), 2, 4);
        Assert.Equal(1, rig.Counter(CounterId.GatewayReconciliations));
        RunStory story = await rig.Finish();
        Assert.DoesNotContain(story.Told(EventKind.Gateway), static e => e.Gateway.Reason == GatewayReason.Credentials);
    }

    [Fact]
    public async Task B17_A_login_that_is_refused_ends_with_77_after_one_try()
    {
        await using FaultRig rig = await FaultRig.Start(FaultFile.Read("B17-auth-refused"));
        int code = await rig.Ended;
        Assert.True(code == 77, $"{code}\n{rig.Errors}");
        RequestNote[] all = await rig.Server.Requests();
        Assert.InRange(all.Count(static c => c.Method == "public/auth"), 1, 2); // one of each connection
        Assert.DoesNotContain(all, static c => c.Method is "private/buy" or "private/sell");
    }

    [Fact]
    public async Task B17_Both_connections_sign_in_again_and_again_where_a_nonce_is_good_once()
    {
        await using FaultRig rig = await FaultRig.Quoting("at 0s rst\nat 1500ms rst", static venue => Assert.True(venue.RefusesUsedNonces));
        await rig.UntilFired();
        await rig.UntilReadyAgain(2);
        await rig.UntilQuotes();
        RequestNote[] all = await rig.Server.Requests();
        Assert.True(all.Count(static c => c.Method == "public/auth") >= 4);
        Assert.NotEqual((long)GatewayReason.Credentials, rig.Counter(CounterId.GatewayReason));
        await rig.Stop();
    }

    [Fact]
    public async Task B18_A_venue_that_ends_the_session_for_too_many_requests_gets_fewer()
    {
        await using FaultRig rig = await FaultRig.Quoting("tier 4 for 20s\nreject 10028 too_many_requests method=private/* count=1");
        await rig.UntilCounter(CounterId.GatewayRateLimitErrors, static n => n >= 1);
        await rig.Inject("close 1000 too_many_requests link=orders");
        await rig.UntilReadyAgain(1);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Event down = Assert.Single(story.Told(EventKind.Gateway), static e => e.Gateway.Reason == GatewayReason.RateLimit);
        long before = story.Told(EventKind.RateBudget).Where(e => e.ReceivedNs < down.ReceivedNs).Max(static e => e.Budget.RefillE3);
        long after = story.Told(EventKind.RateBudget).Where(e => e.ReceivedNs > down.ReceivedNs).Max(static e => e.Budget.RefillE3);
        Assert.InRange(after, 1, before * 6 / 10);
    }

    [Fact]
    public async Task B19_A_test_request_is_answered_at_once()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("B19-test-request", 0.06));
        await rig.UntilCounter(CounterId.GatewayHeartbeatsAnswered, static n => n >= 5);
        RequestNote[] calls = await rig.OrderCalls(1);
        Assert.True(calls.Count(static c => c.Method == "public/test") >= 5);
        Assert.Equal(0, rig.Counter(CounterId.GatewayDisconnections));
        await rig.Finish();
    }

    [Theory]
    [InlineData("wide-scope wallet:read_write", "wallet:read_write")]
    [InlineData("narrow-scope trade:read_write", "trade:read_write")]
    public async Task B20_A_scope_that_is_not_what_is_needed_is_named_and_refused(string fault, string scope)
    {
        await using FaultRig rig = await FaultRig.Start(fault);
        int code = await rig.Ended;
        Assert.True(code == 77, $"{code}\n{rig.Errors}");
        Assert.Contains(scope, rig.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(await rig.Server.Requests(), static c => c.Method is "private/buy" or "private/sell");
    }

    [Theory]
    [InlineData("cod off")]
    [InlineData("reject 10049 cancel_on_disconnect_failed method=private/enable_cancel_on_disconnect count=1")]
    public async Task B21_Without_cancel_on_disconnect_nothing_is_quoted(string fault)
    {
        await using FaultRig rig = await FaultRig.Start(fault);
        await rig.UntilCounter(CounterId.GatewayPhase, static phase => phase == (long)GatewayPhase.Refused);
        Assert.Equal((long)GatewayReason.CancelOnDisconnect, rig.Counter(CounterId.GatewayReason));
        await Task.Delay(500);
        Assert.DoesNotContain(await rig.Server.Requests(), static c => c.Method is "private/buy" or "private/sell");
        Assert.Contains("CancelOnDisconnect", rig.Errors, StringComparison.Ordinal);
        await rig.Stop();
    }

    [Theory]
    [InlineData("deribit_price_index.btc_usd", "public/subscribe", CounterId.FeedMissingChannels)]
    [InlineData("user.lock", "private/subscribe", CounterId.GatewayMissingChannels)]
    public async Task B25_A_channel_that_is_not_granted_holds_quoting_is_named_and_asked_for_until_it_is(string channel, string method, CounterId counter)
    {
        await using FaultRig rig = await FaultRig.Start($"replace '\"{channel}\"' '\"nothing\"' method={method} dir=out for 5s");
        await rig.UntilCounter(counter, static n => n == 1);
        await Task.Delay(1_000);
        Assert.DoesNotContain(await rig.Server.Requests(), static c => c.Method is "private/buy" or "private/sell");
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(counter));
        Assert.Contains($"the first is {channel}: nothing is quoted until it does", rig.Errors, StringComparison.Ordinal);
        await rig.Finish();
    }

    [Fact]
    public async Task B25_Replies_that_nobody_asked_for_are_ignored()
    {
        await using FaultRig rig = await FaultRig.Quoting("reply-twice rate=50% for 2s\nunknown-reply rate=50% for 2s");
        await rig.TakeBoth();
        await Task.Delay(1_000);
        await rig.TakeBoth();
        await rig.UntilFired();
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.GatewayDisconnections));
        await rig.Finish();
    }
}
