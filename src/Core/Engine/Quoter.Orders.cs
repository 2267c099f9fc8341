using Minnow.Core.Engine.Hedging;
using Minnow.Core.Engine.Monitors;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <content>What the venue says of our orders, fills and positions, and what is decided because of it.</content>
public sealed partial class Quoter
{
    private void OnOrders(ref readonly Event e, ref InstrumentState instrument)
    {
        ref QuoterState head = ref _block.Head;
        long halts = head.HaltCount;
        DecisionTrigger trigger = DecisionTrigger.OrderAnswer;
        switch (e.Kind)
        {
            case EventKind.OrderUpdate:
                OrderDesk.OnUpdate(in e, ref head, ref instrument);
                OwnFlowDesk.Told(in head, ref instrument, e.Order.OrderId, e.Has(EventFlags.Ask), e.ExchangeNs);
                break;
            case EventKind.Fill:
                trigger = DecisionTrigger.Fill;
                bool isHedge = HedgeBook.IsHedge(in e, in instrument);
                if (!OrderDesk.OnFill(in e, ref head, ref instrument)) return;
                HedgeHook.Filled(_block, in e, isHedge);
                OwnFlowDesk.Told(in head, ref instrument, e.Fill.OrderId, e.Has(EventFlags.Ask), e.ExchangeNs);
                OwnFlowDesk.Filled(in head, ref instrument, in e);
                MonitorDesk.OnFill(ref head, ref instrument, in e);
                break;
            default:
                trigger = DecisionTrigger.StateChange;
                OrderDesk.OnPosition(in e, ref head, ref instrument);
                HedgeHook.Stated(_block, in e);
                break;
        }
        if (_risk.Ordered(ref instrument, trigger) || head.HaltCount != halts)
        {
            // All are decided anew, those that hedge too.
            Settle(trigger);
            return;
        }
        _desk.Decide(e.InstrumentIndex, ref instrument, trigger);
        if (e.Kind == EventKind.Fill && HedgeDesk.IsOn(in head)) DecideHedges(e.InstrumentIndex);
    }

    // A position is hedged at once, not at the next book message of the hedge instrument.
    private void DecideHedges(ushort filled)
    {
        int count = (int)_block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
            if (i != filled && _block[i].Hedge.Rank != 0) _desk.Decide((ushort)i, ref _block[i], DecisionTrigger.Exposure);
    }
}
