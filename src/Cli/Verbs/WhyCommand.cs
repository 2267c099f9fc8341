using System.CommandLine;
using Minnow.Host.Why;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow why</c>.</summary>
internal static class WhyCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Argument<string> path = new("DIR") { Description = "Directory of the journal." };
        Option<long?> order = new("--order") { HelpName = "ID", Description = "Our order id: what placed it, what became of it.", CustomParser = OptionValues.Positive };
        Option<long?> fill = new("--fill") { HelpName = "ID", Description = "The venue's trade id: the fill and the order behind it.", CustomParser = OptionValues.NotNegative };
        Option<long?> time = new("--time") { HelpName = "T", Description = "A moment, as 2026-11-22T05:00:01.250Z or in ns since 1970: the decisions in force then.", CustomParser = OptionValues.Moment };
        Option<bool> json = OptionValues.Json();
        Command command = new("why", "Explains an order, a fill or a moment from the journal: from the event that caused it to what was sent, with every term.") { path, order, fill, time, json };
        command.Validators.Add(result =>
        {
            int given = (result.GetResult(order) is null ? 0 : 1) + (result.GetResult(fill) is null ? 0 : 1) + (result.GetResult(time) is null ? 0 : 1);
            if (given != 1) result.AddError("Give exactly one of --order, --fill and --time.");
        });
        examples.Add(command, "minnow why journal --order 1", "minnow why journal --time 2024-03-01T00:00:10Z --json");
        command.SetAction(parsed => WhyVerb.Execute(new WhyOptions
        {
            Journal = parsed.GetRequiredValue(path),
            OrderId = parsed.GetValue(order),
            TradeId = parsed.GetValue(fill),
            TimeNs = parsed.GetValue(time),
            Json = parsed.GetValue(json),
        }, context.Output, context.Errors));
        return command;
    }
}
