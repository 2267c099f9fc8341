using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Native;

namespace Minnow.Host.Drill;

/// <summary>An engine of its own process, and commands to it, as a person would give them.</summary>
internal sealed class DrillEngine : IDisposable
{
    private const int CommandMs = 20_000;

    private readonly IReadOnlyList<string> _minnow;
    private readonly string _config;
    private readonly string _journal;
    private readonly StringBuilder _said = new();
    private Process? _process;

    /// <summary>An engine that is not started.</summary>
    /// <param name="minnow">The command.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="journal">The directory of its runs.</param>
    internal DrillEngine(IReadOnlyList<string> minnow, string config, string journal) => (_minnow, _config, _journal) = (minnow, config, journal);

    /// <summary>True while it runs.</summary>
    internal bool Runs => _process is { HasExited: false };

    /// <summary>What it said last, for a person.</summary>
    internal string Said
    {
        get
        {
            lock (_said) return _said.ToString().Trim();
        }
    }

    /// <summary>Starts it.</summary>
    internal void Start()
    {
        _process?.Dispose();
        lock (_said) _said.Clear();
        _process = Launch("run", "--config", _config, "--journal", _journal, "--json");
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Sends it a signal.</summary>
    internal void Signal(int signal)
    {
        if (_process is { HasExited: false } process) LibcException.ThrowIf(LibcProcess.Signal(process.Id, signal), "kill", "the engine");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code; null if it has not ended in time.</returns>
    internal int? Ended(int limitMs) => _process is { } process && process.WaitForExit(limitMs) ? process.ExitCode : null;

    /// <summary>The id of its thread of that name; 0 if it has none.</summary>
    internal int Thread(string name)
    {
        if (_process is not { HasExited: false } process) return 0;
        foreach (string task in Directory.GetDirectories($"/proc/{process.Id}/task"))
        {
            if (File.ReadAllText(Path.Combine(task, "comm")).Trim() == name) return int.Parse(Path.GetFileName(task));
        }
        return 0;
    }

    /// <summary>Gives a command in a process of its own, and waits for it.</summary>
    /// <returns>Exit code, and its answer as JSON; undefined if it gave none.</returns>
    internal (int Code, JsonElement Answer, string Text) Command(string verb, params string[] more)
    {
        using Process process = Launch([verb, "--journal", _journal, "--json", .. more]);
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(CommandMs))
        {
            process.Kill();
            throw new DrillException($"minnow {verb} did not end in {CommandMs} ms");
        }
        string text = output + errors.Result;
        try
        {
            using JsonDocument answer = JsonDocument.Parse(output);
            return (process.ExitCode, answer.RootElement.Clone(), text.Trim());
        }
        catch (JsonException)
        {
            return (process.ExitCode, default, text.Trim());
        }
    }

    /// <summary>Ends it at once, and waits until it is gone.</summary>
    internal void Kill()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process?.Dispose();
    }

    private Process Launch(params string[] arguments)
    {
        ProcessStartInfo start = new(_minnow[0]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        for (int i = 1; i < _minnow.Count; i++) start.ArgumentList.Add(_minnow[i]);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        Process process = Process.Start(start) ?? throw new DrillException($"{_minnow[0]} can not be started");
        process.StandardInput.Close();
        return process;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not string text) return;
        lock (_said)
        {
            if (_said.Length > 4_000) _said.Remove(0, 2_000);
            _said.Append(text).Append('\n');
        }
    }
}
