using System.Collections.Generic;

namespace Minnow.Host.Configuration;

/// <summary>Collects the mistakes of one file, in the order of the text.</summary>
internal sealed class ConfigurationErrors(string file, SourceText text)
{
    private readonly List<(int Offset, int Number, ConfigurationError Error)> _errors = [];

    internal bool Any => _errors.Count > 0;

    internal void Add(int offset, string path, string message)
    {
        (int line, int column) = text.Position(offset);
        _errors.Add((offset, _errors.Count, new ConfigurationError(file, line, column, path, message)));
    }

    internal void AddForFile(string message) => _errors.Add((-1, _errors.Count, new ConfigurationError(file, 0, 0, "$", message)));

    internal IReadOnlyList<ConfigurationError> InOrder()
    {
        List<ConfigurationError> sorted = new(_errors.Count);
        _errors.Sort(static (a, b) => (a.Offset, a.Number).CompareTo((b.Offset, b.Number)));
        foreach ((int _, int _, ConfigurationError error) in _errors) sorted.Add(error);
        return sorted;
    }
}
