using System;
using System.Text;

namespace Minnow.Core.Ring;

/// <summary>The short ASCII texts in a ring's memory, padded with zeros.</summary>
internal static class RingText
{
    internal static bool IsName(string? text, int mostBytes) =>
        !string.IsNullOrEmpty(text) && text.Length <= mostBytes && Ascii.IsValid(text) && !text.Contains('\0');

    /// <summary>The slot type's name as stored in a header, cut to the field.</summary>
    internal static string NameOf<T>()
    {
        string name = typeof(T).Name;
        return name.Length <= RingHeader.TypeNameBytes ? name : name[..RingHeader.TypeNameBytes];
    }

    internal static void Write(string text, Span<byte> field)
    {
        field.Clear();
        Encoding.ASCII.GetBytes(text, field);
    }

    internal static string Read(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? field : field[..end]);
    }
}
