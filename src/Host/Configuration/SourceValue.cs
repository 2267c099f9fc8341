using System.Collections.Generic;
using System.Text.Json;

namespace Minnow.Host.Configuration;

/// <summary>One value of the file with its place: the tree that checks and origins are made from.</summary>
internal sealed class SourceValue(JsonTokenType kind, int offset)
{
    /// <summary>StartObject, StartArray, String, Number, True, False or Null.</summary>
    internal JsonTokenType Kind { get; } = kind;

    /// <summary>Byte offset of its first character.</summary>
    internal int Offset { get; } = offset;

    /// <summary>A string's text, or a number as it is written.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Members of an object, in the file's order.</summary>
    internal List<SourceMember> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    internal List<SourceValue> Items { get; } = [];

    internal SourceValue? Find(string key)
    {
        foreach (SourceMember member in Members)
            if (member.Key == key) return member.Value;
        return null;
    }
}

/// <summary>A key with its place, and its value.</summary>
internal sealed record SourceMember(string Key, int KeyOffset, SourceValue Value);
