using System.Runtime.CompilerServices;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Which order serves which wanted level on one side.</summary>
internal struct LevelPlan
{
    private Places _slotOfLevel;
    private Places _levelOfSlot;

    /// <summary>The slot that serves the level; −1 if none does.</summary>
    internal readonly int SlotOf(int level) => _slotOfLevel[level] - 1;

    /// <summary>The level that the slot serves; −1 if it serves none.</summary>
    internal readonly int LevelOf(int slot) => _levelOfSlot[slot] - 1;

    internal void Pair(int level, int slot)
    {
        _slotOfLevel[level] = (byte)(slot + 1);
        _levelOfSlot[slot] = (byte)(level + 1);
    }

    [InlineArray(QuoteLadder.MaxLevels)]
    private struct Places
    {
        private byte _first;
    }
}

/// <summary>How far an order may be from the price of its level before it is moved.</summary>
/// <param name="Ticks">At the first level, ticks: nearer than this is near enough; 1 or less moves it for any difference.</param>
/// <param name="TicksPerLevel">Growth from level to level, ticks.</param>
/// <param name="Factor">Times which both count while the request budget is short, from 1.</param>
internal readonly record struct RequoteBand(long Ticks, long TicksPerLevel, long Factor)
{
    /// <summary>True if an order there is near enough. Exact for any two numbers: a price that the venue reports may be any, and its distance must not wrap.</summary>
    internal bool Holds(long wantTicks, long haveTicks, int level, long extraTicks = 0)
    {
        ulong apart = wantTicks >= haveTicks ? (ulong)wantTicks - (ulong)haveTicks : (ulong)haveTicks - (ulong)wantTicks;
        long ticks = Ticks + TicksPerLevel * level + extraTicks;
        // Apart less than so many times the band is the same as a factor-th of it less than the band, and can not overflow.
        return apart == 0 || (ticks > 0 && apart / (ulong)Factor < (ulong)ticks);
    }
}
