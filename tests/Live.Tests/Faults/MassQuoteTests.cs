using System;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>Quotes of both sides in one request, on the exchange over TLS.</summary>
public sealed class MassQuoteTests
{
    private const string Wanted = """, "protection": { "enabled": true, "intervalSeconds": 1, "frozenSeconds": 1, "quantityLimit": 100, "maxQuoteQuantity": 10, "massQuotes": true, "group": "minnow" }""";

    [Fact]
    public async Task A_run_quotes_with_mass_quotes_and_both_books_agree_at_the_end()
    {
        await using FaultRig rig = await FaultRig.Quoting(connection: Wanted);
        for (int i = 0; i < 8; i++)
        {
            await rig.TakeBoth();
            await Task.Delay(400);
        }
        await rig.UntilQuotes();
        Assert.True(await rig.Mine(static (_, mine) => mine.OpenOrders.All(static order => order.IsQuote && order.MmpGroup == "minnow")));
        string[] methods = [.. (await rig.OrderCalls(1)).Select(static call => call.Method)];
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        RunStory story = await rig.Finish();
        Assert.True(story.Fills().Count >= 8, $"{story.Fills().Count} fills");
        Assert.DoesNotContain(methods, static m => m is "private/buy" or "private/sell" or "private/edit");
        int requests = methods.Count(static m => m == "private/mass_quote"), commands = story.Sent(CommandVerb.Place).Count() + story.Sent(CommandVerb.Edit).Count();
        Assert.True(requests > 0 && requests < commands, $"{requests} mass quotes for {commands} orders and changes");
    }

    [Fact]
    public async Task C2_Mass_quotes_whose_answers_are_lost_leave_no_difference()
    {
        await using FaultRig rig = await FaultRig.Quoting("at 1s..9s lose-reply method=private/mass_quote count=3", connection: Wanted);
        for (int i = 0; i < 12; i++)
        {
            await rig.Take(i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell);
            await Task.Delay(1000);
        }
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task C11_Protection_that_triggers_freezes_the_group_and_the_quotes_come_back()
    {
        await using FaultRig rig = await FaultRig.Quoting(connection: Wanted.Replace("100,", "0.001,", StringComparison.Ordinal));
        await rig.TakeBoth();
        await rig.UntilVenue(static (_, mine) => mine.ClosedOrders.Any(static order => order.MmpCancelled), "a freeze");
        await Task.Delay(1500);
        await rig.UntilQuotes();
        await rig.Finish();
    }
}
