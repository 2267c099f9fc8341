using System;
using Minnow.Core.Model;

namespace Minnow.Core.Engine;

/// <summary>The net position over all instruments of one base coin, and what it leaves each of them.</summary>
/// <remarks>
/// Counted in 1e-8 of the base coin: an inverse lot of N USD is N / price coins, a linear lot is its own amount. Everything that may still be filled on
/// other instruments counts as filled on the side asked for. Without a price for one of them nothing is known, and nothing more may be bought or sold.
/// </remarks>
internal static class ExposureDesk
{
    /// <summary>Sets what the limit over all instruments leaves both sides of one of them.</summary>
    /// <returns>Net position, 1e-8 of the base coin; <see cref="Units.Missing"/> if a price is missing.</returns>
    internal static long Limit(StateBlock block, ref InstrumentState instrument)
    {
        ref QuoterState head = ref block.Head;
        instrument.NetBuyRoomLots = instrument.NetSellRoomLots = long.MaxValue;
        Int128 net = 0, most = 0, least = 0, othersBuy = 0, othersSell = 0;
        bool isKnown = true;
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref InstrumentState other = ref block[i];
            bool isOwn = System.Runtime.CompilerServices.Unsafe.AreSame(ref other, ref instrument);
            bool isIdle = other.PositionLots == 0 && other.HasNoOrders && other.Hedge.WishLots == 0;
            if (isIdle || (!isOwn && !IsSameBase(in other.Name, in instrument.Name))) continue;
            long perLot = PerLotE8(in other);
            if (perLot == 0)
            {
                isKnown = false;
                continue;
            }
            net += (Int128)other.PositionLots * perLot;
            // What offsets counts rounded down, so that no sum of hedges is less than it is.
            bool isLong = other.PositionLots > 0;
            long perLotLeast = other.Spec.Contract == ContractKind.Inverse ? perLot - 1 : perLot;
            most += (Int128)other.PositionLots * (isLong ? perLot : perLotLeast);
            least += (Int128)other.PositionLots * (isLong ? perLotLeast : perLot);
            if (isOwn) continue;
            // A hedge that waits for room counts as sent, so that quotes give way to it.
            othersBuy += ((Int128)other.WorstLots(sell: false) + Math.Max(0, other.Hedge.WishLots)) * perLot;
            othersSell += ((Int128)other.WorstLots(sell: true) + Math.Max(0, -other.Hedge.WishLots)) * perLot;
        }
        if (head.MaxNetExposureE8 > 0)
        {
            long own = isKnown ? PerLotE8(in instrument) : 0;
            instrument.NetBuyRoomLots = Room(head.MaxNetExposureE8 - most - othersBuy, own) - Pending(in instrument, sell: false);
            instrument.NetSellRoomLots = Room(head.MaxNetExposureE8 + least - othersSell, own) - Pending(in instrument, sell: true);
        }
        return isKnown && Int128.Abs(net) <= long.MaxValue ? (long)net : Units.Missing;
    }

    /// <summary>An order that ends a position is not held back by a price that is missing: the net position is not known then, and less of one part of it is less at risk.</summary>
    internal static void Exit(in Quoting.DecisionRecord record, ref InstrumentState instrument)
    {
        if (record.NetExposureE8 == Units.Missing) instrument.NetBuyRoomLots = instrument.NetSellRoomLots = long.MaxValue;
    }

    /// <summary>One lot in 1e-8 of the base coin, rounded up; 0 if it is not known.</summary>
    internal static long PerLotE8(in InstrumentState instrument)
    {
        long lot = instrument.Spec.LotE8;
        if (lot <= 0) return 0;
        if (instrument.Spec.Contract == ContractKind.Linear) return lot;
        if (instrument.Spec.Contract != ContractKind.Inverse) return 0;
        long price = PriceE8(in instrument);
        if (price <= 0) return 0;
        Int128 coins = ((Int128)lot * Units.E8 + price - 1) / price;
        return coins < long.MaxValue ? (long)coins : 0;
    }

    // The mark serves while the book does not.
    private static long PriceE8(in InstrumentState instrument)
    {
        if (!instrument.Book.HasTop) return Math.Max(0, instrument.Marks.MarkE8);
        Int128 mid = (Int128)instrument.Book.MidHalfTicks * instrument.Spec.TickE8 / 2;
        return mid < long.MaxValue ? (long)mid : 0;
    }

    // Filled already and not in the position yet, or about to be taken: not what quotes may use.
    private static long Pending(in InstrumentState instrument, bool sell) =>
        instrument.UntoldLots(sell) + instrument.TakingLots(sell);

    private static long Room(Int128 leftE8, long perLotE8)
    {
        if (perLotE8 == 0 || leftE8 <= 0) return 0;
        Int128 lots = leftE8 / perLotE8;
        return lots > long.MaxValue / 2 ? long.MaxValue / 2 : (long)lots;
    }

    // The base is the name up to the first mark that is no letter or digit: BTC-PERPETUAL, BTC_USDC-PERPETUAL.
    internal static bool IsSameBase(in InstrumentName a, in InstrumentName b)
    {
        ReadOnlySpan<byte> x = InstrumentName.Text(in a), y = InstrumentName.Text(in b);
        return x[..Base(x)].SequenceEqual(y[..Base(y)]);
    }

    private static int Base(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOfAny((byte)'-', (byte)'_');
        return end < 0 ? name.Length : end;
    }
}
