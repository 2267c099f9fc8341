using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;

namespace Minnow.Host.Why;

/// <summary>What each flag and reason of a decision says, in the words of docs/formats/journal.md.</summary>
internal static class FlagWords
{
    /// <summary>What kept quotes away or messages back.</summary>
    internal static string Of(Suppressions one) => one switch
    {
        Suppressions.NotEnabled => "quoting is not enabled for the instrument",
        Suppressions.NotQuotable => "the instrument was never defined, or is of a kind that we do not quote",
        Suppressions.NotOpen => "the venue takes no orders for it now",
        Suppressions.BookNotValid => "the book is not valid",
        Suppressions.BookCrossed => "the book has been crossed for too long",
        Suppressions.OneSided => "a side of the book is empty",
        Suppressions.StaleFeed => "the feed is silent or late",
        Suppressions.FeedLost => "the feed is disconnected",
        Suppressions.PlatformLocked => "the platform is locked or in maintenance",
        Suppressions.Paused => "a person paused or stopped the quoter",
        Suppressions.NoVolatility => "the volatility estimate has too few samples",
        Suppressions.Throttled => "the update interval has not passed; the wish is kept",
        Suppressions.BidPending => "an answer is under way on the bid; the wish is kept",
        Suppressions.AskPending => "an answer is under way on the ask; the wish is kept",
        Suppressions.BidUnknown => "the bid's fate is not known: no message until the venue says",
        Suppressions.AskUnknown => "the ask's fate is not known: no message until the venue says",
        Suppressions.NotFinite => "prices or sizes of the model were not usable numbers",
        Suppressions.GatewayNotReady => "the way to the venue is down, being reconciled, or refused: nothing can be sent",
        Suppressions.Halted => "halted: a person must look and arm again",
        Suppressions.PositionMismatch => "the venue states another position than ours",
        Suppressions.PositionUnsure => "a fill came that no order of ours explains; until the venue states a position equal to ours",
        Suppressions.BidRefused => "the venue refused the bid several times in a row, or for a reason that asks for quiet: no bid for a second",
        Suppressions.AskRefused => "the venue refused the ask several times in a row, or for a reason that asks for quiet: no ask for a second",
        Suppressions.BidBackoff => "the bid would have taken: the next try waits",
        Suppressions.AskBackoff => "the ask would have taken: the next try waits",
        Suppressions.NoBudget => "the request budget is used up: nothing is placed or moved; cancels are free of it",
        Suppressions.ProtectionFrozen => "market-maker protection holds new orders",
        Suppressions.AccountLocked => "the venue locked the account",
        Suppressions.BidOwnCross => "a bid would lock or cross an ask of our own; the wish is kept",
        Suppressions.AskOwnCross => "an ask would lock or cross a bid of our own; the wish is kept",
        Suppressions.BidNoRoom => "a bid would exceed the position limit while all that is under way counts; the wish is kept",
        Suppressions.AskNoRoom => "an ask would exceed the position limit while all that is under way counts; the wish is kept",
        Suppressions.TakerPending => "an answer is under way on the order that takes",
        Suppressions.TakerUnknown => "the fate of the order that takes is not known: no other until the venue says",
        Suppressions.OrderToVolume => "messages are near the venue's order-to-volume limit: nothing but cancels is sent",
        Suppressions.HedgePending => "an answer is under way on the order that hedges",
        Suppressions.HedgeUnknown => "the fate of the order that hedges is not known: no other until the venue says",
        Suppressions.HedgeHeld => "a hedge is wanted and waits: for its interval, for room or budget, or for an own quote in its way to go",
        Suppressions.TakerHeld => "an order that takes is wanted and waits: for its interval, or for an own quote in its way to go",
        Suppressions.BidHeld => "a tactic holds the bid: what rests may stay or get less; the wish is kept",
        Suppressions.AskHeld => "a tactic holds the ask: what rests may stay or get less; the wish is kept",
        Suppressions.PlanStops => "a rule of the plan wants nothing: volatility above its ceiling, an expiry near, no fair price",
        Suppressions.KillLadder => "the kill ladder stands at cancel or beyond: nothing is quoted",
        Suppressions.FlattenWaits => "flattening waits: no price that can be trusted, none within the slippage, or an order of unknown fate",
        Suppressions.BidOrderLimit => "another bid would be one order too many; the wish is kept",
        Suppressions.AskOrderLimit => "another ask would be one order too many; the wish is kept",
        Suppressions.GateShut => "the pre-trade gate is shut for the instrument or for all: it would let nothing out but cancels",
        _ => one.ToString(),
    };

