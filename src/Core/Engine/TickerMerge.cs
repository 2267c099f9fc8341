using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Engine;

/// <summary>Takes over what a ticker event says; an incremental one changes only the fields that it carries.</summary>
internal static class TickerMerge
{
    internal static void Marks(ref TickerMarks kept, ref readonly Event e) => Merge(ref kept, in e.Marks, e.Has(EventFlags.Incremental));

    internal static void Carry(ref TickerCarry kept, ref readonly Event e) => Merge(ref kept, in e.Carry, e.Has(EventFlags.Incremental));

    private static void Merge<T>(ref T kept, ref readonly T told, bool incremental) where T : unmanaged
    {
        if (!incremental)
        {
            kept = told;
            return;
        }
        // The bodies are whole numbers of 8 bytes each: one loop serves them all.
        ref long to = ref Unsafe.As<T, long>(ref kept);
        ref long from = ref Unsafe.As<T, long>(ref Unsafe.AsRef(in told));
        for (int i = 0; i < Unsafe.SizeOf<T>() / sizeof(long); i++)
        {
            long value = Unsafe.Add(ref from, i);
            if (value != Units.Missing) Unsafe.Add(ref to, i) = value;
        }
    }
}
