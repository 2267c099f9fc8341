using System;
using System.CommandLine;
using System.IO;
using Minnow.Host.Configuration;

namespace Minnow.Cli;

/// <summary>Parses the command line, runs the verb and turns every outcome into an <see cref="ExitCode"/>.</summary>
internal static class CommandLine
{
    internal static int Run(string[] arguments, CliContext context)
    {
        try
        {
            ParseResult parsed = CommandTree.Build(context).Parse(arguments);
            int code = parsed.Errors.Count > 0 ? UsageErrors.Report(parsed, context.Errors) : Invoke(parsed, context);
            context.Output.Flush();
            return code;
        }
        catch (OutputFailedException e)
        {
            return TryReport(context.Errors, $"minnow: the output can not be written: {e.Message}", ExitCode.Io);
        }
        catch (Exception e)
        {
            return TryReport(context.Errors, CrashText.For(e, arguments), ExitCode.Internal);
        }
    }

    private static int Invoke(ParseResult parsed, CliContext context) => parsed.Invoke(new InvocationConfiguration
    {
        Output = context.Output,
        Error = context.Errors,
        EnableDefaultExceptionHandler = false, // it would end with 1, which means "the answer is no"
        ProcessTerminationTimeout = null, // the signals are ours: StopSignals
    });

    private static int TryReport(TextWriter errors, string text, ExitCode code)
    {
        try
        {
            errors.WriteLine(text);
        }
        catch (IOException)
        {
            // Nowhere left to say it; the exit code does.
        }
        return (int)code;
    }
}
