using System.IO;
using System.Threading;

namespace Minnow.Cli;

/// <summary>What a verb works with.</summary>
/// <param name="Output">Data.</param>
/// <param name="Bytes">The stream under <paramref name="Output"/>, for verbs that write UTF-8 themselves; flush <paramref name="Output"/> first.</param>
/// <param name="Errors">Messages for people.</param>
/// <param name="Stop">Set by SIGINT and SIGTERM.</param>
internal sealed record CliContext(TextWriter Output, Stream Bytes, TextWriter Errors, CancellationToken Stop);
