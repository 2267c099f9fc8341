using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Quoting;

/// <summary>Everything that went into one decision: four slots of the output ring, 256 bytes.</summary>
/// <remarks>Each 64-byte slot begins with its <see cref="OutputKind"/>. Byte table: docs/formats/journal.md.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 256)]
public struct DecisionRecord
{
    /// <summary>Slots that a record takes.</summary>
    public const int Slots = 4;

    /// <summary><see cref="OutputKind.Decision"/>.</summary>
    [FieldOffset(0)] public OutputKind Kind0;

    /// <summary>What made the quoter decide.</summary>
    [FieldOffset(1)] public DecisionTrigger Trigger;

    /// <summary>The instrument's index.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>Limits that bound.</summary>
    [FieldOffset(4)] public Clamps Clamps;

    /// <summary>Sequence of the input event.</summary>
    [FieldOffset(8)] public long CauseSequence;

    /// <summary>Time of the input event, ns since 1970.</summary>
    [FieldOffset(16)] public long TimeNs;

    /// <summary>Number of the decision, from 1.</summary>
    [FieldOffset(24)] public long DecisionNumber;

    /// <summary>Best bid used, ticks; <see cref="Units.Missing"/> if none.</summary>
    [FieldOffset(32)] public long BestBidTicks;

    /// <summary>Best ask used, ticks; <see cref="Units.Missing"/> if none.</summary>
    [FieldOffset(40)] public long BestAskTicks;

    /// <summary>Position, lots.</summary>
    [FieldOffset(48)] public long PositionLots;

    /// <summary>Change id of the book used.</summary>
    [FieldOffset(56)] public long BookChangeId;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(64)] public OutputKind Kind1;

    /// <summary>Rules that kept quotes away or messages back.</summary>
    [FieldOffset(68)] public Suppressions Suppressions;

    /// <summary>Fair value: the mid, ticks.</summary>
    [FieldOffset(72)] public double FairTicks;

    /// <summary>Volatility used, bps per square root of a second.</summary>
    [FieldOffset(80)] public double SigmaBps;

    /// <summary>Shift of the fair value by inventory, bps.</summary>
    [FieldOffset(88)] public double SkewBps;

    /// <summary>Half-spread part from fill intensity, ln(1+γ/k)/γ, bps.</summary>
    [FieldOffset(96)] public double IntensityBps;

    /// <summary>Half-spread part from inventory risk, ½γσ²τ, bps.</summary>
    [FieldOffset(104)] public double InventoryBps;

    /// <summary>Fee plus edge, bps.</summary>
    [FieldOffset(112)] public double FeeFloorBps;

    /// <summary>Half-spread after all limits, bps.</summary>
    [FieldOffset(120)] public double HalfSpreadBps;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(128)] public OutputKind Kind2;

    /// <summary>Commands that the decision sent.</summary>
    [FieldOffset(132)] public uint CommandCount;

    /// <summary>Reservation price, ticks.</summary>
    [FieldOffset(136)] public double ReservationTicks;

    /// <summary>Bid before rounding and limits, ticks.</summary>
    [FieldOffset(144)] public double RawBidTicks;

    /// <summary>Ask before rounding and limits, ticks.</summary>
    [FieldOffset(152)] public double RawAskTicks;

    /// <summary>Wanted bid, ticks; meaningless if the size is 0.</summary>
    [FieldOffset(160)] public long WantedBidTicks;

    /// <summary>Wanted bid size, lots; 0 wants none.</summary>
    [FieldOffset(168)] public long WantedBidLots;

    /// <summary>Wanted ask, ticks; meaningless if the size is 0.</summary>
    [FieldOffset(176)] public long WantedAskTicks;

    /// <summary>Wanted ask size, lots; 0 wants none.</summary>
    [FieldOffset(184)] public long WantedAskLots;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(192)] public OutputKind Kind3;

    /// <summary>State of our bid before the decision.</summary>
    [FieldOffset(194)] public byte WorkingBidState;

    /// <summary>State of our ask before the decision.</summary>
    [FieldOffset(195)] public byte WorkingAskState;

    /// <summary>Zero.</summary>
    [FieldOffset(196)] public uint Reserved;

    /// <summary>Price of our bid before the decision, ticks.</summary>
    [FieldOffset(200)] public long WorkingBidTicks;

    /// <summary>Open lots of our bid before the decision.</summary>
    [FieldOffset(208)] public long WorkingBidLots;

    /// <summary>Price of our ask before the decision, ticks.</summary>
    [FieldOffset(216)] public long WorkingAskTicks;

    /// <summary>Open lots of our ask before the decision.</summary>
    [FieldOffset(224)] public long WorkingAskLots;

    /// <summary>Lots at the best bid.</summary>
    [FieldOffset(232)] public long BestBidLots;

    /// <summary>Lots at the best ask.</summary>
    [FieldOffset(240)] public long BestAskLots;

    /// <summary>Effective samples in the volatility estimate.</summary>
    [FieldOffset(248)] public double VolatilitySamples;
}
