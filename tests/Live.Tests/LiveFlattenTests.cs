using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Minnow.Live.Tests.Faults;
using Xunit;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Live.Tests;

/// <summary>A position of a hundred orders' worth is taken to nothing, in a book that holds less of it at a fair price than one step wants.</summary>
[Collection("alone")]
public sealed class LiveFlattenTests
{
    private const long Usd = 100_000_000;
    private const long HeldUsd = 100_000;
    private const double SlippageBps = 2;
    private const long IntervalNs = 150 * Units.NsPerMs;

    private const string Settings = """
        , "risk": { "flattenShare": 0.1, "flattenIntervalMs": 150, "flattenSlippageBps": 2 }
        """;

    [Theory]
    [InlineData(OrderSide.Buy)]
    [InlineData(OrderSide.Sell)]
    public async Task P15_A_position_of_many_orders_is_flattened_reduce_only_paced_and_price_limited_and_stays_flat_and_latched(OrderSide held)
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await Hold(venue, held);
        venue.Run(Wide(venue));
        await venue.Until(CounterId.GatewayPhase, static phase => phase == (long)GatewayPhase.Ready);
        await venue.UntilResting(static count => count > 0);
        long before = await Position(venue);
        Assert.True(Math.Abs(before) >= HeldUsd - 1_000, $"{before} USD are held");

        using (ControlClient client = ControlClient.TryConnect(Path.Combine(venue.Journal, LiveDirectory.LatestName))!)
        {
            Assert.True(client.TryAsk("flatten", "ann", "the end of it"));
            JsonElement? answer = client.Answer(5_000);
            if (answer is { } taken && taken.TryGetProperty("taken", out _) && !taken.TryGetProperty("ok", out _)) answer = client.Answer(5_000);
            Assert.True(answer!.Value.GetProperty("ok").GetBoolean(), answer.ToString());
        }

        // The venue's word at every look: never more than there was, and never the other way round.
        DateTime end = DateTime.UtcNow.AddSeconds(90);
        long last = before;
        while (last != 0)
        {
            Assert.True(DateTime.UtcNow < end, $"{last} of {before} USD are left.\n{venue.Errors}");
            long now = await Position(venue);
            Assert.True(Math.Sign(now) == Math.Sign(before) || now == 0, $"{before} turned into {now}");
            Assert.True(Math.Abs(now) <= Math.Abs(last), $"{last} grew to {now}");
            last = now;
            await Task.Delay(20);
        }
        await venue.Until(CounterId.RiskFlattenNs, static took => took > 0, seconds: 5);
        await venue.UntilResting(static count => count == 0);
        await Task.Delay(1_000);
        Assert.Equal((0L, 0), (await Position(venue), await venue.RestingOrders()));
        Assert.Equal((long)HaltReason.Flattened, venue.Counter(CounterId.QuoterHalted));
        Assert.Contains("Flattened", File.ReadAllText(Assert.Single(HaltLatch.Find(venue.Journal))), StringComparison.Ordinal);

