using System.CommandLine;
using Minnow.Host.Pnl;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow pnl</c>.</summary>
internal static class PnlCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Argument<string> path = new("DIR") { Description = "Directory of the journal." };
        Option<PnlGroup> by = new("--by") { HelpName = "fill|order|level|hour|regime|instrument", Description = "Add the fills up by this as well.", CustomParser = OptionValues.Group };
        Option<string?> statement = new("--statement") { HelpName = "FILE", Description = "The venue's transaction log as it answers private/get_transaction_log: compare each trade, fee and settlement." };
        Option<bool> json = OptionValues.Json();
        Command command = new("pnl", "What the fills of a journal earned, to the last digit, and where it came from; exit code 1 if it does not add up.") { path, by, statement, json };
        examples.Add(command, "minnow pnl journal", "minnow pnl journal --by hour --json", "minnow pnl journal --statement day.json");
        command.SetAction(parsed => PnlVerb.Execute(
            new PnlOptions { Journal = parsed.GetRequiredValue(path), By = parsed.GetValue(by), Statement = parsed.GetValue(statement), Json = parsed.GetValue(json) }, context.Output, context.Errors));
        return command;
    }
}
