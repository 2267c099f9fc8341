using System.CommandLine;
using Minnow.Host.Configuration;
using Minnow.Host.Operator;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow controls</c>.</summary>
internal static class ControlsCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<string> journal = OperatorCommands.Journal();
        Option<string?> config = new("--config") { HelpName = "FILE", Description = "Configuration whose thresholds are shown; by default the one that the newest run wrote into its journal." };
        Option<bool> json = OptionValues.Json();
        Command command = new("controls", "Every control of the checklist: its threshold, how often it acted in the newest run, the tests that show it, and the build that they belong to.") { journal, config, json };
        examples.Add(command, "minnow controls --config live.jsonc", "minnow controls --journal journal --json");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = null;
            if (parsed.GetValue(config) is string file)
            {
                loaded = ConfigurationText.LoadOrReport(file, context.Errors);
                if (loaded == null) return (int)ExitCode.Configuration;
            }
            return ControlsVerb.Execute(parsed.GetRequiredValue(journal), loaded, parsed.GetValue(json), context.Output);
        });
        return command;
    }
}
