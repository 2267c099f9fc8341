using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Host.Journal;

/// <summary>The journal's stage: takes the records of both rings and has them written; a checkpoint record also writes the state copy it names.</summary>
/// <remarks>
/// Invariant: an output record never reaches the file before the input that caused it, so a journal that was cut anywhere replays.
/// A <see cref="JournalException"/> leaves what was not written in the rings and in the writer: after <see cref="JournalWriter.Resume"/>
/// the agent goes on where it stopped. No allocation after construction, except for errors. Thread: one.
/// </remarks>
public sealed class JournalAgent : IAgent
{
    private const int BatchRecords = 4096;

    private readonly RingPoller<Event> _inputs;
    private readonly RingPoller<OutputRecord> _outputs;
    private readonly JournalWriter _writer;
    private readonly ICheckpointSource _checkpoints;

    /// <summary>Joins rings and writer.</summary>
    /// <exception cref="ArgumentException">A ring does not begin at the writer's next sequence: what the records say about sequences would be wrong.</exception>
    public JournalAgent(RingPoller<Event> inputs, RingPoller<OutputRecord> outputs, JournalWriter writer, ICheckpointSource checkpoints)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(checkpoints);
        RefuseUnequal(inputs.Sequence.Value + 1, writer.NextInputSequence, nameof(inputs));
        RefuseUnequal(outputs.Sequence.Value + 1, writer.NextOutputSequence, nameof(outputs));
        _inputs = inputs;
        _outputs = outputs;
        _writer = writer;
        _checkpoints = checkpoints;
    }

    /// <inheritdoc/>
    public string RoleName => "journal";

    /// <summary>Takes what both rings hold, and does what the writer has due.</summary>
    /// <param name="nowNs">Monotonic clock, ns.</param>
    /// <returns>Records taken and things done.</returns>
    /// <exception cref="JournalException">The disk refused.</exception>
    public int DoWork(long nowNs)
    {
        ref JournalCounters counters = ref _writer.Counters;
        counters.InputLag = _inputs.Lag;
        counters.OutputLag = _outputs.Lag;
        int work = _outputs.TryPeek(BatchRecords, out long first, out long last) ? TakeOutputs(first, last) : TakeInputs();
        return work + _writer.Tick(nowNs);
    }

    /// <summary>Takes all that is left, and closes the journal with its end marker. After the producers have ended.</summary>
    /// <exception cref="JournalException">The disk refused; after <see cref="JournalWriter.Resume"/> it may be called again.</exception>
    public void Finish()
    {
        while (TakeInputs() > 0)
        {
        }
        while (_outputs.TryPeek(BatchRecords, out long first, out long last)) TakeOutputs(first, last);
        _writer.Close();
    }

    private int TakeInputs()
    {
        if (!_inputs.TryPeek(BatchRecords, out long first, out long last)) return 0;
        for (long next = first; next <= last;)
        {
            next += _writer.AppendInputs(Piece(_inputs, next, last));
            _inputs.Release(next - 1);
        }
        return (int)(last - first + 1);
    }

    private int TakeOutputs(long first, long last)
    {
        // Everything that caused these outputs was published before them: take the inputs up to here first.
        long target = _inputs.Sequence.Value + _inputs.Lag;
        int work = 0;
        while (_inputs.Sequence.Value < target && TakeInputs() is var taken and > 0) work += taken;
        for (long next = first; next <= last;)
        {
            ReadOnlySpan<OutputRecord> piece = Piece(_outputs, next, last);
            int upTo = IndexOfCheckpoint(piece);
            int count = _writer.AppendOutputs(upTo < 0 ? piece : piece[..(upTo + 1)]);
            OutputRecord final = piece[count - 1];
            next += count;
            _outputs.Release(next - 1);
            if (final.Kind == OutputKind.Checkpoint) WriteCheckpoint(in final);
        }
        return work + (int)(last - first + 1);
    }

    private void WriteCheckpoint(in OutputRecord record)
    {
        int slot = (int)record.OrderId;
        ReadOnlySpan<byte> copy = _checkpoints.Copy(slot);
        try
        {
            if (record.PriceTicks <= 0 || record.PriceTicks > copy.Length || copy.Length > _writer.MaxCheckpointBytes)
                _writer.Counters.CheckpointsLost++;
            else
                _writer.WriteCheckpoint(record.CauseSequence, copy[..(int)record.PriceTicks], record.TimeNs);
        }
        finally
        {
            _checkpoints.Release(slot);
        }
    }

    private static int IndexOfCheckpoint(ReadOnlySpan<OutputRecord> records)
    {
        for (int i = 0; i < records.Length; i++)
            if (records[i].Kind == OutputKind.Checkpoint) return i;
        return -1;
    }

    /// <summary>The records from <paramref name="first"/> on that lie in one piece of the ring's memory.</summary>
    private static ReadOnlySpan<T> Piece<T>(RingPoller<T> poller, long first, long last)
        where T : unmanaged
    {
        ref readonly T start = ref poller[first];
        long count = last - first + 1;
        long distance = Unsafe.ByteOffset(in start, in poller[last]) / Unsafe.SizeOf<T>();
        if (distance != count - 1) // the ring's end lies between them; how far back the last one is tells the ring's size
        {
            long slots = count - 1 - distance;
            count = slots - (first & (slots - 1));
        }
        return MemoryMarshal.CreateReadOnlySpan(in start, (int)count);
    }

    private static void RefuseUnequal(long ring, long journal, string name)
    {
        if (ring != journal)
            throw new ArgumentException($"The ring's next sequence is {ring}, the journal's {journal}. Start the ring behind the journal, or the journal at the ring.", name);
    }
}
