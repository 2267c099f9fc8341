using System.CommandLine;
using Minnow.Host.Engine;
using Minnow.Host.Journal;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow journal ls | describe | verify | dump | recover</c>.</summary>
internal static class JournalCommands
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Command command = new("journal", "Lists, describes, verifies, dumps and recovers journals.")
        {
            BuildList(context, examples),
            BuildDescribe(context, examples),
            BuildVerify(context, examples),
            BuildDump(context, examples),
            BuildRecover(context, examples),
        };
        examples.Add(command, "minnow journal verify journal");
        return command;
    }

    private static Command BuildList(CliContext context, Examples examples)
    {
        Argument<string> path = Path();
        Option<bool> json = OptionValues.Json();
        Command command = new("ls", "Lists the segments; exit code 1 if the journal is damaged or cut.") { path, json };
        examples.Add(command, "minnow journal ls journal");
        command.SetAction(parsed => JournalLister.Run(parsed.GetRequiredValue(path), context.Output, context.Errors, parsed.GetValue(json)));
        return command;
    }

    private static Command BuildDescribe(CliContext context, Examples examples)
    {
        Argument<string> path = Path();
        Option<bool> json = OptionValues.Json();
        Command command = new("describe", "Says who wrote it, with which configuration, and what is in it.") { path, json };
        examples.Add(command, "minnow journal describe journal");
        command.SetAction(parsed => JournalDescriber.Run(parsed.GetRequiredValue(path), context.Output, context.Errors, parsed.GetValue(json)));
        return command;
    }

    private static Command BuildVerify(CliContext context, Examples examples)
    {
        Argument<string> path = Path();
        Option<bool> json = OptionValues.Json();
        Command command = new("verify", "Reads and decodes everything and compares every hash; exit code 1 at the first damage.") { path, json };
        examples.Add(command, "minnow journal verify journal");
        command.SetAction(parsed => JournalVerifier.Run(parsed.GetRequiredValue(path), context.Output, context.Errors, parsed.GetValue(json)));
        return command;
    }

    private static Command BuildDump(CliContext context, Examples examples)
    {
        Argument<string> path = Path();
        Option<long?> from = new("--from") { HelpName = "SEQ", Description = "First input sequence to show.", CustomParser = OptionValues.NotNegative };
        Option<long?> to = new("--to") { HelpName = "SEQ", Description = "Last input sequence to show.", CustomParser = OptionValues.NotNegative };
        Option<bool> noInputs = new("--no-inputs") { Description = "Leave out the input events." };
        Option<bool> noOutputs = new("--no-outputs") { Description = "Leave out commands, decisions and checkpoints." };
        // Its output is JSON in any case; the option is there because every reading verb has it.
        Option<bool> json = OptionValues.Json();
        Command command = new("dump", "Prints every record as one line of JSON.") { path, from, to, noInputs, noOutputs, json };
        examples.Add(command, "minnow journal dump journal", "minnow journal dump journal --from 1000 --to 1010 --no-inputs");
        command.SetAction(parsed =>
        {
            context.Output.Flush();
            return JournalDumper.Run(parsed.GetRequiredValue(path), context.Bytes, context.Errors, new JournalDumpOptions
            {
                Inputs = !parsed.GetValue(noInputs),
                Outputs = !parsed.GetValue(noOutputs),
                FromSequence = parsed.GetValue(from) ?? 0,
                ToSequence = parsed.GetValue(to) ?? long.MaxValue,
            });
        });
        return command;
    }

    private static Command BuildRecover(CliContext context, Examples examples)
    {
        Argument<string> path = new("DIR") { Description = "Directory of the journal." };
        Command command = new("recover", "After a crash: moves what the rings still hold into the journal and closes it.") { path };
        examples.Add(command, "minnow journal recover journal");
        command.SetAction(parsed => RecoverVerb.Execute(parsed.GetRequiredValue(path), context.Output, context.Errors));
        return command;
    }

    private static Argument<string> Path() => new("PATH") { Description = "Directory of the journal, or one segment." };
}
