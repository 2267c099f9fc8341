namespace Minnow.Exchange.Engine;

/// <summary>The venue's words for what the engine says in enums.</summary>
public static class Words
{
    /// <summary>Word of a side.</summary>
    public static string Of(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    /// <summary>Word of an order type.</summary>
    public static string Of(OrderType type) => type switch
    {
        OrderType.Limit => "limit",
        OrderType.Market => "market",
        _ => "market_limit",
    };

    /// <summary>Word of a time in force.</summary>
    public static string Of(TimeInForce time) => time switch
    {
        TimeInForce.GoodTilCancelled => "good_til_cancelled",
        TimeInForce.GoodTilDay => "good_til_day",
        TimeInForce.FillOrKill => "fill_or_kill",
        _ => "immediate_or_cancel",
    };

    /// <summary>Word of an order state.</summary>
    public static string Of(OrderState state) => state switch
    {
        OrderState.Open => "open",
        OrderState.Filled => "filled",
        OrderState.Rejected => "rejected",
        OrderState.Cancelled => "cancelled",
        _ => "speed_bumped",
    };

    /// <summary>Word of an instrument state.</summary>
    public static string Of(InstrumentState state) => state switch
    {
        InstrumentState.Open => "open",
        InstrumentState.Locked => "locked",
        InstrumentState.Settlement => "settlement",
        InstrumentState.Delivered => "delivered",
        InstrumentState.Inactive => "inactive",
        InstrumentState.Halted => "halted",
        _ => "archivized",
    };

    /// <summary>Word of a cancel reason; empty for an order that was not cancelled.</summary>
    public static string Of(CancelReason reason) => reason switch
    {
        CancelReason.None => "",
        CancelReason.UserRequest => "user_request",
        CancelReason.Autoliquidation => "autoliquidation",
        CancelReason.CancelOnDisconnect => "cancel_on_disconnect",
        CancelReason.RiskMitigation => "risk_mitigation",
        CancelReason.PmeRiskReduction => "pme_risk_reduction",
        CancelReason.PmeAccountLocked => "pme_account_locked",
        CancelReason.PositionLocked => "position_locked",
        CancelReason.MmpTrigger => "mmp_trigger",
        CancelReason.MmpConfigCurtailment => "mmp_config_curtailment",
        CancelReason.EditPostOnlyReject => "edit_post_only_reject",
        CancelReason.OcoOtherClosed => "oco_other_closed",
        CancelReason.OtoPrimaryClosed => "oto_primary_closed",
        CancelReason.Settlement => "settlement",
        CancelReason.OrderOverlap => "order_overlap",
        _ => "order_overlap_another_sub",
    };

    /// <summary>Word of a self-trade mode.</summary>
    public static string Of(SelfTradeMode mode) => mode == SelfTradeMode.RejectTaker ? "reject_taker" : "cancel_maker";
}
