using System;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Risk;
using Minnow.Core.Signals;

namespace Minnow.Core.Quoting;

/// <summary>Levels and sizes of both sides. Pure.</summary>
/// <remarks>
/// Sizes: the profile over the levels, times the inventory factor, cut into clips whose rest goes to the next level, then cut to the room
/// under the position limit, counted from the best level outward. What is below the venue's minimum is not quoted.
/// </remarks>
public static class Ladder
{
    /// <summary>Builds the ladder.</summary>
    public static void Build(out QuoteLadder ladder, in LadderParameters p, in RequoteParameters requote, in LadderInputs inputs, ref Clamps clamps)
    {
        ladder = default;
        LadderPrices.Top(ref ladder, in requote, in inputs, ref clamps);
        const PlanRules closed = PlanRules.StandAside | PlanRules.ExpiryStop;
        if ((inputs.Rules & (closed | PlanRules.NoBookBid)) == 0) Fill(ref ladder.Bids, in p, in inputs, sell: false, Clamps.LimitBid, Clamps.MinSizeBid, ref clamps);
        if ((inputs.Rules & (closed | PlanRules.NoBookAsk)) == 0) Fill(ref ladder.Asks, in p, in inputs, sell: true, Clamps.LimitAsk, Clamps.MinSizeAsk, ref clamps);
    }

    /// <summary>What inventory makes of a size: towards 0 where an order adds, towards 2 where it reduces.</summary>
    /// <param name="weight">0 leaves sizes alone, 1 is the full rule.</param>
    /// <param name="positionLots">Signed position, lots.</param>
    /// <param name="maxPositionLots">Position limit, lots.</param>
    /// <param name="sell">True for the ask side.</param>
    public static double InventoryFactor(double weight, long positionLots, long maxPositionLots, bool sell)
    {
        if (!(weight > 0) || positionLots == 0) return 1;
        double share = maxPositionLots > 0 ? Math.Abs((double)positionLots) / maxPositionLots : 1;
        bool reduces = sell == positionLots > 0;
        double full = reduces ? Math.Min(2, 1 + share) : Math.Max(0, 1 - share);
        return Math.Max(0, 1 + Math.Min(weight, 1) * (full - 1));
    }

    private static long Room(in LadderInputs inputs, bool sell)
    {
        bool reduceOnly = (inputs.Rules & (sell ? PlanRules.AskReduceOnly : PlanRules.BidReduceOnly)) != 0;
        // Only to flat and no further is a limit of 0.
        long limit = reduceOnly ? 0 : Math.Max(0, inputs.MaxPositionLots);
        long untold = sell ? inputs.UntoldSellLots : inputs.UntoldBuyLots;
        long room = PositionLimit.RoomLots(inputs.PositionLots, untold, limit, sell);
        // A hedge is not closed by quotes that only reduce.
        if (reduceOnly && inputs.HedgeLots != 0) room = Math.Min(room, PositionLimit.RoomLots(inputs.PositionLots - inputs.HedgeLots, untold, 0, sell));
        ref readonly SideWish asked = ref sell ? ref inputs.Ask : ref inputs.Bid;
        return asked.IsLimited != 0 ? Math.Min(room, Math.Max(0, asked.RoomLots)) : room;
    }

    private static void Fill(
        ref LadderSide side, in LadderParameters p, in LadderInputs inputs, bool sell, Clamps limit, Clamps minimum, ref Clamps clamps)
    {
        side.RoomLots = Room(in inputs, sell);
        long min = Math.Max(1, inputs.MinLots), room = side.RoomLots, carried = 0;
        int levels = (int)Math.Min(Math.Max(p.LevelCount, 1), QuoteLadder.MaxLevels);
        double factor = InventoryFactor(p.InventorySizing, inputs.PositionLots - inputs.HedgeLots, inputs.MaxPositionLots, sell);
        if (inputs.Mode is MarketModeKind.Volatile or MarketModeKind.Cascade) factor *= p.VolatileSizeFactor;
        if (inputs.SizeCut > 0) factor *= Math.Max(0, 1 - inputs.SizeCut);
        long last = 0;
        for (int level = 0; level < levels; level++)
        {
            double offset = LadderPrices.Offset(in p, in inputs, level);
            if (!LadderPrices.IsPrice(offset)) break;
            long price = Away(side.TopTicks, offset, sell);
            if (level > 0) price = sell ? Math.Max(price, last + 1) : Math.Min(price, last - 1);
            last = price;
            // At or below zero there is no price; above it no double.
            if (price <= 0 || !LadderPrices.IsPrice(price)) break;

            long wanted = Size(in p, in inputs, factor, level) + carried;
            long size = inputs.ClipLots > 0 ? Math.Min(wanted, inputs.ClipLots) : wanted;
            carried = inputs.ClipLots > 0 ? wanted - size : 0;
            if (size > room)
            {
                side.CutLots += size - room;
                size = room;
                clamps |= limit;
            }
            if (size < min)
            {
                clamps |= minimum;
                continue;
            }
            room -= size;
            ref QuoteLevel order = ref side.Levels[(int)side.Count++];
            order.PriceTicks = price;
            order.SizeLots = size;
        }
    }

    // Rounded away from the fair price.
    private static long Away(long top, double offset, bool sell) =>
        sell ? top + (long)Math.Ceiling(offset) : top - (long)Math.Ceiling(offset);

    private static long Size(in LadderParameters p, in LadderInputs inputs, double factor, int level)
    {
        double profile = 1;
        if (p.SizeProfile == 1) profile = Math.Max(0, 1 + p.SizeStep * level);
        else if (p.SizeProfile == 2)
            for (int i = 0; i < level; i++) profile *= Math.Max(0, 1 + p.SizeStep);
        double lots = inputs.OrderLots * (profile * factor);
        // Down to whole lots, where a last bit does not cost one; a number that is none is no size, and the largest is more than any limit.
        lots += lots * 1e-12;
        return lots >= 1 ? lots < 1e15 ? (long)Math.Floor(lots) : (long)1e15 : 0;
    }
}
