using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>Prices of a ladder: the first level on each side, and the distances of the others. Pure.</summary>
/// <remarks>
/// The ask side is computed as the bid side of the mirrored market, prices negated, so that the two can not differ. Rounding is away from
/// the fair price on both sides and never narrows the spread.
/// </remarks>
public static class LadderPrices
{
    private const double BpsInOne = 1e4;

    // 2^52 ticks: beyond it a double no longer tells neighbouring ticks apart.
    private const double MaxTicks = 4503599627370496.0;

    /// <summary>Whether a double is a usable price in ticks; below zero is one for a mirrored market.</summary>
    public static bool IsPrice(double ticks) => Math.Abs(ticks) < MaxTicks;

    /// <summary>Sets the first price of both sides.</summary>
    internal static void Top(ref QuoteLadder ladder, in RequoteParameters p, in LadderInputs inputs, ref Clamps clamps)
    {
        // Bits first and each side alone: neither rule of one side looks at the other.
        if (First(ref ladder.Bids, in p, in inputs, in inputs.Bid, inputs.RawBidTicks, inputs.ReservationTicks, inputs.BestBidTicks, inputs.BestAskTicks))
            clamps |= Clamps.PostOnlyBid;
        if (First(ref ladder.Asks, in p, in inputs, in inputs.Ask, -inputs.RawAskTicks, -inputs.ReservationTicks, Mirror(inputs.BestAskTicks), Mirror(inputs.BestBidTicks)))
            clamps |= Clamps.PostOnlyAsk;
        ladder.Asks.TopTicks = -ladder.Asks.TopTicks;
        // A half-spread of less than half a tick can round both sides onto one price, and two improved quotes can meet.
        if (ladder.Asks.TopTicks <= ladder.Bids.TopTicks) ladder.Asks.TopTicks = ladder.Bids.TopTicks + 1;
    }

    /// <summary>Distance of a level from the first, ticks.</summary>
    /// <param name="p">Spacing.</param>
    /// <param name="inputs">Fair price and volatility.</param>
    /// <param name="level">The level, from 0.</param>
    internal static double Offset(in LadderParameters p, in LadderInputs inputs, int level)
    {
        double unit = p.SpacingKind switch
        {
            1 => inputs.FairTicks / BpsInOne,
            2 => inputs.FairTicks / BpsInOne * inputs.SigmaBps,
            _ => 1,
        };
        double offset = 0, step = p.Spacing * unit;
        for (int i = 0; i < level; i++)
        {
            offset += step;
            step *= p.SpacingGrowth;
        }
        return offset;
    }

    private static long Mirror(long ticks) => ticks == Units.Missing ? ticks : -ticks;

    // True if the post-only rule moved the price.
    private static bool First(
        ref LadderSide side, in RequoteParameters p, in LadderInputs inputs, in SideWish wish, double raw, double reservation, long others, long opposite)
    {
        long model = (long)Math.Floor(raw);
        long price = others == Units.Missing ? model : Touch(in p, in inputs, in wish, model, reservation, others, opposite);
        side.TouchTicks = price - model;
        // With nobody on the other side nothing says how far the price may have gone: never before the others of our own.
        long last = opposite != Units.Missing ? opposite - 1 : others != Units.Missing ? others : price;
        side.PostOnlyTicks = Math.Max(0, price - last);
        side.TopTicks = Math.Min(price, last);
        return side.PostOnlyTicks > 0;
    }

    private static long Touch(in RequoteParameters p, in LadderInputs inputs, in SideWish wish, long model, double reservation, long others, long opposite)
    {
        long rule = wish.Joins != 0 ? 1 : p.TouchRule;
        // A side that a tactic widens does not follow others to where they are: they may be what it widens for.
        if (wish.WidenBps > 0 && rule is (1 or 2)) return Math.Min(model, others);
        switch (rule)
        {
            case 1:
                return Join(in p, in inputs, model, reservation, others);
            case 2:
                // Only where the model would go as far or further: what improving leaves is then at least what the model asks for.
                bool hasRoom = opposite == Units.Missing || others + 1 < opposite;
                return hasRoom && others + 1 <= model ? others + 1 : Join(in p, in inputs, model, reservation, others);
            case 3:
                double sigmas = Math.Ceiling(p.HangBackSigmaBps * inputs.SigmaBps * (inputs.FairTicks / BpsInOne));
                long back = Math.Max(p.HangBackTicks, IsPrice(sigmas) ? (long)sigmas : 0);
                return Math.Min(model, others - back);
            default:
                return model;
        }
    }

    // Behind the model's price a join gives nothing away; before it the edge that is left must do.
    private static long Join(in RequoteParameters p, in LadderInputs inputs, long model, double reservation, long others)
    {
        double limit = reservation - inputs.FairTicks * ((inputs.FeeFloorBps + p.TouchEdgeBps) / BpsInOne);
        return others <= model || others <= limit ? others : model;
    }
}
