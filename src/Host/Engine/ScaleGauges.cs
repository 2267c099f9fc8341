using System;
using Minnow.Core.Engine;
using Minnow.Host.Counters;

namespace Minnow.Host.Engine;

/// <summary>What the page says of hedges and of the stop-scaling monitors.</summary>
internal static class ScaleGauges
{
    /// <summary>Copies it.</summary>
    internal static void Update(CounterSet counters, StateBlock block)
    {
        ref readonly QuoterState head = ref block.Head;
        long orders = 0, fills = 0, waiting = 0, alerts = head.Monitors.Steps.Alerts, raised = head.Monitors.Steps.RaisedCount, steps = 0;
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref readonly InstrumentState instrument = ref block[i];
            orders += instrument.Hedge.OrderCount;
            fills += instrument.Hedge.FillCount;
            if (instrument.Hedge.WishLots != 0) waiting++;
            alerts |= instrument.Monitors.Steps.Alerts;
            raised += instrument.Monitors.Steps.RaisedCount;
            steps = Math.Max(steps, instrument.Monitors.Steps.Steps);
        }
        counters.Set(CounterId.HedgeOrders, orders);
        counters.Set(CounterId.HedgeFills, fills);
        counters.Set(CounterId.HedgeWaiting, waiting);
        counters.Set(CounterId.MonitorAlerts, alerts);
        counters.Set(CounterId.MonitorRaised, raised);
        counters.Set(CounterId.MonitorSteps, steps + head.Monitors.Steps.Steps);
        counters.Set(CounterId.MonitorMessagesPerCoin, (long)head.Monitors.Churn.PerCoin);
    }
}
