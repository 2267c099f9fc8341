using System;

namespace Minnow.Host.Recordings;

/// <summary>Tells what a line is, when it was received and where its frame begins.</summary>
internal static class RecordingLine
{
    /// <summary>Most bytes that may stand before a frame; a longer prefix is not recognised.</summary>
    internal const int MaxPrefixBytes = 4096;

    /// <param name="line">One line without its line feed; its end may be missing.</param>
    /// <param name="receivedNs">Set for the kinds that carry a time.</param>
    /// <param name="frameStart">Where the frame begins; 0 if the line has no prefix.</param>
    internal static RecordingLineKind Classify(ReadOnlySpan<byte> line, out long receivedNs, out int frameStart)
    {
        receivedNs = 0;
        frameStart = 0;
        int blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (blanks < 0) return RecordingLineKind.Empty;
        if (line[blanks] is (byte)'{' or (byte)'[') return RecordingLineKind.Json;
        if (char.IsAsciiDigit((char)line[0])) return Timed(line, out receivedNs, out frameStart);
        if (line.StartsWith("configuration: "u8)) return RecordingLineKind.Other;
        return Noted(line, out receivedNs, out frameStart);
    }

    private static RecordingLineKind Timed(ReadOnlySpan<byte> line, out long receivedNs, out int frameStart)
    {
        if (RecordingTime.TryDigits(line, out receivedNs, out int length) && length < line.Length && line[length] == ' ')
        {
            frameStart = length + 1;
            return RecordingLineKind.Nanoseconds;
        }
        if (TrySecondsColon(line, out receivedNs, out frameStart)) return RecordingLineKind.Seconds;
        if (RecordingTime.TryIso(line, out receivedNs, out length) && length < line.Length && line[length] == ' ')
        {
            frameStart = length + 1;
            return RecordingLineKind.Iso;
        }
        receivedNs = 0;
        frameStart = 0;
        return RecordingLineKind.Unrecognised;
    }

    /// <summary>cryptofeed's <c>address arrow time[: text]</c>.</summary>
    private static RecordingLineKind Noted(ReadOnlySpan<byte> line, out long receivedNs, out int frameStart)
    {
        receivedNs = 0;
        frameStart = 0;
        ReadOnlySpan<byte> prefix = line[..Math.Min(line.Length, MaxPrefixBytes)];
        int addressEnd = prefix.IndexOf((byte)' ');
        if (addressEnd < 0 || prefix[..addressEnd].IndexOf("://"u8) <= 0) return RecordingLineKind.Unrecognised;
        ReadOnlySpan<byte> rest = line[addressEnd..];
        if (rest.StartsWith(" <-> "u8) || rest.StartsWith(" <- "u8)) return RecordingLineKind.Other;
        if (!rest.StartsWith(" -> "u8)) return RecordingLineKind.Unrecognised;
        if (!TrySecondsColon(rest[4..], out receivedNs, out frameStart)) return RecordingLineKind.Other;
        frameStart += addressEnd + 4;
        return RecordingLineKind.Reply;
    }

    private static bool TrySecondsColon(ReadOnlySpan<byte> text, out long ns, out int frameStart)
    {
        frameStart = 0;
        if (!RecordingTime.TrySeconds(text, out ns, out int length) || length + 1 >= text.Length || text[length] != ':' || text[length + 1] != ' ') return false;
        frameStart = length + 2;
        return true;
    }
}
