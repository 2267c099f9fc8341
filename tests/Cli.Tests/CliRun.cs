using System.IO;
using System.Text;
using System.Threading;
using Minnow.Cli;

namespace Minnow.Tests.Cli;

/// <summary>One call of the command line with what it wrote.</summary>
internal sealed record CliRun(int Code, string Output, string Errors)
{
    internal static CliRun Of(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter errors = new() { NewLine = "\n" };
        using MemoryStream bytes = new();
        int code = CommandLine.Run(arguments, new CliContext(output, bytes, errors, CancellationToken.None));
        return new CliRun(code, output + Encoding.UTF8.GetString(bytes.ToArray()), errors.ToString());
    }
}
