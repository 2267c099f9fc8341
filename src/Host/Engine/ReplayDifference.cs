using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Host.Engine;

/// <summary>The first place where a replay left the journal.</summary>
/// <param name="InputSequence">The event after which they differ.</param>
/// <param name="Cause">The event, in words.</param>
/// <param name="What">What differs, and both values.</param>
public sealed record ReplayDifference(long InputSequence, string Cause, string What)
{
    internal static ReplayDifference Record(long sequence, in Event cause, in OutputRecord said, in OutputRecord journaled) =>
        new(sequence, Describe(in cause), FirstField(in said, in journaled));

    internal static ReplayDifference Missing(long sequence, in Event cause, in OutputRecord said) =>
        new(sequence, Describe(in cause), $"the replay says {Name(in said)}, the journal has nothing more");

    internal static ReplayDifference Unsaid(long sequence, in OutputRecord journaled) =>
        new(sequence, "end of the input", $"the journal has {Name(in journaled)} caused by event {journaled.CauseSequence}, the replay says nothing");

    internal static ReplayDifference Hash(long sequence, in Event cause, ulong replayed, ulong journaled) =>
        new(sequence, Describe(in cause), $"state hash {replayed:x16} in the replay, {journaled:x16} at the journal's checkpoint");

    /// <inheritdoc/>
    public override string ToString() => $"after event {InputSequence} ({Cause}): {What}";

    private static string Describe(in Event e) =>
        $"{e.Kind}, instrument {(e.InstrumentIndex == Units.NoInstrument ? "none" : e.InstrumentIndex.ToString())}, received {e.ReceivedNs} ns";

    private static string Name(in OutputRecord r) => r.Kind switch
    {
        OutputKind.Command => $"{r.Verb} of order {r.OrderId} at {r.PriceTicks} ticks, {r.SizeLots} lots",
        OutputKind.Decision => $"decision {r.OrderId}", // the decision's number stands where a command has its order
        _ => r.Kind.ToString(),
    };

    // Names the first eight bytes that differ: enough to find the field in docs/formats/journal.md.
    private static string FirstField(in OutputRecord said, in OutputRecord journaled)
    {
        ReadOnlySpan<byte> a = MemoryMarshal.AsBytes(new ReadOnlySpan<OutputRecord>(in said));
        ReadOnlySpan<byte> b = MemoryMarshal.AsBytes(new ReadOnlySpan<OutputRecord>(in journaled));
        int at = a.CommonPrefixLength(b) / 8 * 8;
        long x = Unsafe.ReadUnaligned<long>(ref MemoryMarshal.GetReference(a[at..])), y = Unsafe.ReadUnaligned<long>(ref MemoryMarshal.GetReference(b[at..]));
        string part = said.Kind == OutputKind.DecisionPart ? "a later part of a decision" : Name(in said);
        return $"{part} differs from the journal's {Name(in journaled)} at byte {at} of its slot: {x} ({BitConverter.Int64BitsToDouble(x):R}) in the replay, {y} ({BitConverter.Int64BitsToDouble(y):R}) in the journal";
    }
}
