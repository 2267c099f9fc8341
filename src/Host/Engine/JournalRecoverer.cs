using System;
using System.IO;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;
using Minnow.Host.Memory;

namespace Minnow.Host.Engine;

/// <summary>After a crash: moves what the rings still hold behind the journal's last good block, and closes the journal.</summary>
/// <remarks>
/// Taken are the events that the quoter had applied and all that it had said; the outputs of one event are published together, so the
/// journal ends at a whole event and replays exactly. Events that were received and not yet applied are counted and left out: nothing came of them.
/// </remarks>
public static class JournalRecoverer
{
    private const int ChunkItems = 1024;

    /// <summary>What was done.</summary>
    /// <param name="Events">Events moved from the ring.</param>
    /// <param name="Outputs">Commands and decision parts moved from the ring.</param>
    /// <param name="Unapplied">Events that the quoter had not applied, left out.</param>
    public readonly record struct Recovered(long Events, long Outputs, long Unapplied);

    /// <summary>Recovers the journal in <paramref name="directory"/>.</summary>
    /// <returns>Null if there is nothing to recover: the run ended in good order.</returns>
    /// <exception cref="JournalException">No journal, damaged, or another process has it.</exception>
    /// <exception cref="IOException">The rings can not be read.</exception>
    public static Recovered? Recover(string directory)
    {
        JournalReader journal = new(directory);
        RingFiles? rings = RingFiles.Left(directory);
        // Looked at before there is a writer: one that is made and not used would leave an open segment behind.
        if (rings == null && JournalRecovery.Of(directory).WasClosed) return null;
        using JournalWriter writer = new(new Journal.JournalOptions
        {
            Directory = directory, BuildId = BuildIdentity.Version, Venue = journal.First.Venue, ConfigText = journal.First.ConfigText,
        });
        long released = -1;
        OutputRecord[] said = rings == null ? [] : Copy<OutputRecord>(rings.Output, writer.NextOutputSequence, out _);
        Event[] events = rings == null ? [] : Copy<Event>(rings.Input, writer.NextInputSequence, out released);
        long applied = Math.Max(released, said.Length == 0 ? -1 : LastCause(said));
        long wanted = Math.Clamp(applied + 1 - writer.NextInputSequence, 0, events.Length);
        Append(writer, events.AsSpan(0, (int)wanted));
        Append(writer, said);
        writer.Close();
        rings?.Remove();
        return new Recovered(wanted, said.Length, events.Length - wanted);
    }

    private static long LastCause(ReadOnlySpan<OutputRecord> said)
    {
        for (int i = said.Length - 1; i >= 0; i--)
            if (said[i].Kind != OutputKind.DecisionPart) return said[i].CauseSequence;
        return -1;
    }

    // A process that was killed while it made its rings had published nothing in them.
    private static T[] Copy<T>(string path, long fromSequence, out long released) where T : unmanaged
    {
        released = -1;
        if (!File.Exists(path) || new FileInfo(path).Length == 0) return [];
        using MappedRingMemory memory = MappedRingMemory.Open(path);
        try
        {
            RingInspector<T> ring = new(memory, path);
            if (ring.ConsumerCount > 0) released = ring.Consumer(0).Sequence;
            return Copy(ring, fromSequence);
        }
        catch (RingFormatException e) when (e.Problem == RingFormatProblem.Unfinished)
        {
            return [];
        }
    }

    private static T[] Copy<T>(RingInspector<T> ring, long fromSequence) where T : unmanaged
    {
        T[] items = new T[Math.Max(0, ring.Published - fromSequence + 1)];
        for (int done = 0; done < items.Length;)
        {
            int chunk = Math.Min(ChunkItems, items.Length - done);
            if (!ring.TryCopyAfter(fromSequence - 1 + done, items.AsSpan(done, chunk), out int copied) || copied == 0)
                throw new IOException($"The ring no longer holds item {fromSequence + done}, which the journal lacks: its oldest is {ring.Oldest}. The journal is good up to there; keep the ring file and report this.");
            done += copied;
        }
        return items;
    }

    private static void Append(JournalWriter writer, ReadOnlySpan<Event> events)
    {
        while (!events.IsEmpty) events = events[writer.AppendInputs(events)..];
    }

    private static void Append(JournalWriter writer, ReadOnlySpan<OutputRecord> said)
    {
        while (!said.IsEmpty) said = said[writer.AppendOutputs(said)..];
    }
}
