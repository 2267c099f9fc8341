namespace Minnow.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test failed, or the work did not end.</summary>
    Killed,

    /// <summary>Every test that reaches it passed.</summary>
    Survived,

    /// <summary>No test reaches it: it counts as survived.</summary>
    Unreached,

    /// <summary>Listed as changing nothing that can be seen, with the reason: it does not count.</summary>
    Equivalent,
}

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">It.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Killer">The test that failed; empty if none did.</param>
internal sealed record Verdict(Mutant Mutant, Fate Fate, string Killer)
{
    internal bool Lives => Fate is Fate.Survived or Fate.Unreached;
}
