using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary>Runs a quoter over the input events of a journal and holds all that it says against what the journal has. Tolerance: none.</summary>
/// <remarks>
/// Only the journal is read: its header carries the configuration, its events carry parameters and instruments. A journal whose
/// first segments are gone is entered at its first checkpoint. Memory does not grow with the journal. Thread: the caller's.
/// </remarks>
public sealed class Replayer : IDisposable
{
    private readonly JournalReader _journal;
    private readonly StateBlock _block;
    private readonly OutputBatch _said;
    private readonly Quoter _quoter;
    private readonly OutputFollower _outputs;
    private readonly CopyCursor _checkpoints;
    private bool _hasCheckpoint;
    private bool _outputsEnded;
    private long _firstSequence;
    private long _events;
    private long _commands;
    private long _decisions;
    private long _checked;
    private long _differences;
    private long _untold;
    private ReplayDifference? _first;

    /// <summary>Opens the journal at <paramref name="path"/>.</summary>
    /// <exception cref="JournalException">It is no journal, or its configuration can not be read by this build.</exception>
    public Replayer(string path)
    {
        _journal = new JournalReader(path);
        if (_journal.First.Status == SegmentStatus.Cut)
            throw new JournalFormatException(path, "the run was ended before its journal had begun: nothing was decided in it", "There is nothing to replay.");
        ConfigurationResult configuration = ConfigurationFile.Parse(path, Encoding.UTF8.GetBytes(_journal.First.ConfigText));
        if (configuration.Configuration is not { } loaded)
            throw new JournalFormatException(path, $"its configuration is not one of this build: {configuration.Errors[0]}", "Replay it with the build that wrote it; 'minnow journal describe' names that.");
        int maxInstruments = loaded.Value.Limits.MaxInstruments;
        _block = new StateBlock(maxInstruments);
        _said = new OutputBatch(OutputBatch.CapacityFor(maxInstruments));
        _quoter = new Quoter(_block, _said);
        _outputs = new OutputFollower(_journal);
        _checkpoints = _journal.Checkpoints();
        _hasCheckpoint = _checkpoints.MoveNext();
    }

