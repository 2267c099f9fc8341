using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Engine;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The pairing of wanted levels and orders against a twin that tries every pairing.</summary>
public class LevelMatchTests
{
    public sealed record Case(long[] Steps, long[] Prices, long Band, long Growth, long Factor, bool Sell)
    {
        // Levels go outwards from 100 in steps of 1 or more.
        internal long[] Wanted => [.. Steps.Select((_, i) => 100 + (Sell ? 1 : -1) * Steps.Take(i + 1).Sum())];
    }

    private static Arbitrary<Case> Cases() =>
        (from steps in Gen.Choose(1, 4).Select(i => (long)i).ArrayOf().Resize(5)
         from prices in Gen.Choose(85, 115).Select(i => (long)i).ArrayOf().Resize(5)
         from band in Gen.Choose(0, 4)
         from growth in Gen.Choose(0, 2)
         from factor in Gen.Choose(1, 2)
         from sell in Gen.Choose(0, 1)
         select new Case(steps, prices, band, growth, factor, sell == 1)).ToArbitrary();

    [Fact]
    public void As_many_orders_as_can_be_stay_where_they_are_and_the_rest_is_paired_once() => Prop.ForAll(Cases(), c =>
    {
        LevelPlan plan = Find(c);
        RequoteBand band = new(c.Band, c.Growth, c.Factor);
        long[] wanted = c.Wanted;
        int pairs = 0, near = 0;
        for (int level = 0; level < wanted.Length; level++)
        {
            int slot = plan.SlotOf(level);
            if (slot < 0) continue;
            Assert.Equal(level, plan.LevelOf(slot));
            pairs++;
            if (band.Holds(wanted[level], c.Prices[slot], level)) near++;
        }
        Assert.Equal(Math.Min(wanted.Length, c.Prices.Length), pairs);
        Assert.Equal(Most(wanted, c.Prices, band, 0, 0), near);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("100 99 98", "100 99 98", 2, "0 1 2")]
    [InlineData("99 98 97", "100 99 98", 1, "1 2 0")] // the best one goes to the end, the others keep their places
    [InlineData("99 98 97", "100 99 98", 2, "0 1 2")] // within the band: nothing is sent at all
    [InlineData("100 99 98", "99 98", 2, "-1 0 1")] // the first was filled: it alone is placed anew
    [InlineData("100 98", "98", 3, "-1 0")]
    [InlineData("120 119", "100 99", 1, "0 1")]
    [InlineData("100", "90 100 95", 1, "1")]
    public void Same_prices_keep_their_orders_and_the_rest_goes_in_the_order_of_prices(string wanted, string prices, long band, string slots)
    {
        long[] levels = Numbers(wanted), orders = Numbers(prices);
        long[] steps = [.. levels.Select((ticks, i) => i == 0 ? 100 - ticks : levels[i - 1] - ticks)];
        LevelPlan plan = Find(new Case(steps, orders, band, 0, 1, Sell: false));
        Assert.Equal(Numbers(slots), levels.Select((_, i) => (long)plan.SlotOf(i)));
    }

    [Fact]
    public void An_order_of_unknown_fate_stands_in_for_the_outermost_level_that_is_left()
    {
        OrderSide side = Side([100, 99], sell: false);
        side[0].State = OwnOrderState.Unknown;
        QuoteLevels wanted = Levels([100, 99, 98]);
        LevelPlan plan = LevelMatch.Find(in wanted, 3, in side, sell: false, new RequoteBand(1, 0, 1), overlaps: false);
        Assert.Equal((-1, 1, 0), (plan.SlotOf(0), plan.SlotOf(1), plan.SlotOf(2)));
    }

    private static long[] Numbers(string text) => [.. text.Split(' ').Select(long.Parse)];

    private static LevelPlan Find(Case c)
    {
        OrderSide side = Side(c.Prices, c.Sell);
        QuoteLevels wanted = Levels(c.Wanted);
        return LevelMatch.Find(in wanted, c.Steps.Length, in side, c.Sell, new RequoteBand(c.Band, c.Growth, c.Factor), overlaps: false);
    }

    private static QuoteLevels Levels(long[] ticks)
    {
        QuoteLevels wanted = default;
        for (int i = 0; i < ticks.Length; i++) wanted[i] = new QuoteLevel { PriceTicks = ticks[i], SizeLots = 1 };
        return wanted;
    }

    private static OrderSide Side(long[] prices, bool sell)
    {
        OrderSide side = default;
        for (int i = 0; i < prices.Length; i++)
        {
            int slot = OrderSide.Take(ref side);
            OwnOrders.Placed(ref side[slot], i + 1, sell, prices[i], 1, 1);
            side[slot].State = OwnOrderState.Working;
        }
        return side;
    }

    // Tries every pairing: each order near some level that is free, or left out.
    private static int Most(long[] wanted, long[] prices, RequoteBand band, int slot, int taken)
    {
        if (slot == prices.Length) return 0;
        int most = Most(wanted, prices, band, slot + 1, taken);
        for (int level = 0; level < wanted.Length; level++)
        {
            if ((taken & (1 << level)) != 0 || !band.Holds(wanted[level], prices[slot], level)) continue;
            most = Math.Max(most, 1 + Most(wanted, prices, band, slot + 1, taken | (1 << level)));
        }
        return most;
    }
}
