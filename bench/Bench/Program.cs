using BenchmarkDotNet.Running;

namespace Minnow.Bench;

/// <summary>Times under BenchmarkDotNet, for reading by people: <c>dotnet run -c Release --project bench/Bench -- --filter '*Parse*'</c>.</summary>
internal static class Program
{
    private static void Main(string[] arguments) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
}
