using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Minnow.Core.Model;

namespace Minnow.Workloads.Rings;

/// <summary>Writes and reads all eight words of an event, so that no hop is cheaper because less of the slot is touched.</summary>
internal static class Words
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fill(ref Event item, ulong number)
    {
        ref byte start = ref Unsafe.As<Event, byte>(ref item);
        Vector256<ulong> words = Vector256.Create(number);
        words.StoreUnsafe(ref Unsafe.As<byte, ulong>(ref start));
        words.StoreUnsafe(ref Unsafe.As<byte, ulong>(ref start), 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Sum(ref readonly Event item)
    {
        ref ulong words = ref Unsafe.As<Event, ulong>(ref Unsafe.AsRef(in item));
        Vector256<ulong> both = Vector256.LoadUnsafe(ref words) + Vector256.LoadUnsafe(ref words, 4);
        return Vector256.Sum(both);
    }

    /// <summary>What <see cref="Sum"/> over numbers 0 to count - 1 must give.</summary>
    internal static ulong Expected(int count) => 8 * ((ulong)count * (ulong)(count - 1) / 2);
}
