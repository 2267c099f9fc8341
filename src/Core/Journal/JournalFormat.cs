namespace Minnow.Core.Journal;

/// <summary>Numbers of the journal format. Byte tables: docs/formats/journal.md.</summary>
public static class JournalFormat
{
    /// <summary>The version that this build writes; it reads this one and all before it.</summary>
    public const uint Version = 1;

    /// <summary>"MINNOWJ1", the first eight bytes of the segment header, read as little-endian.</summary>
    public const ulong Tag = 0x314A574F4E4E494D;

    /// <summary>Magic of the skippable LZ4 frame that holds a segment header.</summary>
    public const uint SegmentMagic = 0x184D2A50;

    /// <summary>Magic of the skippable LZ4 frame that holds a block header.</summary>
    public const uint BlockMagic = 0x184D2A51;

    /// <summary>Magic and size in front of every skippable frame.</summary>
    public const int SkippableHeadBytes = 8;

    /// <summary>Bytes of one record, of either ring.</summary>
    public const int RecordBytes = 64;

    /// <summary>Most records in one block: 64 KiB.</summary>
    public const int MaxBlockRecords = 1024;

    /// <summary>Most bytes of records in one block.</summary>
    public const int MaxBlockBytes = MaxBlockRecords * RecordBytes;

    /// <summary>Most bytes of a state copy or of a counters copy. Checked before memory is taken for one.</summary>
    public const uint MaxCopyBytes = 256 << 20;

    /// <summary>Most bytes after the fixed part of a segment header: configuration, names, instruments.</summary>
    public const int MaxSegmentTextBytes = 4 << 20;

    /// <summary>Most entries of an index.</summary>
    public const int MaxIndexEntries = 1 << 20;

    /// <summary>LZ4 never makes more than this many bytes out of one, so a header that claims more is wrong.</summary>
    public const int MaxLz4Expansion = 256;

    /// <summary>Name of a segment: "journal-000001.mwj" is number 1.</summary>
    public const string SegmentPrefix = "journal-";

    /// <summary>Extension of a segment.</summary>
    public const string SegmentExtension = ".mwj";
}
