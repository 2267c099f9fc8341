using System;
using System.CommandLine;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Operator;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow status</c>, <c>positions</c>, <c>limits</c>.</summary>
internal static class StatusCommands
{
    internal static Command[] Build(CliContext context, Examples examples) =>
    [
        Build(context, examples, "status", "Is it safe right now? One screen, and an exit code: 0 quotes, 3 holds something back, 4 halted, 5 does not run.", StatusVerb.Status),
        Build(context, examples, "positions", "Position, worst case and limit of each instrument, and its money; exit codes as status.", StatusVerb.Positions),
        Limits(context, examples),
    ];

    private static Command Limits(CliContext context, Examples examples)
    {
        Command limits = Build(context, examples, "limits", "Every limit with how much of it is used, those of the pre-trade gate with their denials; exit codes as status.", StatusVerb.Limits);
        Argument<string> name = new("NAME") { Description = "The limit of the gate, by the key of its setting, as in maxPositionAmount." };
        Argument<string> value = new("VALUE") { Description = "Its new value, in the unit of its setting." };
        Option<string> journal = OperatorCommands.Journal();
        Option<string?> instrument = new("--instrument") { HelpName = "NAME", Description = "The instrument, for a limit that each instrument has for itself." };
        Option<string> by = new("--by") { HelpName = "NAME", Required = true, Description = "Who changes it; kept with the change.", CustomParser = OptionValues.Line };
        Option<string> reason = new("--reason") { HelpName = "TEXT", Required = true, Description = "Why; kept with the change.", CustomParser = OptionValues.Line };
        Option<bool> confirm = new("--confirm") { Description = "More may pass than before: asks for the limit's name on the terminal." };
        Command set = new("set", "Changes a limit of the running gate: tighter at once, and what exceeds it is cancelled; looser only with --confirm, or by a restart.") { name, value, journal, instrument, by, reason, confirm };
        examples.Add(set, "minnow limits set maxPositionAmount 1000 --instrument BTC-PERPETUAL --by ann --reason \"news at 14:30\"", "minnow limits set collarBps 100 --by ann --reason \"calm day\"");
        set.SetAction(parsed =>
        {
            string limit = parsed.GetRequiredValue(name);
            bool isConfirmed = parsed.GetValue(confirm);
            if (isConfirmed && !IsTyped(context, limit)) return (int)ExitCode.Usage;
            return new LimitChange
            {
                JournalDirectory = parsed.GetRequiredValue(journal), Name = limit, Value = parsed.GetRequiredValue(value), Instrument = parsed.GetValue(instrument) ?? "",
                By = parsed.GetRequiredValue(by), Reason = parsed.GetRequiredValue(reason), IsConfirmed = isConfirmed,
            }.Execute(context.Output, context.Errors);
        });
        limits.Add(set);
        return limits;
    }

    // A script can not confirm: somebody has to type it.
    private static bool IsTyped(CliContext context, string limit)
    {
        if (context.Terminal is { } terminal)
        {
            context.Errors.Write($"minnow limits set: {limit} may let more through than now. Type {limit} to go on: ");
            context.Errors.Flush();
            if (string.Equals(terminal.ReadLine()?.Trim(), limit, StringComparison.Ordinal)) return true;
        }
        context.Errors.WriteLine("minnow limits set: not confirmed on a terminal; nothing was done.");
        return false;
    }

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