        Assert.Equal(4, await venue.Stop());
        Assert.Contains("HALTED: Flattened", venue.Errors, StringComparison.Ordinal);
        string run = LiveDirectory.Newest(venue.Journal)!;
        Judge(new RunStory(run), sells: held == OrderSide.Buy);
        using StringWriter output = new(), errors = new();
        Assert.True(ReplayVerb.Execute(new ReplayOptions { JournalDirectory = run }, output, errors) == 0, $"{output}{errors}");
        venue.Run(Wide(venue));
        Assert.Equal(4, await venue.Ended);
    }

    private static LoadedConfiguration Wide(LiveVenue venue)
    {
        string text = System.Text.Encoding.UTF8.GetString(venue.Configuration(rest: Settings).Text.Span).Replace("\"maxPositionAmount\": 3000", "\"maxPositionAmount\": 200000", StringComparison.Ordinal)
            .Replace("\"orderAmount\": 100", "\"orderAmount\": 1000", StringComparison.Ordinal);
        return ConfigurationFile.Parse("live.jsonc", System.Text.Encoding.UTF8.GetBytes(text)).Configuration!;
    }

    // Bought by hand before the run, in pieces that the crowd can fill.
    private static async Task Hold(LiveVenue venue, OrderSide side)
    {
        for (int tries = 0; tries < 200 && Math.Abs(await Position(venue)) < HeldUsd; tries++)
        {
            await venue.Server.Do(exchange =>
            {
                Account mine = exchange.Engine.Accounts.Single(static a => a.Name == DemoVenue.Account);
                Instrument perpetual = exchange.Engine.Instruments[0];
                long leftE8 = HeldUsd * Usd - Math.Abs(mine.PositionIn(perpetual)?.SizeE8 ?? 0);
                if (leftE8 >= 10 * Usd)
                    exchange.Engine.Place(new OrderRequest(mine, perpetual, side, Math.Min(leftE8, 5_000 * Usd), 0) { Type = OrderType.Market, TimeInForce = TimeInForce.ImmediateOrCancel, Label = "", IsWeb = true });
            });
            await Task.Delay(50);
        }
    }

    private static Task<long> Position(LiveVenue venue) => venue.Server.Ask(static exchange =>
        (exchange.Engine.Accounts.Single(static a => a.Name == DemoVenue.Account).PositionIn(exchange.Engine.Instruments[0])?.SizeE8 ?? 0) / Usd);

    private static void Judge(RunStory story, bool sells)
    {
        long from = story.Next(0, static e => e.Kind == EventKind.Operator && e.Detail == (uint)OperatorVerb.Flatten);
        OutputRecord[] placed = [.. story.Sent(CommandVerb.Place).Where(one => one.CauseSequence >= from)];
        Assert.True(placed.Length >= 10, $"{placed.Length} orders for a position of which one may take a tenth");
        Event terms = story.Told(EventKind.InstrumentDefined).Last();
        long lastNs = long.MinValue;
        foreach (OutputRecord one in placed)
        {
            Assert.NotEqual(0u, one.Flags & OutputRecord.ReduceOnlyFlag);
            Assert.NotEqual(0u, one.Flags & OutputRecord.ImmediateFlag);
            Assert.Equal(sells, (one.Flags & OutputRecord.SellFlag) != 0);
            Assert.True(lastNs == long.MinValue || one.TimeNs - lastNs >= IntervalNs, $"two orders within {one.TimeNs - lastNs} ns");
            lastNs = one.TimeNs;
            Event mark = story.Inputs.Take((int)one.CauseSequence + 1).Last(static e => e.Kind == EventKind.TickerMarks && e.Marks.MarkE8 != Units.Missing);
            double price = (double)one.PriceTicks * terms.Defined.TickE8, worst = mark.Marks.MarkE8 * (1 + (sells ? -SlippageBps : SlippageBps) * 1e-4);
            Assert.True(sells ? price >= worst - 1 : price <= worst + 1, $"a price of {price} with a mark of {mark.Marks.MarkE8}");
        }
        // Of some the book held less within that price than was asked for: the rest was asked for again, and not chased.
        HashSet<long> ids = [.. placed.Select(static one => one.OrderId)];
        Dictionary<long, long> filled = [];
        foreach (Event fill in story.Told(EventKind.Fill).DistinctBy(static e => e.Fill.TradeId))
            if (ids.Contains(fill.Fill.OrderId)) filled[fill.Fill.OrderId] = filled.GetValueOrDefault(fill.Fill.OrderId) + fill.Fill.SizeLots;
        Assert.Contains(placed, one => filled.GetValueOrDefault(one.OrderId) < one.SizeLots);
        Assert.All(placed, one => Assert.True(filled.GetValueOrDefault(one.OrderId) <= one.SizeLots));
    }
}
