using System;
using System.Text;
using System.Text.Json;

namespace Minnow.Host.Recordings;

/// <summary>Tells a recording from other files by its first line, and says what the other file probably is.</summary>
internal static class RecordingBeginning
{
    private const string Forms = "Known lines are: <ns> {json}, <seconds>: {json}, <ISO time> {json}, {json}.";
    private const int ShownBytes = 16;
    private const int ShownCharacters = 40;

    /// <summary>What is wrong with a file that begins with <paramref name="line"/>, or null.</summary>
    /// <param name="line">First line that is not blank, or as much of it as there is room for.</param>
    /// <param name="isWhole">False if the line is longer than that, or is the last one.</param>
    internal static string? Complaint(ReadOnlySpan<byte> line, bool isWhole)
    {
        RecordingLineKind kind = RecordingLine.Classify(line, out _, out _);
        if (kind == RecordingLineKind.Unrecognised)
        {
            return LooksBinary(line)
                ? $"is not text: its first bytes are {Convert.ToHexString(line[..Math.Min(line.Length, ShownBytes)]).ToLowerInvariant()}. {Forms}"
                : $"is not a recording: it begins with \"{Show(line)}\". {Forms}";
        }
        return kind == RecordingLineKind.Json && isWhole && IsUnfinishedJson(line)
            ? "is one JSON document over several lines, not one frame per line. Put it on one line: jq -c . FILE"
            : null;
    }

    private static bool LooksBinary(ReadOnlySpan<byte> line)
    {
        foreach (byte b in line[..Math.Min(line.Length, 512)])
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r')) return true;
        return !System.Text.Unicode.Utf8.IsValid(line[..Math.Min(line.Length, ShownBytes)]) && line[0] >= 0x80;
    }

    private static bool IsUnfinishedJson(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, isFinalBlock: false, state: default);
        try
        {
            int depth = 0;
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) depth++;
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && --depth == 0) return false;
            }
            return true;
        }
        catch (JsonException)
        {
            return false; // not JSON at all: the parser refuses it as a frame
        }
    }

    private static string Show(ReadOnlySpan<byte> line)
    {
        StringBuilder shown = new();
        foreach (char c in Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownCharacters)]))
            shown.Append(char.IsControl(c) || c == '\ufffd' ? '.' : c);
        return shown.ToString();
    }
}