    /// <summary>Replays to the end, or to the event of <paramref name="untilSequence"/>.</summary>
    public ReplaySummary Run(long? untilSequence = null, CancellationToken stop = default)
    {
        long startedAt = Stopwatch.GetTimestamp();
        using JournalCursor<Event> inputs = _journal.Inputs();
        bool more = inputs.MoveNext();
        if (more && inputs.FirstSequence > 0) EnterAtCheckpoint(inputs.FirstSequence);
        // The end of a run can lie in a segment of its own: the state after the last event, and no event.
        else if (!more && _hasCheckpoint) EnterAtCheckpoint(_checkpoints.InputSequence + 1);
        long until = untilSequence ?? long.MaxValue;
        while (more && inputs.FirstSequence <= until && !stop.IsCancellationRequested)
        {
            Play(inputs, until);
            more = inputs.MoveNext();
        }
        bool whole = !more && untilSequence == null;
        JournalEnd end = inputs.End;
        if (whole) CheckLeftOver(end);
        return new ReplaySummary
        {
            Events = _events,
            Commands = _commands,
            Decisions = _decisions,
            Checkpoints = _checked,
            Differences = _differences,
            UntoldOutputs = _untold,
            StateHash = _block.Hash().ToString("x16"),
            First = _first,
            End = end,
            Damage = inputs.Damage ?? _outputs.Damage ?? _checkpoints.Damage,
            Whole = whole,
            Build = _journal.First.BuildId,
            WallSeconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outputs.Dispose();
        _checkpoints.Dispose();
        _said.Dispose();
        _block.Dispose();
    }

    private void EnterAtCheckpoint(long firstInput)
    {
        // A checkpoint can stand in the segment after its event; one whose next event is gone is no place to begin.
        while (_hasCheckpoint && _checkpoints.InputSequence + 1 < firstInput) _hasCheckpoint = _checkpoints.MoveNext();
        if (!_hasCheckpoint)
            throw new JournalFormatException("journal", "its first events are gone and it holds no checkpoint to begin at", "Replay it together with the segments before it.");
        try
        {
            _block.Restore(_checkpoints.Bytes);
        }
        catch (ArgumentException e)
        {
            throw new JournalFormatException("journal", $"the state of its first checkpoint is not one of this build: {e.Message}", "Replay it with the build that wrote it.");
        }
        _firstSequence = _checkpoints.InputSequence + 1;
        _hasCheckpoint = _checkpoints.MoveNext();
    }

    private void Play(JournalCursor<Event> inputs, long until)
    {
        ReadOnlySpan<Event> events = inputs.Records;
        long sequence = inputs.FirstSequence;
        for (int i = 0; i < events.Length && sequence <= until; i++, sequence++)
        {
            if (sequence < _firstSequence) continue;
            ref readonly Event e = ref events[i];
            _quoter.Apply(in e, sequence);
            _events++;
            if (_said.Count > 0) Compare(in e, sequence);
            while (_hasCheckpoint && _checkpoints.InputSequence <= sequence) CompareCheckpoint(in e, sequence);
        }
    }

    private void Compare(ref readonly Event cause, long sequence)
    {
        foreach (ref readonly OutputRecord said in _said.Records)
        {
            if (said.Kind == OutputKind.Command) _commands++;
            else if (said.Kind == OutputKind.Decision) _decisions++;
            if (!TryNextJournaled(out OutputRecord journaled))
            {
                _untold++;
                _first ??= ReplayDifference.Missing(sequence, in cause, in said);
                continue;
            }
            if (Same(in said, in journaled)) continue;
            _differences++;
            _first ??= ReplayDifference.Record(sequence, in cause, in said, in journaled);
        }
    }

    // What was said before the checkpoint that was entered at is not replayed.
    private bool TryNextJournaled(out OutputRecord journaled)
    {
        journaled = default;
        while (!_outputsEnded)
        {
            _outputsEnded = !_outputs.TryNext(out journaled);
            if (!_outputsEnded && (_firstSequence == 0 || IsAfterEntry(in journaled))) return true;
        }
        return false;
    }

    private bool _entered;

    private bool IsAfterEntry(in OutputRecord journaled)
    {
        // Parts of a decision carry no sequence of their own; once one record is after the entry, all are.
        if (!_entered && journaled.Kind != OutputKind.DecisionPart) _entered = journaled.CauseSequence >= _firstSequence;
        return _entered;
    }

    private void CompareCheckpoint(ref readonly Event cause, long sequence)
    {
        _checked++;
        ulong hash = _block.Hash();
        // One of an earlier event stands where it can not have been written: it is held against the wrong state, and differs.
        if (hash != _checkpoints.Hash)
        {
            _differences++;
            _first ??= ReplayDifference.Hash(sequence, in cause, hash, _checkpoints.Hash);
        }
        _hasCheckpoint = _checkpoints.MoveNext();
    }

    // After a crash the last blocks of one stream may be there and those of the other not: that is a tail, no difference.
    private void CheckLeftOver(JournalEnd end)
    {
        bool clean = end == JournalEnd.Clean;
        if (clean) _differences += _untold;
        if (clean && _hasCheckpoint)
        {
            _differences++;
            _first ??= new ReplayDifference(_checkpoints.InputSequence, "a checkpoint behind the last event", "it has no event to stand after");
        }
        else if (_differences == 0) _first = null;
        while (TryNextJournaled(out OutputRecord journaled))
        {
            if (!clean)
            {
                _untold++;
                continue;
            }
            _differences++;
            _first ??= ReplayDifference.Unsaid(_block.Head.LastSequence, in journaled);
        }
    }

    private static bool Same(ref readonly OutputRecord a, ref readonly OutputRecord b) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<OutputRecord>(in a)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<OutputRecord>(in b)));
}
