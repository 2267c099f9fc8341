using System.CommandLine;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Host.Live;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow run</c>: with a recording it plays it, without one it trades.</summary>
internal static class RunCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<string?> feed = new("--feed") { HelpName = "FILE", Description = "Recording to feed; - is the standard input. Plain, gzip or LZ4, told by its content. Without it the run is live." };
        Option<string> config = new("--config") { HelpName = "FILE", Required = true, Description = "Configuration, JSON with comments." };
        Option<string> journal = new("--journal") { HelpName = "DIR", Required = true, Description = "Directory of the journal; made if it is not there. A live run makes one of its own in it." };
        Option<FeedSpeed> speed = new("--speed") { HelpName = "max|1x|10x", Description = "Pace of the recording: max (as fast as it goes, the default) or a factor.", CustomParser = OptionValues.Speed };
        Option<long?> limit = new("--limit-frames") { HelpName = "N", Description = "Stop after this many frames.", CustomParser = OptionValues.Positive };
        Option<RunStage?> stage = new("--stage") { HelpName = "dry-run|canary|full", Description = "Live: how much is real. Production needs it; testnet and loopback take full.", CustomParser = OptionValues.Stage };
        Option<bool> yes = new("--yes") { Description = "Live: do not ask before trading in production." };
        Option<long?> seconds = new("--for") { HelpName = "SECONDS", Description = "Live: stop after so long.", CustomParser = OptionValues.Positive };
        Option<string?> arm = new("--arm") { HelpName = "REASON", Description = "Live: trade again after a halt; what you found out is written into the journal.", CustomParser = OptionValues.Reason };
        Option<bool> json = OptionValues.Json();
        Command command = new("run", "Quotes: over a recording (--feed), or live at the venue of the configuration.") { feed, config, journal, speed, limit, stage, yes, seconds, arm, json };
        command.Validators.Add(result =>
        {
            bool isRecorded = result.GetResult(feed) is { Implicit: false };
            foreach (Option option in (Option[])[stage, yes, seconds, arm])
                if (isRecorded && result.GetResult(option) is { Implicit: false }) result.AddError($"{option.Name} is for live runs, and --feed makes this a recorded one; leave out one of the two.");
            foreach (Option option in (Option[])[speed, limit])
                if (!isRecorded && result.GetResult(option) is { Implicit: false }) result.AddError($"{option.Name} is for recordings; name one with --feed, or leave it out.");
        });
        examples.Add(command, "minnow run --feed recording.jsonl.gz --config samples/deribit-perpetual.jsonc --journal journal",
            "minnow run --config samples/deribit-loopback.jsonc --journal journal --for 60");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(parsed.GetRequiredValue(config), context.Errors);
            if (loaded == null) return (int)ExitCode.Configuration;
            if (parsed.GetValue(feed) is not string recording)
            {
                return LiveRun.Execute(context, loaded, new LiveRun.Wish(parsed.GetRequiredValue(journal), parsed.GetValue(stage),
                    parsed.GetValue(yes), parsed.GetValue(seconds), parsed.GetValue(arm), parsed.GetValue(json)));
            }
            return RunVerb.Execute(new RunOptions
            {
                FeedPath = recording,
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
