using System;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Quoting.Hedging;

/// <summary>What was wanted of a hedge instrument: a slot of the output ring before the <see cref="DecisionRecord"/> that it belongs to, with a <see cref="HedgeCostRecord"/> behind it.</summary>
/// <remarks>Written when way, aim or side are other than before, and with every hedge order. Byte table: docs/formats/journal.md.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct HedgeRecord
{
    /// <summary><see cref="OutputKind.Hedge"/>.</summary>
    [FieldOffset(0)] public OutputKind Kind;

    /// <summary>How it is brought down.</summary>
    [FieldOffset(1)] public HedgeWay Way;

    /// <summary>The hedge instrument's index.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>What for.</summary>
    [FieldOffset(4)] public HedgeAim Aim;

    /// <summary>1 if it sells.</summary>
    [FieldOffset(5)] public byte IsSell;

    /// <summary>Zero.</summary>
    [FieldOffset(6)] public ushort Reserved0;

    /// <summary>Sequence of the input event.</summary>
    [FieldOffset(8)] public long CauseSequence;

    /// <summary>Time of the input event, ns since 1970.</summary>
    [FieldOffset(16)] public long TimeNs;

    /// <summary>Net position over all instruments of the base coin, 1e-8 of it.</summary>
    [FieldOffset(24)] public long NetE8;

    /// <summary>Lots wanted, without the limits.</summary>
    [FieldOffset(32)] public long WantedLots;

    /// <summary>Lots that the limits leave of them.</summary>
    [FieldOffset(40)] public long Lots;

    /// <summary>Part of this instrument's position that belongs to hedges, signed lots.</summary>
    [FieldOffset(48)] public long HedgeLots;

    /// <summary>What undoing a hedge gains, 1e-4 bps; <see cref="int.MinValue"/> if not looked at or not known.</summary>
    [FieldOffset(56)] public int UnwindE4;

    /// <summary>Zero.</summary>
    [FieldOffset(60)] public int Reserved1;
}

/// <summary>What each way was expected to cost, part by part, in 1e-4 bps of what is hedged; the parts of a way add up to it. <see cref="int.MinValue"/> is not known.</summary>
/// <remarks>Byte table: docs/formats/journal.md.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct HedgeCostRecord
{
    /// <summary>A part that is not known.</summary>
    public const int Unknown = int.MinValue;

    /// <summary><see cref="OutputKind.HedgeCost"/>.</summary>
    [FieldOffset(0)] public OutputKind Kind;

    /// <summary>Zero.</summary>
    [FieldOffset(1)] public byte Reserved0;

    /// <summary>The hedge instrument's index.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>Zero.</summary>
    [FieldOffset(4)] public uint Reserved1;

    /// <summary>Sequence of the input event.</summary>
    [FieldOffset(8)] public long CauseSequence;

    /// <summary>Time of the input event, ns since 1970.</summary>
    [FieldOffset(16)] public long TimeNs;

    /// <summary>Quotes alone: the price's move while they work.</summary>
    [FieldOffset(24)] public int SkewRiskE4;

    /// <summary>Quotes alone: what they give away.</summary>
    [FieldOffset(28)] public int SkewGivenE4;

    /// <summary>At rest: the maker fee.</summary>
    [FieldOffset(32)] public int PassiveFeeE4;

    /// <summary>At rest: adverse selection less half of the spread.</summary>
    [FieldOffset(36)] public int PassiveSpreadE4;

    /// <summary>At rest: the price's move until the fill.</summary>
    [FieldOffset(40)] public int PassiveRiskE4;

    /// <summary>Taking: the taker fee.</summary>
    [FieldOffset(44)] public int TakeFeeE4;

    /// <summary>Taking: the way from the mid to the average price.</summary>
    [FieldOffset(48)] public int TakeSpreadE4;

    /// <summary>Taking: the price's move until it is done.</summary>
    [FieldOffset(52)] public int TakeRiskE4;

    /// <summary>At rest and taking: what undoing it will cost.</summary>
    [FieldOffset(56)] public int ExitE4;

    /// <summary>Zero.</summary>
    [FieldOffset(60)] public int Reserved2;

    /// <summary>A number of bps in 1e-4 bps.</summary>
    public static int E4(double bps)
    {
        double units = Math.Round(bps * 1e4);
        return units > int.MinValue && units <= int.MaxValue ? (int)units : Unknown;
    }

    /// <summary>Takes the parts over.</summary>
    public static void Write(ref HedgeCostRecord record, in HedgeCosts costs)
    {
        record.SkewRiskE4 = E4(costs.SkewRiskBps);
        record.SkewGivenE4 = E4(costs.SkewGivenBps);
        record.PassiveFeeE4 = E4(costs.PassiveFeeBps);
        record.PassiveSpreadE4 = E4(costs.PassiveSpreadBps);
        record.PassiveRiskE4 = E4(costs.PassiveRiskBps);
        record.TakeFeeE4 = E4(costs.TakeFeeBps);
        record.TakeSpreadE4 = E4(costs.TakeSpreadBps);
        record.TakeRiskE4 = E4(costs.TakeRiskBps);
        record.ExitE4 = E4(costs.ExitBps);
    }
}
