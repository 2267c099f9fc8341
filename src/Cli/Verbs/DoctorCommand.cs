using System.CommandLine;
using Minnow.Host.Configuration;
using Minnow.Host.Doctor;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow doctor</c>.</summary>
internal static class DoctorCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<string> config = new("--config") { HelpName = "FILE", Required = true, Description = "Configuration, JSON with comments." };
        Option<string?> journal = new("--journal") { HelpName = "DIR", Description = "Where the journal will go; the current directory by default." };
        Option<bool> offline = new("--offline") { Description = "Look at this machine only; connect nothing." };
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of text." };
        Command command = new("doctor", "Looks at host, clock, disk, TLS, key and account before a live run; exit code 1 if something would fail.") { config, journal, offline, json };
        examples.Add(command, "minnow doctor --config samples/deribit-loopback.jsonc", "minnow doctor --config samples/deribit-loopback.jsonc --offline --json");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(parsed.GetRequiredValue(config), context.Errors);
            return loaded == null ? (int)ExitCode.Configuration
                : DoctorVerb.Execute(loaded, parsed.GetValue(journal), parsed.GetValue(offline), parsed.GetValue(json), context.Output);
        });
        return command;
    }
}
