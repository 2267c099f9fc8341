using System;
using System.IO;

namespace Minnow.Host.Operator;

/// <summary><c>minnow status</c>, <c>positions</c> and <c>limits</c>: what the newest run shows, from outside. The exit code is its state.</summary>
public static class StatusVerb
{
    /// <summary>One screen: is it safe right now?</summary>
    /// <returns>0 quotes, 3 holds something back, 4 halted or latched, 5 does not run or does not beat.</returns>
    public static int Status(string directory, bool asJson, TextWriter output) => Show(directory, asJson, output, StatusText.Status, StatusJson.Status);

    /// <summary>Positions with what they may become, and money.</summary>
    /// <returns>As <see cref="Status"/>.</returns>
    public static int Positions(string directory, bool asJson, TextWriter output) => Show(directory, asJson, output, StatusText.Positions, StatusJson.Positions);

    /// <summary>Limits with how much of them is used.</summary>
    /// <returns>As <see cref="Status"/>.</returns>
    public static int Limits(string directory, bool asJson, TextWriter output) => 
        Show(directory, asJson, output, (run, text) => StatusText.Limits(run, GateRows.Ask(directory), text), (run, text) => StatusJson.Limits(run, GateRows.Ask(directory), text));

    private static int Show(string directory, bool asJson, TextWriter output, Action<RunView, TextWriter> text, Action<RunView, TextWriter> json)
    {
        RunView run = RunView.Of(directory);
        (asJson ? json : text)(run, output);
        return (int)StateRules.Code(run.State);
    }
}
