using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Minnow.Core.Numerics;
using Minnow.Host.Configuration;
using Minnow.Native;

namespace Minnow.Host.Live;

/// <summary>Keeps a second process of this machine from trading the same instruments on the same account. The kernel frees it with the process.</summary>
public sealed class InstanceLock : IDisposable
{
    private const int AllMayLock = 0x1B6; // rw-rw-rw-: whoever runs the second process must be able to see the lock

    private readonly List<int> _files = [];

    private InstanceLock()
    {
    }

    /// <summary>Where the lock files lie: the same place for all users of the machine.</summary>
    public static string DefaultDirectory => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    /// <summary>Takes the lock of each instrument.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="address">The venue's address; the same key on another venue is another account.</param>
    /// <param name="clientId">The key's public name.</param>
    /// <param name="instruments">Names.</param>
    /// <exception cref="LiveRefusedException">Another process has one.</exception>
    public static InstanceLock Take(string directory, string address, string clientId, IEnumerable<string> instruments)
    {
        InstanceLock all = new();
        try
        {
            foreach (string instrument in instruments) all.Take(directory, $"{address} {clientId} {instrument}", instrument);
            return all;
        }
        catch
        {
            all.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (int fd in _files) LibcFile.Close(fd);
        _files.Clear();
    }

    private void Take(string directory, string what, string instrument)
    {
        string path = Path.Combine(directory, $"minnow-{XxHash64.Hash(Encoding.UTF8.GetBytes(what)):x16}.lock");
        Errno error = LibcFile.Open(path, OpenMode.Read, 0, out int fd);
        if (error == Errno.NoEntry) error = LibcFile.Open(path, OpenMode.Read | OpenMode.Create, AllMayLock, out fd);
        if (error == Errno.Ok)
        {
            _files.Add(fd);
            error = LibcFile.TryLock(fd);
        }
        if (error == Errno.Ok) return;
        throw error == Errno.Again
            ? new LiveRefusedException(ExitCode.Temporary, $"another process on this machine trades {instrument} on this account (lock {path}). Stop it first, or give this one another subaccount.")
            : new LiveRefusedException(ExitCode.CannotCreate, $"the lock {path} can not be taken: {LibcException.Text(error)}.");
    }
}
