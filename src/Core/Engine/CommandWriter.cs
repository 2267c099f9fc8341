using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Writes commands, and books each on its order: what is sent counts from then on.</summary>
internal sealed class CommandWriter(OutputBatch output)
{
    /// <summary>Shortest time between two cancels of one order, ns.</summary>
    internal const long CancelAgainNs = 250 * Units.NsPerMs;

    internal static bool MayCancelAgain(in OwnOrder order, long nowNs) =>
        order.CancelCount == 0 || FeedHealth.IsOlder(nowNs, order.LastCancelNs, CancelAgainNs - 1);

    internal void Place(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell, long ticks, long lots, uint flags = 0)
    {
        OwnOrders.Placed(ref order, ++head.LastOrderId, sell, ticks, lots, head.NowNs);
        order.IsHedge = (flags & OutputRecord.HedgeFlag) != 0 ? 1 : 0;
        Write(in record, ref head, CommandVerb.Place, order.OrderId, sell, ticks, lots, flags);
    }

    internal void Edit(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell, long ticks, long lots)
    {
        OwnOrders.Edited(ref order, ticks, lots, head.NowNs);
        Write(in record, ref head, CommandVerb.Edit, order.OrderId, sell, ticks, order.SentLots);
    }

    internal void Cancel(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell)
    {
        OwnOrders.CancelSent(ref order, head.NowNs);
        Write(in record, ref head, CommandVerb.Cancel, order.OrderId, sell, order.PriceTicks, 0);
    }

    internal void CancelAll(in DecisionRecord record, ref QuoterState head) => Write(in record, ref head, CommandVerb.CancelAll, 0, sell: false, 0, 0);

    /// <summary>Says what the order connection must do. No decision stands behind it, and it is about no instrument.</summary>
    internal static void Link(OutputBatch output, ref QuoterState head, CommandVerb verb)
    {
        head.CommandCount++;
        ref OutputRecord command = ref output.AddCommand();
        command.Verb = verb;
        command.InstrumentIndex = Units.NoInstrument;
        command.CauseSequence = head.LastSequence;
        command.TimeNs = head.NowNs;
    }

    private void Write(
        in DecisionRecord record, ref QuoterState head, CommandVerb verb, long orderId, bool sell, long ticks, long lots, uint flags = 0)
    {
        head.CommandCount++;
        ref OutputRecord command = ref output.AddCommand();
        command.Verb = verb;
        command.InstrumentIndex = record.InstrumentIndex;
        command.Flags = flags | (sell ? OutputRecord.SellFlag : 0);
        command.CauseSequence = record.CauseSequence;
        command.TimeNs = record.TimeNs;
        command.OrderId = orderId;
        command.PriceTicks = ticks;
        command.SizeLots = lots;
        command.DecisionNumber = record.DecisionNumber;
    }
}
