using System.Diagnostics.CodeAnalysis;
using Minnow.Core.Book;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Engine.Monitors;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;
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

    /// <summary>Limits, kill ladder and account of this instrument.</summary>
    public InstrumentRisk Risk;

    /// <summary>Mark, index and price limits, as last told.</summary>
    public TickerMarks Marks;

    /// <summary>Funding and open interest, as last told.</summary>
    public TickerCarry Carry;

    /// <summary>How fresh the feed is.</summary>
    public FeedHealth Health;

    /// <summary>Volatility of the mid.</summary>
    public EwmaVolatility Volatility;

    /// <summary>Our bids.</summary>
    public OrderSide Bids;

    /// <summary>Our asks.</summary>
    public OrderSide Asks;

    /// <summary>What of the book is ours.</summary>
    public OwnDepth Own;

    /// <summary>The one order that takes: reduce-only and gone at once.</summary>
    public OwnOrder Taker;

    /// <summary>When the last order that takes was sent, ns; 0 before.</summary>
    public long LastTakeNs;

    /// <summary>The one order that hedges.</summary>
    public OwnOrder Hedger;

    /// <summary>Its part in hedges.</summary>
    public HedgeLeg Hedge;

    /// <summary>What is watched of it.</summary>
    public InstrumentMonitors Monitors;

    /// <summary>What may ask for quotes to move.</summary>
    public QuoteTriggers Triggers;

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

    /// <summary>The orders that ended last, whose fills may still come.</summary>
    public EndedOrders Ended;

    /// <summary>Bits of the controls that hold the pre-trade gate shut for this instrument; 0: none does, or there is no gate.</summary>
    public long GateShut;

    /// <summary>Refusals of bids.</summary>
    public RefusalGuard BidRefusals;

    /// <summary>Refusals of asks.</summary>
    public RefusalGuard AskRefusals;

    /// <summary>Our position against the venue's.</summary>
    public PositionCheck Check;

    /// <summary>Time of the last cancel of all orders of the instrument, ns; 0 before.</summary>
    public long LastCancelAllNs;

    /// <summary>1 once a halt asked to cancel all orders of the instrument, and it was not sent yet.</summary>
    public long CancelAllDue;

    /// <summary>Time of the last request for a fresh book, ns; 0 before.</summary>
    public long LastResyncNs;

    /// <summary>Requests for a fresh book.</summary>
    public long ResyncCount;

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

    /// <summary>What is measured on the market.</summary>
    public InstrumentSignals Signals;

    /// <summary>The table of the exact model; empty where another is used.</summary>
    public GlftTable Exact;

    /// <summary>What the tactics remember.</summary>
    public TacticState Tactics;

    /// <summary>Lots that bids may have in all before the limit over all instruments binds; the largest number without one.</summary>
    public long NetBuyRoomLots;

    /// <summary>The same of asks.</summary>
    public long NetSellRoomLots;

    /// <summary>The venue's quotes against our book.</summary>
    public QuoteAudit Audit;

    /// <summary>The venue's windows of the best levels against our book.</summary>
    public DepthAudit DepthAudit;

    /// <summary>The order book. Last, because it is by far the largest.</summary>
    public L2Book Book;

    /// <summary>The largest position that can come of what rests and of what is under way, lots.</summary>
    public readonly long HighestLots => PositionLots + WorstLots(sell: false);

    /// <summary>The smallest position (the largest short one) that can come of what rests and of what is under way, lots.</summary>
    public readonly long LowestLots => PositionLots - WorstLots(sell: true);

    /// <summary>What the quotes work with: the position less what belongs to hedges, lots.</summary>
    public readonly long InventoryLots => PositionLots - Hedge.Lots;

    /// <summary>What the position is worth at the market, signed, 1e-8 of the base coin; 0 without a price.</summary>
    public readonly long CoinsE8
    {
        get
        {
            System.Int128 coins = (System.Int128)PositionLots * ExposureDesk.PerLotE8(in this);
            return coins > long.MinValue && coins < long.MaxValue ? (long)coins : 0;
        }
    }

    /// <summary>One lot, 1e-8 of the base coin, rounded up; 0 without a price.</summary>
    public readonly long LotCoinsE8 => ExposureDesk.PerLotE8(in this);

    /// <summary>One lot, 1e-8 USD, rounded up; 0 without a price.</summary>
    public readonly long LotUsdE8 => LimitDesk.UsdPerLotE8(in this);

    /// <summary>True if no order of ours is left.</summary>
    public readonly bool HasNoOrders => Taker.IsFree && Hedger.IsFree && Bids.IsEmpty && Asks.IsEmpty;

    /// <summary>What our orders may still add to the position on one side, at worst, lots; the one that takes and the one that hedges count too.</summary>
    public readonly long WorstLots(bool sell) =>
        (sell ? Asks.WorstLots : Bids.WorstLots) + (Takes(sell) ? Taker.WorstLots : 0) + (Hedges(sell) ? Hedger.WorstLots : 0);

    /// <summary>Lots filled on one side of which the fills have not arrived.</summary>
    public readonly long UntoldLots(bool sell) =>
        (sell ? Asks.UntoldLots : Bids.UntoldLots) + (Takes(sell) ? Taker.UntoldLots : 0) + (Hedges(sell) ? Hedger.UntoldLots : 0);

    /// <summary>Lots that the order that takes and the one that hedges may still fill on one side.</summary>
    public readonly long TakingLots(bool sell) => (Takes(sell) ? Taker.OpenLots : 0) + (Hedges(sell) ? Hedger.OpenLots : 0);

    /// <summary>Our quotes on one side.</summary>
    [UnscopedRef]
    public ref OrderSide Side(bool sell) => ref sell ? ref Asks : ref Bids;

    // A free slot sells nothing, and its sums are 0.
    private readonly bool Takes(bool sell) => (Taker.IsSell != 0) == sell;

    private readonly bool Hedges(bool sell) => (Hedger.IsSell != 0) == sell;
}
