using System.IO;
using System.Threading;

namespace Minnow.Host.Counters;

/// <summary>The verb <c>minnow stat</c>: counters of a running process, as a table or as JSON.</summary>
public static class StatCommand
{
    /// <summary>The writer runs.</summary>
    public const int ExitOk = 0;

    /// <summary>Nothing runs, or it stopped, is gone or hangs; the last values are shown if there are any.</summary>
    public const int ExitNotRunning = 5;

    /// <summary>The file is not a counters page that this build can read.</summary>
    public const int ExitBadFile = 65;

    /// <summary>This user may not read it.</summary>
    public const int ExitNoPermission = 77;

    /// <summary>Runs the verb.</summary>
    /// <param name="options">What to show.</param>
    /// <param name="output">Takes the data.</param>
    /// <param name="errors">Takes messages.</param>
    /// <param name="stop">Ends <see cref="StatOptions.Watch"/>.</param>
    /// <returns>The exit code: of the last round when watching.</returns>
    public static int Run(StatOptions options, TextWriter output, TextWriter errors, CancellationToken stop = default)
    {
        int exit = Once(options, output, errors);
        while (options.Watch && !stop.WaitHandle.WaitOne(options.Interval))
        {
            if (!options.Json) output.WriteLine();
            exit = Once(options, output, errors); // opened anew: the process may have been restarted with another file
        }
        return exit;
    }

    private static int Once(StatOptions options, TextWriter output, TextWriter errors)
    {
        CountersFault fault = CountersReader.TryOpen(options.Directory, out CountersReader? reader, out string message);
        if (reader == null)
        {
            errors.WriteLine(message);
            return ExitCode(fault);
        }
        CountersSnapshot snapshot;
        using (reader) snapshot = reader.Snapshot();
        if (options.Json) StatJson.Write(snapshot, options.Filter, output);
        else StatTable.Write(snapshot, options.Filter, output);
        output.Flush();
        return snapshot.State == WriterState.Running ? ExitOk : ExitNotRunning;
    }

    private static int ExitCode(CountersFault fault) => fault switch
    {
        CountersFault.Absent => ExitNotRunning,
        CountersFault.Unreadable => ExitNoPermission,
        _ => ExitBadFile,
    };
}
