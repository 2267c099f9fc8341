namespace Minnow.Host.Recordings;

/// <summary>What a recording file is packed in, told by its first bytes and never by its name.</summary>
public enum RecordingContainer
{
    /// <summary>Plain text.</summary>
    Plain,

    /// <summary>gzip, RFC 1952, one or more members.</summary>
    Gzip,

    /// <summary>LZ4 frame format.</summary>
    Lz4,
}
