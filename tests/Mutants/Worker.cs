using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Minnow.Mutants;

/// <summary>The process in which mutants are at work: it takes a line, runs cases, and answers with a line.</summary>
/// <remarks>
/// <c>names</c>: a line for each case, then an empty one. <c>reach CASE</c>: milliseconds, questions asked, and the mutants that the case reached; or
/// <c>failed</c> and why. <c>try MUTANT CASE:QUESTIONS...</c>: <c>killed CASE WHY</c> by the first case that fails, or <c>survived</c>.
/// </remarks>
internal static class Worker
{
    /// <summary>Questions that a mutant may ask beyond those without one, as a multiple of them, before it is taken for endless.</summary>
    private const long Patience = 20, LeastQuestions = 2_000_000;

    internal static void Serve(string directory)
    {
        TextWriter answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(directory, name.Name + ".dll") is { } path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        Type control = Assembly.Load("Minnow.Core").GetType(SwitchSource.TypeName)!;
        using TestRun tests = new(Assembly.Load("Minnow.Core.Tests"));
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            string answer = words[0] switch
            {
                "names" => string.Join('\n', tests.Names) + "\n",
                "reach" => Reach(control, tests, Number(words[1])),
                _ => Try(control, tests, Number(words[1]), words[2..]),
            };
            answers.WriteLine(answer);
            answers.Flush();
        }
    }

    private static string Reach(Type control, TestRun tests, int number)
    {
        bool[] reached = new bool[1 << 16];
        Set(control, "Reached", reached);
        Set(control, "Asked", 0L);
        Set(control, "Left", 0L);
        long began = Stopwatch.GetTimestamp();
        string? failure = tests.Run(number);
        double ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Set(control, "Left", long.MaxValue);
        Set(control, "Reached", null);
        long asked = (long)control.GetField("Asked")!.GetValue(null)!;
        if (failure != null) return $"failed {failure}";
        return string.Create(CultureInfo.InvariantCulture, $"{ms:F1} {asked} {string.Join(' ', Enumerable.Range(0, reached.Length).Where(i => reached[i]))}").TrimEnd();
    }

    private static string Try(Type control, TestRun tests, int mutant, string[] cases)
    {
        foreach (string word in cases)
        {
            string[] parts = word.Split(':');
            Set(control, "Left", LeastQuestions + (Patience * long.Parse(parts[1], CultureInfo.InvariantCulture)));
            Set(control, "Active", mutant);
            string? failure = tests.Run(Number(parts[0]));
            Set(control, "Active", 0);
            Set(control, "Left", long.MaxValue);
            if (failure != null) return $"killed {parts[0]} {failure}";
        }
        return "survived";
    }

    private static void Set(Type control, string field, object? value) => control.GetField(field)!.SetValue(null, value);

    private static int Number(string word) => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);
}
