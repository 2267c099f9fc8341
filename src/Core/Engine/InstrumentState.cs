using System.Runtime.CompilerServices;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>All that the quoter knows of one instrument. Unmanaged, fixed size.</summary>
public struct InstrumentState
{
    /// <summary>The venue's name.</summary>
    public InstrumentName Name;

    /// <summary>Tick, lot, kind, fees.</summary>
    public InstrumentDefined Spec;

    /// <summary>Whether the venue takes orders, as last told.</summary>
    public long Trading;

    /// <summary>What the owner wants for this instrument.</summary>
    public QuotingParameters Parameters;

    /// <summary>Mark, index and price limits, as last told.</summary>
    public TickerMarks Marks;

    /// <summary>Funding and open interest, as last told.</summary>
    public TickerCarry Carry;

    /// <summary>How fresh the feed is.</summary>
    public FeedHealth Health;

    /// <summary>Volatility of the mid.</summary>
    public EwmaVolatility Volatility;

    /// <summary>Our bid.</summary>
    public OwnOrder Bid;

    /// <summary>Our ask.</summary>
    public OwnOrder Ask;

    /// <summary>Signed position, lots.</summary>
    public long PositionLots;

    /// <summary>1 once the lot changed under a position: it can not be counted any more, and a person must look.</summary>
    public long LotsChanged;

    /// <summary>Fees paid, 1e-8 of the settlement coin; negative was paid to us.</summary>
    public long FeesE8;

    /// <summary>Fills counted.</summary>
    public long FillCount;

    /// <summary>Ids of the latest fills, so that none counts twice.</summary>
    public RecentIds Fills;

    /// <summary>Before this time no quote is placed or moved.</summary>
    public long NextUpdateNs;

    /// <summary>1 if a wish could not be carried out yet.</summary>
    public long WishKept;

    /// <summary>Best bid at the last evaluation, ticks.</summary>
    public long SeenBidTicks;

    /// <summary>Best ask at the last evaluation, ticks.</summary>
    public long SeenAskTicks;

    /// <summary><see cref="Suppressions"/> of the last decision.</summary>
    public long LastSuppressions;

    /// <summary><see cref="Clamps"/> of the last decision.</summary>
    public long LastClamps;

    /// <summary>The venue's quotes against our book.</summary>
    public QuoteAudit Audit;

    /// <summary>The order book. Last, because it is by far the largest.</summary>
    public L2Book Book;
}

/// <summary>The latest ids seen, in a ring.</summary>
public struct RecentIds
{
    /// <summary>Ids remembered.</summary>
    public const int Capacity = 64;

    private Slots _ids;
    private long _count;

    /// <summary>Remembers <paramref name="id"/>.</summary>
    /// <returns>False if it was among the latest <see cref="Capacity"/> already.</returns>
    public static bool TryAdd(ref RecentIds recent, long id)
    {
        int known = (int)System.Math.Min(recent._count, Capacity);
        for (int i = 0; i < known; i++)
            if (recent._ids[i] == id) return false;
        recent._ids[(int)(recent._count++ % Capacity)] = id;
        return true;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private long _first;
    }
}
