using Minnow.Core.Engine.Monitors;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk;

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

    /// <summary>The way to the venue: a <see cref="GatewayPhase"/>. None is a run without one and holds nothing.</summary>
    public long Gateway;

    /// <summary>Venue clock minus ours as last measured, ns; 0 before.</summary>
    public long ClockOffsetNs;

    /// <summary>Why quoting is halted, a <see cref="HaltReason"/>; None if it is not. Lifted by <see cref="OperatorVerb.Arm"/> alone.</summary>
    public long Halted;

    /// <summary>When it halted, ns since 1970.</summary>
    public long HaltedNs;

    /// <summary>Sequence of the event that halted it.</summary>
    public long HaltedSequence;

    /// <summary>Times that it halted.</summary>
    public long HaltCount;

    /// <summary>What is left of the venue's rate limit, as last told; a burst of 0 says that it never was.</summary>
    public RateBudgetLeft Budget;

    /// <summary>Time from a message to its answer as the gateway last measured it, ns; 0 before.</summary>
    public long RoundTripNs;

    /// <summary>1 while market-maker protection holds new orders.</summary>
    public long IsFrozen;

    /// <summary>Until when, by the venue's clock, ns since 1970; 0: until told.</summary>
    public long FrozenUntilNs;

    /// <summary>1 while the venue has the account locked.</summary>
    public long AccountLocked;

    /// <summary>Reports that said nothing new: repeated, late, or about an order that had ended.</summary>
    public long OldReports;

    /// <summary>Reports that can not be true together with what was told before.</summary>
    public long Contradictions;

    /// <summary>New orders and changes that the venue refused.</summary>
    public long Refusals;

    /// <summary>Orders that would have met our own.</summary>
    public long SelfTrades;

    /// <summary>Fills of orders that had ended.</summary>
    public long LateFills;

    /// <summary>Fills that came more than a second after the end of their order.</summary>
    public long VeryLateFills;

    /// <summary>Fills that no order of this run explains.</summary>
    public long ExternalFills;

    /// <summary>Fills remembered by id alone, because the opening position holds them.</summary>
    public long FillsBeforeOpening;

    /// <summary>Orders filled beyond their size.</summary>
    public long Overfills;

    /// <summary>Statements of a position that is not ours.</summary>
    public long PositionMismatches;

    /// <summary>Orders whose missing fills the venue's position refuted.</summary>
    public long RefutedFills;

    /// <summary>Orders still of unknown fate when the gateway said that all was settled.</summary>
    public long UnknownAtReady;

    /// <summary>Events that made no sense in this state and were not applied: a foreign index, an unknown kind or parameter.</summary>
    public long Unapplied;

    /// <summary>The generator behind every random choice.</summary>
    public SplitMix64 Random;

    /// <summary>Parameters that a new instrument starts with.</summary>
    public QuotingParameters Defaults;

    /// <summary>Bits of the controls that hold the pre-trade gate shut for all instruments; 0: none does, or there is no gate.</summary>
    public long GateShut;

    /// <summary>Largest net exposure of all instruments together in either direction, 1e-8 of the base coin; 0 has no limit.</summary>
    public long MaxNetExposureE8;

    /// <summary>When and how the net position is hedged.</summary>
    public HedgeParameters Hedge;

    /// <summary>1 once positions were taken over from the venue, until it was looked which of them hedge each other.</summary>
    public long HedgesToAdopt;
    /// <summary>Limits over all instruments and the kill ladder.</summary>
    public RiskState Risk;

    /// <summary>What is watched of the account, and the limits of all monitors.</summary>
    public AccountMonitors Monitors;
}
