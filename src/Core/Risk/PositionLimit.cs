using System;

namespace Minnow.Core.Risk;

/// <summary>The hard limit on a position: what may rest on one side so that even a full fill stays inside.</summary>
public static class PositionLimit
{
    /// <summary>Most lots that an order may have.</summary>
    /// <param name="positionLots">Signed position: long is positive.</param>
    /// <param name="untoldLots">Lots already filled on that side of which we have not been told, 0 or more.</param>
    /// <param name="maxPositionLots">Limit in both directions, 0 or more.</param>
    /// <param name="sell">True for the ask side.</param>
    /// <returns>0 or more; an order of that size, wholly filled, leaves the position within the limit.</returns>
    public static long RoomLots(long positionLots, long untoldLots, long maxPositionLots, bool sell)
    {
        Int128 room = sell ? (Int128)maxPositionLots + positionLots - untoldLots : (Int128)maxPositionLots - positionLots - untoldLots;
        if (room <= 0) return 0;
        return room > long.MaxValue ? long.MaxValue : (long)room;
    }
}
