using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Core.Numerics;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;

namespace Minnow.Host.Live;

/// <summary>Makes a halt outlive its process: a file for each instrument of the account, beside the runs. While it is there no run trades that instrument.</summary>
/// <remarks>Written on the journal's thread as soon as the quoter says that it is halted, so that a kill afterwards changes nothing.</remarks>
public sealed class HaltLatch : IAgent
{
    private readonly string _root;
    private readonly List<(string Instrument, string Path)> _files = [];
    private CounterSet? _counters;
    private string _run = "";
    private bool _isWritten;

    /// <summary>The latch of an account.</summary>
    /// <param name="root">The directory of all runs.</param>
    /// <param name="address">The venue's address.</param>
    /// <param name="clientId">The key's public name.</param>
    /// <param name="instruments">Names.</param>
    public HaltLatch(string root, string address, string clientId, IEnumerable<string> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _root = root;
        foreach (string instrument in instruments)
            _files.Add((instrument, Path.Combine(root, $"halted-{instrument}-{XxHash64.Hash(Encoding.UTF8.GetBytes($"{address} {clientId} {instrument}")):x16}.txt")));
    }

    /// <inheritdoc/>
    public string RoleName => "halt";

    /// <summary>Why the file could not be written, for a person; empty if it was, or need not be.</summary>
    public string FailureText { get; private set; } = "";

    /// <summary>Refuses to go on where a run was halted.</summary>
    /// <exception cref="LiveRefusedException">One was.</exception>
    public void ThrowIfSet()
    {
        foreach ((string instrument, string path) in _files)
        {
            if (!File.Exists(path)) continue;
            throw new LiveRefusedException(ExitCode.Halted, $"{instrument} is halted on this account, and nobody has armed it since ({path}):\n{Text(path).TrimEnd()}\n"
                + "Find out why, look at the account, and start again with --arm \"what you found\"; it takes the file away.");
        }
    }

    /// <summary>A person has looked: takes the files away, and keeps what they said, with the reason, in the run's directory.</summary>
    /// <returns>What was halted, one line for each instrument; empty if nothing was.</returns>
    /// <exception cref="LiveRefusedException">A file can not be taken away.</exception>
    public string Arm(string reason, string runDirectory)
    {
        StringBuilder was = new();
        try
        {
            foreach ((string _, string path) in _files)
                if (File.Exists(path)) was.Append(Text(path).TrimEnd()).Append('\n');
            File.WriteAllText(Path.Combine(runDirectory, "armed.txt"), $"armed: {reason}\n{was}");
            foreach ((string _, string path) in _files) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LiveRefusedException(ExitCode.CannotCreate, $"can not be armed: {e.Message}");
        }
        return was.ToString().TrimEnd();
    }

    /// <summary>Watches a run.</summary>
    /// <param name="counters">Its counters.</param>
    /// <param name="runDirectory">Its directory.</param>
    public void Watch(CounterSet counters, string runDirectory) => (_counters, _run) = (counters, runDirectory);

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        if (_isWritten || _counters is not { } counters) return 0;
        HaltReason reason = (HaltReason)counters.Read(CounterId.QuoterHalted);
        if (reason == HaltReason.None) return 0;
        Write(reason);
        return 1;
    }

    private void Write(HaltReason reason)
    {
        _isWritten = true;
        try
        {
            Directory.CreateDirectory(_root);
            foreach ((string instrument, string path) in _files)
                File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{instrument} halted: {reason}, {DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}, run {_run}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run stays halted all the same; that the next one would not know is said at its end.
            FailureText = e.Message;
        }
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"(can not be read: {e.Message})";
        }
    }
}
