using System.CommandLine;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow replay</c>.</summary>
internal static class ReplayCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Argument<string> directory = new("DIR") { Description = "Directory of the journal." };
        Option<long?> until = new("--until") { HelpName = "SEQ", Description = "Stop after the input event of this sequence.", CustomParser = OptionValues.NotNegative };
        Option<bool> json = OptionValues.Json();
        Command command = new("replay", "Runs the quoter over a journal again and compares every command and state hash; exit code 1 if one differs.") { directory, until, json };
        examples.Add(command, "minnow replay journal", "minnow replay journal --until 5000 --json");
        command.SetAction(parsed => ReplayVerb.Execute(new ReplayOptions
        {
            JournalDirectory = parsed.GetRequiredValue(directory),
            UntilSequence = parsed.GetValue(until),
            Json = parsed.GetValue(json),
            Stop = context.Stop,
        }, context.Output, context.Errors));
        return command;
    }
}
