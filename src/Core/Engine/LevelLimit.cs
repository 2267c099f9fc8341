using System;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Cuts the wanted levels of one side to the largest order, to what all of them together may have, and to the room of the position.</summary>
/// <remarks>Whoever made the ladder has counted too; here it is made sure of, whatever was wanted. The best prices come first.</remarks>
internal static class LevelLimit
{
    /// <summary>Lots of a limit, rounded down. One of 0 is none.</summary>
    internal static long Lots(long amountE8, in InstrumentState instrument) => amountE8 > 0 && instrument.Spec.LotE8 > 0 ? amountE8 / instrument.Spec.LotE8 : long.MaxValue;

    /// <summary>Cuts them; a level that would be less than the smallest order is left out.</summary>
    internal static void Apply(ref UpdateTurn turn, ref QuoteLevels wanted, ref long count, bool sell)
    {
        if (count <= 0)
        {
            count = 0;
            return;
        }
        ref readonly RefusalGuard guard = ref sell ? ref turn.Instrument.AskRefusals : ref turn.Instrument.BidRefusals;
        if (guard.IsPaused(turn.NowNs))
        {
            turn.Flag(Suppressions.BidRefused, sell);
            count = 0;
            return;
        }
        count = Math.Min(count, QuoteLadder.MaxLevels);
        long room = turn.RoomLots(sell);
        for (int i = 0; i < count; i++)
        {
            ref QuoteLevel level = ref wanted[i];
            if (level.SizeLots <= 0) continue;
            if (level.SizeLots > turn.MaxOrderLots)
            {
                level.SizeLots = turn.MaxOrderLots;
                turn.Record.Clamps |= Clamps.RiskSize;
            }
            if (level.SizeLots > room)
            {
                level.SizeLots = room;
                turn.Record.Clamps |= turn.IsSideBound(sell) ? Clamps.RiskSize : sell ? Clamps.LimitAsk : Clamps.LimitBid;
            }
            if (level.SizeLots < turn.MinLots) level.SizeLots = 0;
            room -= level.SizeLots;
        }
    }
}
