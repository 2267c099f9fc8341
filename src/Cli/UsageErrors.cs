using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using Minnow.Host.Configuration;

namespace Minnow.Cli;

/// <summary>Says what is wrong with a command line. The library would end with 1, which means "the answer is no"; this ends with 2.</summary>
internal static class UsageErrors
{
    internal static int Report(ParseResult parsed, TextWriter errors)
    {
        Command command = parsed.CommandResult.Command;
        bool isUnknownVerb = command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0;
        if (isUnknownVerb) errors.WriteLine($"minnow: there is no verb or option {parsed.UnmatchedTokens[0]}; verbs: {string.Join(", ", Verbs(command))}");
        else foreach (ParseError error in parsed.Errors) errors.WriteLine($"minnow: {error.Message}");
        foreach (string token in parsed.UnmatchedTokens)
            if (Suggestion.Nearest(token, Names(command)) is string near) errors.WriteLine($"minnow: did you mean {near}?");
        errors.WriteLine($"Try: {Path(parsed.CommandResult)} --help");
        return (int)ExitCode.Usage;
    }

    private static IEnumerable<string> Names(Command command)
    {
        foreach (string verb in Verbs(command)) yield return verb;
        foreach (Option option in command.Options) yield return option.Name;
    }

    private static IEnumerable<string> Verbs(Command command)
    {
        foreach (Command child in command.Subcommands) yield return child.Name;
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "minnow";
}
