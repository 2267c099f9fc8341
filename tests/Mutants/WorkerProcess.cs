using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Minnow.Mutants;

/// <summary>A worker seen from outside: one that falls silent or dies is replaced.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly string _directory;
    private Process _process;

    internal WorkerProcess(string directory)
    {
        _directory = directory;
        _process = Start();
    }

    /// <summary>Asks and takes the lines of the answer up to an empty one.</summary>
    internal List<string> AskMany(string line)
    {
        _process.StandardInput.WriteLine(line);
        List<string> lines = [];
        while (_process.StandardOutput.ReadLine() is { Length: > 0 } answer) lines.Add(answer);
        return lines;
    }

    /// <summary>Asks and takes a line.</summary>
    /// <returns>Null if the worker died or was silent for too long; there is a new one then.</returns>
    internal string? Ask(string line, TimeSpan patience)
    {
        Process process = _process;
        string? answer = null;
        try
        {
            process.StandardInput.WriteLine(line);
            Task<string?> reading = process.StandardOutput.ReadLineAsync();
            if (reading.Wait(patience)) answer = reading.Result;
        }
        catch (Exception e) when (e is IOException or AggregateException)
        {
            // It died.
        }
        if (answer != null) return answer;
        Dispose();
        _process = Start();
        return null;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Process Start()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        start.ArgumentList.Add("--worker");
        start.ArgumentList.Add(_directory);
        return Process.Start(start)!;
    }
}
