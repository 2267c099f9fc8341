namespace Minnow.Mutants;

/// <summary>One small wrong change of the source.</summary>
/// <param name="Id">From 1; what the switch compares with.</param>
/// <param name="File">Path below the root of the repository.</param>
/// <param name="LineNumber">From 1.</param>
/// <param name="Line">The source line, trimmed: with <paramref name="Change"/> it names the mutant when lines have moved.</param>
/// <param name="Change">What stood there, an arrow, and what stands there now.</param>
internal sealed record Mutant(int Id, string File, int LineNumber, string Line, string Change)
{
    /// <summary>The folder of Core: Risk, Accounting, Orders, Engine.</summary>
    internal string Folder => File.Split('/')[2];

    /// <summary>As it is named in lists: without a line number, because those move.</summary>
    internal string Name => $"{File} | {Line} | {Change}";
}
