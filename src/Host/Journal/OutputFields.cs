using System;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>The fields of every kind of output record, for showing them; a test compares them with the structs.</summary>
internal static class OutputFields
{
    private static readonly RecordField[] Command =
    [
        new("verb", 1, FieldType.CommandVerb),
        new("flags", 4, FieldType.U32),
        new("orderId", 24, FieldType.I64),
        new("priceTicks", 32, FieldType.I64),
        new("sizeLots", 40, FieldType.I64),
        new("decisionNumber", 48, FieldType.I64),
    ];

    private static readonly RecordField[] Checkpoint =
    [
        new("slot", 24, FieldType.I64),
        new("stateBytes", 32, FieldType.I64),
    ];

    private static readonly RecordField[] Decision =
    [
        new("trigger", 1, FieldType.DecisionTrigger),
        new("levelCount", 4, FieldType.U32),
        new("decisionNumber", 24, FieldType.I64),
        new("bestBidTicks", 32, FieldType.I64),
        new("bestAskTicks", 40, FieldType.I64),
        new("positionLots", 48, FieldType.I64),
        new("bookChangeId", 56, FieldType.I64),
    ];

    private static readonly RecordField[] Part1 =
    [
        new("fairKind", 1, FieldType.U8),
        new("modelKind", 2, FieldType.U8),
        new("volatilityKind", 3, FieldType.U8),
        new("commandCount", 4, FieldType.U32),
        new("suppressions", 8, FieldType.Suppressions),
        new("clamps", 16, FieldType.Clamps),
        new("tactics", 24, FieldType.Tactics),
        new("bestBidLots", 32, FieldType.I64),
        new("bestAskLots", 40, FieldType.I64),
        new("netExposureE8", 48, FieldType.I64),
        new("midTicks", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part2 =
    [
        new("mode", 1, FieldType.MarketMode),
        new("wantedBidCount", 2, FieldType.U8),
        new("wantedAskCount", 3, FieldType.U8),
        new("fairFlags", 4, FieldType.FairFlags),
        new("baseTicks", 8, FieldType.F64),
        new("imbalanceBps", 16, FieldType.F64),
        new("flowBps", 24, FieldType.F64),
        new("tradeBps", 32, FieldType.F64),
        new("topBps", 40, FieldType.F64),
        new("momentumBps", 48, FieldType.F64),
        new("alphaBps", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part3 =
    [
        new("bidEffect", 1, FieldType.U8),
        new("askEffect", 2, FieldType.U8),
        new("bidCause", 3, FieldType.U8),
        new("rules", 4, FieldType.PlanRules),
        new("fundingBps", 8, FieldType.F64),
        new("basisBps", 16, FieldType.F64),
        new("pairBps", 24, FieldType.F64),
        new("fairTicks", 32, FieldType.F64),
        new("sigmaFastBps", 40, FieldType.F64),
        new("sigmaSlowBps", 48, FieldType.F64),
        new("volatilitySamples", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part4 =
    [
        new("askCause", 1, FieldType.U8),
        new("sigmaBps", 8, FieldType.F64),
        new("decayPerBps", 16, FieldType.F64),
        new("inventoryOrders", 24, FieldType.F64),
        new("targetOrders", 32, FieldType.F64),
        new("skewBps", 40, FieldType.F64),
        new("driftBps", 48, FieldType.F64),
        new("reservationTicks", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part5 =
    [
        new("intensityBps", 8, FieldType.F64),
        new("inventoryBps", 16, FieldType.F64),
        new("impactBps", 24, FieldType.F64),
        new("feeBps", 32, FieldType.F64),
        new("volatilityAddBps", 40, FieldType.F64),
        new("modeBps", 48, FieldType.F64),
        new("latencyPadBps", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part6 =
    [
        new("flowBidBps", 8, FieldType.F64),
        new("carryBidBps", 16, FieldType.F64),
        new("tacticBidBps", 24, FieldType.F64),
        new("minRaisedBidBps", 32, FieldType.F64),
        new("maxCutBidBps", 40, FieldType.F64),
        new("floorRaisedBidBps", 48, FieldType.F64),
        new("halfSpreadBidBps", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part7 =
    [
        new("flowAskBps", 8, FieldType.F64),
        new("carryAskBps", 16, FieldType.F64),
        new("tacticAskBps", 24, FieldType.F64),
        new("minRaisedAskBps", 32, FieldType.F64),
        new("maxCutAskBps", 40, FieldType.F64),
        new("floorRaisedAskBps", 48, FieldType.F64),
        new("halfSpreadAskBps", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part8 =
    [
        new("feeFloorBps", 8, FieldType.F64),
        new("rawBidTicks", 16, FieldType.F64),
        new("rawAskTicks", 24, FieldType.F64),
        new("bidRoomLots", 32, FieldType.I64),
        new("askRoomLots", 40, FieldType.I64),
        new("bidWorstLots", 48, FieldType.I64),
        new("askWorstLots", 56, FieldType.I64),
    ];

    private static readonly RecordField[] Part9 =
    [
        new("roundTripNs", 8, FieldType.I64),
        new("midMovedBps", 16, FieldType.F64),
        new("imbalance", 24, FieldType.F64),
        new("takerFlow", 32, FieldType.F64),
        new("windowMoveBps", 40, FieldType.F64),
        new("touchBidTicks", 48, FieldType.I64),
        new("touchAskTicks", 56, FieldType.I64),
    ];

    private static readonly RecordField[] Part10 =
    [
        new("killStep", 1, FieldType.U8),
        new("killCause", 2, FieldType.U8),
        new("capCause", 3, FieldType.U8),
        new("killTriggers", 4, FieldType.U32),
        new("riskBps", 8, FieldType.F64),
        new("capLots", 16, FieldType.I64),
        new("sessionPnlE8", 24, FieldType.I64),
        new("drawdownE8", 32, FieldType.I64),
        new("unrealisedE8", 40, FieldType.I64),
    ];

    private static readonly RecordField[] Level =
    [
        new("action", 1, FieldType.LevelAction),
        new("level", 2, FieldType.U8),
        new("workingState", 3, FieldType.U8),
        new("reason", 4, FieldType.LevelReason),
        new("isSell", 5, FieldType.U8),
        new("isTaker", 6, FieldType.U8),
        new("isHedge", 7, FieldType.U8),
        new("wantedTicks", 8, FieldType.I64),
        new("wantedLots", 16, FieldType.I64),
        new("orderId", 24, FieldType.I64),
        new("workingTicks", 32, FieldType.I64),
        new("workingLots", 40, FieldType.I64),
        new("queueAheadLots", 48, FieldType.F32),
        new("placeBps", 52, FieldType.F32),
        new("tradesSeen", 56, FieldType.U32),
        new("moveBps", 60, FieldType.F32),
    ];

    private static readonly RecordField[] Hedge =
    [
        new("way", 1, FieldType.HedgeWay),
        new("aim", 4, FieldType.HedgeAim),
        new("isSell", 5, FieldType.U8),
        new("netE8", 24, FieldType.I64),
        new("wantedLots", 32, FieldType.I64),
        new("lots", 40, FieldType.I64),
        new("hedgeLots", 48, FieldType.I64),
        new("unwindE4", 56, FieldType.I32),
    ];

    private static readonly RecordField[] HedgeCost =
    [
        new("skewRiskE4", 24, FieldType.I32),
        new("skewGivenE4", 28, FieldType.I32),
        new("passiveFeeE4", 32, FieldType.I32),
        new("passiveSpreadE4", 36, FieldType.I32),
        new("passiveRiskE4", 40, FieldType.I32),
        new("takeFeeE4", 44, FieldType.I32),
        new("takeSpreadE4", 48, FieldType.I32),
        new("takeRiskE4", 52, FieldType.I32),
        new("exitE4", 56, FieldType.I32),
    ];

    private static readonly RecordField[] Monitor =
    [
        new("monitor", 1, FieldType.MonitorKind),
        new("isRaised", 4, FieldType.U8),
        new("steps", 5, FieldType.U8),
        new("value", 24, FieldType.F64),
        new("limit", 32, FieldType.F64),
        new("alerts", 40, FieldType.I64),
        new("sizeFactor", 48, FieldType.F64),
    ];

    /// <summary>Fields of a record.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="part">Of a further slot of a decision: its number behind the first, from 1; from 11 on they are levels.</param>
    internal static ReadOnlySpan<RecordField> Of(OutputKind kind, int part) => kind switch
    {
        OutputKind.Command => Command,
        OutputKind.Checkpoint => Checkpoint,
        OutputKind.Decision => Decision,
        OutputKind.Hedge => Hedge,
        OutputKind.HedgeCost => HedgeCost,
        OutputKind.Monitor => Monitor,
        OutputKind.DecisionPart => part switch { 1 => Part1, 2 => Part2, 3 => Part3, 4 => Part4, 5 => Part5, 6 => Part6, 7 => Part7, 8 => Part8, 9 => Part9, 10 => Part10, _ => Level },
        _ => [],
    };
}
