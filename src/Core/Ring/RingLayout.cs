using System;

namespace Minnow.Core.Ring;

/// <summary>Where everything lies in a ring's memory; every offset derives from the three sizes. Byte table: docs/formats/ring.md.</summary>
public readonly record struct RingLayout
{
    /// <summary>Most consumers that a ring can be built for.</summary>
    public const int MostConsumers = 64;

    /// <summary>Most slots that a ring can be built for.</summary>
    public const int MostSlots = 1 << 30;

    /// <summary>Takes the three sizes.</summary>
    /// <param name="slots">A power of two in [2, <see cref="MostSlots"/>].</param>
    /// <param name="slotBytes">Bytes of one slot, at least 1.</param>
    /// <param name="maxConsumers">In [1, <see cref="MostConsumers"/>].</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range (fault G3).</exception>
    public RingLayout(int slots, int slotBytes, int maxConsumers)
    {
        if (!IsSlotCount(slots)) RingThrow.Slots(slots);
        if (slotBytes < 1) RingThrow.SlotBytes(slotBytes);
        if (!IsConsumerCount(maxConsumers)) RingThrow.MaxConsumers(maxConsumers);
        Slots = slots;
        SlotBytes = slotBytes;
        MaxConsumers = maxConsumers;
    }

    /// <summary>Slots; a power of two.</summary>
    public int Slots { get; }

    /// <summary>Bytes from one slot to the next.</summary>
    public int SlotBytes { get; }

    /// <summary>Consumer lines.</summary>
    public int MaxConsumers { get; }

    /// <summary>The header line: always first.</summary>
    public static long HeaderOffset => 0;

    /// <summary>Single: highest published sequence. Multi: highest claimed sequence.</summary>
    public static long CursorOffset => HeaderOffset + CacheLine.Bytes;

    /// <summary>The producer's own words.</summary>
    public static long ProducerOffset => CursorOffset + CacheLine.Bytes;

    /// <summary>The first consumer's line.</summary>
    public static long ConsumersOffset => ProducerOffset + CacheLine.Bytes;

    /// <summary>One <c>int</c> per slot: the lap that was last published there. Used by <see cref="ProducerKind.Multi"/> only.</summary>
    public long AvailabilityOffset => ConsumersOffset + (long)MaxConsumers * CacheLine.Bytes;

    /// <summary>The first slot.</summary>
    public long SlotsOffset => CacheLine.AlignUp(AvailabilityOffset + (long)Slots * sizeof(int));

    /// <summary>Bytes of the whole ring.</summary>
    public long TotalBytes => CacheLine.AlignUp(SlotsOffset + (long)Slots * SlotBytes);

    /// <summary>The line of consumer <paramref name="index"/>, from 0.</summary>
    public static long ConsumerOffset(int index) => ConsumersOffset + (long)index * CacheLine.Bytes;

    internal static bool IsSlotCount(int slots) => slots is >= 2 and <= MostSlots && int.IsPow2(slots);

    internal static bool IsConsumerCount(int count) => count is >= 1 and <= MostConsumers;
}
