using System;
using System.Collections.Generic;
using Minnow.Core.Risk.Gate;

namespace Minnow.Host.Why;

/// <summary>What each control of the pre-trade gate says, in the words of docs/guide/controls.md.</summary>
internal static class GateWords
{
    /// <summary>The controls that hold the gate shut.</summary>
    internal static string Closed(long bits)
    {
        List<string> names = [];
        foreach (GateControl control in Enum.GetValues<GateControl>())
            if ((bits & 1L << (int)control) != 0) names.Add(control.ToString());
        return string.Join(", ", names);
    }

    /// <summary>What a denial says.</summary>
    internal static string Of(GateControl one) => one switch
    {
        GateControl.Malformed => "a price or size that can be none",
        GateControl.Instrument => "an instrument that may not be traded",
        GateControl.Definition => "the instrument is not what it was when the run began",
        GateControl.MinimumSize => "less than the venue's smallest order",
        GateControl.Collar => "the price is too far from the reference price",
        GateControl.Reference => "there is no reference price: mark or index is missing or too old",
        GateControl.OrderAmount => "the order is too large",
        GateControl.OrderNotional => "the order is worth too much",
        GateControl.OpenOrders => "too many orders are open",
        GateControl.Position => "the position would be too large if everything that may be filled was",
        GateControl.NetExposure => "the net position over all instruments would be too large, or can not be valued",
        GateControl.MessageRate => "too many new orders and changes in a short time",
        GateControl.DailyMessages => "too many messages today",
        GateControl.OrderToVolume => "too many messages today for what was traded",
        GateControl.RepeatedFills => "too many orders were filled on one side in a short time",
        GateControl.Duplicate => "the same order or change was asked for a moment ago",
        GateControl.OrderId => "the order id is not larger than all before it",
        GateControl.SelfCross => "it would meet an order of our own",
        GateControl.State => "nothing may be placed now",
        GateControl.Epoch => "the command is older than this run",
        GateControl.ReduceOnly => "only what makes the position smaller may be placed",
        GateControl.Uncounted => "more orders live than can be counted",
        _ => one.ToString(),
    };
}
