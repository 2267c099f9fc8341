using System;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>The calls that the writer makes; tests put a faulty disk in its place. Called once a block at most.</summary>
public interface IJournalDisk
{
    /// <summary>See <see cref="LibcJournal.OpenNew"/>.</summary>
    Errno OpenNew(ReadOnlySpan<byte> path, out int fd);

    /// <summary>See <see cref="LibcJournal.Reserve"/>.</summary>
    Errno Reserve(int fd, long bytes);

    /// <summary>See <see cref="LibcFile.WriteAll"/>.</summary>
    Errno WriteAll(int fd, ReadOnlySpan<byte> bytes);

    /// <summary>See <see cref="LibcFile.SyncData"/>.</summary>
    Errno SyncData(int fd);

    /// <summary>See <see cref="LibcJournal.Sync"/>; the descriptor is the directory's.</summary>
    Errno SyncDirectory(int fd);

    /// <summary>See <see cref="LibcJournal.Truncate"/>.</summary>
    Errno Truncate(int fd, long bytes);

    /// <summary>See <see cref="LibcJournal.IsNamed"/>.</summary>
    Errno IsNamed(int fd, ReadOnlySpan<byte> path, out bool isNamed);

    /// <summary>See <see cref="LibcFile.Close"/>.</summary>
    Errno Close(int fd);
}

/// <summary>The machine's disk.</summary>
public sealed class LinuxJournalDisk : IJournalDisk
{
    /// <summary>The only one needed.</summary>
    public static LinuxJournalDisk Instance { get; } = new();

    /// <inheritdoc/>
    public Errno OpenNew(ReadOnlySpan<byte> path, out int fd) => LibcJournal.OpenNew(path, out fd);

    /// <inheritdoc/>
    public Errno Reserve(int fd, long bytes) => LibcJournal.Reserve(fd, bytes);

    /// <inheritdoc/>
    public Errno WriteAll(int fd, ReadOnlySpan<byte> bytes) => LibcFile.WriteAll(fd, bytes);

    /// <inheritdoc/>
    public Errno SyncData(int fd) => LibcFile.SyncData(fd);

    /// <inheritdoc/>
    public Errno SyncDirectory(int fd) => LibcJournal.Sync(fd);

    /// <inheritdoc/>
    public Errno Truncate(int fd, long bytes) => LibcJournal.Truncate(fd, bytes);

    /// <inheritdoc/>
    public Errno IsNamed(int fd, ReadOnlySpan<byte> path, out bool isNamed) => LibcJournal.IsNamed(fd, path, out isNamed);

    /// <inheritdoc/>
    public Errno Close(int fd) => LibcFile.Close(fd);
}
