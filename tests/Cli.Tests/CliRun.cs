using System.IO;
using System.Text;
using System.Threading;
using Minnow.Cli;

namespace Minnow.Tests.Cli;

/// <summary>One call of the command line with what it wrote.</summary>
internal sealed record CliRun(int Code, string Output, string Errors)
{
    internal static CliRun Of(params string[] arguments) => Typing(null, arguments);

    /// <summary>With a person who types <paramref name="typed"/>; null is no terminal.</summary>
    internal static CliRun Typing(string? typed, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter errors = new() { NewLine = "\n" };
        using MemoryStream bytes = new();
        int code = CommandLine.Run(arguments, new CliContext(output, bytes, errors, CancellationToken.None)
        {
            Terminal = typed == null ? null : new StringReader(typed), Arguments = arguments,
        });
        return new CliRun(code, output + Encoding.UTF8.GetString(bytes.ToArray()), errors.ToString());
    }
}
