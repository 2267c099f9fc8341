namespace Minnow.Market;

/// <summary>One order in the book.</summary>
public sealed class RestingOrder
{
    /// <summary>An order at a place in the book.</summary>
    public RestingOrder(long id, Side side, long tick, long lots)
    {
        Id = id;
        Side = side;
        Tick = tick;
        Lots = lots;
    }

    /// <summary>Unique in the run, rising.</summary>
    public long Id { get; }

    /// <summary>Which side it rests on.</summary>
    public Side Side { get; }

    /// <summary>Price, ticks.</summary>
    public long Tick { get; }

    /// <summary>What is left, lots.</summary>
    public long Lots { get; internal set; }

    internal int PoolIndex { get; set; }
}
