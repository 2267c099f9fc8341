using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Drill;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow drill</c>.</summary>
internal static class DrillCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<string> config = new("--config") { HelpName = "FILE", Required = true, Description = "Configuration of a loopback exchange, or of the testnet; never production." };
        Option<string?> directory = new("--dir") { HelpName = "DIR", Description = "Where configuration and journals of the drill go; by default a new place that is deleted when all passed." };
        Option<long?> kills = new("--kills") { HelpName = "N", Description = "Times that the engine is killed and armed again; 5 by default.", CustomParser = OptionValues.Positive };
        Option<string?> only = new("--only") { HelpName = "TEXT", Description = "Only drills whose name contains this." };
        Option<bool> yes = new("--yes") { Description = "The testnet is meant." };
        Option<bool> json = OptionValues.Json();
        Command command = new("drill", "Stops an engine of its own in every way there is, and says how long the venue had orders of it; exit code 1 if it was too long.") { config, directory, kills, only, yes, json };
        examples.Add(command, "minnow drill --config samples/deribit-loopback.jsonc", "minnow drill --config samples/deribit-loopback.jsonc --only kill --kills 100 --json");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(parsed.GetRequiredValue(config), context.Errors);
            if (loaded == null) return (int)ExitCode.Configuration;
            return DrillVerb.Execute(new DrillOptions
            {
                Configuration = loaded,
                Minnow = Self(),
                Directory = parsed.GetValue(directory),
                Kills = (int)Math.Min(parsed.GetValue(kills) ?? 5, 100_000),
                Only = parsed.GetValue(only),
                Yes = parsed.GetValue(yes),
                Json = parsed.GetValue(json),
                Stop = context.Stop,
            }, context.Output, context.Errors);
        });
        return command;
    }

    // A native binary is its own process; one that is run by dotnet is named behind it.
    private static IReadOnlyList<string> Self()
    {
        string process = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Environment.GetCommandLineArgs()[0]] : [process];
    }
}