    /// <summary>A limit that changed a number.</summary>
    internal static string Of(Clamps one) => one switch
    {
        Clamps.VolatilityFloor => "volatility was raised to its floor",
        Clamps.MinHalfSpread => "half-spread was raised to the configured minimum",
        Clamps.MaxHalfSpread => "half-spread was lowered to the configured maximum",
        Clamps.FeeFloor => "half-spread was raised to fee plus edge",
        Clamps.PostOnlyBid => "bid was lowered so that it does not take",
        Clamps.PostOnlyAsk => "ask was raised so that it does not take",
        Clamps.LimitBid => "bid size was cut by the position limit",
        Clamps.LimitAsk => "ask size was cut by the position limit",
        Clamps.MinSizeBid => "bid size fell below the venue's minimum: no bid",
        Clamps.MinSizeAsk => "ask size fell below the venue's minimum: no ask",
        Clamps.BudgetHalf => "less than half of the request budget is left: a quote is moved only at twice the threshold",
        Clamps.BudgetQuarter => "less than a quarter of the request budget is left: a quote is moved only at four times the threshold",
        Clamps.DecayFloor => "the decay k less its uncertainty was raised to its floor",
        Clamps.TargetLimit => "the inventory that a drift asks for was held within the position limit",
        Clamps.SizeStepped => "sizes are smaller by the steps of the stop-scaling monitors",
        Clamps.RiskCap => "a limit of risk left less than the position limit",
        Clamps.RiskWiden => "the kill ladder stands at widen or beyond: half-spreads are multiplied",
        Clamps.RiskStopAdding => "the kill ladder stands at stop-adding: only what makes the position smaller is wanted",
        Clamps.RiskSize => "a size was cut to the largest order, or to the most that one side may have",
        _ => one.ToString(),
    };

    /// <summary>A rule of the plan.</summary>
    internal static string Of(PlanRules one) => one switch
    {
        PlanRules.NoFair => "no fair price: nothing is quoted",
        PlanRules.NoModel => "the model has no quote: fills are too rare, or a number is none",
        PlanRules.StandAside => "volatility is above the ceiling: nothing is quoted",
        PlanRules.BidReduceOnly => "the bid may only reduce a short position",
        PlanRules.AskReduceOnly => "the ask may only reduce a long position",
        PlanRules.NoBookBid => "the book has no bid: only the ask side is quoted, and not before its best",
        PlanRules.NoBookAsk => "the book has no ask: only the bid side is quoted, and not before its best",
        PlanRules.FundingUnknown => "the funding rate is missing or too old: it moves nothing, and half the position limit holds",
        PlanRules.FlatBeforeFunding => "a funding stamp is near: the side that pays is closed to new risk",
        PlanRules.ExpiryReduce => "expiry is near: positions are only reduced",
        PlanRules.ExpiryStop => "expiry is very near: nothing is quoted",
        PlanRules.RollWaits => "the contract before this one still trades: positions are only reduced",
        PlanRules.TouchBid => "the first bid was set by the touch rule, not by the model",
        PlanRules.TouchAsk => "the first ask was set by the touch rule, not by the model",
        _ => one.ToString(),
    };

    /// <summary>How the fair price came about.</summary>
    internal static string Of(FairFlags one) => one switch
    {
        FairFlags.FromMark => "a side of the book is missing and the mark stands in",
        FairFlags.FromLast => "a side of the book is missing and the last trade stands in",
        FairFlags.NoPrice => "there is no fair price: nothing may be quoted",
        FairFlags.NoMicro => "the micro-price is not known: the weighted mid stands in",
        FairFlags.NoWeights => "the sizes at the best prices are not known: the mid stands in",
        FairFlags.Capped => "the price was held within one spread of the mid",
        FairFlags.NoImbalance => "the imbalance is not known and adds nothing",
        FairFlags.NoFlow => "the order-flow imbalance is not known and adds nothing",
        FairFlags.NoTrade => "the traded flow is not known and adds nothing",
        FairFlags.NoTop => "the top-of-book signal is not known and adds nothing",
        FairFlags.NoMomentum => "a momentum is not known and adds nothing",
        FairFlags.ImbalanceClamped => "the imbalance was clamped",
        FairFlags.FlowClamped => "the order-flow imbalance was clamped",
        FairFlags.TradeClamped => "the traded flow was clamped",
        FairFlags.TopClamped => "the top-of-book signal was clamped",
        FairFlags.MomentumClamped => "the momentum was clamped",
        FairFlags.AlphaClamped => "the sum of the signals was clamped",
        _ => one.ToString(),
    };

