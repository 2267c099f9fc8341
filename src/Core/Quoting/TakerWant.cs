using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting.Tactics;

namespace Minnow.Core.Quoting;

/// <summary>A wish to take: one order that may only make the position smaller, takes at once, and leaves nothing.</summary>
public struct TakerWant
{
    /// <summary>Lots to take at most; 0 wants nothing. Never more than the position is sent.</summary>
    public long Lots;

    /// <summary>Worst price, ticks.</summary>
    public long LimitTicks;

    /// <summary>1 sells, 0 buys.</summary>
    public long IsSell;

    /// <summary>Shortest time until the next order that takes, ns.</summary>
    public long IntervalNs;

    /// <summary>1 if it is to end flat: no more is sent than all that may still fill leaves of the position.</summary>
    public long IsExit;

    /// <summary>1 takes all of it or nothing (fill or kill), 0 what is there.</summary>
    public long IsWhole;

    /// <summary>What a tactic asks for. An exit takes what it can get, whatever the parameters say.</summary>
    internal static TakerWant Of(in TacticAggression asked, in TacticParameters parameters) => new()
    {
        Lots = asked.Lots, LimitTicks = asked.LimitTicks, IsSell = asked.IsSell, IsExit = asked.IsExit,
        IntervalNs = asked.IntervalNs > 0 ? asked.IntervalNs : parameters.AggressionIntervalNs, IsWhole = asked.IsExit == 0 ? parameters.AggressionWhole : 0,
    };
}
