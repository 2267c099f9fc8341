using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Minnow.Mutants;

/// <summary>The cases of a test assembly, run one by one in this process.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly ITestFrameworkExecutor _executor;
    private readonly List<ITestCase> _cases;

    /// <summary>Finds the cases.</summary>
    internal TestRun(Assembly tests)
    {
        XunitTestFramework framework = new(new Listener());
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(tests));
        Listener found = new();
        discoverer.Find(includeSourceInformation: false, found, new Options());
        found.Ended.Wait();
        _cases = [.. found.Cases.OrderBy(static c => c.DisplayName, StringComparer.Ordinal)];
        _executor = framework.GetExecutor(tests.GetName());
    }

    /// <summary>Names of the cases, by their number.</summary>
    internal IReadOnlyList<string> Names => [.. _cases.Select(static c => c.DisplayName)];

    /// <summary>Runs one case.</summary>
    /// <returns>What failed, in a line; null if it passed.</returns>
    internal string? Run(int number)
    {
        Listener listener = new();
        _executor.RunTests([_cases[number]], listener, new Options());
        listener.Ended.Wait();
        return listener.Failure;
    }

    public void Dispose() => _executor.Dispose();

    private sealed class Listener : LongLivedMarshalByRefObject, IMessageSink
    {
        internal List<ITestCase> Cases { get; } = [];

        internal ManualResetEventSlim Ended { get; } = new();

        internal string? Failure { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage discovered:
                    Cases.Add(discovered.TestCase);
                    break;
                case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                    Ended.Set();
                    break;
                case IFailureInformation failure:
                    Failure ??= string.Join(' ', failure.Messages.Select(static m => m.ReplaceLineEndings(" ")));
                    break;
                default:
                    break;
            }
            // The first failure is enough.
            return Failure == null;
        }
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new()
        {
            ["xunit.execution.DisableParallelization"] = true, ["xunit.execution.SynchronousMessageReporting"] = true, ["xunit.discovery.PreEnumerateTheories"] = true,
            ["xunit.discovery.MethodDisplay"] = "ClassAndMethod",
        };

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) && value is TValue given ? given : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
