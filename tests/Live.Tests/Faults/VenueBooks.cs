using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>The account's orders, trades and position as the exchange itself keeps them.</summary>
internal sealed partial record VenueBooks(
    IReadOnlyList<(string Label, OrderState State, long FilledLots)> Orders, IReadOnlyList<string> Resting, IReadOnlyDictionary<long, long> Fills, long PositionLots)
{
    internal static VenueBooks Of(Venue venue, Account mine)
    {
        Instrument instrument = venue.Engine.Instruments[0];
        long lotE8 = instrument.Spec.ContractE8;
        List<(string, OrderState, long)> orders = [];
        foreach (Order order in mine.OpenOrders.Concat(mine.ClosedOrders))
            if (order.Instrument == instrument) orders.Add((LabelOf(order), order.State, order.FilledE8 / lotE8));
        Dictionary<long, long> fills = [];
        foreach (UserTrade trade in mine.Trades)
        {
            long lots = trade.Trade.AmountE8 / lotE8;
            fills.Add(long.TryParse(trade.Trade.Id, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : (long)TextHash.Of(Encoding.ASCII.GetBytes(trade.Trade.Id)), trade.Order.Side == OrderSide.Sell ? -lots : lots);
        }
        string[] resting = mine.OpenOrders.Where(order => order.Instrument == instrument).Select(static order => $"{order.Label} {order.Side} {order.PriceE8}").ToArray();
        return new VenueBooks(orders, resting, fills, FaultRig.PositionLots(venue, mine));
    }

    // A quote has none: the id of the request that touched it last names our orders of both sides.
    private static string LabelOf(Order order)
    {
        if (order.QuoteId is not { } quote || quote.Split('-') is not [string run, string bid, string ask]) return order.Label;
        return $"{run}-{(order.Side == OrderSide.Sell ? ask : bid)}";
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
