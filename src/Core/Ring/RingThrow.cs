using System;
using System.Diagnostics.CodeAnalysis;

namespace Minnow.Core.Ring;

/// <summary>Every exception that building or misusing a ring can raise. None belongs to normal running.</summary>
internal static class RingThrow
{
    [DoesNotReturn]
    internal static void Slots(int slots) => throw new ArgumentOutOfRangeException(nameof(slots), slots,
        $"A ring needs a power of two of slots in [2, {RingLayout.MostSlots}], not {slots}. Round it up.");

    [DoesNotReturn]
    internal static void SlotBytes(int slotBytes) => throw new ArgumentOutOfRangeException(nameof(slotBytes), slotBytes,
        $"A slot has at least 1 byte, not {slotBytes}.");

    [DoesNotReturn]
    internal static void MaxConsumers(int maxConsumers) => throw new ArgumentOutOfRangeException(nameof(maxConsumers), maxConsumers,
        $"A ring serves 1 to {RingLayout.MostConsumers} consumers, not {maxConsumers}.");

    [DoesNotReturn]
    internal static void Capacity(int capacity) => throw new ArgumentOutOfRangeException(nameof(capacity), capacity,
        $"A byte ring's capacity is a power of two in [{ByteRingLayout.LeastCapacity}, {ByteRingLayout.MostCapacity}], not {capacity}. Round it up.");

    [DoesNotReturn]
    internal static void MemoryTooSmall(long has, long needs) => throw new ArgumentException(
        $"The memory has {has} bytes and the ring needs {needs}. Size it by BytesFor.");

    [DoesNotReturn]
    internal static void MemoryMisaligned(nuint address) => throw new ArgumentException(
        $"Ring memory must start at a multiple of {CacheLine.Bytes}; 0x{address:x} is not.");

    [DoesNotReturn]
    internal static void MemoryInUse(ulong found) => throw new InvalidOperationException(
        $"The memory is not new: its first word is 0x{found:x16}. A ring that a former run left must be drained (RingInspector), and a new one made in new memory.");

    [DoesNotReturn]
    internal static void ClaimCount(int count, int slots) => throw new ArgumentOutOfRangeException(nameof(count), count,
        $"A claim takes 1 to {slots} slots (the ring's size), not {count}. Split it.");

    [DoesNotReturn]
    internal static void TooManyItems(int length, int slots) => throw new ArgumentException(
        $"{length} items can never fit at once into a ring of {slots} slots. Split them, or use the waiting Publish.");

    [DoesNotReturn]
    internal static void TooManyConsumers(string name, int maxConsumers) => throw new InvalidOperationException(
        $"No consumer line is left for '{name}': the ring was built for {maxConsumers}. Raise maxConsumers.");

    [DoesNotReturn]
    internal static void ForeignSequence(string name) => throw new ArgumentException(
        $"'{name}' is to follow a sequence that is not a consumer of this ring. Pass the Sequence of a poller of the same ring.");

    [DoesNotReturn]
    internal static void BadName(string? name) => throw new ArgumentException(
        $"A consumer's name has 1 to {ConsumerLine.NameBytes} ASCII characters; '{name}' has not.");

    [DoesNotReturn]
    internal static void Closed() => throw new InvalidOperationException(
        "The ring was closed while a producer waited for room: its consumers are gone. The claim was not made.");

    [DoesNotReturn]
    internal static void Disposed(string type) => throw new ObjectDisposedException(type);
}
