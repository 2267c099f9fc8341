using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Monitors;

/// <summary>An alert of a monitor was raised or ended, or the size took a step: a slot of the output ring.</summary>
/// <remarks>Byte table: docs/formats/journal.md.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct MonitorRecord
{
    /// <summary><see cref="OutputKind.Monitor"/>.</summary>
    [FieldOffset(0)] public OutputKind Kind;

    /// <summary>What it is about.</summary>
    [FieldOffset(1)] public MonitorKind Monitor;

    /// <summary>The instrument's index; <see cref="Units.NoInstrument"/> for the account.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>1 if it was raised, 0 if it ended.</summary>
    [FieldOffset(4)] public byte IsRaised;

    /// <summary>Steps by which sizes are down after it.</summary>
    [FieldOffset(5)] public byte Steps;

    /// <summary>Zero.</summary>
    [FieldOffset(6)] public ushort Reserved0;

    /// <summary>Sequence of the input event.</summary>
    [FieldOffset(8)] public long CauseSequence;

    /// <summary>Time of the input event, ns since 1970.</summary>
    [FieldOffset(16)] public long TimeNs;

    /// <summary>The figure.</summary>
    [FieldOffset(24)] public double Value;

    /// <summary>Its limit.</summary>
    [FieldOffset(32)] public double Limit;

    /// <summary>Alerts that hold: bit n for monitor n.</summary>
    [FieldOffset(40)] public long Alerts;

    /// <summary>What is left of order sizes.</summary>
    [FieldOffset(48)] public double SizeFactor;

    /// <summary>Zero.</summary>
    [FieldOffset(56)] public long Reserved1;
}
