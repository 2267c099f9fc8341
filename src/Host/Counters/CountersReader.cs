using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using Minnow.Native;

namespace Minnow.Host.Counters;

/// <summary>Reads the counters page of a process from outside: a read-only mapping that the writer does not notice.</summary>
/// <remarks>Everything in the header is checked against the file's length before it is used, so no content can lead a read astray.</remarks>
public sealed unsafe class CountersReader : IDisposable
{
    /// <summary>A heartbeat older than this is stale, ns: thirty times its interval.</summary>
    public const long StaleAfterNs = 30 * HeartbeatAgent.IntervalNs;

    private readonly MappedFile _file;
    private readonly CountersHeader* _header;

    private CountersReader(MappedFile file)
    {
        _file = file;
        _header = (CountersHeader*)file.Start;
    }

    /// <summary>Opens the page in a directory.</summary>
    /// <param name="directory">Where the process keeps its <see cref="CountersPage.FileName"/>.</param>
    /// <param name="reader">The reader, on <see cref="CountersFault.None"/>.</param>
    /// <param name="message">Else: what is wrong with which file, and what to do.</param>
    public static CountersFault TryOpen(string directory, out CountersReader? reader, out string message)
    {
        string path = Path.Combine(directory, CountersPage.FileName);
        reader = null;
        CountersFault fault = Map(path, out MappedFile? file, out message);
        if (file == null) return fault;
        fault = Check(file, path, out message);
        if (fault == CountersFault.None) reader = new CountersReader(file);
        else file.Dispose();
        return fault;
    }

    /// <summary>Reads all now.</summary>
    public CountersSnapshot Snapshot() => Snapshot(LibcClock.RealtimeNs());

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal CountersSnapshot Snapshot(long nowNs)
    {
        long heartbeat = Volatile.Read(ref _header->HeartbeatNs);
        return new CountersSnapshot
        {
            State = State(heartbeat, nowNs),
            Pid = _header->Pid,
            StartNs = _header->StartNs,
            HeartbeatNs = heartbeat,
            TakenNs = nowNs,
            Counters = ReadCounters(),
            Errors = ReadErrors(),
            ErrorsDropped = Volatile.Read(ref _header->ErrorsDropped),
        };
    }

    private WriterState State(long heartbeatNs, long nowNs)
    {
        if (Volatile.Read(ref _header->StoppedNs) != 0) return WriterState.Stopped;
        if (!Directory.Exists($"/proc/{_header->Pid}")) return WriterState.Gone;
        // Both ways: a clock set back makes the last beat lie in the future until the next one.
        return nowNs - heartbeatNs is >= -StaleAfterNs and <= StaleAfterNs ? WriterState.Running : WriterState.Stale;
    }

    private List<CounterValue> ReadCounters()
    {
        List<CounterValue> counters = new(_header->MetadataCount);
        for (int i = 0; i < _header->MetadataCount; i++)
        {
            CounterMetadata* entry = (CounterMetadata*)(_file.Start + _header->MetadataOffset + (long)i * _header->MetadataBytes);
            string name = Encoding.UTF8.GetString(entry->Name, Math.Min((int)entry->NameBytes, CountersLayout.MaxNameBytes));
            long value = Volatile.Read(ref *(long*)(_file.Start + entry->ValueOffset)); // 8 aligned bytes: never torn
            counters.Add(new CounterValue(entry->Id, name, entry->Kind, entry->Unit, value));
        }
        return counters;
    }

    private List<ErrorRecord> ReadErrors()
    {
        List<ErrorRecord> errors = [];
        for (int i = 0; i < _header->ErrorCount; i++)
        {
            ErrorEntry* entry = (ErrorEntry*)(_file.Start + _header->ErrorsOffset + (long)i * _header->ErrorBytes);
            long count = Volatile.Read(ref entry->Count); // acquire: the rest was written before
            if (count == 0) break;
            string text = Encoding.UTF8.GetString(entry->Text, Math.Clamp(entry->TextBytes, 0, CountersLayout.MaxErrorTextBytes));
            errors.Add(new ErrorRecord(count, entry->FirstNs, Volatile.Read(ref entry->LastNs), entry->Hash, text));
        }
        return errors;
    }

