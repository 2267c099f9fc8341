using System.CommandLine;
using Minnow.Host.Configuration;
using Minnow.Host.Edge;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow edge</c>.</summary>
internal static class EdgeCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<string> config = new("--config") { HelpName = "FILE", Required = true, Description = "Configuration whose width is judged." };
        Option<string?> journal = new("--journal") { HelpName = "DIR", Description = "Journal with the account's fees and fills; without it the configuration is judged alone." };
        Option<bool> json = OptionValues.Json();
        Command command = new("edge", "Whether the configured width can pay for the account's fees and for what happens after its fills; exit code 1 if it can not.") { config, journal, json };
        examples.Add(command, "minnow edge --config live.jsonc", "minnow edge --config live.jsonc --journal journal/latest --json");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(parsed.GetRequiredValue(config), context.Errors);
            if (loaded == null) return (int)ExitCode.Configuration;
            return EdgeVerb.Execute(new EdgeOptions { Configuration = loaded, Journal = parsed.GetValue(journal), Json = parsed.GetValue(json) }, context.Output, context.Errors);
        });
        return command;
    }
}
