using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Core.Engine;

/// <summary>What is told about the way to the venue and about the account as a whole.</summary>
internal static class GatewayDesk
{
    /// <summary>True if orders and cancels can be sent: the gateway is ready, or there is none and the run is a recorded one.</summary>
    internal static bool CanSend(in QuoterState head) => head.Gateway is (long)GatewayPhase.None or (long)GatewayPhase.Ready;

    /// <summary>True while market-maker protection holds new orders. Until when is told in the venue's time.</summary>
    internal static bool IsFrozen(in QuoterState head) =>
        head.IsFrozen != 0 && (head.FrozenUntilNs == 0 || head.NowNs + head.ClockOffsetNs < head.FrozenUntilNs);

    internal static void OnGateway(ref readonly Event e, StateBlock block)
    {
        ref QuoterState head = ref block.Head;
        if (e.Detail is (uint)GatewayPhase.None or > (uint)GatewayPhase.Refused)
        {
            head.Unapplied++;
            return;
        }
        head.Gateway = e.Detail;
        if (e.Gateway.ClockOffsetNs != Units.Missing) head.ClockOffsetNs = e.Gateway.ClockOffsetNs;
        if (e.Gateway.RoundTripNs != Units.Missing) head.RoundTripNs = e.Gateway.RoundTripNs;
        int count = (int)head.InstrumentCount;
        for (int i = 0; i < count; i++)
        {
            ref InstrumentState instrument = ref block[i];
            if (e.Detail is (uint)GatewayPhase.Down or (uint)GatewayPhase.Refused)
            {
                foreach (ref OwnOrder order in instrument.Bids.Orders) Lost(ref order, ref head);
                foreach (ref OwnOrder order in instrument.Asks.Orders) Lost(ref order, ref head);
                Lost(ref instrument.Taker, ref head);
                Lost(ref instrument.Hedger, ref head);
            }
            else if (e.Detail == (uint)GatewayPhase.Ready)
            {
                head.UnknownAtReady += instrument.Bids.UnknownCount + instrument.Asks.UnknownCount + (instrument.Taker.State == OwnOrderState.Unknown ? 1 : 0)
                    + (instrument.Hedger.State == OwnOrderState.Unknown ? 1 : 0);
            }
        }
    }

    private static void Lost(ref OwnOrder order, ref QuoterState head)
    {
        if (OwnOrders.ConnectionLost(ref order)) head.UnknownOrders++;
    }

    internal static void OnProtection(ref readonly Event e, ref QuoterState head)
    {
        long untilNs = e.Protection.FrozenUntilNs;
        if (untilNs == Units.Missing)
        {
            Thaw(ref head);
            return;
        }
        // Of several indices the longest counts; 0 is until a person says otherwise.
        bool isFrozen = IsFrozen(in head);
        head.FrozenUntilNs = untilNs == 0 || (isFrozen && head.FrozenUntilNs == 0) ? 0 : isFrozen ? System.Math.Max(head.FrozenUntilNs, untilNs) : untilNs;
        head.IsFrozen = 1;
    }

    internal static void Thaw(ref QuoterState head)
    {
        head.IsFrozen = 0;
        head.FrozenUntilNs = 0;
    }
}
