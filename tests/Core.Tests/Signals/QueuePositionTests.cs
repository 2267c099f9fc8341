using System;
using System.Collections.Generic;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Signals;

public sealed class QueuePositionTests
{
    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Fact]
    public void The_queue_is_the_golden_one()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("queue_position.json"))
        {
            if (item.Inputs.GetProperty("model").ValueEquals("exponential_intensity")) continue;
            JsonElement power = item.Inputs.GetProperty("power");
            QueuePosition queue = QueuePosition.Join(item.Number("front_qty"), item.Number("own_qty"), power.ValueKind == JsonValueKind.Null ? 0 : power.GetDouble());
            JsonElement log = item.Expected.GetProperty("log");
            int i = 0;
            foreach (JsonElement e in item.Inputs.GetProperty("events").EnumerateArray())
            {
                double lots = e.GetProperty("qty").GetDouble();
                if (e.GetProperty("type").ValueEquals("trade")) QueuePosition.OnTrade(ref queue, lots);
                else if (e.GetProperty("type").ValueEquals("add")) QueuePosition.OnAdd(ref queue, lots);
                else QueuePosition.OnCancel(ref queue, lots);
                item.Near(log[i].GetProperty("front"), queue.FrontLots, "front");
                item.Near(log[i].GetProperty("others"), queue.OthersLots, "others");
                item.Near(log[i].GetProperty("filled"), queue.FilledLots, "filled");
                i++;
            }
            cases++;
        }
        Assert.Equal(3, cases);
    }

    /// <summary>What the engine keeps for each of its orders is the risk-averse estimate: cancels are behind us as long as there was so much.</summary>
    [Fact]
    public void The_watch_of_an_order_gives_the_golden_front_of_the_risk_averse_model()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("queue_position.json"))
        {
            if (!item.Inputs.TryGetProperty("power", out JsonElement power) || power.ValueKind != JsonValueKind.Null) continue;
            OwnOrder order = new() { State = OwnOrderState.Working, PriceTicks = 100 };
            QueueWatch.Joined(ref order, (long)item.Number("front_qty"), nowNs: 1);
            JsonElement log = item.Expected.GetProperty("log");
            int i = 0;
            foreach (JsonElement e in item.Inputs.GetProperty("events").EnumerateArray())
            {
                if (e.GetProperty("type").ValueEquals("trade")) QueueWatch.Traded(ref order, 100, (long)e.GetProperty("qty").GetDouble());
                QueueWatch.Shown(ref order, (long)log[i].GetProperty("others").GetDouble());
                item.Near(log[i++].GetProperty("front"), order.AheadLots, "front");
            }
            cases++;
        }
        Assert.Equal(1, cases);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void On_a_market_the_watch_of_an_order_is_never_better_than_the_estimate_and_is_it_nearly_always(string tape)
    {
        QueuePosition queue = default;
        OwnOrder order = default;
        int same = 0, seen = 0, joined = 0;
        long bookNs = 0, joinedNs = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book book) =>
        {
            bookNs = look.ExchangeNs;
            if (!look.HasTop) return;
            // An order of one lot joins the best bid, and leaves with it.
            if (!queue.IsDefined || look.Bids[0].Ticks != order.PriceTicks)
            {
                order = new OwnOrder { State = OwnOrderState.Working, PriceTicks = look.Bids[0].Ticks };
                QueueWatch.Joined(ref order, look.Bids[0].Lots, look.Ns);
                queue = QueuePosition.Join(look.Bids[0].Lots, 1, 0);
                joined++;
                joinedNs = look.ExchangeNs;
                return;
            }
            QueueWatch.Shown(ref order, look.Bids[0].Lots);
            QueuePosition.OnLevel(ref queue, look.Bids[0].Lots + 1, look.ExchangeNs);
            Assert.True(order.AheadLots >= queue.FrontLots - 1e-9, $"{order.AheadLots} and {queue.FrontLots}");
            seen++;
            if (Math.Abs(order.AheadLots - queue.FrontLots) < 1e-9) same++;
        }, trade =>
        {
            bool isOurs = queue.IsDefined && trade.Trade.PriceTicks == order.PriceTicks && trade.Has(EventFlags.Ask) && trade.ExchangeNs > joinedNs;
            if (!isOurs) return;
            QueueWatch.Traded(ref order, trade.Trade.PriceTicks, trade.Trade.SizeLots, isShown: trade.ExchangeNs <= bookNs);
            QueuePosition.OnTrade(ref queue, trade.Trade.SizeLots, trade.ExchangeNs);
        });
        Assert.True(joined > 50 && seen > 500, $"{joined} orders, {seen} looks");
        Assert.True(same > 0.9 * seen, $"{same} of {seen}");
    }

    [Fact]
    public void The_probability_of_a_fill_is_the_golden_one_and_no_rate()
    {
        foreach (GoldenFile.Case item in GoldenFile.Cases("queue_position.json"))
        {
            if (!item.Inputs.GetProperty("model").ValueEquals("exponential_intensity")) continue;
            double rate = QueuePosition.IntensityPerSecond(item.Number("A_per_s"), item.Number("k_per_usd"), item.Number("depth_usd"));
            item.Near("intensity_per_s", rate);
            item.Near("fill_probability", QueuePosition.FillProbability(rate, item.Number("exposure_s")));
            item.Near("expected_time_to_fill_s", 1 / rate);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void A_trade_counts_once_whether_its_print_or_the_book_comes_first(double power)
    {
        QueuePosition a = QueuePosition.Join(100, 10, power), b;
        QueuePosition.OnLevel(ref a, 160, 5);
        b = a;
        QueuePosition.OnTrade(ref a, 30, 7);
        QueuePosition.OnLevel(ref a, 130, 7);
        QueuePosition.OnLevel(ref b, 130, 7);
        QueuePosition.OnTrade(ref b, 30, 7);
        Assert.Equal((70.0, 120.0), (a.FrontLots, a.OthersLots));
        Assert.Equal((70.0, 120.0), (Math.Round(b.FrontLots, 9), b.OthersLots));
        QueuePosition.OnTrade(ref b, 5, 8);
        Assert.Equal(65, b.FrontLots, 9);
    }

    [Fact]
    public void What_the_venue_tells_of_our_order_rules()
    {
        QueuePosition queue = QueuePosition.Join(40, 10, 1);
        QueuePosition.OnAdd(ref queue, 20);
        QueuePosition.OnOwn(ref queue, 10, filled: false);
        Assert.Equal((40.0, 60.0), (queue.FrontLots, queue.OthersLots));
        QueuePosition.OnOwn(ref queue, 4, filled: true);
        Assert.Equal((0.0, 20.0, 6.0, 4.0, 0.0), (queue.FrontLots, queue.OthersLots, queue.FilledLots, queue.OwnLots, queue.FrontShare));
        QueuePosition.OnOwn(ref queue, 0, filled: true);
        Assert.True(!queue.IsDefined && double.IsNaN(queue.FrontLots) && double.IsNaN(queue.FrontShare));
    }

    [Fact]
    public void All_zero_bytes_are_no_order()
    {
        QueuePosition queue = default;
        QueuePosition.OnAdd(ref queue, 5);
        QueuePosition.OnLevel(ref queue, 5, 1);
        QueuePosition.OnTrade(ref queue, 5);
        Assert.False(queue.IsDefined);
        Assert.Equal((0L, 0.0), (queue.SampleCount, queue.FilledLots));
    }

    [Fact]
    public void The_front_never_grows_and_stays_within_the_level() => Prop.ForAll<(byte, byte)[], NonNegativeInt>((events, n) =>
    {
        QueuePosition queue = QueuePosition.Join(100 + n.Get % 50, 20, n.Get % 7 / 2.0);
        bool holds = true;
        long now = 1;
        foreach ((byte kind, byte lots) in events)
        {
            double before = queue.FrontLots;
            switch (kind % 5)
            {
                case 0: QueuePosition.OnTrade(ref queue, lots, now); break;
                case 1: QueuePosition.OnAdd(ref queue, lots); break;
                case 2: QueuePosition.OnCancel(ref queue, lots); break;
                case 3: QueuePosition.OnLevel(ref queue, lots, ++now); break;
                default: QueuePosition.Tune(ref queue, lots % 5); break;
            }
            holds &= queue.FrontLots <= before && queue.FrontLots >= 0 && queue.FrontLots <= queue.OthersLots && queue.FrontShare is >= 0 and <= 1
                && Math.Abs(queue.OwnLots + queue.FilledLots - 20) < 1e-9;
        }
        return holds;
    }).QuickCheckThrowOnFailure();
}
