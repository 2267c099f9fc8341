using System;

namespace Minnow.Core.Risk.Gate;

/// <content>The net position over all instruments of a coin.</content>
public sealed partial class PreTradeGate
{
    // Everything that may still be filled on that side counts as filled, on all instruments of the coin at once.
    private bool HasExposureRoom(in GateMarket market, bool sell, long moreLots)
    {
        long limit = _limits[GateLimit.NetExposureE8];
        if (limit == GateLimits.None) return true;
        long perLot = market.PerLotE8();
        return perLot > 0 && TryExposure(market.BaseHash, sell, unaskedOnly: false, out Int128 worst) && worst + (Int128)moreLots * perLot <= limit;
    }

    private bool TryExposure(ulong baseHash, bool sell, bool unaskedOnly, out Int128 worstE8)
    {
        worstE8 = 0;
        for (int i = 0; i < _marketCount; i++)
        {
            ref GateMarket other = ref _markets[i];
            if (other.BaseHash != baseHash || (other.PositionLots == 0 && other.Orders.Count == 0)) continue;
            long perLot = other.PerLotE8();
            // What has no price has no worth that could be counted.
            if (perLot == 0) return false;
            worstE8 += (unaskedOnly ? UnaskedWorst(in other, sell) : other.WorstLots(sell)) * perLot;
        }
        return true;
    }

    // What is left when the cancels that are under way have done their work.
    private static Int128 UnaskedWorst(in GateMarket market, bool sell)
    {
        Int128 worst = sell ? -(Int128)market.PositionLots : market.PositionLots;
        foreach (ref readonly GateOrder order in market.Orders.Live)
            if (order.IsSell == sell && (order.IsEnded || !order.IsCancelAsked)) worst += order.WorstLots;
        return worst;
    }
}
