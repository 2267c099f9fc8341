using System;
using System.Numerics;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>What was done about each level of one decision, until it is written behind its record.</summary>
internal sealed class LevelNotes
{
    /// <summary>Most records of one decision: levels and orders that no level wants, on both sides, the order that takes and the one that hedges.</summary>
    internal const int Capacity = 2 * PerSide + 2;

    private const int PerSide = QuoteLadder.MaxLevels + OrderSide.Capacity;

    private readonly LevelRecord[] _records = new LevelRecord[Capacity];
    private ulong _taken;

    /// <summary>Forgets all.</summary>
    internal void Clear() => _taken = 0;

    /// <summary>The record of a level.</summary>
    internal ref LevelRecord OfLevel(int level, bool sell, in QuoteLevel wanted)
    {
        ref LevelRecord record = ref Take((sell ? PerSide : 0) + level, sell);
        record.Level = (byte)level;
        record.WantedTicks = wanted.PriceTicks;
        record.WantedLots = wanted.SizeLots;
        return ref record;
    }

    /// <summary>The record of an order that no level wants.</summary>
    internal ref LevelRecord OfOrder(int slot, bool sell, in OwnOrder order)
    {
        ref LevelRecord record = ref Take((sell ? PerSide : 0) + QuoteLadder.MaxLevels + slot, sell);
        record.Level = LevelRecord.Unwanted;
        Describe(ref record, in order);
        return ref record;
    }

    /// <summary>The record of the order that takes.</summary>
    internal ref LevelRecord OfTaker(bool sell)
    {
        ref LevelRecord record = ref Take(Capacity - 2, sell);
        record.IsTaker = 1;
        return ref record;
    }

    /// <summary>The record of the order that hedges.</summary>
    internal ref LevelRecord OfHedge(bool sell)
    {
        ref LevelRecord record = ref Take(Capacity - 1, sell);
        record.IsHedge = 1;
        return ref record;
    }

    /// <summary>Notes the order as it is before anything is done.</summary>
    internal static void Describe(ref LevelRecord record, in OwnOrder order)
    {
        record.WorkingState = (byte)order.State;
        record.OrderId = order.OrderId;
        record.WorkingTicks = order.PriceTicks;
        record.WorkingLots = order.OpenLots;
        record.QueueAheadLots = order.JoinedNs != 0 ? order.AheadLots : float.NaN;
        record.TradesSeen = (uint)Math.Min(order.TradesSeen, uint.MaxValue);
    }

    /// <summary>Records noted.</summary>
    internal int Count => BitOperations.PopCount(_taken);

    /// <summary>Writes them, bids first, each side's levels before its other orders.</summary>
    internal void WriteTo(OutputBatch output)
    {
        for (ulong left = _taken; left != 0; left &= left - 1) output.AddLevel(in _records[BitOperations.TrailingZeroCount(left)]);
    }

    private ref LevelRecord Take(int at, bool sell)
    {
        _taken |= 1UL << at;
        ref LevelRecord record = ref _records[at];
        record = default;
        record.Kind = OutputKind.DecisionPart;
        record.IsSell = sell ? (byte)1 : (byte)0;
        record.QueueAheadLots = record.PlaceBps = record.MoveBps = float.NaN;
        return ref record;
    }
}
