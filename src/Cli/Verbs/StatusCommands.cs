using System;
using System.CommandLine;
using System.IO;
using Minnow.Host.Operator;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow status</c>, <c>positions</c>, <c>limits</c>.</summary>
internal static class StatusCommands
{
    internal static Command[] Build(CliContext context, Examples examples) =>
    [
        Build(context, examples, "status", "Is it safe right now? One screen, and an exit code: 0 quotes, 3 holds something back, 4 halted, 5 does not run.", StatusVerb.Status),
        Build(context, examples, "positions", "Position, worst case and limit of each instrument, and its money; exit codes as status.", StatusVerb.Positions),
        Build(context, examples, "limits", "Every limit with how much of it is used; exit codes as status.", StatusVerb.Limits),
    ];

    private static Command Build(CliContext context, Examples examples, string name, string what, Func<string, bool, TextWriter, int> show)
    {
        Option<string> journal = OperatorCommands.Journal();
        Option<bool> json = OptionValues.Json();
        Command command = new(name, what) { journal, json };
        examples.Add(command, $"minnow {name}", $"minnow {name} --journal journal --json");
        command.SetAction(parsed => show(parsed.GetRequiredValue(journal), parsed.GetValue(json), context.Output));
        return command;
    }
}
