using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace Minnow.Cli;

/// <summary>What a verb works with.</summary>
/// <param name="Output">Data.</param>
/// <param name="Bytes">The stream under <paramref name="Output"/>, for verbs that write UTF-8 themselves; flush <paramref name="Output"/> first.</param>
/// <param name="Errors">Messages for people.</param>
/// <param name="Stop">Set by SIGINT and SIGTERM.</param>
internal sealed record CliContext(TextWriter Output, Stream Bytes, TextWriter Errors, CancellationToken Stop)
{
    /// <summary>Set by a second SIGINT or SIGTERM, for a verb that called <see cref="TakeSecondSignal"/>.</summary>
    internal CancellationToken Hurry { get; init; }

    /// <summary>A verb that has something left to do after the second signal takes it; for all others it ends the process.</summary>
    internal Action TakeSecondSignal { get; init; } = static () => { };

    /// <summary>Where a person types; null if nobody does.</summary>
    internal TextReader? Terminal { get; init; }

    /// <summary>The command line after the program's name.</summary>
    internal IReadOnlyList<string> Arguments { get; init; } = [];
}
