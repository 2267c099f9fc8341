namespace Minnow.Core.Quoting;

/// <summary>What tactics and limits over all instruments ask of one side. All zero asks nothing.</summary>
public struct SideWish
{
    /// <summary>Added to the half-spread, bps, 0 or more.</summary>
    public double WidenBps;

    /// <summary>1 if <see cref="RoomLots"/> holds.</summary>
    public long IsLimited;

    /// <summary>Most lots of the side in all, whatever the position limit leaves.</summary>
    public long RoomLots;

    /// <summary>1 joins the best price where the edge allows, whatever the touch rule.</summary>
    public long Joins;
}
