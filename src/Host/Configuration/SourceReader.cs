using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace Minnow.Host.Configuration;

/// <summary>Reads JSON with comments and trailing commas into a tree with places, and refuses a key that is given twice.</summary>
/// <remarks>
/// System.Text.Json of .NET 9 takes the last of two equal keys without a word: the second limit would win. So this pass comes first.
/// </remarks>
internal sealed class SourceReader(SourceText text, ConfigurationErrors errors)
{
    private const int MaxDepth = 16;

    /// <returns>The tree, or null if the text is not JSON (the error says where).</returns>
    internal SourceValue? Read()
    {
        int broken = text.FirstInvalidUtf8();
        if (broken >= 0)
        {
            errors.Add(broken, "$", $"byte 0x{text.Bytes[broken]:x2} is not UTF-8; save the file as UTF-8");
            return null;
        }
        int start = text.Bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        Utf8JsonReader reader = new(text.Bytes[start..], new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaxDepth,
        });
        try
        {
            reader.Read();
            SourceValue root = ReadValue(ref reader, start, "$");
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            int inLine = (int)(e.BytePositionInLine ?? 0) + (e.LineNumber is null or 0 ? start : 0);
            ReportSyntax(text.Offset(e.LineNumber ?? 0, inLine), reader.CurrentDepth);
            return null;
        }
    }

    private SourceValue ReadValue(ref Utf8JsonReader reader, int start, string path)
    {
        int offset = start + (int)reader.TokenStartIndex;
        JsonTokenType kind = reader.TokenType;
        switch (kind)
        {
            case JsonTokenType.StartObject:
                SourceValue members = new(kind, offset);
                ReadMembers(ref reader, start, path, members);
                return members;
            case JsonTokenType.StartArray:
                SourceValue items = new(kind, offset);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Items.Add(ReadValue(ref reader, start, SourcePath.Item(path, items.Items.Count)));
                return items;
            case JsonTokenType.String:
                return new SourceValue(kind, offset) { Text = ReadText(ref reader, offset, path) };
            case JsonTokenType.Number:
                return new SourceValue(kind, offset) { Text = Encoding.ASCII.GetString(reader.ValueSpan) };
            default:
                return new SourceValue(kind, offset);
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader, int start, string path, SourceValue into)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int keyOffset = start + (int)reader.TokenStartIndex;
            string key = ReadText(ref reader, keyOffset, path);
            string keyPath = SourcePath.Member(path, key);
            reader.Read();
            SourceValue value = ReadValue(ref reader, start, keyPath);
            if (seen.TryGetValue(key, out int first))
            {
                (int line, int column) = text.Position(first);
                errors.Add(keyOffset, keyPath, $"given twice, first at {line}:{column}; keep one of them");
                continue;
            }
            seen.Add(key, keyOffset);
            into.Members.Add(new SourceMember(key, keyOffset, value));
        }
    }

    private string ReadText(ref Utf8JsonReader reader, int offset, string path)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException) // an escape that is half a surrogate pair
        {
            errors.Add(offset, path, "has a \\u escape that is half a character; write the character itself");
            return "";
        }
    }

    private void ReportSyntax(int offset, int depth)
    {
        ReadOnlySpan<byte> rest = text.Bytes[offset..];
        if (depth >= MaxDepth - 1 && !rest.IsEmpty && rest[0] is (byte)'[' or (byte)'{')
        {
            errors.Add(offset, "$", $"nested deeper than {MaxDepth} levels");
            return;
        }
        string found = rest.IsEmpty ? "the file ends too early" : $"{Describe(rest)} can not stand here";
        errors.Add(offset, "$", $"not JSON: {found}; look for a missing or extra comma, colon, quote or bracket at or before this place");
    }

    private static string Describe(ReadOnlySpan<byte> rest)
    {
        Rune.DecodeFromUtf8(rest, out Rune rune, out _);
        return rune.Value == '"' ? "a double quote" : SourcePath.Quote(rune.ToString());
    }
}
