using System;
using Minnow.Core.Numerics;

namespace Minnow.Tactics.World;

/// <summary>One way with a delay: what goes in first comes out first.</summary>
/// <typeparam name="T">What travels.</typeparam>
internal sealed class Lane<T>(long delayUs, long jitterUs, ulong seed)
    where T : unmanaged
{
    private (long DueUs, T Item)[] _ring = new (long, T)[1 << 10];
    private SplitMix64 _random = new(seed);
    private long _lastDueUs;
    private int _first;
    private int _count;

    /// <summary>When the next one comes out, µs; <see cref="long.MaxValue"/> if none travels.</summary>
    internal long DueUs => _count == 0 ? long.MaxValue : _ring[_first].DueUs;

    /// <summary>Draws how long a message that leaves now takes: all its parts arrive together.</summary>
    internal long Depart(long nowUs) =>
        _lastDueUs = Math.Max(_lastDueUs, nowUs + delayUs + (jitterUs == 0 ? 0 : _random.NextIndex((int)jitterUs + 1)));

    /// <summary>Sends one item of a message that arrives at <paramref name="dueUs"/>.</summary>
    internal void Send(long dueUs, in T item)
    {
        if (_count == _ring.Length) Grow();
        _ring[(_first + _count++) & (_ring.Length - 1)] = (dueUs, item);
    }

    /// <summary>Takes the next item if it is due.</summary>
    internal bool TryTake(long nowUs, out T item)
    {
        if (DueUs > nowUs)
        {
            item = default;
            return false;
        }
        item = _ring[_first].Item;
        _first = (_first + 1) & (_ring.Length - 1);
        _count--;
        return true;
    }

    private void Grow()
    {
        (long, T)[] larger = new (long, T)[_ring.Length * 2];
        for (int i = 0; i < _count; i++) larger[i] = _ring[(_first + i) & (_ring.Length - 1)];
        (_ring, _first) = (larger, 0);
    }
}
