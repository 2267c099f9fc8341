using System.Collections.Generic;

namespace Minnow.Exchange.Faults;

/// <summary>One line of a fault script, understood.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="When">When it takes hold.</param>
/// <param name="Verb">What it does.</param>
/// <param name="Words">Its arguments without a name, checked against the verb.</param>
/// <param name="Options">Its arguments <c>name=value</c>.</param>
/// <param name="ForUs">How long it holds, µs; 0 if the line does not say.</param>
public sealed record FaultRule(
    int Line, FaultWhen When, FaultVerb Verb, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options, long ForUs)
{
    /// <summary>An argument without a name, or a default.</summary>
    public string Word(int index, string otherwise = "") => index < Words.Count ? Words[index] : otherwise;

    /// <summary>A named argument, or a default.</summary>
    public string Option(string name, string otherwise = "") => Options.TryGetValue(name, out string? value) ? value : otherwise;
}
