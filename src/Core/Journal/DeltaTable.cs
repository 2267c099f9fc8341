using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Journal;

/// <summary>What the delta codec remembers within one block: the heads it has met and, for each, the record it predicts from.</summary>
/// <remarks>
/// Encoder and decoder drive one each and take the same steps, so a slot means the same on both sides. Both start every block
/// from nothing: a block decodes alone. Hash collisions cost bytes, never truth. Native memory, taken once.
/// </remarks>
internal sealed unsafe class DeltaTable : IDisposable
{
    internal const int Slots = 128;
    private const uint HashFactor = 0x9E3779B1;
    private const int HashShift = 25;
    private const uint KindAndInstrument = 0xFFFF00FF;
    private const uint Instrument = 0xFFFF0000;

    private readonly byte* _memory;
    private readonly int _bytes;

    internal DeltaTable()
    {
        _bytes = Slots * sizeof(DeltaHead) + 2 * Slots * sizeof(ulong*) + 64;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)_bytes, 64);
        Zero = (ulong*)_memory;
        Cells = (ulong**)(_memory + 64);
        Heads = (DeltaHead*)(Cells + 2 * Slots);
        Reset();
    }

    /// <summary>64 zero bytes: what everything is predicted from before there is anything else.</summary>
    internal ulong* Zero { get; }

    /// <summary>The last record of each context; the upper half is for contexts that also tell the sides apart, or the slots of a decision.</summary>
    internal ulong** Cells { get; }

    internal DeltaHead* Heads { get; }

    internal void Reset()
    {
        new Span<byte>(_memory, _bytes).Clear();
        for (int i = 0; i < 2 * Slots; i++) Cells[i] = Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint SlotOf(uint head) => (head * HashFactor) >> HashShift;

    /// <summary>The context of a further slot of a decision: the instrument of the record that it belongs to, and its number behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong** PartCell(uint ownerHead, uint partNumber) => Cells + Slots + SlotOf((ownerHead & Instrument) | (partNumber & 0xFF));

    /// <summary>Fills the slot for a head that was not there, and says how records under it are predicted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // some twenty times a block
    internal void Learn(uint slot, uint head, BlockKind kind)
    {
        ref DeltaHead entry = ref Heads[slot];
        var eventKind = (EventKind)(byte)head;
        var flags = (EventFlags)(byte)(head >> 8);
        bool isLevel = kind == BlockKind.Inputs && eventKind is (EventKind.BookLevel or EventKind.GroupedLevel);
        uint both = head & KindAndInstrument;
        uint side = isLevel ? head & (KindAndInstrument | ((uint)EventFlags.Ask << 8)) : both;
        entry.Key = DeltaHead.KeyOf(head);
        entry.Both = Cells + SlotOf(both);
        entry.Side = isLevel ? Cells + Slots + SlotOf(side) : entry.Both;
        entry.Word4From = isLevel && (flags & EventFlags.First) != 0 ? 3 : 4;
        entry.Word6Mask = isLevel ? 0 : ulong.MaxValue;
        entry.LevelMask = isLevel ? uint.MaxValue : 0;
        entry.IsPart = kind == BlockKind.Outputs && (OutputKind)(byte)head == OutputKind.DecisionPart;
        entry.NotFirstMask = (flags & EventFlags.First) != 0 ? 0 : uint.MaxValue;
        entry.Detail = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);
}

/// <summary>One head (the first four bytes of a record) and how the rest of its record is predicted.</summary>
internal unsafe struct DeltaHead
{
    internal ulong Key;        // bit 32 set: the slot is taken
    internal ulong** Both;     // context: kind and instrument
    internal ulong** Side;     // the same, and for a level its side: its price is near the last one of that side
    internal ulong Word6Mask;  // 0: word 6 is predicted as 0 (the amount of a level)
    internal int Word4From;    // which word of the context predicts word 4: a message's previous id is the last message's id
    internal uint LevelMask;   // all ones: word 0's upper half counts the levels of a message
    internal uint NotFirstMask;
    internal bool IsPart;      // a further slot of a decision: predicted from the same slot of the last one
    internal uint Detail;      // the last upper half of word 0 under this head

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong KeyOf(uint head) => head | (1UL << 32);
}
