namespace Minnow.Host.Recordings;

/// <summary>Why a recording ended before its end.</summary>
public enum RecordingDamageKind
{
    /// <summary>The compressed file is cut short.</summary>
    Truncated,

    /// <summary>The compressed bytes contradict themselves or their checksum.</summary>
    Corrupt,

    /// <summary>The disk or the pipe failed.</summary>
    Io,
}
