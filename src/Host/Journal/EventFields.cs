using System;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>The fields of every kind of event, for showing them. Without reflection, so that the native binary can; a test compares it with the structs.</summary>
internal static class EventFields
{
    private static readonly RecordField[] InstrumentNamed =
    [
        new("name", 24, FieldType.Text),
    ];

    private static readonly RecordField[] InstrumentDefined =
    [
        new("tickE8", 24, FieldType.I64),
        new("lotE8", 32, FieldType.I64),
        new("minLots", 40, FieldType.I32),
        new("makerFeeE8", 44, FieldType.I32),
        new("expiryNs", 48, FieldType.I64),
        new("takerFeeE8", 56, FieldType.I32),
        new("contract", 60, FieldType.ContractKind),
        new("isActive", 61, FieldType.U8),
        new("trading", 62, FieldType.TradingState),
    ];

    private static readonly RecordField[] StateChange =
    [
        new("trading", 24, FieldType.TradingState),
        new("wordHash", 32, FieldType.Hash),
    ];

    private static readonly RecordField[] BookLevel =
    [
        new("changeId", 24, FieldType.I64),
        new("prevChangeId", 32, FieldType.I64),
        new("priceTicks", 40, FieldType.I64),
        new("sizeLots", 48, FieldType.I64),
        new("windowLevels", 56, FieldType.I64),
    ];

    private static readonly RecordField[] BookInvalid =
    [
        new("status", 24, FieldType.ParseStatus),
        new("frameBytes", 32, FieldType.I64),
        new("atBytes", 40, FieldType.I64),
    ];

