using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Tests.Journal;

/// <summary>A journal's directory for one test; gone afterwards. Also the small helpers that journal tests share.</summary>
internal sealed class JournalFolder : IDisposable
{
    private const string Memory = "/dev/shm"; // most tests are about bytes, not about a device: thousands of files a second

    public JournalFolder(bool onDisk = false)
    {
        Path = !onDisk && Directory.Exists(Memory)
            ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, "minnow-journal-" + Guid.NewGuid().ToString("N"))).FullName
            : Directory.CreateTempSubdirectory("minnow-journal-").FullName;
    }

    public string Path { get; }

    public string Segment(uint number) => System.IO.Path.Combine(Path, SegmentFile.NameOf(number));

    public JournalOptions Options => new()
    {
        Directory = Path,
        BuildId = "build-1",
        Venue = "deribit",
        ConfigText = "{ \"quote\": true }",
        MaxCheckpointBytes = 1 << 20,
        MaxInstruments = 8,
        SegmentBytes = 8 << 20,
        SyncEveryNs = 0,
        WallNs = static () => 1_723_161_256_000_000_000,
    };

    /// <summary>Writes a small journal and closes it: inputs, outputs, a checkpoint, counters.</summary>
    public void WriteSmall(Event[] inputs, OutputRecord[] outputs, JournalOptions? options = null, bool close = true)
    {
        using var writer = new JournalWriter(options ?? Options);
        Write(writer, inputs, outputs);
        if (close) writer.Close();
        else writer.Flush();
    }

    public static void Write(JournalWriter writer, ReadOnlySpan<Event> inputs, ReadOnlySpan<OutputRecord> outputs)
    {
        int half = inputs.Length / 2;
        Append(writer, inputs[..half]);
        Append(writer, outputs);
        writer.WriteCheckpoint(writer.NextInputSequence - 1, StateOf(5000), 42);
        Append(writer, inputs[half..]);
        writer.WriteCounters(new byte[256], 43);
    }

    public static void Append(JournalWriter writer, ReadOnlySpan<Event> records)
    {
        while (!records.IsEmpty) records = records[writer.AppendInputs(records)..];
    }

    public static void Append(JournalWriter writer, ReadOnlySpan<OutputRecord> records)
    {
        while (!records.IsEmpty) records = records[writer.AppendOutputs(records)..];
    }

    public static byte[] StateOf(int bytes)
    {
        var state = new byte[bytes];
        for (int i = 0; i < bytes; i++) state[i] = (byte)(i * i >> 5);
        return state;
    }

    /// <summary>All records of one ring, and how reading ended.</summary>
    public static (List<T> Records, JournalEnd End, JournalDamage? Damage) ReadAll<T>(JournalCursor<T> cursor)
        where T : unmanaged
    {
        using (cursor)
        {
            var all = new List<T>();
            while (cursor.MoveNext()) all.AddRange(cursor.Records);
            return (all, cursor.End, cursor.Damage);
        }
    }

    public static bool SameBytes<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    /// <summary>Random records that look like no market: every bit may be set.</summary>
    public static T[] Noise<T>(int seed, int count)
        where T : unmanaged
    {
        var random = new Random(seed);
        var records = new T[count];
        random.NextBytes(MemoryMarshal.AsBytes(records.AsSpan()));
        return records;
    }

    public static OutputRecord[] Commands(int count)
    {
        var records = new OutputRecord[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = new OutputRecord
            {
                Kind = OutputKind.Command, Verb = (CommandVerb)(1 + i % 3), Flags = (uint)(i & 1), CauseSequence = 10 * i,
                TimeNs = 1_723_161_256_000_000_000 + i * 1_234_567L, OrderId = i, PriceTicks = 618_000 + i % 17, SizeLots = 10, DecisionNumber = i + 1,
            };
        }
        return records;
    }

    /// <summary>Runs the lz4 tool of the system.</summary>
    public static (int ExitCode, byte[] Output, string Error) Lz4(params string[] arguments)
    {
        using Process tool = Process.Start(new ProcessStartInfo("lz4", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("The lz4 tool (package lz4) did not start.");
        var output = new MemoryStream();
        System.Threading.Tasks.Task<string> error = tool.StandardError.ReadToEndAsync();
        tool.StandardOutput.BaseStream.CopyTo(output);
        tool.WaitForExit();
        return (tool.ExitCode, output.ToArray(), error.Result);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
