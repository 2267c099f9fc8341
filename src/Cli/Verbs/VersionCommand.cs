using System.CommandLine;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Host.Configuration;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow version</c>.</summary>
internal static class VersionCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<bool> json = OptionValues.Json();
        Command command = new("version", "Says which build this is.") { json };
        examples.Add(command, "minnow version --json");
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                JsonText.Write(context.Output, writer =>
                {
                    writer.WriteString("version", BuildIdentity.Version);
                    writer.WriteString("commit", BuildIdentity.Commit);
                    writer.WriteNumber("journalFormat", JournalFormat.Version);
                    writer.WriteString("compiler", BuildIdentity.Compiler);
                    writer.WriteString("instructionSet", BuildIdentity.InstructionSet);
                    writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
                });
                return (int)ExitCode.Ok;
            }
            context.Output.WriteLine($"minnow {BuildIdentity.Version}");
            context.Output.WriteLine($"commit {BuildIdentity.Commit}");
            context.Output.WriteLine($"journal format {JournalFormat.Version}");
            context.Output.WriteLine($"compiled {BuildIdentity.Compiler}, {BuildIdentity.InstructionSet}, {RuntimeInformation.FrameworkDescription}");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
