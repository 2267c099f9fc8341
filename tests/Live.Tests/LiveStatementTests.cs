using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Minnow.Live.Tests.Faults;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>An exchange that states other money than it booked, over TLS: an alert, a step of the ladder, a warning; and all of it over when its statements are right again.</summary>
[Collection("alone")]
public sealed class LiveStatementTests
{
    [Fact]
    public async Task A_balance_that_is_not_ours_widens_until_the_venue_states_the_right_one()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(venue.Configuration(rest: """, "risk": { "triggers": [ { "trigger": "statementAlert", "step": "widen", "releaseMs": 200 } ] }"""));
        await venue.UntilQuoting();
        using CancellationTokenSource over = new();
        Task takes = Take(venue, over.Token);
        await venue.Until(CounterId.StatementsAgreed, static agreed => agreed > 3, seconds: 60);
        await venue.Fault("wrong-balance +0.25 for 25s");
        await venue.Until(CounterId.StatementsApart, static apart => apart == 1, seconds: 40);
        Assert.InRange(venue.Counter(CounterId.StatementsApartE8), 24_900_000, 25_100_000);
        await venue.Until(CounterId.RiskStep, static step => step == (long)KillStep.Widen, seconds: 5);
        Assert.Equal((long)KillTrigger.StatementAlert, venue.Counter(CounterId.RiskCause));
        using StringWriter status = new();
        Assert.Equal(3, StatusVerb.Status(venue.Journal, asJson: false, status));
        Assert.Contains("kill ladder at widen: statement-alert", status.ToString(), StringComparison.Ordinal);
        Assert.Contains("away from our account (minnow pnl)", status.ToString(), StringComparison.Ordinal);

        await venue.Until(CounterId.StatementsApart, static apart => apart == 0, seconds: 60);
        await venue.Until(CounterId.RiskStep, static step => step == (long)KillStep.None, seconds: 5);
        await over.CancelAsync();
        await takes;
        Assert.True(await venue.Stop() == 0, venue.Errors);
        Assert.Contains("the venue's statement is not our account: BTC-PERPETUAL: the balance is 0.25", venue.Errors, StringComparison.Ordinal);
        string run = LiveDirectory.Newest(venue.Journal)!;
        Event[] told = [.. new RunStory(run).Told(EventKind.Alert).Where(static e => e.Detail == (uint)AlertKind.Statement)];
        Assert.Equal([true, false], told.Select(static e => e.Has(EventFlags.Lost)));
        Assert.InRange(told[0].Alert.Value, 24_900_000, 25_100_000);
        using StringWriter output = new(), errors = new();
        Assert.True(ReplayVerb.Execute(new ReplayOptions { JournalDirectory = run }, output, errors) == 0, $"{output}{errors}");
    }

    // Somebody trades with us, now on one side and now on the other: with each fill the venue states the account.
    private static async Task Take(LiveVenue venue, CancellationToken over)
    {
        for (int i = 0; !over.IsCancellationRequested; i++)
        {
            OrderSide side = i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell;
            await venue.Server.Do(exchange =>
            {
                Account mine = exchange.Engine.Accounts.Single(static a => a.Name == DemoVenue.Account), other = exchange.Engine.Accounts.First(static a => a.Name.EndsWith("taker", StringComparison.Ordinal));
                if (mine.OpenOrders.FirstOrDefault(order => order.Side != side) is not { } ours) return;
                exchange.Engine.Place(new OrderRequest(other, ours.Instrument, side, 2_000_000 * 100_000_000L, ours.PriceE8) { TimeInForce = TimeInForce.ImmediateOrCancel, IsWeb = true });
            });
            await Task.Delay(400, CancellationToken.None);
        }
    }
}
