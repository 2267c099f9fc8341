using System;
using System.Text;

namespace Minnow.Host.Configuration;

/// <summary>Paths and echoed text for messages: a key or value from the file can not smuggle control characters into a terminal.</summary>
internal static class SourcePath
{
    private const int MaxEchoed = 60;

    internal static string Member(string parent, string key) => IsPlain(key) ? $"{parent}.{key}" : $"{parent}[{Quote(key)}]";

    internal static string Item(string parent, int index) => $"{parent}[{index}]";

    /// <summary>The text in quotes, cut to 60 characters, with everything unprintable written as \uXXXX.</summary>
    internal static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxEchoed)))
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is >= '\u200b' and <= '\u202e' or '\ufeff') quoted.Append($"\\u{(int)c:x4}");
            else quoted.Append(c);
        }
        return quoted.Append(text.Length > MaxEchoed ? "…\"" : "\"").ToString();
    }

    private static bool IsPlain(string key)
    {
        foreach (char c in key)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$')) return false;
        return key.Length is > 0 and <= MaxEchoed;
    }
}
