using System;
using System.CommandLine;
using Minnow.Host.Counters;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow stat</c>.</summary>
internal static class StatVerb
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Argument<string> directory = new("DIR") { Description = "Directory of the counters: the journal's, unless counters.directory says otherwise." };
        Option<bool> watch = new("--watch") { Description = "Again and again until Ctrl-C." };
        Option<long?> interval = new("--interval-ms") { HelpName = "N", Description = "Pause between two rounds of --watch; 1000 by default.", CustomParser = OptionValues.Positive };
        Option<string?> filter = new("--filter") { HelpName = "TEXT", Description = "Only counters whose name contains this." };
        Option<bool> json = OptionValues.Json();
        Command command = new("stat", "Shows the counters of a running process, from outside; exit code 5 if none runs.") { directory, watch, interval, filter, json };
        examples.Add(command, "minnow stat journal", "minnow stat journal --watch --filter ring");
        command.SetAction(parsed => StatCommand.Run(new StatOptions
        {
            Directory = parsed.GetRequiredValue(directory),
            Watch = parsed.GetValue(watch),
            Interval = TimeSpan.FromMilliseconds(Math.Min(parsed.GetValue(interval) ?? 1000, 3_600_000)),
            Filter = parsed.GetValue(filter),
            Json = parsed.GetValue(json),
        }, context.Output, context.Errors, context.Stop));
        return command;
    }
}
