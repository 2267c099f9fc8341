using Minnow.Core.Book;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>The distance of an instrument's price to that of its pair, for quoting a calendar spread.</summary>
internal static class PairDesk
{
    /// <summary>The book of <paramref name="index"/> changed: measures it, if it has a pair.</summary>
    internal static void OnBook(StateBlock block, int index, in BookTop top, long nowNs)
    {
        ref InstrumentState one = ref block[index];
        if (((SignalUses)one.Signals.Uses & SignalUses.Pair) == 0) return;
        long other = one.Parameters.Carry.PairInstrument - 1;
        if (other < 0 || other >= block.Head.InstrumentCount || other == index) return;
        ref InstrumentState pair = ref block[(int)other];
        if (!one.Book.HasTop || !top.HasMid || !pair.Book.HasTop) return;
        BookTop anchorTop = BookTop.OfOthers(in pair.Book, in pair.Own);
        if (!anchorTop.HasMid) return;
        double price = 0.5 * top.MidHalfTicks * one.Spec.TickE8, anchor = 0.5 * anchorTop.MidHalfTicks * pair.Spec.TickE8;
        BasisSignal.Observe(ref one.Signals.Pair, nowNs, price, anchor);
    }
}