    /// <summary>What a tactic saw.</summary>
    internal static string Of(TacticCause one) => one switch
    {
        TacticCause.Cascade => "the market is in a cascade",
        TacticCause.BlowOut => "the spread is far above its mean",
        TacticCause.Collapse => "the spread has been too small for too long",
        TacticCause.Sweep => "several levels of this side were taken at once",
        TacticCause.LargeTrade => "a large trade ran into this side",
        TacticCause.Momentum => "the mid ran towards this side",
        TacticCause.LiquidityPull => "others cancelled much of this side's best level",
        TacticCause.OneSidedFlow => "flow runs against this side",
        TacticCause.CancelOpposite => "the other side was filled",
        TacticCause.Reentry => "this side was filled, and the mid still moves against it",
        TacticCause.PostFill => "a side was filled a moment ago",
        TacticCause.AfterSweep => "a sweep is over for not long",
        TacticCause.Join => "calm: join the best price",
        TacticCause.Aggression => "the position is reduced by taking",
        TacticCause.OwnQuoteInTheWay => "taking waits until our own quote in its way is gone",
        _ => one.ToString(),
    };

    /// <summary>Why a level was served so, and not more.</summary>
    internal static string Of(LevelReason one) => one switch
    {
        LevelReason.InBand => "the price is within the band of the level, or was not worth the place in the queue",
        LevelReason.QueueFront => "it stands near the front of the queue, and the move is worth less than that",
        LevelReason.NotTriggered => "no trigger has come since the quotes were last moved",
        LevelReason.Throttled => "the update interval has not passed",
        LevelReason.Pending => "an answer is under way",
        LevelReason.Unknown => "the order's fate is not known",
        LevelReason.Blocked => "an order that may still live stands in for this level",
        LevelReason.NoRoom => "the position limit has no room while all that is under way counts",
        LevelReason.OwnCross => "it would lock or cross an order of our own",
        LevelReason.Refused => "the venue refused orders of this side: a pause",
        LevelReason.Backoff => "an order of this side would have taken: the next try waits",
        LevelReason.NoBudget => "the request budget is used up",
        LevelReason.NoSlot => "all slots of the side are taken",
        LevelReason.NotWanted => "no level wants the order",
        LevelReason.Smaller => "the size was lowered at its place",
        LevelReason.Stale => "it had rested for long, or seen many trades: the band did not count",
        LevelReason.PartFilled => "it was filled in part, and the rest is not wanted",
        LevelReason.GatewayNotReady => "nothing can be sent",
        LevelReason.Interval => "the interval between two orders that take has not passed",
        LevelReason.OwnQuote => "an own quote rests at or through the price: it goes first",
        LevelReason.Nothing => "there is no position to make smaller",
        LevelReason.CancelFirst => "the order is cancelled first and placed anew when that is answered",
        LevelReason.Held => "a tactic holds the side: no new order, no larger one, none nearer to the market",
        LevelReason.QueueValue => "its place in the queue is worth more than the move",
        LevelReason.Undercut => "others undercut it by no more than is ignored",
        LevelReason.OrderLimit => "it would be one order too many",
        _ => one.ToString(),
    };

    /// <summary>Why the venue did so.</summary>
    internal static string Of(OrderReason one) => one switch
    {
        OrderReason.Requested => "we asked for it",
        OrderReason.PostOnly => "post-only would have crossed",
        OrderReason.Funds => "not enough funds",
        OrderReason.Price => "price outside the venue's band or off its tick",
        OrderReason.Size => "size too small, too large or no whole lot",
        OrderReason.RateLimit => "too many requests",
        OrderReason.Protection => "market-maker protection",
        OrderReason.Disconnect => "cancel-on-disconnect",
        OrderReason.Liquidation => "liquidation or another act of the venue's risk system against us",
        OrderReason.SelfTrade => "it would have met our own order",
        OrderReason.Settlement => "settlement, delivery or expiry",
        OrderReason.Closed => "the book or the account is closed or locked",
        OrderReason.TimedOut => "it came too late for its own time limit",
        OrderReason.Busy => "the venue is busy: a queue is full, try again later",
        OrderReason.NotOpen => "the order was not open any more: a fill or a cancel came first",
        OrderReason.Superseded => "a later change of ours took its place",
        OrderReason.NotSent => "our gateway did not send it: a later wish took its place, or the way was down",
        OrderReason.Limit => "a limit of the venue on orders, positions or sizes",
        OrderReason.Other => "something else",
        OrderReason.Denied => "our own pre-trade gate did not let it out",
        _ => one.ToString(),
    };
}
