using System;
using System.IO;
using System.Text;
using Minnow.Core.Journal;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>One segment file after another, in one directory: append, sync, cut back. Knows bytes, not blocks.</summary>
/// <remarks>
/// <see cref="Offset"/> is the end of the last append that succeeded. After a failed one the file may be longer;
/// <see cref="CutBack"/> mends that. A sync that failed is never repeated on the same file. No allocation after the constructor,
/// except for an error. Thread: one.
/// </remarks>
internal sealed class SegmentWriter : IDisposable
{
    private readonly IJournalDisk _disk;
    private readonly string _directory;
    private readonly byte[] _path;
    private readonly int _digitsAt;
    private readonly int _directoryFd;
    private int _fd = -1;

    /// <summary>Takes the directory, and its lock, for as long as this object lives.</summary>
    internal SegmentWriter(string directory, IJournalDisk disk)
    {
        _disk = disk;
        _directory = directory;
        bool isNew = !Directory.Exists(directory);
        Directory.CreateDirectory(directory);
        string parent = Path.GetDirectoryName(Path.GetFullPath(directory)) ?? directory;
        Errno named = LibcFile.SyncDirectory(parent); // the directory's name lasts, as its segments' names will
        if (isNew) LibcException.ThrowIf(named, "fsync", parent);
        _path = Encoding.UTF8.GetBytes(Path.Combine(directory, SegmentFile.NameOf(1)) + "\0");
        _digitsAt = _path.Length - 1 - JournalFormat.SegmentExtension.Length - 6;
        LibcException.ThrowIf(LibcFile.Open(directory, OpenMode.Read | OpenMode.Directory, 0, out _directoryFd), "open", directory);
        Errno locked = LibcFile.TryLock(_directoryFd);
        if (locked == Errno.Ok) return;
        LibcFile.Close(_directoryFd);
        if (locked == Errno.Again) throw new JournalBusyException(directory);
        throw new LibcException(locked, "flock", directory);
    }

    /// <summary>Bytes of the file that are good.</summary>
    internal long Offset { get; private set; }

    internal uint Number { get; private set; }

    internal bool IsOpen => _fd >= 0;

    /// <summary>True if bytes were appended since the last sync.</summary>
    internal bool IsDirty { get; private set; }

    internal bool CouldReserve { get; private set; }

    private ReadOnlySpan<byte> PathBytes => _path;

    /// <summary>Makes the segment's file, or empties a half-made one, and reserves its blocks.</summary>
    /// <exception cref="JournalException">The disk refused; nothing is open then.</exception>
    internal void Open(uint number, long reserveBytes)
    {
        if (number > 999_999) throw Failed("begin a segment", Errno.TooBig, "The numbers are used up: give the next run a new directory.");
        Number = number;
        uint rest = number;
        for (int i = 5; i >= 0; i--, rest /= 10) _path[_digitsAt + i] = (byte)('0' + rest % 10);
        Offset = 0;
        IsDirty = false;
        Errno error = _disk.OpenNew(PathBytes, out int fd);
        if (error != Errno.Ok) throw Failed("begin a segment", error);
        _fd = fd;
        error = _disk.Truncate(fd, 0); // it is empty: this is the call's first use, so that none in the middle of a run is
        if (error == Errno.Ok) error = _disk.Reserve(fd, reserveBytes);
        CouldReserve = error == Errno.Ok;
        if (error is Errno.NotSupported or Errno.Ok) return;
        Close();
        throw Failed($"reserve {reserveBytes} bytes", error);
    }

    /// <summary>Appends all bytes.</summary>
    /// <exception cref="JournalException">The disk refused; <see cref="Offset"/> did not move.</exception>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        Errno error = _disk.WriteAll(_fd, bytes);
        IsDirty = true;
        if (error != Errno.Ok) throw Failed($"append {bytes.Length} bytes at {Offset}", error);
        Offset += bytes.Length;
    }

    /// <summary>Removes what a failed append may have left behind <see cref="Offset"/>.</summary>
    internal void CutBack()
    {
        Errno error = _disk.Truncate(_fd, Offset);
        if (error != Errno.Ok) throw Failed($"cut back to {Offset}", error);
    }

    /// <summary>Waits until the device has everything. Not to be called again on this file after an error.</summary>
    internal Errno Sync()
    {
        Errno error = _disk.SyncData(_fd);
        if (error == Errno.Ok) IsDirty = false;
        return error;
    }

    /// <summary>Makes the file's name durable.</summary>
    /// <exception cref="JournalException">The disk refused.</exception>
    internal void SyncName()
    {
        Errno error = _disk.SyncDirectory(_directoryFd);
        if (error != Errno.Ok) throw Failed("make the segment's name durable", error);
    }

    /// <summary>Fails if the file was deleted, moved or replaced: bytes written to it would be lost without any error.</summary>
    /// <exception cref="JournalException">It was, or that can not be found out.</exception>
    internal void CheckIsNamed()
    {
        Errno error = _disk.IsNamed(_fd, PathBytes, out bool isNamed);
        if (error != Errno.Ok) throw Failed("look at the segment's name", error);
        if (!isNamed) throw Failed("append", Errno.NoEntry, "Somebody deleted or moved the segment that is being written; find out who, then start again.");
    }

    /// <summary>Gives back blocks reserved beyond the end, and the file.</summary>
    internal void Close()
    {
        if (_fd < 0) return;
        if (CouldReserve && Offset > 0) _disk.Truncate(_fd, Offset); // best effort: only space is at stake
        _disk.Close(_fd);
        _fd = -1;
    }

    internal JournalException Failed(string what, Errno error, string? next = null) => new(
        what, Path.Combine(_directory, SegmentFile.NameOf(Math.Max(Number, 1))), $"{LibcException.Text(error)} (errno {(int)error})", next ?? Advice(error), error);

    private static string Advice(Errno error) => error switch
    {
        Errno.NoSpace or Errno.Quota => "Nothing that was confirmed is lost. Make room, then resume.",
        Errno.TooBig => "Raise the limit on file sizes (ulimit -f), then resume.",
        Errno.ReadOnly => "The file system became read-only: look at the kernel's log before going on.",
        Errno.InputOutput => "The device failed: what was not confirmed may be lost. Look at the kernel's log; go on with another disk.",
        Errno.Access or Errno.Perm => "Give this user the right to write there.",
        _ => "Nothing that was confirmed is lost. Mend the cause, then resume.",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fd >= 0) _disk.Close(_fd);
        _fd = -1;
        LibcFile.Close(_directoryFd); // frees the lock
    }
}
