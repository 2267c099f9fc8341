using System;
using System.IO;
using System.Text;

namespace Minnow.Cli;

/// <summary>The executable <c>minnow</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // UTF-8 whatever the locale says, so that data read by a program is the same everywhere.
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        using OutputStream bytes = new(Console.OpenStandardOutput());
        using StreamWriter output = new(bytes, utf8) { NewLine = "\n" };
        using StreamWriter errors = new(Console.OpenStandardError(), utf8) { NewLine = "\n", AutoFlush = true };
        using StopSignals signals = new();
        return CommandLine.Run(arguments, new CliContext(output, bytes, errors, signals.Stop)
        {
            Hurry = signals.Hurry,
            TakeSecondSignal = signals.TakeSecond,
            Terminal = Console.IsInputRedirected ? null : Console.In,
            Arguments = arguments,
        });
    }
}
