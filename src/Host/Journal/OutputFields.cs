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
        new("clamps", 4, FieldType.Clamps),
        new("decisionNumber", 24, FieldType.I64),
        new("bestBidTicks", 32, FieldType.I64),
        new("bestAskTicks", 40, FieldType.I64),
        new("positionLots", 48, FieldType.I64),
        new("bookChangeId", 56, FieldType.I64),
    ];

    private static readonly RecordField[] Part1 =
    [
        new("suppressions", 4, FieldType.Suppressions),
        new("fairTicks", 8, FieldType.F64),
        new("sigmaBps", 16, FieldType.F64),
        new("skewBps", 24, FieldType.F64),
        new("intensityBps", 32, FieldType.F64),
        new("inventoryBps", 40, FieldType.F64),
        new("feeFloorBps", 48, FieldType.F64),
        new("halfSpreadBps", 56, FieldType.F64),
    ];

    private static readonly RecordField[] Part2 =
    [
        new("commandCount", 4, FieldType.U32),
        new("reservationTicks", 8, FieldType.F64),
        new("rawBidTicks", 16, FieldType.F64),
        new("rawAskTicks", 24, FieldType.F64),
        new("wantedBidTicks", 32, FieldType.I64),
        new("wantedBidLots", 40, FieldType.I64),
        new("wantedAskTicks", 48, FieldType.I64),
        new("wantedAskLots", 56, FieldType.I64),
    ];

    private static readonly RecordField[] Part3 =
    [
        new("workingBidState", 2, FieldType.U8),
        new("workingAskState", 3, FieldType.U8),
        new("workingBidTicks", 8, FieldType.I64),
        new("workingBidLots", 16, FieldType.I64),
        new("workingAskTicks", 24, FieldType.I64),
        new("workingAskLots", 32, FieldType.I64),
        new("bestBidLots", 40, FieldType.I64),
        new("bestAskLots", 48, FieldType.I64),
        new("volatilitySamples", 56, FieldType.F64),
    ];

    /// <summary>Fields of a record.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="part">Of a further slot of a decision: its number behind the first, from 1.</param>
    internal static ReadOnlySpan<RecordField> Of(OutputKind kind, int part) => kind switch
    {
        OutputKind.Command => Command,
        OutputKind.Checkpoint => Checkpoint,
        OutputKind.Decision => Decision,
        OutputKind.DecisionPart => part switch { 1 => Part1, 2 => Part2, 3 => Part3, _ => [] },
        _ => [],
    };
}
