using System;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Core.Tests.Engine;

/// <summary>A decision as the quoter said it: its record and its levels.</summary>
internal sealed record Decided(DecisionRecord Head, LevelRecord[] Levels)
{
    internal Suppressions Suppressions => Head.Suppressions;

    internal Clamps Clamps => Head.Clamps;

    internal DecisionTrigger Trigger => Head.Trigger;

    internal long PositionLots => Head.PositionLots;

    internal double SkewBps => Head.SkewBps;

    internal uint CommandCount => Head.CommandCount;

    internal double FeeFloorBps => Head.FeeFloorBps;

    internal double HalfSpreadBidBps => Head.HalfSpreadBidBps;

    internal long WantedBidTicks => First(sell: false).WantedTicks;

    internal long WantedBidLots => First(sell: false).WantedLots;

    internal long WantedAskTicks => First(sell: true).WantedTicks;

    internal long WantedAskLots => First(sell: true).WantedLots;

    internal static Decided At(ReadOnlySpan<OutputRecord> records)
    {
        DecisionRecord head = MemoryMarshal.Cast<OutputRecord, DecisionRecord>(records[..DecisionRecord.Slots])[0];
        return new Decided(head, MemoryMarshal.Cast<OutputRecord, LevelRecord>(records.Slice(DecisionRecord.Slots, (int)head.LevelCount)).ToArray());
    }

    private LevelRecord First(bool sell) => Levels.FirstOrDefault(one => one.IsSell != 0 == sell && one.IsTaker == 0 && one.Level == 0);
}
