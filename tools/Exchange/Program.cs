using System;
using System.Threading.Tasks;
using Minnow.Exchange.Server;

namespace Minnow.Exchange;

/// <summary>The executable <c>minnow-exchange</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => CommandLine.RunAsync(arguments, Console.Out, Console.Error);
}
