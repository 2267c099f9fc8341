using System;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <summary>One instrument that the table knows.</summary>
public struct InstrumentEntry
{
    /// <summary>Tick, lot and the rest; provisional (step 1e-8, contract unknown) until <see cref="IsDefined"/>.</summary>
    public InstrumentDefined Definition;

    /// <summary>The name, zero-filled.</summary>
    public InstrumentName Name;

    /// <summary>Hash of the last state word that was published; 0 if none.</summary>
    public ulong StateHash;

    /// <summary>Bytes of the name.</summary>
    public byte NameBytes;

    /// <summary>True once the venue or the configuration defined it.</summary>
    public bool IsDefined;

    /// <summary>True if the configuration wants it tracked as soon as it is defined.</summary>
    public bool IsWanted;

    /// <summary>The index that events carry; <see cref="Units.NoInstrument"/> while it is not tracked.</summary>
    public ushort Index;

    /// <summary>True if a price may be zero or negative: a combination, by its definition or by its name.</summary>
    public bool MayBeNegative;

    /// <summary>The bytes of the name; valid as long as the entry stays where it is.</summary>
    internal static ReadOnlySpan<byte> NameOf(ref InstrumentEntry entry) =>
        MemoryMarshal.CreateReadOnlySpan(ref entry.Name[0], entry.NameBytes);
}
