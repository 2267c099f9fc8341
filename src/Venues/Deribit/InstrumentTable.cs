using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <summary>Every instrument that the venue defined, by name, and the index of those that are tracked. Fixed size; never forgets.</summary>
/// <remarks>
/// Thread: the feed's. The constructor makes the last allocation of this type. Names are compared byte for byte; the hash only finds the
/// place. A slot is where an instrument lies in this table; an index is what its events carry, given in order of tracking from 0.
/// </remarks>
public sealed class InstrumentTable
{
    private readonly InstrumentEntry[] _entries;
    private readonly int[] _buckets; // slot + 1; 0 is free
    private readonly int[] _slotOfIndex;
    private readonly int _bucketMask;

    /// <summary>Takes the memory.</summary>
    /// <param name="capacity">Instruments that can be known.</param>
    /// <param name="trackedCapacity">Instruments that can have an index; below <see cref="Units.NoInstrument"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A capacity is not positive, or too large for an index.</exception>
    public InstrumentTable(int capacity = 8_192, int trackedCapacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trackedCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trackedCapacity, Units.NoInstrument);
        _entries = new InstrumentEntry[capacity];
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _bucketMask = _buckets.Length - 1;
        _slotOfIndex = new int[trackedCapacity];
    }

    /// <summary>Instruments known.</summary>
    public int Count { get; private set; }

    /// <summary>Instruments known at most.</summary>
    public int Capacity => _entries.Length;

    /// <summary>Instruments that have an index.</summary>
    public int TrackedCount { get; private set; }

    /// <summary>Instruments that can have an index.</summary>
    public int TrackedCapacity => _slotOfIndex.Length;

    /// <summary>Calls for the instrument to be tracked as soon as the venue defines it. Before the start, or from the feed thread.</summary>
    /// <returns><see cref="ParseStatus.BadName"/> or <see cref="ParseStatus.TooManyInstruments"/> if that can not be.</returns>
    public ParseStatus Want(ReadOnlySpan<byte> name)
    {
        ParseStatus status = FindOrAdd(name, out int slot);
        if (status == ParseStatus.Ok) _entries[slot].IsWanted = true;
        return status;
    }

    /// <summary>Finds a tracked instrument.</summary>
    public bool TryGetIndex(ReadOnlySpan<byte> name, out ushort index)
    {
        int slot = Find(name);
        index = slot < 0 ? Units.NoInstrument : _entries[slot].Index;
        return index != Units.NoInstrument;
    }

    /// <summary>The tracked instrument with that index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such index was given.</exception>
    public ref readonly InstrumentEntry Tracked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, TrackedCount);
        return ref _entries[_slotOfIndex[index]];
    }

    /// <summary>True for 1 to <see cref="Units.MaxNameBytes"/> bytes of printable ASCII without space.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) =>
        (uint)(name.Length - 1) < Units.MaxNameBytes && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    /// <summary>The entry at a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref InstrumentEntry At(int slot) => ref _entries[slot];

    /// <summary>Slot of the name, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> name)
    {
        for (int bucket = (int)Hash(name) & _bucketMask; ; bucket = (bucket + 1) & _bucketMask)
        {
            int slot = _buckets[bucket] - 1;
            if (slot < 0) return -1;
            ref InstrumentEntry entry = ref _entries[slot];
            if (entry.NameBytes == name.Length && name.SequenceEqual(InstrumentEntry.NameOf(ref entry))) return slot;
        }
    }

    /// <summary>Slot of the name; a new entry has the provisional definition.</summary>
    internal ParseStatus FindOrAdd(ReadOnlySpan<byte> name, out int slot)
    {
        slot = Find(name);
        return slot >= 0 ? ParseStatus.Ok : Add(name, out slot);
    }

    /// <summary>Gives the entry an index.</summary>
    internal ParseStatus Track(int slot)
    {
        if (TrackedCount == _slotOfIndex.Length) return ParseStatus.TooManyInstruments;
        _slotOfIndex[TrackedCount] = slot;
        _entries[slot].Index = (ushort)TrackedCount++;
        return ParseStatus.Ok;
    }

    /// <summary>True for <c>BTC-FS-25DEC26_PERP</c>: three words, the second of letters. A date begins with a digit.</summary>
    internal static bool IsCombination(ReadOnlySpan<byte> name)
    {
        int first = name.IndexOf((byte)'-');
        if (first < 0) return false;
        ReadOnlySpan<byte> rest = name[(first + 1)..];
        int second = rest.IndexOf((byte)'-');
        return second > 0 && !rest[..second].ContainsAnyExceptInRange((byte)'A', (byte)'Z');
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)name.Length * Multiplier;
        for (; name.Length >= 8; name = name[8..])
            hash = (BitOperations.RotateLeft(hash, 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * Multiplier;
        ulong rest = 0;
        foreach (byte b in name) rest = (rest << 8) | b;
        hash = (BitOperations.RotateLeft(hash, 29) ^ rest) * Multiplier;
        return (uint)(hash >> 32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: once per instrument
    private ParseStatus Add(ReadOnlySpan<byte> name, out int slot)
    {
        slot = -1;
        if (!IsName(name)) return ParseStatus.BadName;
        if (Count == _entries.Length) return ParseStatus.TooManyInstruments;

        slot = Count++;
        ref InstrumentEntry entry = ref _entries[slot];
        entry.NameBytes = (byte)name.Length;
        entry.Index = Units.NoInstrument;
        entry.MayBeNegative = IsCombination(name);
        entry.Definition = new InstrumentDefined { TickE8 = 1, LotE8 = 1, MinLots = 1, ExpiryNs = long.MaxValue };
        name.CopyTo(MemoryMarshal.CreateSpan(ref entry.Name[0], Units.MaxNameBytes));
        int bucket = (int)Hash(name) & _bucketMask;
        while (_buckets[bucket] != 0) bucket = (bucket + 1) & _bucketMask;
        _buckets[bucket] = slot + 1;
        return ParseStatus.Ok;
    }
}
