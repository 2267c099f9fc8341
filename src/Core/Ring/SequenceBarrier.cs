using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>What a consumer may read: up to the producers' published sequence, or up to the slowest of the consumers that it follows.</summary>
/// <remarks>A followed consumer never passes the published sequence, so following one implies everything it saw: its release carries what it had acquired.</remarks>
public sealed unsafe class SequenceBarrier
{
    private readonly Sequencer _sequencer;
    private readonly long* _cursor; // the one sequence to watch, or null
    private readonly Sequence[] _follows;

    internal SequenceBarrier(Sequencer sequencer, long* singleCursor, Sequence[] follows)
    {
        _sequencer = sequencer;
        _follows = follows;
        _cursor = follows.Length == 1 ? follows[0].Word : follows.Length == 0 ? singleCursor : null;
    }

    /// <summary>Highest sequence that may be read now, looking no further than <paramref name="limit"/> items past <paramref name="position"/> where looking costs.</summary>
    /// <param name="position">The caller's last read sequence.</param>
    /// <param name="limit">At least 1.</param>
    /// <returns><paramref name="position"/> itself if there is nothing new.</returns>
    public long Available(long position, int limit)
    {
        if (_cursor != null) return Volatile.Read(ref *_cursor); // acquire: the slots up to it
        return _follows.Length == 0
            ? _sequencer.HighestPublished(position + 1, position + limit)
            : Sequence.Slowest(_follows); // acquire: the work of all of them up to it
    }
}
