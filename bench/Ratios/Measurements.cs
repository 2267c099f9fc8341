using System.Collections.Generic;

namespace Minnow.Ratios;

/// <summary>Named values, one a round.</summary>
internal sealed class Measurements
{
    private readonly SortedDictionary<string, List<double>> _values = [];

    internal IReadOnlyDictionary<string, List<double>> All => _values;

    internal void Add(string name, double value)
    {
        if (!_values.TryGetValue(name, out List<double>? rounds)) _values.Add(name, rounds = []);
        rounds.Add(value);
    }

    internal void Clear() => _values.Clear();

    /// <summary>The values of a name, round by round.</summary>
    internal List<double> this[string name] => _values.TryGetValue(name, out List<double>? rounds)
        ? rounds
        : throw new KeyNotFoundException($"Nothing measured is called '{name}'. There is: {string.Join(", ", _values.Keys)}.");
}
