using System.CommandLine;
using Minnow.Cli.Verbs;

namespace Minnow.Cli;

/// <summary>All verbs.</summary>
internal static class CommandTree
{
    internal static RootCommand Build(CliContext context) => Build(context, out _);

    internal static RootCommand Build(CliContext context, out Examples examples)
    {
        examples = new Examples();
        RootCommand root = new("Minnow, a market maker for crypto futures. Exit codes: minnow help exit-codes.")
        {
            RunCommand.Build(context, examples),
            ReplayCommand.Build(context, examples),
            WhyCommand.Build(context, examples),
            PnlCommand.Build(context, examples),
            EdgeCommand.Build(context, examples),
            JournalCommands.Build(context, examples),
            StatVerb.Build(context, examples),
            DoctorCommand.Build(context, examples),
            ConfigCommands.Build(context, examples),
            ControlsCommand.Build(context, examples),
            VersionCommand.Build(context, examples),
            HelpCommand.Build(context, examples),
        };
        foreach (Command command in (Command[])[.. StatusCommands.Build(context, examples), .. OperatorCommands.Build(context, examples)]) root.Add(command);
        root.Add(DrillCommand.Build(context, examples));
        examples.AttachTo(root);
        return root;
    }
}
