using System;
using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>Walks the output ring as it was journaled and gives whole decisions and single commands.</summary>
internal sealed class OutputScan : IDisposable
{
    private readonly JournalCursor<OutputRecord> _cursor;
    private readonly List<OutputRecord> _slots = [];
    private readonly List<OutputRecord> _hedge = [];
    private long _firstSlot;
    private int _at;

    internal OutputScan(JournalReader journal, long? fromSequence) => _cursor = journal.Outputs(fromSequence);

    /// <summary>The decision that the last step completed; null if it was a command.</summary>
    internal Decision? Decision { get; private set; }

    /// <summary>The command of the last step, if <see cref="Decision"/> is null.</summary>
    internal OutputRecord Command { get; private set; }

    /// <summary>Sequence of the command, or of the decision's first slot.</summary>
    internal long Sequence { get; private set; }

    /// <summary>Sequence of the input event that caused the last step.</summary>
    internal long CauseSequence => Decision?.Record.CauseSequence ?? Command.CauseSequence;

    /// <summary>Number of the run that the last step belongs to, as the cursor counts them.</summary>
    internal int Run => _cursor.Run;

    /// <summary>Goes to the next command or whole decision.</summary>
    internal bool Next()
    {
        while (TryRecord(out OutputRecord record, out long sequence))
        {
            switch (record.Kind)
            {
                case OutputKind.Command:
                    (Decision, Command, Sequence) = (null, record, sequence);
                    return true;
                case OutputKind.Hedge:
                    _hedge.Clear();
                    _hedge.Add(record);
                    continue;
                case OutputKind.HedgeCost when _hedge.Count == 1:
                    _hedge.Add(record);
                    continue;
                case OutputKind.Decision:
                    _slots.Clear();
                    _slots.Add(record);
                    _firstSlot = sequence;
                    break;
                // Parts without their beginning belong to a decision before the place at which this walk began.
                case OutputKind.DecisionPart when _slots.Count > 0:
                    _slots.Add(record);
                    break;
                default:
                    continue;
            }
            if (Why.Decision.TryAssemble(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_slots), _firstSlot, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_hedge)) is not { } whole) continue;
            _slots.Clear();
            (Decision, Sequence) = (whole, _firstSlot);
            return true;
        }
        return false;
    }

    private bool TryRecord(out OutputRecord record, out long sequence)
    {
        while (_at >= _cursor.Records.Length)
        {
            _at = 0;
            if (_cursor.MoveNext()) continue;
            (record, sequence) = (default, -1);
            return false;
        }
        record = _cursor.Records[_at];
        sequence = _cursor.FirstSequence + _at++;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _cursor.Dispose();
}
