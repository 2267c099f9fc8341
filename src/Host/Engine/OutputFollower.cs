using System;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary>What the quoter said in the recorded run, one record after the other; checkpoint marks are stepped over.</summary>
internal sealed class OutputFollower : IDisposable
{
    private readonly JournalCursor<OutputRecord> _cursor;
    private int _at;
    private int _count;

    internal OutputFollower(JournalReader journal) => _cursor = journal.Outputs();

    /// <summary>How the journal's outputs end; meaningful once <see cref="TryNext"/> gave false.</summary>
    internal JournalEnd End => _cursor.End;

    /// <summary>The damage at which reading stopped, if any.</summary>
    internal JournalDamage? Damage => _cursor.Damage;

    /// <summary>Sequence of the last record given.</summary>
    internal long Sequence { get; private set; } = -1;

    internal bool TryNext(out OutputRecord record)
    {
        while (true)
        {
            while (_at < _count)
            {
                record = _cursor.Records[_at];
                Sequence = _cursor.FirstSequence + _at++;
                if (record.Kind != OutputKind.Checkpoint) return true;
            }
            if (!_cursor.MoveNext())
            {
                record = default;
                return false;
            }
            _at = 0;
            _count = _cursor.Records.Length;
        }
    }

    public void Dispose() => _cursor.Dispose();
}
