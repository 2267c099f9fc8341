namespace Minnow.Host.Configuration;

/// <summary>One value that holds in a run, and where it comes from.</summary>
/// <param name="Path">The key without the leading <c>$.</c>, as in <c>quoting.seed</c>.</param>
/// <param name="Value">The value as JSON.</param>
/// <param name="Line">Line in the file from 1; 0 for a built-in default.</param>
/// <param name="Column">Character in the line from 1; 0 for a built-in default.</param>
public sealed record EffectiveSetting(string Path, string Value, int Line, int Column)
{
    /// <summary>True if the file does not give it.</summary>
    public bool IsDefault => Line == 0;
}
