using System;
using Minnow.Host.Journal;
using Minnow.Native;

namespace Minnow.Host.Tests.Journal;

/// <summary>The machine's disk, except that chosen calls fail.</summary>
internal sealed class FaultyDisk : IJournalDisk
{
    private readonly IJournalDisk _real = LinuxJournalDisk.Instance;

    /// <summary>Asked before each call with its name and number (from 1, all calls together); Ok lets it through.</summary>
    public Func<string, int, Errno> Fault { get; set; } = static (_, _) => Errno.Ok;

    public int Calls { get; private set; }

    public Errno OpenNew(ReadOnlySpan<byte> path, out int fd)
    {
        fd = -1;
        Errno error = Next("open");
        return error != Errno.Ok ? error : _real.OpenNew(path, out fd);
    }

    public Errno Reserve(int fd, long bytes) => Next("reserve") is var error && error != Errno.Ok ? error : _real.Reserve(fd, bytes);

    public Errno WriteAll(int fd, ReadOnlySpan<byte> bytes)
    {
        Errno error = Next("write");
        if (error == Errno.Ok) return _real.WriteAll(fd, bytes);
        _real.WriteAll(fd, bytes[..(bytes.Length / 2)]); // a failed write leaves half of it behind
        return error;
    }

    public Errno SyncData(int fd) => Next("sync") is var error && error != Errno.Ok ? error : _real.SyncData(fd);

    public Errno SyncDirectory(int fd) => Next("syncdir") is var error && error != Errno.Ok ? error : _real.SyncDirectory(fd);

    public Errno Truncate(int fd, long bytes) => Next("truncate") is var error && error != Errno.Ok ? error : _real.Truncate(fd, bytes);

    public Errno IsNamed(int fd, ReadOnlySpan<byte> path, out bool isNamed)
    {
        isNamed = false;
        return Next("stat") is var error && error != Errno.Ok ? error : _real.IsNamed(fd, path, out isNamed);
    }

    public Errno Close(int fd) => _real.Close(fd);

    private Errno Next(string call) => Fault(call, ++Calls);
}
