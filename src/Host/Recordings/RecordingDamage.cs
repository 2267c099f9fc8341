using System.Globalization;
using Minnow.Host.Configuration;

namespace Minnow.Host.Recordings;

/// <summary>Where and why reading stopped before the end. Every whole line before the damage was delivered.</summary>
/// <param name="File">The recording as it was named.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ReadableBytes">Bytes of text before the damage, after decompression.</param>
/// <param name="LineNumber">The line, from 1, in which the damage lies.</param>
/// <param name="DroppedBytes">Bytes of that line that were readable; a piece of a line is no frame.</param>
/// <param name="Reason">What the decoder or the system said.</param>
public sealed record RecordingDamage(string File, RecordingDamageKind Kind, long ReadableBytes, long LineNumber, long DroppedBytes, string Reason)
{
    /// <summary>What the program ends with.</summary>
    public ExitCode ExitCode => Kind == RecordingDamageKind.Io ? ExitCode.Io : ExitCode.BadData;

    /// <summary>One sentence each: what, where, why, what to do.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{File}: {What} after {ReadableBytes} readable bytes, in line {LineNumber} ({Reason}). Every whole line before it was used; {DroppedBytes} bytes of that line were dropped. {Advice}");

    private string What => Kind switch
    {
        RecordingDamageKind.Truncated => "is cut short",
        RecordingDamageKind.Corrupt => "is damaged",
        _ => "can not be read further",
    };

    private string Advice => Kind switch
    {
        RecordingDamageKind.Truncated => "Copy the file again and compare sizes.",
        RecordingDamageKind.Corrupt => "Copy the file again and compare checksums.",
        _ => "Check the disk.",
    };
}
