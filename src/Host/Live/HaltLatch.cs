using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Native;

namespace Minnow.Host.Live;

/// <summary>Makes a halt outlive its process: a file for each instrument of the account, beside the runs. While it is there no run trades that instrument.</summary>
/// <remarks>
/// Written on the journal's thread as soon as the quoter says that it is halted, so that a kill afterwards changes nothing; by the control thread at a kill; and by
/// <c>minnow kill</c> from another process. Each adds a line and waits for the disk, so none hides what another one said.
/// </remarks>
public sealed class HaltLatch : IAgent
{
    private const string Prefix = "halted-";
    private const long RetryNs = Units.NsPerSecond;

    private readonly string _root;
    private readonly List<(string Instrument, string Path)> _files = [];
    private readonly Lock _writing = new();
    private readonly long[] _ourBytes;
    private CounterSet? _counters;
    private string _run = "";
    private bool _isWritten;
    private long _triedNs;

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
            _files.Add((instrument, Path.Combine(root, $"{Prefix}{instrument}-{XxHash64.Hash(Encoding.UTF8.GetBytes($"{address} {clientId} {instrument}")):x16}.txt")));
        _ourBytes = new long[_files.Count];
    }

    /// <inheritdoc/>
    public string RoleName => "halt";

    /// <summary>Why the file could not be written, for a person; empty if it was, or need not be.</summary>
    public string FailureText { get; private set; } = "";

    /// <summary>True if it lies there. Cheap, any thread; allocates nothing.</summary>
    public bool IsSet
    {
        get
        {
            foreach ((string _, string path) in _files)
                if (LibcOwner.Look(path, out _) == Errno.Ok) return true;
            return false;
        }
    }

    /// <summary>True if something in it was not laid through this object: another process wants that we stop, whatever we had laid before. Cheap, any thread; allocates nothing.</summary>
    public bool IsLaidByOthers
    {
        get
        {
            for (int i = 0; i < _files.Count; i++)
                if (LibcOwner.Look(_files[i].Path, out FileOwner file) == Errno.Ok && file.Bytes > Volatile.Read(ref _ourBytes[i])) return true;
            return false;
        }
    }

    /// <summary>Refuses to go on where a run was halted.</summary>
    /// <exception cref="LiveRefusedException">One was.</exception>
    public void ThrowIfSet()
    {
        foreach ((string instrument, string path) in _files)
        {
            if (!File.Exists(path)) continue;
            throw new LiveRefusedException(ExitCode.Halted, $"{instrument} is halted on this account, and nobody has armed it since ({path}):\n{Text(path).TrimEnd()}\n"
                + $"Find out why, look at the account, then: minnow arm --journal {_root} --by YOU --reason \"what you found\"; it takes the file away and keeps what it says.");
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

    /// <summary>Lays the latch: one more line in each file, on the device when it returns. Any thread.</summary>
    /// <param name="what">What happened, one line.</param>
    /// <param name="run">The directory of the run that it happened in; empty if there is none.</param>
    /// <returns>Why it could not be laid; empty if it was.</returns>
    public string Lay(string what, string run)
    {
        try
        {
            Directory.CreateDirectory(_root);
            lock (_writing)
                for (int i = 0; i < _files.Count; i++)
                    Append(i, string.Create(CultureInfo.InvariantCulture, $"{_files[i].Instrument} halted: {what}, {DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}{(run.Length == 0 ? "" : $", run {run}")}\n"));
            LibcException.ThrowIf(LibcFile.SyncDirectory(_root), "fsync", _root);
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>A person has looked: the files are renamed to <c>armed-…</c> with who armed and why as their last line. Any thread.</summary>
    /// <returns>What was halted, one line each; empty if nothing was.</returns>
    /// <exception cref="IOException">A file can not be taken away.</exception>
    public string TakeAway(string by, string reason)
    {
        StringBuilder was = new();
        lock (_writing)
            foreach ((string _, string path) in _files)
                if (LibcOwner.Look(path, out _) == Errno.Ok) was.Append(TakeAway(path, by, reason).TrimEnd()).Append('\n');
        return was.ToString().TrimEnd();
    }

    /// <summary>Takes one latch away and keeps its record.</summary>
    /// <returns>What it said.</returns>
    /// <exception cref="IOException">It can not be taken away.</exception>
    public static string TakeAway(string path, string by, string reason)
    {
        string was = Text(path), directory = Path.GetDirectoryName(path) ?? ".", name = Path.GetFileName(path);
        string now = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture);
        Append(path, $"armed: {now} by {by}: {reason}\n");
        string kept = Path.Combine(directory, $"armed-{(name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..^".txt".Length] : name)}-{now}.txt");
        LibcException.ThrowIf(LibcFile.Rename(path, kept), "rename", path);
        LibcException.ThrowIf(LibcFile.SyncDirectory(directory), "fsync", directory);
        return was;
    }

    /// <summary>Looks whether somebody else has taken it away, so that what is laid from then on is told apart again.</summary>
    public void Forget()
    {
        if (!_writing.TryEnter()) return;
        try
        {
            for (int i = 0; i < _files.Count; i++)
                if (LibcOwner.Look(_files[i].Path, out _) == Errno.NoEntry) Volatile.Write(ref _ourBytes[i], 0);
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>All latches below a directory of runs, of whatever account.</summary>
    public static string[] Find(string root) => Directory.Exists(root) ? Directory.GetFiles(root, Prefix + "*.txt") : [];

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        if (_counters is not { } counters) return 0;
        HaltReason reason = (HaltReason)counters.Read(CounterId.QuoterHalted);
        // Armed again: the next halt is another one.
        if (reason == HaltReason.None) _isWritten = false;
        if (reason == HaltReason.None || _isWritten || (FailureText.Length > 0 && nowNs - _triedNs < RetryNs)) return 0;
        // The run stays halted all the same; that the next one would not know, if the disk never takes it, is said at its end.
        FailureText = Lay(reason.ToString(), _run);
        _isWritten = FailureText.Length == 0;
        _triedNs = nowNs;
        return 1;
    }

    // Counted before it is written: whoever looks meanwhile takes nothing of ours for somebody else's.
    private void Append(int file, string line)
    {
        string path = _files[file].Path;
        long before = LibcOwner.Look(path, out FileOwner there) == Errno.Ok ? _ourBytes[file] : 0;
        Volatile.Write(ref _ourBytes[file], before + Encoding.UTF8.GetByteCount(line));
        try
        {
            Append(path, line);
        }
        catch (IOException)
        {
            // How much of it stands there nobody knows; what others lay from here on is beyond this.
            Volatile.Write(ref _ourBytes[file], LibcOwner.Look(path, out there) == Errno.Ok ? there.Bytes : 0);
            throw;
        }
    }

    private static void Append(string path, string line)
    {
        LibcException.ThrowIf(LibcFile.Open(path, OpenMode.Write | OpenMode.Create | OpenMode.Append, LibcFile.OwnerWrites, out int fd), "open", path);
        Errno error = LibcFile.WriteAll(fd, Encoding.UTF8.GetBytes(line));
        if (error == Errno.Ok) error = LibcFile.SyncData(fd);
        LibcFile.Close(fd);
        LibcException.ThrowIf(error, "write", path);
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