    private static CountersFault Map(string path, out MappedFile? file, out string message)
    {
        file = null;
        message = "";
        Errno error = LibcFile.Open(path, OpenMode.Read, 0, out int fd);
        if (error is Errno.NoEntry or Errno.NotDirectory)
        {
            message = $"No counters at {path}: nothing runs with this directory. Start `minnow run`, or name its directory with --dir.";
            return CountersFault.Absent;
        }
        if (error != Errno.Ok)
        {
            message = $"Counters at {path} can not be opened: {LibcException.Text(error)}. Read them as the user who runs the process.";
            return CountersFault.Unreadable;
        }
        SafeFileHandle handle = new(fd, ownsHandle: true);
        try
        {
            long bytes = RandomAccess.GetLength(handle);
            if (bytes < CountersLayout.HeaderBytes)
            {
                handle.Dispose();
                message = $"{path} has {bytes} bytes, a counters page at least {CountersLayout.HeaderBytes}. The next start replaces it.";
                return CountersFault.Damaged;
            }
            file = MappedFile.ForReading(handle, bytes, path);
            return CountersFault.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            handle.Dispose();
            message = $"Counters at {path} can not be read: {e.Message}";
            return CountersFault.Unreadable;
        }
    }

    private static CountersFault Check(MappedFile file, string path, out string message)
    {
        CountersHeader* header = (CountersHeader*)file.Start;
        if (Volatile.Read(ref header->Magic) != CountersLayout.Magic)
        {
            message = $"{path} is not a counters page: it does not begin with \"MNWCNTRS\". The next start replaces it.";
            return CountersFault.Foreign;
        }
        if (header->Version != CountersLayout.Version)
        {
            message = $"{path} has layout version {header->Version}, this build reads {CountersLayout.Version}. Use the minnow that wrote it.";
            return CountersFault.OtherVersion;
        }
        string? wrong = Contradiction(file, header);
        message = wrong == null ? "" : $"{path} is damaged: {wrong}. The next start replaces it.";
        return wrong == null ? CountersFault.None : CountersFault.Damaged;
    }

    private static string? Contradiction(MappedFile file, CountersHeader* header)
    {
        if (header->FileBytes != file.Bytes) return $"its header says {header->FileBytes} bytes, the file has {file.Bytes}";
        if (header->HeaderBytes != CountersLayout.HeaderBytes || header->MetadataBytes != CountersLayout.MetadataBytes
            || header->ValueBytes != CountersLayout.ValueBytes || header->ErrorBytes != CountersLayout.ErrorBytes)
            return "the sizes of its records are not those of its version";
        if (!Fits(header->MetadataOffset, header->MetadataCount, header->MetadataBytes, file.Bytes)) return "its metadata lies outside the file";
        if (!Fits(header->ValuesOffset, header->ValueCount, header->ValueBytes, file.Bytes)) return "its values lie outside the file";
        if (!Fits(header->ErrorsOffset, header->ErrorCount, header->ErrorBytes, file.Bytes)) return "its error log lies outside the file";
        for (int i = 0; i < header->MetadataCount; i++)
        {
            CounterMetadata* entry = (CounterMetadata*)(file.Start + header->MetadataOffset + (long)i * header->MetadataBytes);
            long slot = entry->ValueOffset - header->ValuesOffset;
            if (slot < 0 || slot % header->ValueBytes != 0 || slot / header->ValueBytes >= header->ValueCount)
                return $"the value of counter {entry->Id} lies outside the values";
        }
        return null;
    }

    private static bool Fits(long offset, long count, long bytes, long fileBytes) =>
        offset >= CountersLayout.HeaderBytes && offset % sizeof(long) == 0 && count >= 0 && count <= (fileBytes - offset) / bytes;
}
