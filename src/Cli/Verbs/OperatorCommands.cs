using System;
using System.CommandLine;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Operator;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow kill</c>, <c>pause</c>, <c>resume</c>, <c>flatten</c>, <c>stop-adding</c>, <c>widen</c>, <c>arm</c>.</summary>
internal static class OperatorCommands
{
    internal const string DefaultJournal = "journal";

    internal static Command[] Build(CliContext context, Examples examples) =>
    [
        Build(context, examples, "kill", OperatorVerb.Kill, "Cancels everything, latches, and stays so until a person arms; past an engine that hangs too.",
            "minnow kill", "minnow kill --journal journal --config samples/deribit-loopback.jsonc --by ann --reason \"it looks wrong\" --yes"),
        Build(context, examples, "pause", OperatorVerb.Pause, "Cancels everything and quotes nothing until resumed.", "minnow pause --reason \"news at 14:30\""),
        Build(context, examples, "resume", OperatorVerb.Resume, "Lifts pause, stop-adding and widen; never a halt.", "minnow resume"),
        Build(context, examples, "flatten", OperatorVerb.Flatten, "Cancels everything and brings the position to nothing by orders that only reduce it.", "minnow flatten --by ann --reason \"end of the week\""),
        Build(context, examples, "stop-adding", OperatorVerb.StopAdding, "Places only what makes the position smaller until resumed.", "minnow stop-adding"),
        Build(context, examples, "widen", OperatorVerb.Widen, "Quotes wider until resumed.", "minnow widen"),
        Build(context, examples, "arm", OperatorVerb.Arm, "After a halt or a kill, once a person has looked: lets the engine quote again, or the next run start.",
            "minnow arm --by ann --reason \"a fill by hand, agreed with the venue's list\""),
    ];

    internal static Option<string> Journal() => new("--journal") { HelpName = "DIR", Description = "Directory of the runs, or of one run; journal by default.", DefaultValueFactory = static _ => DefaultJournal };

    private static Command Build(CliContext context, Examples examples, string word, OperatorVerb verb, string what, params string[] lines)
    {
        bool isArm = verb == OperatorVerb.Arm;
        Option<string> journal = Journal();
        Option<string?> config = new("--config") { HelpName = "FILE", Description = "Configuration whose key reaches the venue past the engine; by default the one that the run wrote into its journal." };
        Option<string?> by = new("--by") { HelpName = "NAME", Required = isArm, Description = "Who commands it; kept with the command.", CustomParser = OptionValues.Line };
        Option<string?> reason = new("--reason") { HelpName = "TEXT", Required = isArm, Description = "Why; kept with the command.", CustomParser = OptionValues.Line };
        Option<bool> yes = new("--yes") { Description = "Do not ask first." };
        Option<bool> json = OptionValues.Json();
        Command command = new(word, what) { journal, by, reason, json };
        if (verb == OperatorVerb.Kill) command.Add(config);
        if (Asks(verb)) command.Add(yes);
        examples.Add(command, lines);
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = null;
            if (verb == OperatorVerb.Kill && parsed.GetValue(config) is string file && (loaded = ConfigurationText.LoadOrReport(file, context.Errors)) == null) return (int)ExitCode.Configuration;
            string directory = parsed.GetRequiredValue(journal);
            if (Asks(verb) && !parsed.GetValue(yes) && !IsConfirmed(context, word, directory)) return (int)ExitCode.Usage;
            return OperatorVerbs.Execute(new CommandOptions
            {
                Verb = verb,
                JournalDirectory = directory,
                Configuration = loaded,
                By = parsed.GetValue(by) ?? "",
                Reason = parsed.GetValue(reason) ?? "",
                Json = parsed.GetValue(json),
            }, context.Output, context.Errors);
        });
        return command;
    }

    // What can be taken back at once is done at once.
    private static bool Asks(OperatorVerb verb) => verb is OperatorVerb.Kill or OperatorVerb.Flatten or OperatorVerb.Arm;

    // A script has no terminal, and means what it says.
    private static bool IsConfirmed(CliContext context, string word, string directory)
    {
        if (context.Terminal is not { } terminal) return true;
        context.Errors.Write($"minnow {word}: the engine of {directory}. Type {word} to go on: ");
        context.Errors.Flush();
        if (string.Equals(terminal.ReadLine()?.Trim(), word, StringComparison.Ordinal)) return true;
        context.Errors.WriteLine($"minnow {word}: not confirmed; nothing was done.");
        return false;
    }
}
