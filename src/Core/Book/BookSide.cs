using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>One side of a book: its levels sorted, the best at the end.</summary>
/// <remarks>
/// The best is at the end so that reading it is O(1) and a change near it moves few bytes. Both sides share one code: a price
/// xor <c>_flip</c> (0 for bids, all ones for asks) grows towards the best on either side, for every long, without overflow.
/// All-zero bytes are an empty side; <see cref="Clear"/> says which side it is before the first level comes.
/// </remarks>
public partial struct BookSide
{
    /// <summary>Most levels that a side holds. 4096 is over twice the most seen on a real perpetual (1,747).</summary>
    public const int Capacity = 4096;

    /// <summary>Levels of room beyond <see cref="Capacity"/>: moves go in whole blocks and may carry unused bytes past the best level.</summary>
    internal const int SlackLevels = 2 * BlockLevels;

    private const int BlockLevels = 8;
    private const int TopLevels = 8;

    private long _count;
    private long _flip;
    private PriceLevels _levels;

    /// <summary>Levels on this side.</summary>
    public readonly int Count => (int)_count;

    /// <summary>Best price in ticks; <see cref="Units.Missing"/> if the side is empty.</summary>
    public readonly long BestTicks => _count == 0 ? Units.Missing : At(Count - 1).PriceTicks;

    /// <summary>Amount at the best price in lots; 0 if the side is empty.</summary>
    public readonly long BestLots => _count == 0 ? 0 : At(Count - 1).SizeLots;

    /// <summary>The levels in memory order: the worst first, the best last.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<PriceLevel> WorstToBest => MemoryMarshal.CreateReadOnlySpan(in At(0), Count);

    /// <summary>Empties the side and fixes which one it is.</summary>
    internal void Clear(bool asks)
    {
        _count = 0;
        _flip = asks ? -1 : 0;
    }

    /// <summary>What <see cref="Set"/> did.</summary>
    internal enum SetResult : byte
    {
        Done,
        UnknownDelete,
        Evicted,
    }

    /// <summary>Gives the price a new amount; 0 removes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SetResult Set(long priceTicks, long sizeLots)
    {
        int count = Count;
        int index = LowerBound(priceTicks ^ _flip);
        ref PriceLevel at = ref AtMutable(index);
        if (index < count && at.PriceTicks == priceTicks)
        {
            if (sizeLots != 0) at.SizeLots = sizeLots;
            else Remove(index);
            return SetResult.Done;
        }
        if (sizeLots == 0) return SetResult.UnknownDelete;
        if (count == Capacity) return InsertInFull(index, priceTicks, sizeLots);
        Insert(index, priceTicks, sizeLots);
        return SetResult.Done;
    }

    /// <summary>Index of the first level that is not worse than <paramref name="rank"/> (a flipped price).</summary>
    /// <remarks>
    /// The top levels first, then all. Prices come in no order that a branch predictor could learn, so no branch depends on a compare: a
    /// step asks three levels at once and keeps a quarter, the remainder of the division included, wherever the answer lies.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int LowerBound(long rank)
    {
        int start = 0, length = Count;
        if (length == 0) return 0;
        if (length > TopLevels && Worse(length - TopLevels, rank) != 0)
        {
            start = length - TopLevels;
            length = TopLevels;
        }
        while (length > TopLevels)
        {
            int quarter = length >> 2;
            int worse = Worse(start + quarter - 1, rank) + Worse(start + 2 * quarter - 1, rank) + Worse(start + 3 * quarter - 1, rank);
            start += quarter * worse;
            length -= 3 * quarter;
        }
        while (length > 1)
        {
            int half = length >> 1;
            start += half & -Worse(start + half - 1, rank);
            length -= half;
        }
        return start + Worse(start, rank);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Worse(int index, long rank) => (At(index).PriceTicks ^ _flip) < rank ? 1 : 0;

    /// <summary>Makes room at <paramref name="index"/>: moves what is better up by one, the topmost block first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(int index, long priceTicks, long sizeLots)
    {
        ref PriceLevel at = ref AtMutable(index);
        for (int i = (Count - index - 1) & -BlockLevels; i >= 0; i -= BlockLevels)
            MoveBlock(ref Unsafe.Add(ref at, i), ref Unsafe.Add(ref at, i + 1));
        at.PriceTicks = priceTicks;
        at.SizeLots = sizeLots;
        _count++;
    }

    /// <summary>Closes the place at <paramref name="index"/>: moves what is better down by one, the lowest block first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Remove(int index)
    {
        int after = (int)--_count - index;
        ref PriceLevel at = ref AtMutable(index);
        for (int i = 0; i < after; i += BlockLevels)
            MoveBlock(ref Unsafe.Add(ref at, i + 1), ref Unsafe.Add(ref at, i));
    }

    /// <summary>Copies <see cref="BlockLevels"/> levels, all read before any is written: source and target may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveBlock(ref PriceLevel from, ref PriceLevel to)
    {
        ref byte source = ref Unsafe.As<PriceLevel, byte>(ref from);
        ref byte target = ref Unsafe.As<PriceLevel, byte>(ref to);
        Vector256<byte> a = Vector256.LoadUnsafe(ref source, 0);
        Vector256<byte> b = Vector256.LoadUnsafe(ref source, 32);
        Vector256<byte> c = Vector256.LoadUnsafe(ref source, 64);
        Vector256<byte> d = Vector256.LoadUnsafe(ref source, 96);
        a.StoreUnsafe(ref target, 0);
        b.StoreUnsafe(ref target, 32);
        c.StoreUnsafe(ref target, 64);
        d.StoreUnsafe(ref target, 96);
    }

    /// <summary>The side is full: the worst level goes, or the new one does not come in.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SetResult InsertInFull(int index, long priceTicks, long sizeLots)
    {
        if (index > 0)
        {
            Remove(0);
            Insert(index - 1, priceTicks, sizeLots);
        }
        return SetResult.Evicted;
    }

    /// <summary>Level in memory order, unchecked: callers hold <paramref name="index"/> below <see cref="Capacity"/>.</summary>
    [UnscopedRef, MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref readonly PriceLevel At(int index) =>
        ref Unsafe.Add(ref Unsafe.As<PriceLevels, PriceLevel>(ref Unsafe.AsRef(in _levels)), index);

    [UnscopedRef, MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref PriceLevel AtMutable(int index) => ref Unsafe.Add(ref Unsafe.As<PriceLevels, PriceLevel>(ref _levels), index);
}
