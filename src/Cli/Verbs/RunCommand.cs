using System.CommandLine;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow run</c>.</summary>
internal static class RunCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<string> feed = new("--feed") { HelpName = "FILE", Required = true, Description = "Recording to feed; - is the standard input. Plain, gzip or LZ4, told by its content." };
        Option<string> config = new("--config") { HelpName = "FILE", Required = true, Description = "Configuration, JSON with comments." };
        Option<string> journal = new("--journal") { HelpName = "DIR", Required = true, Description = "Directory of the journal; made if it is not there." };
        Option<FeedSpeed> speed = new("--speed") { HelpName = "max|1x|10x", Description = "Pace of the recording: max (as fast as it goes, the default) or a factor.", CustomParser = OptionValues.Speed };
        Option<long?> limit = new("--limit-frames") { HelpName = "N", Description = "Stop after this many frames.", CustomParser = OptionValues.Positive };
        Option<bool> json = OptionValues.Json();
        Command command = new("run", "Feeds a recording through parser, quoter and journal, and says what came of it.") { feed, config, journal, speed, limit, json };
        examples.Add(command, "minnow run --feed recording.jsonl.gz --config samples/deribit-perpetual.jsonc --journal journal");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(parsed.GetRequiredValue(config), context.Errors);
            if (loaded == null) return (int)ExitCode.Configuration;
            return RunVerb.Execute(new RunOptions
            {
                FeedPath = parsed.GetRequiredValue(feed),
                Configuration = loaded,
                JournalDirectory = parsed.GetRequiredValue(journal),
                Speed = parsed.GetValue(speed),
                LimitFrames = parsed.GetValue(limit),
                Json = parsed.GetValue(json),
                Stop = context.Stop,
            }, context.Output, context.Errors);
        });
        return command;
    }
}
