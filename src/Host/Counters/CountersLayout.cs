using System.Runtime.InteropServices;

namespace Minnow.Host.Counters;

/// <summary>Where things lie in the counters page: docs/formats/counters.md, which a test compares with these numbers.</summary>
/// <remarks>Little endian; the file is one page after the other in the order header, metadata, values, errors.</remarks>
internal static class CountersLayout
{
    /// <summary>The bytes "MNWCNTRS".</summary>
    internal const ulong Magic = 0x5352_544E_4357_4E4D;

    /// <summary>Raised when a reader of the old layout would misread the new one; further counters do not raise it.</summary>
    internal const int Version = 1;

    internal const int HeaderBytes = 256;
    internal const int MetadataBytes = 128;
    internal const int ValueBytes = 64;
    internal const int ValueCount = 1792;
    internal const int ErrorBytes = 512;
    internal const int ErrorCount = 64;

    internal const int MaxNameBytes = MetadataBytes - 16;
    internal const int MaxErrorTextBytes = ErrorBytes - 40;

    internal static int MetadataCount => CounterCatalog.All.Count;
    internal static int MetadataOffset => HeaderBytes;
    internal static int ValuesOffset => MetadataOffset + MetadataCount * MetadataBytes;
    internal static int ErrorsOffset => ValuesOffset + ValueCount * ValueBytes;
    internal static int FileBytes => ErrorsOffset + ErrorCount * ErrorBytes;
}

/// <summary>First bytes of the page. All but the last lines are constant once <see cref="Magic"/> is written.</summary>
[StructLayout(LayoutKind.Explicit, Size = CountersLayout.HeaderBytes)]
internal struct CountersHeader
{
    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal int Version;
    [FieldOffset(12)] internal int HeaderBytes;
    [FieldOffset(16)] internal long FileBytes;
    [FieldOffset(24)] internal int Pid;
    [FieldOffset(28)] internal int MetadataCount;
    [FieldOffset(32)] internal int MetadataOffset;
    [FieldOffset(36)] internal int MetadataBytes;
    [FieldOffset(40)] internal int ValuesOffset;
    [FieldOffset(44)] internal int ValueBytes;
    [FieldOffset(48)] internal int ValueCount;
    [FieldOffset(52)] internal int ErrorsOffset;
    [FieldOffset(56)] internal int ErrorBytes;
    [FieldOffset(60)] internal int ErrorCount;
    [FieldOffset(64)] internal long StartNs;
    [FieldOffset(128)] internal long HeartbeatNs;   // written by the thread that beats
    [FieldOffset(136)] internal long StoppedNs;     // written once, at a clean stop
    [FieldOffset(192)] internal long ErrorsDropped; // written under the error log's lock
}

/// <summary>Description of one counter.</summary>
[StructLayout(LayoutKind.Explicit, Size = CountersLayout.MetadataBytes)]
internal unsafe struct CounterMetadata
{
    [FieldOffset(0)] internal int Id;
    [FieldOffset(4)] internal CounterKind Kind;
    [FieldOffset(5)] internal CounterUnit Unit;
    [FieldOffset(6)] internal ushort NameBytes;
    [FieldOffset(8)] internal long ValueOffset;
    [FieldOffset(16)] internal fixed byte Name[CountersLayout.MaxNameBytes];
}

/// <summary>One distinct error. <see cref="Count"/> is written last: 0 = free.</summary>
[StructLayout(LayoutKind.Explicit, Size = CountersLayout.ErrorBytes)]
internal unsafe struct ErrorEntry
{
    [FieldOffset(0)] internal long Count;
    [FieldOffset(8)] internal ulong Hash;
    [FieldOffset(16)] internal long FirstNs;
    [FieldOffset(24)] internal long LastNs;
    [FieldOffset(32)] internal int TextBytes;
    [FieldOffset(36)] internal int Reserved;
    [FieldOffset(40)] internal fixed byte Text[CountersLayout.MaxErrorTextBytes];
}
