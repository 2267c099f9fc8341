using System;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>One update of an instrument's orders: what both sides share while it is carried out.</summary>
internal ref struct UpdateTurn
{
    internal ref DecisionRecord Record;
    internal ref QuoterState Head;
    internal ref InstrumentState Instrument;

    /// <summary>True if the update interval has passed.</summary>
    internal bool MayUpdate;

    /// <summary>Messages of this side that belong to the update before and may follow it.</summary>
    internal readonly ref long Follow(bool sell) => ref sell ? ref Instrument.Triggers.FollowAsks : ref Instrument.Triggers.FollowBids;

    /// <summary>True if this side may be updated now: the interval has passed, or it was left out of the update before.</summary>
    internal readonly bool MayUpdateSide(bool sell) => MayUpdate || Follow(sell) > 0;

    /// <summary>A message of this update waits for an own order: it may follow without another interval.</summary>
    internal readonly void LeftOut(bool sell)
    {
        if (MayUpdate) Follow(sell)++;
    }

    /// <summary>A new order or a change was sent.</summary>
    internal void Sent(bool sell)
    {
        if (!MayUpdate && Follow(sell) > 0) Follow(sell)--;
        Requests--;
        Updated = true;
    }

    /// <summary>True if something asked for quotes to move.</summary>
    internal bool IsTriggered;

    /// <summary>Orders and changes that the request budget still takes.</summary>
    internal long Requests;

    /// <summary>True once the interval is to be charged.</summary>
    internal bool Updated;

    /// <summary>Largest position in either direction, lots.</summary>
    internal long MaxPositionLots;

    /// <summary>Lots that bids may have by the plan: less than the position limit leaves where it only reduces, or knows less than it should.</summary>
    internal long PlanBuyLots;

    /// <summary>The same of asks.</summary>
    internal long PlanSellLots;

    /// <summary>Smallest order, lots.</summary>
    internal long MinLots;

    /// <summary>Largest quote, lots.</summary>
    internal long MaxOrderLots;

    /// <summary>Most that the quotes of one side may have together, lots.</summary>
    internal long MaxSideLots;

    /// <summary>Orders that may still be placed.</summary>
    internal long OrdersLeft;

    /// <summary>True if one more may.</summary>
    internal readonly bool HasOrdersLeft => OrdersLeft > 0;

    /// <summary>True while bids stay as they are or get less: no new one, no larger one, none nearer to the market.</summary>
    internal bool HoldsBids;

    /// <summary>The same of asks.</summary>
    internal bool HoldsAsks;

    /// <summary>An order that takes is wanted: on the side that it would meet, no quote goes to its price or through it.</summary>
    internal TakerWant Take;

    /// <summary>A hedge is wanted and not sent: on the side that it would meet, no quote goes to its price or through it.</summary>
    internal HedgePlan Hedge;

    /// <summary>Lots that quotes on its side leave free for it, while it waits for that; else 0.</summary>
    internal long TakeRoomLots;

    internal readonly ref readonly RequoteParameters Rules => ref Instrument.Parameters.Requote;

    /// <summary>True while the side stays as it is or gets less.</summary>
    internal readonly bool Holds(bool sell) => sell ? HoldsAsks : HoldsBids;

    internal readonly long NowNs => Head.NowNs;

    /// <summary>Sets a flag of the bid side, or the one of the ask side beside it.</summary>
    internal readonly void Flag(Suppressions ofBid, bool sell) => Record.Suppressions |= (Suppressions)((ulong)ofBid << (sell ? 1 : 0));

    /// <summary>Most lots that all quotes of a side may have together.</summary>
    internal readonly long RoomLots(bool sell) => Math.Min(PositionRoomLots(sell), SideRoomLots(sell));

    /// <summary>True if it is the most of one side that binds, and not the position.</summary>
    internal readonly bool IsSideBound(bool sell) => PositionRoomLots(sell) > SideRoomLots(sell);

    private readonly long PositionRoomLots(bool sell)
    {
        long taking = Instrument.TakingLots(sell);
        long room = PositionLimit.RoomLots(Instrument.PositionLots, Instrument.UntoldLots(sell) + taking, MaxPositionLots, sell);
        long planned = Math.Max(0, (sell ? PlanSellLots : PlanBuyLots) - taking);
        long wish = WishLots(sell);
        long least = Math.Min(Math.Min(room, planned), sell ? Instrument.NetSellRoomLots : Instrument.NetBuyRoomLots);
        return wish == 0 ? least : Math.Max(0, least - wish);
    }

    private readonly long SideRoomLots(bool sell) => MaxSideLots == long.MaxValue ? long.MaxValue : Math.Max(0, MaxSideLots - Instrument.TakingLots(sell) - WishLots(sell));

    // A hedge that waits comes before the quotes of its side, and so does an order that takes and waits for room.
    private readonly long WishLots(bool sell)
    {
        long wish = Math.Max(0, sell ? -Instrument.Hedge.WishLots : Instrument.Hedge.WishLots);
        return TakeRoomLots > 0 && (Take.IsSell != 0) == sell ? wish + TakeRoomLots : wish;
    }

    /// <summary>What is left of it beside the orders that may live; negative if they are too many.</summary>
    internal readonly long FreeLots(bool sell) => RoomLots(sell) - Instrument.Side(sell).OpenLots;

    /// <summary>True if a quote at this price would lock or cross an order of our own, or meet the one that is to take.</summary>
    internal readonly bool CrossesOwn(long ticks, bool sell)
    {
        if (Instrument.Side(!sell).TryReach(!sell, out long other) && Meets(ticks, other, sell)) return true;
        ref OwnOrder taker = ref Instrument.Taker;
        if (!taker.IsGone && (taker.IsSell != 0) != sell && Meets(ticks, taker.PriceTicks, sell)) return true;
        ref OwnOrder hedger = ref Instrument.Hedger;
        if (!hedger.IsGone && (hedger.IsSell != 0) != sell && Meets(ticks, hedger.ReachTicks, sell)) return true;
        if (Hedge.Lots > 0 && Hedge.IsSell != sell && Meets(ticks, Hedge.LimitTicks, sell)) return true;
        return Take.Lots > 0 && (Take.IsSell != 0) != sell && Meets(ticks, Take.LimitTicks, sell);
    }

    private static bool Meets(long ticks, long otherTicks, bool sell) => sell ? ticks <= otherTicks : ticks >= otherTicks;
}
