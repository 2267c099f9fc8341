using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Tests.Accounting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What the net position over all instruments of a coin leaves each of them, beside a sum over every order in whole numbers without end.</summary>
public sealed class ExposureDeskTests : IDisposable
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(60);
    private readonly QuoterScript _s = Script();

    public void Dispose() => _s.Dispose();

    private static QuoterScript Script() => new QuoterScript(6).Name("BTC-PERPETUAL").Define().Name("BTC-27JUN", 1).Define(instrument: 1)
        .Name("BTC_USDC-PERPETUAL", 2).Define(lotE8: Units.E8 / 1000, contract: ContractKind.Linear, instrument: 2).Name("ETH-PERPETUAL", 3).Define(instrument: 3)
        .Name("BTC", 4).Define(instrument: 4);

    private ref InstrumentState Of(int instrument) => ref _s.Block[instrument];

    [Fact]
    public void P7_Everything_that_may_be_filled_and_the_room_together_are_no_more_than_the_limit() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static number =>
    {
        Random random = new(number);
        using QuoterScript s = Script();
        long limit = s.Block.Head.MaxNetExposureE8 = random.NextInt64(1, 3 * Units.E8);
        for (int i = 0; i < 5; i++) Fill(random, ref s.Block[i]);
        // Behind the last instrument there is none.
        s.Block[5].Name = s.Block[0].Name;
        s.Block[5].PositionLots = 77;
        for (int i = 0; i < 5; i++)
        {
            long net = ExposureDesk.Limit(s.Block, ref s.Block[i]);
            (BigInteger sum, BigInteger buy, BigInteger sell) = Naive(s, i, limit, out bool isKnown);
            ref readonly InstrumentState own = ref s.Block[i];
            if (net != (isKnown ? (long)sum : Units.Missing) || own.NetBuyRoomLots != buy || own.NetSellRoomLots != sell) return false;
            // In exact coins: what others may buy at worst, what is held, and all the room bought.
            if (isKnown && own.NetBuyRoomLots > 0 && !Exact(s, i, own.NetBuyRoomLots + Pending(in own, false), sell: false).IsAtMost(limit)) return false;
            if (isKnown && own.NetSellRoomLots > 0 && !Exact(s, i, own.NetSellRoomLots + Pending(in own, true), sell: true).IsAtMost(limit)) return false;
        }
        return true;
    }).Check(s_config);

    private static void Fill(Random random, ref InstrumentState instrument)
    {
        if (random.Next(4) == 0) return;
        instrument.Marks.MarkE8 = random.Next(25) == 0 ? 0 : random.NextInt64(5_000 * Units.E8, 100_000 * Units.E8);
        instrument.PositionLots = random.Next(3) == 0 ? 0 : random.Next(-50, 51);
        instrument.Hedge.WishLots = random.Next(3) == 0 ? random.Next(-20, 21) : 0;
        if (random.Next(4) == 0) return;
        for (int k = random.Next(4); k > 0; k--)
        {
            bool sell = random.Next(2) == 0;
            ref OrderSide side = ref instrument.Side(sell);
            int slot = OrderSide.Take(ref side);
            side[slot] = Order(random, sell);
        }
        if (random.Next(3) == 0) instrument.Taker = Order(random, random.Next(2) == 0);
        if (random.Next(3) == 0) instrument.Hedger = Order(random, random.Next(2) == 0);
    }

    private static OwnOrder Order(Random random, bool sell) =>
        new() { OrderId = 9, State = OwnOrderState.Working, IsSell = sell ? 1 : 0, OpenLots = random.Next(0, 30), UntoldLots = random.Next(0, 5) };

    private static bool IsSame(int a, int b) => (a == 3) == (b == 3);

    private static BigInteger Worst(in InstrumentState of, bool sell)
    {
        BigInteger lots = 0;
        foreach (OwnOrder o in of.Bids.Used) lots += o.IsSell != 0 == sell ? o.OpenLots + o.UntoldLots : 0;
        foreach (OwnOrder o in of.Asks.Used) lots += o.IsSell != 0 == sell ? o.OpenLots + o.UntoldLots : 0;
        foreach (OwnOrder o in (OwnOrder[])[of.Taker, of.Hedger]) lots += o.IsSell != 0 == sell ? o.OpenLots + o.UntoldLots : 0;
        return lots + (sell ? Math.Max(0, -of.Hedge.WishLots) : Math.Max(0, of.Hedge.WishLots));
    }

    private static long Pending(in InstrumentState of, bool sell)
    {
        long lots = 0;
        foreach (OwnOrder o in (OwnOrder[])[of.Taker, of.Hedger]) lots += o.IsSell != 0 == sell ? o.OpenLots + o.UntoldLots : 0;
        foreach (OwnOrder o in of.Side(sell).Used) lots += o.UntoldLots;
        return lots;
    }

    private static BigInteger Each(in InstrumentState of)
    {
        if (of.Spec.Contract == ContractKind.Linear) return of.Spec.LotE8;
        return of.Marks.MarkE8 <= 0 ? 0 : ((BigInteger)of.Spec.LotE8 * Units.E8 + of.Marks.MarkE8 - 1) / of.Marks.MarkE8;
    }

    private static (BigInteger Net, BigInteger Buy, BigInteger Sell) Naive(QuoterScript s, int mine, long limit, out bool isKnown)
    {
        BigInteger net = 0, most = 0, least = 0, buys = 0, sells = 0;
        isKnown = true;
        for (int i = 0; i < 5; i++)
        {
            InstrumentState of = s.Block[i];
            bool holds = of.PositionLots != 0 || of.Bids.Count + of.Asks.Count != 0 || !of.Taker.IsFree || !of.Hedger.IsFree || of.Hedge.WishLots != 0;
            if (!IsSame(i, mine) || !holds) continue;
            BigInteger each = Each(in of), less = of.Spec.Contract == ContractKind.Inverse ? each - 1 : each;
            if (each == 0) isKnown = false;
            net += of.PositionLots * each;
            most += of.PositionLots * (of.PositionLots > 0 ? each : less);
            least += of.PositionLots * (of.PositionLots > 0 ? less : each);
            if (i == mine) continue;
            buys += Worst(in of, false) * each;
            sells += Worst(in of, true) * each;
        }
        InstrumentState own = s.Block[mine];
        BigInteger one = isKnown ? Each(in own) : 0;
        BigInteger Room(BigInteger left) => one == 0 || left <= 0 ? 0 : left / one;
        return (net, Room(limit - most - buys) - Pending(in own, false), Room(limit + least - sells) - Pending(in own, true));
    }

    private static Fraction Exact(QuoterScript s, int mine, long moreLots, bool sell)
    {
        Fraction sum = Fraction.Zero;
        for (int i = 0; i < 5; i++)
        {
            if (!IsSame(i, mine)) continue;
            InstrumentState of = s.Block[i];
            Fraction each = of.Spec.Contract == ContractKind.Linear ? of.Spec.LotE8 : of.Marks.MarkE8 > 0 ? new Fraction((BigInteger)of.Spec.LotE8 * Units.E8, of.Marks.MarkE8) : Fraction.Zero;
            BigInteger lots = (sell ? -of.PositionLots : of.PositionLots) + (i == mine ? moreLots : Worst(in of, sell));
            sum += each * lots;
        }
        return sum;
    }

    [Fact]
    public void Without_a_limit_there_is_all_room_and_the_smallest_limit_leaves_none()
    {
        Of(0).Marks.MarkE8 = 50_000 * Units.E8;
        foreach (long limit in (long[])[0, -1])
        {
            _s.Block.Head.MaxNetExposureE8 = limit;
            Of(0).NetBuyRoomLots = Of(0).NetSellRoomLots = 3;
            Assert.Equal(0, ExposureDesk.Limit(_s.Block, ref Of(0)));
            Assert.Equal((long.MaxValue, long.MaxValue), (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots));
        }
        _s.Block.Head.MaxNetExposureE8 = 1;
        ExposureDesk.Limit(_s.Block, ref Of(0));
        Assert.Equal((0L, 0L), (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots));
        _s.Block.Head.MaxNetExposureE8 = 20_000;
        ExposureDesk.Limit(_s.Block, ref Of(0));
        Assert.Equal((1L, 1L), (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots));
        _s.Block.Head.MaxNetExposureE8 = 19_999;
        ExposureDesk.Limit(_s.Block, ref Of(0));
        Assert.Equal((0L, 0L), (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots));
    }

    [Fact]
    public void A_lot_in_coins_is_rounded_up_and_nothing_where_it_can_not_be_known()
    {
        InstrumentState of = Of(0);
        foreach ((long lot, ContractKind kind, long mark, long coins) in ((long, ContractKind, long, long)[])[
            (10 * Units.E8, ContractKind.Inverse, 50_000 * Units.E8, 20_000), (10 * Units.E8, ContractKind.Inverse, 60_000 * Units.E8, 16_667), (1, ContractKind.Inverse, 1, Units.E8),
            (1, ContractKind.Inverse, Units.E8, 1), (1, ContractKind.Inverse, Units.E8 - 1, 2), (1, ContractKind.Inverse, 0, 0), (1, ContractKind.Inverse, -1, 0), (1, ContractKind.Inverse, Units.Missing, 0),
            (0, ContractKind.Inverse, 5, 0), (-1, ContractKind.Linear, 5, 0), (1, ContractKind.Linear, 0, 1), (7, ContractKind.Option, 5, 0), (long.MaxValue, ContractKind.Inverse, 1, 0),
            (long.MaxValue - 1, ContractKind.Inverse, Units.E8, long.MaxValue - 1), (long.MaxValue, ContractKind.Inverse, Units.E8, 0)])
        {
            (of.Spec.LotE8, of.Spec.Contract, of.Marks.MarkE8) = (lot, kind, mark);
            Assert.Equal(coins, ExposureDesk.PerLotE8(in of));
        }
    }

    [Fact]
    public void A_book_gives_the_price_before_the_mark_and_one_beyond_all_numbers_is_none()
    {
        _s.Book(20_000, 5, 20_002, 5, snapshot: true);
        Of(0).Marks.MarkE8 = 50_000 * Units.E8;
        // 10 USD at 10,000.5: 0.00099995... coins, rounded up.
        Assert.Equal(99_996, ExposureDesk.PerLotE8(in Of(0)));
        Of(0).Spec.TickE8 = long.MaxValue / 20_001;
        Assert.True(ExposureDesk.PerLotE8(in Of(0)) > 0);
        Of(0).Spec.TickE8 = long.MaxValue;
        Assert.Equal(0, ExposureDesk.PerLotE8(in Of(0)));
    }

    [Fact]
    public void A_room_beyond_all_numbers_is_as_large_as_leaves_room_for_what_is_taken_off_it()
    {
        _s.Block.Head.MaxNetExposureE8 = long.MaxValue;
        (Of(2).Spec.LotE8, Of(2).Hedger) = (1, new OwnOrder { State = OwnOrderState.Working, OpenLots = 5, UntoldLots = 2 });
        ExposureDesk.Limit(_s.Block, ref Of(2));
        Assert.Equal((long.MaxValue / 2 - 7, long.MaxValue / 2), (Of(2).NetBuyRoomLots, Of(2).NetSellRoomLots));
        _s.Block.Head.MaxNetExposureE8 = long.MaxValue / 2;
        ExposureDesk.Limit(_s.Block, ref Of(2));
        Assert.Equal(long.MaxValue / 2, Of(2).NetSellRoomLots);
    }

    [Fact]
    public void A_net_position_beyond_all_numbers_is_not_known_on_either_side()
    {
        Of(2).Spec.LotE8 = 1;
        foreach ((long lots, bool known) in ((long, bool)[])[(long.MaxValue, true), (-long.MaxValue, true)])
        {
            Of(2).PositionLots = lots;
            Assert.Equal(lots, ExposureDesk.Limit(_s.Block, ref Of(2)));
        }
        Of(2).Spec.LotE8 = 2;
        foreach (long lots in (long[])[long.MaxValue, -long.MaxValue, long.MaxValue / 2 + 1, -(long.MaxValue / 2) - 2])
        {
            Of(2).PositionLots = lots;
            Assert.Equal(Units.Missing, ExposureDesk.Limit(_s.Block, ref Of(2)));
        }
    }

    [Fact]
    public void An_order_that_ends_a_position_is_not_held_back_by_a_price_that_is_missing()
    {
        foreach ((long net, long room) in ((long, long)[])[(Units.Missing, long.MaxValue), (0, 3)])
        {
            (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots) = (3, 3);
            ExposureDesk.Exit(new DecisionRecord { NetExposureE8 = net }, ref Of(0));
            Assert.Equal((room, room), (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots));
        }
    }

    [Fact]
    public void The_base_is_the_name_up_to_its_first_mark()
    {
        Assert.True(ExposureDesk.IsSameBase(in Of(0).Name, in Of(2).Name));
        Assert.True(ExposureDesk.IsSameBase(in Of(4).Name, in Of(2).Name));
        Assert.False(ExposureDesk.IsSameBase(in Of(0).Name, in Of(3).Name));
        _s.Block[3].Name = default;
        Assert.False(ExposureDesk.IsSameBase(in Of(0).Name, in Of(3).Name));
        using QuoterScript odd = new QuoterScript(2).Name("-A").Name("-B", 1);
        Assert.True(ExposureDesk.IsSameBase(in odd.Block[0].Name, in odd.Block[1].Name));
    }
}
