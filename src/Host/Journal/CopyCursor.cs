using System;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>Reads state copies (or counter copies), one at a time, each compared with the hash of what was in memory. Thread: one.</summary>
public sealed unsafe class CopyCursor : IDisposable
{
    private readonly BlockKind _kind;
    private readonly JournalWalker _walker;
    private readonly BlockDecoder _decoder = new();
    private BlockHeader _header;
    private byte* _bytes;

    internal CopyCursor(string path, BlockKind kind)
    {
        _kind = kind;
        _walker = new JournalWalker(path);
    }

    /// <summary>A checkpoint: the input it stands after.</summary>
    public long InputSequence => _header.FirstSequence;

    /// <summary>Sequence of the output that came next.</summary>
    public long NextOutputSequence => _header.OtherSequence;

    /// <summary>When it was taken, ns since 1970.</summary>
    public long TimeNs => _header.FirstNs;

    /// <summary>XXH64 of <see cref="Bytes"/>.</summary>
    public ulong Hash => _header.RawHash;

    /// <summary>The copy. Valid until the next move.</summary>
    public ReadOnlySpan<byte> Bytes => new(_bytes, (int)_header.RawBytes);

    /// <summary>How reading ended; <see cref="JournalEnd.None"/> while it goes on.</summary>
    public JournalEnd End => _walker.End;

    /// <summary>What is wrong, if <see cref="End"/> is <see cref="JournalEnd.Damaged"/>.</summary>
    public JournalDamage? Damage => _walker.Damage;

    /// <summary>Goes to the next copy.</summary>
    public bool MoveNext()
    {
        _header = default;
        while (_walker.Next())
        {
            if (_walker.Block.Kind != _kind) continue;
            if (!_decoder.TryCopy(in _walker.Block, _walker.Segment.Payload, out ReadOnlySpan<byte> copy))
            {
                _walker.RefuseContent();
                return false;
            }
            fixed (byte* start = copy) _bytes = start; // native memory of decoder or window: it stays where it is
            _header = _walker.Block;
            return true;
        }
        return false;
    }

    /// <summary>Lets go of files and memory.</summary>
    public void Dispose()
    {
        _walker.Dispose();
        _decoder.Dispose();
    }
}
