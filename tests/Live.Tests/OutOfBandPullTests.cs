using System;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Server;
using Minnow.Host.Credentials;
using Minnow.Host.Live;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Live.Tests;

public sealed class OutOfBandPullTests
{
    [Fact]
    public async Task B3_F16_Without_session_and_quoter_everything_of_the_instrument_is_pulled_within_2_s()
    {
        await using LiveVenue venue = await LiveVenue.Start(Options("foreign-order buy 100 mn000000000001-7\nforeign-order sell 100 by-hand"));
        await venue.UntilResting(static count => count == 2);
        using ApiCredentials key = CredentialFile.Load(venue.KeyFile);
        PullResult result = await Task.Run(() => Pull(venue, key).Run(Units.Missing, CancellationToken.None));
        Assert.True(result.IsDone, result.FailureText);
        Assert.Equal(2, result.Cancelled);
        Assert.Equal(0, await venue.RestingOrders());
        Assert.InRange(result.Took.TotalSeconds, 0, 2);
    }

    [Theory]
    [InlineData("handshake stall", "longer than")]
    [InlineData("refuse", "no")]
    [InlineData("reject 11051 system_maintenance method=private/cancel_all_by_instrument for 60s", "system_maintenance")]
    [InlineData("lose-request method=private/cancel_all_by_instrument for 60s", "BTC-PERPETUAL: no answer")]
    [InlineData("reject 13004 invalid_credentials method=public/auth for 60s", "invalid_credentials")]
    public async Task B3_A_pull_that_can_not_be_done_says_why_within_5_s(string fault, string why)
    {
        await using LiveVenue venue = await LiveVenue.Start(Options($"{fault}\nforeign-order buy 100 mn000000000001-7"));
        using ApiCredentials key = CredentialFile.Load(venue.KeyFile);
        PullResult result = await Task.Run(() => Pull(venue, key).Run(0, CancellationToken.None));
        Assert.False(result.IsDone);
        Assert.Contains(why, result.FailureText, StringComparison.Ordinal);
        Assert.DoesNotContain(DemoVenue.ClientSecret, result.FailureText, StringComparison.Ordinal);
        Assert.InRange(result.Took.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task A_pull_ends_with_the_run_that_asked_for_it()
    {
        await using LiveVenue venue = await LiveVenue.Start(Options("lose-request method=public/auth for 60s"));
        using ApiCredentials key = CredentialFile.Load(venue.KeyFile);
        using CancellationTokenSource stop = new(200);
        PullResult result = await Task.Run(() => Pull(venue, key).Run(0, stop.Token));
        Assert.False(result.IsDone);
        Assert.InRange(result.Took.TotalSeconds, 0, 1);
    }

    private static ExchangeServerOptions Options(string faults) => new() { Faults = FaultScript.Parse(faults) };

    private static OutOfBandPull Pull(LiveVenue venue, ApiCredentials key)
    {
        LinkOptions link = OutOfBandPull.Hurried(new LinkOptions { Url = new Uri($"wss://127.0.0.1:{venue.Server.Port}/ws/api/v2"), CaFile = venue.Server.CaFile });
        return new OutOfBandPull(clock => new WebSocketLink(link, () => clock.NowNs), new MonotonicWallClock(), key, ["BTC-PERPETUAL"]);
    }
}
