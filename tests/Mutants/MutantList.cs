using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Minnow.Mutants;

/// <summary>The mutants of one build; those that did not compile are left out of the next one.</summary>
internal sealed class MutantList
{
    private readonly List<Mutant> _all = [];

    /// <summary>Those that did not compile, by file, place and change: numbers differ from build to build.</summary>
    private readonly HashSet<(string File, int Start, string Change)> _refused;

    private readonly List<(string File, int Start, string Change)> _keys = [];
    private readonly HashSet<(string File, int Start, string Change)> _known = [];

    private readonly Dictionary<string, int> _names = [];

    internal MutantList(HashSet<(string, int, string)> refused) => _refused = refused;

    internal IReadOnlyList<Mutant> All => _all;

    /// <returns>The number of the new mutant; null if it does not compile.</returns>
    internal int? TryAdd(string file, SyntaxNode node, string change)
    {
        (string, int, string) key = (file, node.SpanStart, change);
        if (_refused.Contains(key) || !_known.Add(key)) return null;
        _keys.Add(key);
        int lineIndex = node.GetLocation().GetLineSpan().StartLinePosition.Line;
        string line = node.SyntaxTree.GetText().Lines[lineIndex].ToString().Trim();
        Mutant mutant = new(_all.Count + 1, file, lineIndex + 1, line, change);
        // The second of one name on equal lines says so: a list must be able to name one of them.
        int count = _names[mutant.Name] = _names.GetValueOrDefault(mutant.Name) + 1;
        _all.Add(count == 1 ? mutant : mutant with { Change = $"{change} #{count}" });
        return _all.Count;
    }

    /// <summary>Leaves a mutant out of the next build.</summary>
    internal void Refuse(int id) => _refused.Add(_keys[id - 1]);
}
