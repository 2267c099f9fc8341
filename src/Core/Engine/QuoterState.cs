using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Head of the quoter's state: what belongs to no single instrument. The instruments follow it in the same block of memory.</summary>
/// <remarks>
/// Head and instruments are one unmanaged block (<see cref="StateBlock"/>): a checkpoint copies it, a state hash hashes it, equality
/// compares it. Nothing here refers to memory outside.
/// </remarks>
public struct QuoterState
{
    /// <summary>The quoter's clock: the latest <see cref="Event.ReceivedNs"/>; it goes back only by more than <see cref="Quoter.ClockStepNs"/>, when the clock was set.</summary>
    public long NowNs;

    /// <summary>Sequence of the last event applied; −1 before the first.</summary>
    public long LastSequence;

    /// <summary>Events applied.</summary>
    public long EventCount;

    /// <summary>Decisions recorded; also the number of the last one.</summary>
    public long DecisionCount;

    /// <summary>Commands sent, by any verb.</summary>
    public long CommandCount;

    /// <summary>Id of the last order.</summary>
    public long LastOrderId;

    /// <summary>Instruments known.</summary>
    public long InstrumentCount;

    /// <summary>1 while the feed is disconnected.</summary>
    public long FeedLost;

    /// <summary>1 while a person holds quoting.</summary>
    public long Paused;

    /// <summary>State of the platform; <see cref="TradingState.Unknown"/> until told, which does not hold quoting.</summary>
    public long Platform;

    /// <summary>Answers about orders that we do not know.</summary>
    public long StrayAnswers;

    /// <summary>Fills seen a second time and not counted again.</summary>
    public long DuplicateFills;

    /// <summary>Orders whose answer was overdue.</summary>
    public long UnknownOrders;

    /// <summary>Events that made no sense in this state and were not applied: a foreign index, an unknown kind or parameter.</summary>
    public long Unapplied;

    /// <summary>The generator behind every random choice.</summary>
    public SplitMix64 Random;

    /// <summary>Parameters that a new instrument starts with.</summary>
    public QuotingParameters Defaults;
}
