using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Minnow.Cli;

/// <summary>Adds examples to the help of the verbs: every verb has one, and a test runs it.</summary>
internal sealed class Examples
{
    private readonly Dictionary<Command, string[]> _lines = [];

    /// <summary>Gives <paramref name="command"/> its examples, whole command lines.</summary>
    internal void Add(Command command, params string[] lines) => _lines.Add(command, lines);

    internal IReadOnlyDictionary<Command, string[]> All => _lines;

    /// <summary>Makes the help of <paramref name="root"/> and all below it end with the examples.</summary>
    internal void AttachTo(RootCommand root)
    {
        foreach (Option option in root.Options)
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help, this);
    }

    private sealed class HelpWithExamples(HelpAction help, Examples examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            if (!examples._lines.TryGetValue(parseResult.CommandResult.Command, out string[]? lines)) return code;
            parseResult.InvocationConfiguration.Output.WriteLine("Examples:");
            foreach (string line in lines) parseResult.InvocationConfiguration.Output.WriteLine($"  {line}");
            parseResult.InvocationConfiguration.Output.WriteLine();
            return code;
        }
    }
}
