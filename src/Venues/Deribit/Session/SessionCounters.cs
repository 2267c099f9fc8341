namespace Minnow.Venues.Deribit.Session;

/// <summary>What a session counted since its start. Plain numbers; read by the thread that drives it, or torn.</summary>
public struct SessionCounters
{
    /// <summary>Connections made.</summary>
    public long Connections;

    /// <summary>Connections lost or not made.</summary>
    public long Disconnections;

    /// <summary>Requests sent, all kinds.</summary>
    public long Requests;

    /// <summary>Orders sent.</summary>
    public long Places;

    /// <summary>Changes sent.</summary>
    public long Edits;

    /// <summary>Mass quotes sent: each carries one side or both.</summary>
    public long MassQuotes;

    /// <summary>Cancels of one order sent.</summary>
    public long Cancels;

    /// <summary>Cancels of a whole instrument sent.</summary>
    public long CancelAlls;

    /// <summary>Questions for the state of one order.</summary>
    public long Queries;

    /// <summary>Answers that were errors.</summary>
    public long Errors;

    /// <summary>Errors that said too many requests.</summary>
    public long RateLimitErrors;

    /// <summary>Requests whose outcome was not clear in time.</summary>
    public long Unclear;

    /// <summary>Wishes whose place a later one took before they were sent.</summary>
    public long Coalesced;

    /// <summary>Orders and changes answered without being sent.</summary>
    public long NotSent;

    /// <summary>Test requests of the venue answered.</summary>
    public long HeartbeatsAnswered;

    /// <summary>Tests of our own, after silence.</summary>
    public long OwnTests;

    /// <summary>Links given up because nothing came, nothing of ours was answered, or the venue did not read.</summary>
    public long DeadLinks;

    /// <summary>Tokens refreshed.</summary>
    public long TokensRefreshed;

    /// <summary>Payloads refused by the parser.</summary>
    public long RefusedFrames;

    /// <summary>Answers to no request of ours, or the second answer to one.</summary>
    public long UnknownReplies;

    /// <summary>Answers that came after their time.</summary>
    public long LateReplies;

    /// <summary>Times that something had to wait for the budget.</summary>
    public long BudgetWaits;

    /// <summary>Books asked for anew.</summary>
    public long Resyncs;

    /// <summary>Gaps in the sequence of a book.</summary>
    public long Gaps;

    /// <summary>Snapshots that were older than what had been seen.</summary>
    public long StaleSnapshots;

    /// <summary>Snapshots that did not come in time.</summary>
    public long MissingSnapshots;

    /// <summary>Channels that the venue does not grant now.</summary>
    public long MissingChannels;

    /// <summary>Reconciliations finished.</summary>
    public long Reconciliations;

    /// <summary>Orders cancelled because they rested without our knowing.</summary>
    public long Orphans;

    /// <summary>Fills told by a query.</summary>
    public long Backfilled;

    /// <summary>Fills of orders that are not of this run.</summary>
    public long ForeignFills;

    /// <summary>Fills whose side is not that of our order.</summary>
    public long SideMismatches;

    /// <summary>Statements of positions that left out an instrument of ours.</summary>
    public long EmptyPositions;

    /// <summary>Questions for locks of the account that the venue did not answer: what was believed stays.</summary>
    public long LocksUntold;

    /// <summary>What the last account summary said of self-trade prevention: 0 what is wanted, 1 another mode, 2 nothing.</summary>
    public long SelfTradeMode;

    /// <summary>Cancel-alls whose count was not ours.</summary>
    public long CountMismatches;

    /// <summary>Reports of an order that were older than what we know.</summary>
    public long StaleReports;

    /// <summary>Places whose order id was taken: not sent.</summary>
    public long DuplicatePlaces;

    /// <summary>Ended orders forgotten before their time, for want of room.</summary>
    public long ForgottenEarly;

    /// <summary>Orders still of unclear fate when a reconciliation ended.</summary>
    public long UnresolvedAtReady;

    /// <summary>Events for which the batch had no room: the link is then dropped, and a reconciliation tells all again.</summary>
    public long LostEvents;
}
