namespace Minnow.Host.Configuration;

/// <summary>One mistake in a configuration file.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">Line from 1; 0 if it is about the whole file.</param>
/// <param name="Column">Character in the line, from 1; 0 if it is about the whole file.</param>
/// <param name="Path">The key, as in <c>$.quoting.seed</c>.</param>
/// <param name="Message">What is wrong, what is allowed, what was perhaps meant.</param>
public sealed record ConfigurationError(string File, int Line, int Column, string Path, string Message)
{
    /// <summary><c>file:line:column: $.path: what; allowed …; did you mean …?</c></summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}:{Column}: {Path}: {Message}" : $"{File}: {Message}";
}
