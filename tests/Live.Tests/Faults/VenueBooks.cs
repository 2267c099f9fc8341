using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>The account's orders, trades and position as the exchange itself keeps them.</summary>
internal sealed partial record VenueBooks(
    IReadOnlyList<(string Label, OrderState State, long FilledLots)> Orders, IReadOnlyList<string> Resting, IReadOnlyDictionary<long, long> Fills, long PositionLots)
{
    private const long LotE8 = 10 * 100_000_000L;

    internal static VenueBooks Of(Venue venue, Account mine)
    {
        Instrument instrument = venue.Engine.Instruments[0];
        List<(string, OrderState, long)> orders = [];
        foreach (Order order in mine.OpenOrders.Concat(mine.ClosedOrders))
            if (order.Instrument == instrument) orders.Add((order.Label, order.State, order.FilledE8 / LotE8));
        Dictionary<long, long> fills = [];
        foreach (UserTrade trade in mine.Trades)
        {
            long lots = trade.Trade.AmountE8 / LotE8;
            fills.Add(long.Parse(trade.Trade.Id, CultureInfo.InvariantCulture), trade.Order.Side == OrderSide.Sell ? -lots : lots);
        }
        string[] resting = mine.OpenOrders.Where(order => order.Instrument == instrument).Select(static order => $"{order.Label} {order.Side} {order.PriceE8}").ToArray();
        return new VenueBooks(orders, resting, fills, FaultRig.PositionLots(venue, mine));
    }

    internal void HasNoOrderTwice()
    {
        string[] labels = [.. Orders.Select(static order => order.Label).Where(static label => label.StartsWith("mn", StringComparison.Ordinal))];
        Assert.Equal(labels.Length, labels.Distinct().Count());
    }

    /// <summary>Fills by id, those of each order, its end, and the position: the same on both sides.</summary>
    internal void AreOurs(RunStory story, JsonElement summary, string errors)
    {
        Dictionary<long, long> ours = story.Fills();
        Assert.True(Fills.Count == ours.Count && Fills.All(fill => ours.GetValueOrDefault(fill.Key) == fill.Value),
            $"the venue has fills {Text(Fills)}\nwe have {Text(ours)}\n{errors}");
        Dictionary<long, long> byOrder = [];
        HashSet<long> counted = [];
        foreach (Event e in story.Told(EventKind.Fill))
            if (counted.Add(e.Fill.TradeId)) byOrder[e.Fill.OrderId] = byOrder.GetValueOrDefault(e.Fill.OrderId) + e.Fill.SizeLots;
        ILookup<long, OrderReport> reports = story.Told(EventKind.OrderUpdate).ToLookup(static e => e.Order.OrderId, static e => e.Order.Report);
        string run = Prefix().Match(errors).Groups[1].Value;
        Assert.NotEmpty(run);
        foreach ((string label, OrderState state, long filledLots) in Orders)
        {
            if (!label.StartsWith(run, StringComparison.Ordinal)) continue;
            long id = long.Parse(label.AsSpan(run.Length), CultureInfo.InvariantCulture);
            Assert.True(byOrder.GetValueOrDefault(id) == filledLots, $"order {id}: the venue filled {filledLots}, we were told {byOrder.GetValueOrDefault(id)}");
            bool neverRested = reports[id].Any(static r => r is OrderReport.Rejected or OrderReport.NotFound);
            Assert.False(neverRested && state != OrderState.Rejected, $"order {id} is {state} at the venue and we took it for one that never was");
        }
        Assert.Equal(PositionLots, summary.GetProperty("positions")[0].GetProperty("oursLots").GetInt64());
        Assert.True(summary.GetProperty("unexplained").GetInt64() == 0, $"{summary}\n{errors}");
    }

    [GeneratedRegex("labels (mn[0-9a-f]{12}-)")]
    private static partial Regex Prefix();

    private static string Text(IEnumerable<KeyValuePair<long, long>> fills) => string.Join(' ', fills.OrderBy(static f => f.Key).Select(static f => $"{f.Key}:{f.Value}"));
}
