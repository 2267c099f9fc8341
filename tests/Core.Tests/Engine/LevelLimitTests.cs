using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Engine;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What the room of a position, the largest order and the most of a side leave of wanted levels; and what an update may send.</summary>
public sealed class LevelLimitTests : IDisposable
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(60);
    private readonly QuoterScript _s = new QuoterScript(1).Name("BTC-PERPETUAL").Define();
    private DecisionRecord _record;

    public void Dispose() => _s.Dispose();

    private ref InstrumentState Of => ref _s.Block[0];

    private static UpdateTurn Turn(ref DecisionRecord record, QuoterScript s) => new()
    {
        Record = ref record, Head = ref s.Block.Head, Instrument = ref s.Block[0], MaxPositionLots = 100, PlanBuyLots = long.MaxValue, PlanSellLots = long.MaxValue,
        MinLots = 1, MaxOrderLots = long.MaxValue, MaxSideLots = long.MaxValue,
    };

    private UpdateTurn Turn()
    {
        Of.NetBuyRoomLots = Of.NetSellRoomLots = long.MaxValue;
        _record = default;
        return Turn(ref _record, _s);
    }

    private static OwnOrder Order(bool sell, long open, long untold = 0, long ticks = 0) =>
        new() { OrderId = 7, State = OwnOrderState.Working, IsSell = sell ? 1 : 0, OpenLots = open, UntoldLots = untold, PriceTicks = ticks };

    private static long[] Apply(ref UpdateTurn turn, bool sell, params long[] lots)
    {
        QuoteLevels levels = default;
        long count = lots.Length;
        for (int i = 0; i < lots.Length; i++) levels[i].SizeLots = lots[i];
        LevelLimit.Apply(ref turn, ref levels, ref count, sell);
        long[] left = new long[count];
        for (int i = 0; i < count; i++) left[i] = levels[i].SizeLots;
        return left;
    }

    [Theory]
    [InlineData(0, 10, long.MaxValue)]
    [InlineData(-1, 10, long.MaxValue)]
    [InlineData(5, 0, long.MaxValue)]
    [InlineData(1, 1, 1)]
    [InlineData(29, 10, 2)]
    public void A_limit_of_nothing_is_none_and_any_other_is_rounded_down(long amountE8, long lotE8, long lots)
    {
        Of.Spec.LotE8 = lotE8;
        Assert.Equal(lots, LevelLimit.Lots(amountE8, in Of));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_best_levels_come_first_and_the_last_one_gets_the_rest(bool sell)
    {
        UpdateTurn turn = Turn();
        Assert.Equal([60, 40, 0], Apply(ref turn, sell, 60, 60, 60));
        Assert.Equal(sell ? Clamps.LimitAsk : Clamps.LimitBid, _record.Clamps);
        turn = Turn();
        Assert.Equal([60, 40], Apply(ref turn, sell, 60, 40));
        Assert.Equal(Clamps.None, _record.Clamps);
        // A rest that is less than the smallest order is left to the next level, which may be as small as that.
        turn.MinLots = 5;
        Assert.Equal([96, 0, 0], Apply(ref turn, sell, 96, 60, 4));
        Assert.Equal([95, 5], Apply(ref turn, sell, 95, 60));
        // What is none stays none, and takes no room.
        Assert.Equal([0, -3, 100], Apply(ref turn, sell, 0, -3, 200));
        Assert.Empty(Apply(ref turn, sell));
    }

    [Fact]
    public void No_order_is_larger_than_the_largest_and_no_side_than_the_most_of_one()
    {
        UpdateTurn turn = Turn();
        turn.MaxOrderLots = 7;
        Assert.Equal([7, 7, 6], Apply(ref turn, sell: false, 8, 7, 6));
        Assert.Equal(Clamps.RiskSize, _record.Clamps);
        turn = Turn();
        turn.MaxOrderLots = 7;
        Assert.Equal([7, 6], Apply(ref turn, sell: false, 7, 6));
        Assert.Equal(Clamps.None, _record.Clamps);
        turn.MaxSideLots = 10;
        Assert.Equal([6, 4], Apply(ref turn, sell: true, 6, 6));
        Assert.Equal(Clamps.RiskSize, _record.Clamps);
        // Where both leave the same it is the position's limit.
        turn = Turn();
        turn.MaxSideLots = 100;
        Assert.Equal([100], Apply(ref turn, sell: true, 101));
        Assert.Equal(Clamps.LimitAsk, _record.Clamps);
    }

    [Fact]
    public void More_levels_than_there_can_be_are_none_and_a_side_that_was_refused_too_often_waits()
    {
        UpdateTurn turn = Turn();
        QuoteLevels levels = default;
        long count = QuoteLadder.MaxLevels + 5;
        LevelLimit.Apply(ref turn, ref levels, ref count, sell: false);
        Assert.Equal(QuoteLadder.MaxLevels, count);
        count = -1;
        LevelLimit.Apply(ref turn, ref levels, ref count, sell: false);
        Assert.Equal(0, count);
        RefusalGuard.Pause(ref Of.AskRefusals, _s.Block.Head.NowNs);
        Assert.Equal([5], Apply(ref turn, sell: false, 5));
        Assert.Equal(Suppressions.None, _record.Suppressions);
        Assert.Empty(Apply(ref turn, sell: true, 5));
        Assert.Equal(Suppressions.AskRefused, _record.Suppressions);
        RefusalGuard.Pause(ref Of.BidRefusals, _s.Block.Head.NowNs);
        Assert.Empty(Apply(ref turn, sell: false, 5));
        Assert.Equal(Suppressions.AskRefused | Suppressions.BidRefused, _record.Suppressions);
    }

    [Fact]
    public void D5_All_levels_together_with_what_is_filled_and_taken_keep_every_limit_and_a_lower_limit_never_enlarges_one() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), number =>
    {
        Random random = new(number);
        long position = random.Next(-120, 121), most = random.Next(0, 121), order = random.Next(1, 60), side = random.Next(1, 120), plan = random.Next(0, 120), net = random.Next(0, 120);
        bool sell = random.Next(2) == 0;
        OwnOrder taker = Order(random.Next(2) == 0, random.Next(0, 20), random.Next(0, 5)), hedger = Order(random.Next(2) == 0, random.Next(0, 20), random.Next(0, 5));
        long wish = random.Next(-10, 11), untold = random.Next(0, 5), takeRoom = random.Next(-3, 10);
        bool takes = random.Next(2) == 0;
        long[] wanted = [random.Next(-5, 70), random.Next(-5, 70), random.Next(-5, 70)];
        long[] Cut(long cap, long orderCap, long sideCap, long planCap, long netCap, bool mirrored = false)
        {
            bool on = sell != mirrored;
            OwnOrder Turned(OwnOrder o) => o with { IsSell = mirrored ? 1 - o.IsSell : o.IsSell };
            Of.PositionLots = mirrored ? -position : position;
            (Of.Taker, Of.Hedger, Of.Hedge.WishLots) = (Turned(taker), Turned(hedger), mirrored ? -wish : wish);
            Of.Bids = Of.Asks = default;
            ref OrderSide filled = ref Of.Side(on);
            filled[OrderSide.Take(ref filled)] = Order(on, 0, untold);
            UpdateTurn turn = Turn();
            (turn.MaxPositionLots, turn.MaxOrderLots, turn.MaxSideLots, turn.TakeRoomLots, turn.Take.IsSell) = (cap, orderCap, sideCap, takeRoom, takes != mirrored ? 1 : 0);
            (turn.PlanBuyLots, turn.PlanSellLots) = on ? (long.MaxValue, planCap) : (planCap, long.MaxValue);
            (Of.NetBuyRoomLots, Of.NetSellRoomLots) = on ? (long.MaxValue, netCap) : (netCap, long.MaxValue);
            return Apply(ref turn, on, wanted);
        }

        long[] left = Cut(most, order, side, plan, net), mirror = Cut(most, order, side, plan, net, mirrored: true);
        long sum = 0, taking = 0, told = untold;
        foreach (long lots in left) sum += Math.Max(0, lots);
        foreach (OwnOrder o in (OwnOrder[])[taker, hedger]) (taking, told) = o.IsSell != 0 == sell ? (taking + o.OpenLots, told + o.UntoldLots) : (taking, told);
        long before = Math.Max(0, sell ? -wish : wish) + (takeRoom > 0 && takes == sell ? takeRoom : 0);
        BigInteger Room(BigInteger room) => BigInteger.Max(0, room);
        BigInteger free = BigInteger.Min(BigInteger.Min(Room(most - (sell ? -position : position) - told - taking), Room(plan - taking)), net);
        free = BigInteger.Min(Room(side - taking - before), Room(free - before));
        bool keeps = sum <= free && Array.TrueForAll(left, lots => lots <= order) && Array.TrueForAll([0, 1, 2], i => left[i] <= Math.Max(wanted[i], 0) || left[i] == wanted[i]);
        // Nothing is left over that a level could have had.
        bool isWhole = sum == free || Array.TrueForAll([0, 1, 2], i => left[i] == (wanted[i] <= 0 ? wanted[i] : Math.Min(wanted[i], order)));
        bool never = true;
        foreach (long[] lower in (long[][])[Cut(Math.Max(0, most - 1), order, side, plan, net), Cut(most, order, Math.Max(0, side - 1), plan, net), Cut(most, order, side, Math.Max(0, plan - 1), net), Cut(most, order, side, plan, Math.Max(0, net - 1))])
            for (int i = 0; i < 3; i++) never &= lower[i] <= left[i];
        long smaller = 0;
        foreach (long lots in Cut(most, order - 1, side, plan, net)) smaller = Math.Max(smaller, lots);
        return keeps && isWhole && never && smaller <= Math.Max(0, order - 1) && left.AsSpan().SequenceEqual(mirror);
    }).Check(s_config);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_left_out_of_an_update_may_follow_it_and_each_message_uses_one_up(bool sell)
    {
        UpdateTurn turn = Turn();
        Assert.False(turn.MayUpdateSide(sell));
        turn.LeftOut(sell);
        Assert.False(turn.MayUpdateSide(sell));
        turn.MayUpdate = true;
        Assert.True(turn.MayUpdateSide(sell));
        turn.LeftOut(sell);
        turn.LeftOut(sell);
        turn.Requests = 5;
        turn.Sent(sell);
        Assert.Equal((2L, 4L, true, 0L), (turn.Follow(sell), turn.Requests, turn.Updated, turn.Follow(!sell)));
        turn.MayUpdate = false;
        Assert.True(turn.MayUpdateSide(sell));
        Assert.False(turn.MayUpdateSide(!sell));
        for (int i = 0; i < 3; i++) turn.Sent(sell);
        Assert.Equal((0L, 1L), (turn.Follow(sell), turn.Requests));
        Assert.Equal(sell ? Of.Triggers.FollowAsks : Of.Triggers.FollowBids, turn.Follow(sell));
        (turn.HoldsBids, turn.HoldsAsks) = (!sell, sell);
        Assert.True(turn.Holds(sell));
        Assert.False(turn.Holds(!sell));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void An_order_may_be_placed_while_one_is_left(long left, bool may)
    {
        UpdateTurn turn = Turn();
        turn.OrdersLeft = left;
        Assert.Equal(may, turn.HasOrdersLeft);
    }

    [Fact]
    public void What_is_free_is_the_room_less_the_orders_that_may_live()
    {
        UpdateTurn turn = Turn();
        ref OrderSide bids = ref Of.Bids;
        bids[OrderSide.Take(ref bids)] = Order(false, 30, 5);
        Assert.Equal((100 - 5 - 30, 100), (turn.FreeLots(false), turn.FreeLots(true)));
        turn.MaxSideLots = 20;
        Assert.Equal((-10, 20), (turn.FreeLots(false), turn.FreeLots(true)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void P17_A_quote_meets_an_own_order_of_any_kind_at_its_price_and_through_it(bool sell)
    {
        // Towards us: a bid meets an ask at or below it.
        long Better(long ticks) => sell ? -ticks : ticks;
        void Meets(bool meets)
        {
            UpdateTurn turn = Turn();
            Assert.Equal((meets, meets, false), (turn.CrossesOwn(1000, sell), turn.CrossesOwn(1000 + Better(1), sell), turn.CrossesOwn(1000 - Better(1), sell)));
        }

        Meets(false);
        foreach (bool other in (bool[])[!sell, sell])
        {
            ref OrderSide side = ref Of.Side(other);
            side[OrderSide.Take(ref side)] = Order(other, 5, ticks: 1000);
            Meets(other != sell);
            side = default;
            Of.Taker = Order(other, 5, ticks: 1000);
            Meets(other != sell);
            Of.Taker.State = OwnOrderState.Filling;
            Meets(false);
            Of.Taker = default;
            Of.Hedger = Order(other, 5, ticks: 1000);
            Meets(other != sell);
            Of.Hedger.State = OwnOrderState.Filling;
            Meets(false);
            Of.Hedger = default;
            foreach (long lots in (long[])[0, 1])
            {
                UpdateTurn turn = Turn();
                turn.Hedge = new HedgePlan { Lots = lots, IsSell = other, LimitTicks = 1000 };
                Assert.Equal((other != sell && lots > 0, false), (turn.CrossesOwn(1000, sell), turn.CrossesOwn(1000 - Better(1), sell)));
                turn = Turn();
                turn.Take = new TakerWant { Lots = lots, IsSell = other ? 1 : 0, LimitTicks = 1000 };
                Assert.Equal((other != sell && lots > 0, false), (turn.CrossesOwn(1000, sell), turn.CrossesOwn(1000 - Better(1), sell)));
            }
        }
    }
}
