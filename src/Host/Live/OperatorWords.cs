using System.Collections.Generic;
using Minnow.Core.Model;

namespace Minnow.Host.Live;

/// <summary>What a person may command, as it is written on a command line and in a request.</summary>
public static class OperatorWords
{
    /// <summary>Every word with its verb.</summary>
    public static IReadOnlyList<(string Word, OperatorVerb Verb)> All { get; } =
    [
        ("kill", OperatorVerb.Kill),
        ("pause", OperatorVerb.Pause),
        ("resume", OperatorVerb.Resume),
        ("flatten", OperatorVerb.Flatten),
        ("stop-adding", OperatorVerb.StopAdding),
        ("widen", OperatorVerb.Widen),
        ("arm", OperatorVerb.Arm),
    ];

    /// <summary>The word of a verb.</summary>
    public static string Of(OperatorVerb verb)
    {
        foreach ((string word, OperatorVerb one) in All)
            if (one == verb) return word;
        return "stop";
    }
}
