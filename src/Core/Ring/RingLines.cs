using System.Runtime.InteropServices;

namespace Minnow.Core.Ring;

/// <summary>First line of a ring: what a reader needs to trust and walk the rest. Written once, <see cref="Magic"/> last.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine.Bytes)]
internal unsafe struct RingHeader
{
    /// <summary>"MinnowRg" as little-endian bytes.</summary>
    internal const ulong MagicValue = 0x67_52_77_6F_6E_6E_69_4D;

    internal const uint CurrentVersion = 1;

    internal const int TypeNameBytes = 64;

    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal uint Version;
    [FieldOffset(12)] internal int ProducerKind;
    [FieldOffset(16)] internal int Slots;
    [FieldOffset(20)] internal int SlotBytes;
    [FieldOffset(24)] internal int MaxConsumers;
    [FieldOffset(28)] internal int ConsumerCount; // written when a poller is made
    [FieldOffset(32)] internal long StartSequence;
    [FieldOffset(40)] internal int Closed; // 1 after Close
    [FieldOffset(44)] internal int Reserved0;
    [FieldOffset(48)] internal long Reserved1;
    [FieldOffset(56)] internal long Reserved2;
    [FieldOffset(64)] internal fixed byte TypeName[TypeNameBytes]; // ASCII, padded with zeros
}

/// <summary>Words of the producer side that consumers never read.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine.Bytes)]
internal struct ProducerLine
{
    [FieldOffset(0)] internal long Claimed; // Single: highest claimed sequence. Multi: unused, the cursor line is the claim
    [FieldOffset(8)] internal long GatingSeen; // a lower bound of the slowest gating sequence
    [FieldOffset(16)] internal long FullCount; // claims that found the ring full
}

/// <summary>One consumer: its sequence, and its name for whoever reads the ring from outside.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine.Bytes)]
internal unsafe struct ConsumerLine
{
    internal const int NameBytes = 64;

    [FieldOffset(0)] internal long Sequence; // written by the consumer
    [FieldOffset(64)] internal fixed byte Name[NameBytes]; // ASCII, padded with zeros; written once
}
