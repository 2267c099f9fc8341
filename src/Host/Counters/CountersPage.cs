using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using Minnow.Native;

namespace Minnow.Host.Counters;

/// <summary>The block of counters and errors of one process: a mapped file that others read while it runs, or plain memory for tests and replay.</summary>
/// <remarks>
/// The file takes its blocks before it is mapped and every page is touched at once, so that no later store can meet a full device or a page
/// fault on the path. It is made under another name and renamed when complete: a reader sees a whole page or none. A file that was there before,
/// of whatever content, is replaced. Put the directory on tmpfs (/dev/shm), so that write-back never stalls a store.
/// </remarks>
public sealed unsafe class CountersPage : IDisposable
{
    /// <summary>The file's name in its directory.</summary>
    public const string FileName = "minnow.cnc";

    /// <summary>The lock file's name: held as long as the process lives.</summary>
    public const string LockFileName = "minnow.lock";

    private readonly CountersHeader* _header;
    private readonly MappedFile? _file;
    private readonly byte[]? _memory; // keeps the pinned memory of a page without a file alive

    private CountersPage(byte* start, MappedFile? file, byte[]? memory)
    {
        _header = (CountersHeader*)start;
        _file = file;
        _memory = memory;
        Unsafe.InitBlock(start, 0, (uint)CountersLayout.FileBytes);
        WriteMetadata(start);
        WriteHeader(_header);
        Counters = new CounterSet(start + CountersLayout.ValuesOffset);
        Errors = new ErrorLog(_header, (ErrorEntry*)(start + CountersLayout.ErrorsOffset));
        foreach (CounterInfo info in CounterCatalog.All) Counters.Set(info.Id, info.Initial);
    }

    /// <summary>The values.</summary>
    public CounterSet Counters { get; }

    /// <summary>The distinct errors.</summary>
    public ErrorLog Errors { get; }

    /// <summary>Makes <see cref="FileName"/> in a directory, which is made too if need be, in place of any file of that name.</summary>
    /// <param name="directory">Best on tmpfs. One running process per directory.</param>
    /// <exception cref="LibcException">The file could not be made: no space, no right. <see cref="Errno.Again"/>: another process runs with this directory.</exception>
    public static CountersPage Create(string directory)
    {
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, FileName), draft = path + ".new";
        MappedFile file = MappedFile.Create(Path.Combine(directory, LockFileName), draft, CountersLayout.FileBytes);
        CountersPage page = new(file.Start, file, null);
        Errno error = LibcFile.Rename(draft, path);
        if (error == Errno.Ok) return page;
        page.Dispose();
        throw new LibcException(error, "rename", path);
    }

    /// <summary>The same block in memory that nobody else sees.</summary>
    public static CountersPage InMemory()
    {
        byte[] memory = GC.AllocateArray<byte>(CountersLayout.FileBytes + CountersLayout.ValueBytes, pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref memory[0]);
        return new CountersPage((byte*)((start + CountersLayout.ValueBytes - 1) & -CountersLayout.ValueBytes), null, memory);
    }

    /// <summary>Says that the process lives. One thread only, several times a second.</summary>
    /// <param name="realtimeNs">Now, ns since 1970.</param>
    public void Beat(long realtimeNs)
    {
        Counters.Increment(CounterId.ProcessHeartbeats);
        Volatile.Write(ref _header->HeartbeatNs, realtimeNs);
    }

    /// <summary>Writes that the stop was clean and lets go of the file, which stays for whoever wants the last values. All writing threads must have ended.</summary>
    public void Dispose()
    {
        if (_file is { IsClosed: true }) return;
        Volatile.Write(ref _header->StoppedNs, LibcClock.RealtimeNs());
        _file?.Dispose();
        GC.KeepAlive(_memory);
    }

    private static void WriteMetadata(byte* start)
    {
        CounterMetadata* entry = (CounterMetadata*)(start + CountersLayout.MetadataOffset);
        foreach (CounterInfo info in CounterCatalog.All)
        {
            entry->Id = (int)info.Id;
            entry->Kind = info.Kind;
            entry->Unit = info.Unit;
            entry->NameBytes = (ushort)Encoding.ASCII.GetBytes(info.Name, new Span<byte>(entry->Name, CountersLayout.MaxNameBytes));
            entry->ValueOffset = CountersLayout.ValuesOffset + (long)info.Id * CountersLayout.ValueBytes;
            entry++;
        }
    }

    private static void WriteHeader(CountersHeader* header)
    {
        header->Version = CountersLayout.Version;
        header->HeaderBytes = CountersLayout.HeaderBytes;
        header->FileBytes = CountersLayout.FileBytes;
        header->Pid = Environment.ProcessId;
        header->MetadataCount = CountersLayout.MetadataCount;
        header->MetadataOffset = CountersLayout.MetadataOffset;
        header->MetadataBytes = CountersLayout.MetadataBytes;
        header->ValuesOffset = CountersLayout.ValuesOffset;
        header->ValueBytes = CountersLayout.ValueBytes;
        header->ValueCount = CountersLayout.ValueCount;
        header->ErrorsOffset = CountersLayout.ErrorsOffset;
        header->ErrorBytes = CountersLayout.ErrorBytes;
        header->ErrorCount = CountersLayout.ErrorCount;
        header->StartNs = header->HeartbeatNs = LibcClock.RealtimeNs();
        Volatile.Write(ref header->Magic, CountersLayout.Magic); // release: who sees the magic sees the rest
    }
}