    private static readonly RecordField[] Trade =
    [
        new("priceTicks", 24, FieldType.I64),
        new("sizeLots", 32, FieldType.I64),
        new("tradeSeq", 40, FieldType.I64),
        new("tradeId", 48, FieldType.I64),
        new("indexE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] Quote =
    [
        new("bidTicks", 24, FieldType.I64),
        new("bidLots", 32, FieldType.I64),
        new("askTicks", 40, FieldType.I64),
        new("askLots", 48, FieldType.I64),
    ];

    private static readonly RecordField[] TickerMarks =
    [
        new("markE8", 24, FieldType.I64),
        new("indexE8", 32, FieldType.I64),
        new("lastE8", 40, FieldType.I64),
        new("minE8", 48, FieldType.I64),
        new("maxE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] TickerCarry =
    [
        new("currentFundingE12", 24, FieldType.I64),
        new("funding8hE12", 32, FieldType.I64),
        new("interestValueE12", 40, FieldType.I64),
        new("openInterestE8", 48, FieldType.I64),
        new("settlementE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] TickerStats =
    [
        new("highE8", 24, FieldType.I64),
        new("lowE8", 32, FieldType.I64),
        new("volumeE8", 40, FieldType.I64),
        new("volumeUsdE8", 48, FieldType.I64),
        new("changePercentE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] OptionGreeks =
    [
        new("deltaE8", 24, FieldType.I64),
        new("gammaE8", 32, FieldType.I64),
        new("thetaE8", 40, FieldType.I64),
        new("vegaE8", 48, FieldType.I64),
        new("rhoE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] OptionVols =
    [
        new("markIvE8", 24, FieldType.I64),
        new("bidIvE8", 32, FieldType.I64),
        new("askIvE8", 40, FieldType.I64),
        new("underlyingE8", 48, FieldType.I64),
        new("interestRateE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] IndexValue =
    [
        new("valueE8", 24, FieldType.I64),
        new("interestE12", 32, FieldType.I64),
        new("nameHash", 40, FieldType.Hash),
    ];

    private static readonly RecordField[] VenueError =
    [
        new("code", 24, FieldType.I64),
        new("requestId", 32, FieldType.I64),
        new("messageHash", 40, FieldType.Hash),
    ];

    private static readonly RecordField[] OrderUpdate =
    [
        new("orderId", 24, FieldType.I64),
        new("priceTicks", 32, FieldType.I64),
        new("openLots", 40, FieldType.I64),
        new("filledLots", 48, FieldType.I64),
        new("report", 56, FieldType.OrderReport),
        new("reason", 57, FieldType.OrderReason),
        new("errorCode", 60, FieldType.I32),
    ];

    private static readonly RecordField[] Fill =
    [
        new("orderId", 24, FieldType.I64),
        new("priceTicks", 32, FieldType.I64),
        new("sizeLots", 40, FieldType.I64),
        new("tradeId", 48, FieldType.I64),
        new("feeE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] GatewayState =
    [
        new("reason", 24, FieldType.GatewayReason),
        new("errorCode", 28, FieldType.I32),
        new("connectionCount", 32, FieldType.I64),
        new("clockOffsetNs", 40, FieldType.I64),
        new("roundTripNs", 48, FieldType.I64),
        new("restingOrders", 56, FieldType.I64),
    ];

    private static readonly RecordField[] RateBudgetLeft =
    [
        new("ordersE3", 24, FieldType.I64),
        new("cancelsE3", 32, FieldType.I64),
        new("refillE3", 40, FieldType.I64),
        new("burstE3", 48, FieldType.I64),
        new("waiting", 56, FieldType.I64),
    ];

    private static readonly RecordField[] PositionReport =
    [
        new("sizeLots", 24, FieldType.I64),
        new("markE8", 32, FieldType.I64),
        new("realizedE8", 40, FieldType.I64),
        new("floatingE8", 48, FieldType.I64),
        new("fundingE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] AccountReport =
    [
        new("equityE8", 24, FieldType.I64),
        new("balanceE8", 32, FieldType.I64),
        new("availableE8", 40, FieldType.I64),
        new("initialMarginE8", 48, FieldType.I64),
        new("maintenanceMarginE8", 56, FieldType.I64),
    ];

    private static readonly RecordField[] ProtectionState =
    [
        new("frozenUntilNs", 24, FieldType.I64),
        new("indexHash", 32, FieldType.Hash),
    ];

    private static readonly RecordField[] OperatorCommand =
    [
        new("sourceHash", 24, FieldType.Hash),
    ];

    private static readonly RecordField[] AlertReport =
    [
        new("sourceHash", 24, FieldType.Hash),
        new("step", 32, FieldType.I64),
        new("value", 40, FieldType.I64),
    ];

    private static readonly RecordField[] GateState =
    [
        new("closed", 24, FieldType.I64),
        new("before", 32, FieldType.I64),
    ];

    private static readonly RecordField[] GateLimitChange =
    [
        new("value", 24, FieldType.I64),
        new("before", 32, FieldType.I64),
        new("sourceHash", 40, FieldType.Hash),
        new("reasonHash", 48, FieldType.Hash),
    ];

    private static readonly RecordField[] Parameter =
    [
        new("bits", 24, FieldType.I64),
    ];

    /// <summary>Fields of the body of <paramref name="kind"/>; none for a kind without body or one that this build does not know.</summary>
    internal static ReadOnlySpan<RecordField> Of(EventKind kind) => kind switch
    {
        EventKind.InstrumentNamed => InstrumentNamed,
        EventKind.InstrumentDefined => InstrumentDefined,
        EventKind.InstrumentState or EventKind.PlatformState => StateChange,
        EventKind.BookLevel or EventKind.GroupedLevel => BookLevel,
        EventKind.BookInvalid => BookInvalid,
        EventKind.Trade => Trade,
        EventKind.Quote or EventKind.TickerTop => Quote,
        EventKind.TickerMarks => TickerMarks,
        EventKind.TickerCarry => TickerCarry,
        EventKind.TickerStats => TickerStats,
        EventKind.OptionGreeks => OptionGreeks,
        EventKind.OptionVols => OptionVols,
        EventKind.Perpetual or EventKind.IndexPrice or EventKind.VolatilityIndex => IndexValue,
        EventKind.VenueError => VenueError,
        EventKind.OrderUpdate => OrderUpdate,
        EventKind.Fill => Fill,
        EventKind.Gateway => GatewayState,
        EventKind.RateBudget => RateBudgetLeft,
        EventKind.Position => PositionReport,
        EventKind.Account => AccountReport,
        EventKind.Protection => ProtectionState,
        EventKind.Operator => OperatorCommand,
        EventKind.Parameter => Parameter,
        EventKind.Alert => AlertReport,
        EventKind.Gate => GateState,
        EventKind.GateLimit => GateLimitChange,
        _ => [],
    };
}
