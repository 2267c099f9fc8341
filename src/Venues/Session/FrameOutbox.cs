using System;
using System.Buffers;

namespace Minnow.Venues.Session;

/// <summary>Payloads that wait to be sent, in order, in one slab of memory taken at start.</summary>
/// <remarks>
/// A message is written through <see cref="IBufferWriter{T}"/> (so that <c>Utf8JsonWriter</c> can write into it) between <see cref="Begin"/> and <see cref="Commit"/>; one that does not
/// fit is dropped as a whole and counted. Thread: one. No allocation after construction.
/// </remarks>
public sealed class FrameOutbox : IBufferWriter<byte>
{
    private readonly byte[] _slab;
    private readonly (int Start, int Bytes)[] _frames;
    private readonly int _maxFrameBytes;
    private int _first;
    private int _count;
    private int _writeAt;
    private int _open = -1;
    private bool _overflow;

    /// <summary>Takes room for <paramref name="maxFrames"/> payloads of <paramref name="maxFrameBytes"/> each.</summary>
    public FrameOutbox(int maxFrames = 64, int maxFrameBytes = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrameBytes);
        _maxFrameBytes = maxFrameBytes;
        // One slot a frame: a frame never wraps, and the writer always finds a whole frame's room after it.
        _slab = GC.AllocateUninitializedArray<byte>(checked((maxFrames + 1) * maxFrameBytes), pinned: true);
        _frames = new (int, int)[maxFrames];
    }

    /// <summary>Payloads that wait.</summary>
    public int Count => _count;

    /// <summary>True if one more can be begun.</summary>
    public bool HasRoom => _count < _frames.Length;

    /// <summary>Messages dropped because there was no room.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Begins a message.</summary>
    public void Begin()
    {
        _open = 0;
        _overflow = !HasRoom;
        _writeAt = (_first + _count) % _frames.Length * _maxFrameBytes;
    }

    /// <summary>Ends the message begun last.</summary>
    /// <returns>False if it did not fit: nothing of it will be sent.</returns>
    public bool Commit()
    {
        bool fits = !_overflow && _open > 0;
        if (fits) _frames[(_first + _count++) % _frames.Length] = (_writeAt, _open);
        else
        {
            DroppedCount++;
            Wipe();
        }
        _open = -1;
        return fits;
    }

    /// <summary>The oldest payload.</summary>
    public bool TryPeek(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (_count == 0) return false;
        (int start, int bytes) = _frames[_first];
        payload = _slab.AsSpan(start, bytes);
        return true;
    }

    /// <summary>Takes the oldest payload away.</summary>
    public void Release()
    {
        if (_count == 0) return;
        (int start, int bytes) = _frames[_first];
        _slab.AsSpan(start, bytes).Clear(); // a request to log in holds a secret
        _first = (_first + 1) % _frames.Length;
        _count--;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        while (_count > 0) Release();
        if (_open >= 0) Wipe();
        (_first, _open) = (0, -1);
    }

    /// <inheritdoc/>
    public void Advance(int count) => _open += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _slab.AsMemory(Take(sizeHint), _maxFrameBytes - Math.Max(0, _open));

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    // What was begun and will not be sent; without room it all went into the last slot.
    private void Wipe()
    {
        if (HasRoom) _slab.AsSpan(_writeAt, _maxFrameBytes).Clear();
        _slab.AsSpan(_frames.Length * _maxFrameBytes).Clear();
    }

    // The last slot of the slab takes what does not fit, so that the writer above need not know.
    private int Take(int sizeHint)
    {
        if (_open < 0) throw new InvalidOperationException("Begin was not called.");
        if (!_overflow && _maxFrameBytes - _open >= Math.Max(1, sizeHint)) return _writeAt + _open;
        _overflow = true;
        _open = 0;
        if (sizeHint > _maxFrameBytes) throw new InvalidOperationException("One piece of a message is longer than a whole message may be.");
        return _frames.Length * _maxFrameBytes;
    }
}
