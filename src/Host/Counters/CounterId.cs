namespace Minnow.Host.Counters;

/// <summary>What is counted. The value is the slot in the counters page and never changes meaning; ranges belong to their writer.</summary>
/// <remarks>
/// 0-99 feed, 100-199 quoter, 200-299 journal, 300-399 gateway or order stub, 400-499 threads, 500-599 process, 600-659 the pre-trade gate, 660-799 risk, control and monitors,
/// 800-1599 blocks for each instrument. One thread writes one counter.
/// Counters that exist once per parse status, command verb, instrument, reason or thread are computed: <see cref="CounterIds"/>. Names and units: <see cref="CounterCatalog"/>.
/// </remarks>
public enum CounterId
{
    /// <summary>Frames taken from the connection or recording.</summary>
    FeedFrames = 0,

    /// <summary>Payload bytes of those frames.</summary>
    FeedBytes = 1,

    /// <summary>Events that the feed published to the input ring.</summary>
    FeedEvents = 2,

    /// <summary>Frames refused: the sum over the refusing parse statuses.</summary>
    FeedRefused = 3,

    /// <summary>Frames that were book messages.</summary>
    FeedBookFrames = 4,

    /// <summary>Gaps seen in a book's chain of change ids.</summary>
    FeedGaps = 5,

    /// <summary>Books found crossed or locked after a message.</summary>
    FeedCrossed = 6,

    /// <summary>Times the input ring had no room for a batch: the books were invalidated.</summary>
    FeedRingFull = 7,

    /// <summary>First of the range with one counter per parse status, 20-59: see <see cref="CounterIds.Status"/>.</summary>
    FeedStatusFirst = 20,

    /// <summary>Market connections made.</summary>
    FeedConnections = 60,

    /// <summary>Market connections lost or not made.</summary>
    FeedDisconnections = 61,

    /// <summary>1 while every book follows the venue.</summary>
    FeedConnected = 62,

    /// <summary>Books asked for anew.</summary>
    FeedResyncs = 63,

    /// <summary>Snapshots that did not come in time.</summary>
    FeedMissingSnapshots = 64,

    /// <summary>Frames that the capture had no room for.</summary>
    FeedMissedCaptures = 65,

    /// <summary>Times that the feed thread was away for more than a second: both connections were dropped.</summary>
    FeedLoopGaps = 66,

    /// <summary>Longest such time, ns.</summary>
    FeedLoopGapMaxNs = 67,

    /// <summary>Market channels that the venue does not grant now: nothing is quoted until it does.</summary>
    FeedMissingChannels = 68,

    /// <summary>Events that the quoter applied.</summary>
    QuoterEvents = 100,

    /// <summary>Decisions made.</summary>
    QuoterDecisions = 101,

    /// <summary>Own top of book compared with a quote of the venue.</summary>
    QuoterQuotesCompared = 102,

    /// <summary>Those comparisons that were equal.</summary>
    QuoterQuotesEqual = 103,

    /// <summary>Copies of the state that were taken.</summary>
    QuoterCheckpoints = 104,

    /// <summary>Longest pause that one such copy made, ns.</summary>
    QuoterCheckpointMaxNs = 105,

    /// <summary>Copies not taken because no buffer was free.</summary>
    QuoterCheckpointsSkipped = 106,

    /// <summary>Most events applied in one duty cycle.</summary>
    QuoterMaxBatch = 107,

    /// <summary>Why quoting is halted, as a <c>HaltReason</c>; 0 if it is not.</summary>
    QuoterHalted = 108,

    /// <summary>Times that it was taken for hung, and its quotes were pulled past it.</summary>
    QuoterHangs = 109,

    /// <summary>Windows of the venue's best levels compared with our book.</summary>
    QuoterDepthsCompared = 110,

    /// <summary>Those comparisons in which a level was not the same.</summary>
    QuoterDepthsDifferent = 111,

    /// <summary>1 while a person holds quoting.</summary>
    QuoterPaused = 112,

    /// <summary>Instruments known.</summary>
    QuoterInstruments = 113,

    /// <summary>State of the venue's platform, a <c>TradingState</c>; 0 if it was not told.</summary>
    QuoterPlatform = 114,

    /// <summary>1 while market-maker protection holds new orders.</summary>
    QuoterFrozen = 115,

    /// <summary>1 while the venue has the account locked.</summary>
    QuoterAccountLocked = 116,

    /// <summary>First of the range with one counter per command verb, 120-139: see <see cref="CounterIds.Command"/>.</summary>
    QuoterCommandFirst = 120,

    /// <summary>First of the range with one position per instrument, 140-155: see <see cref="CounterIds.Position"/>.</summary>
    QuoterPositionFirst = 140,

    /// <summary>Records written, of both rings.</summary>
    JournalRecords = 200,

    /// <summary>Blocks written.</summary>
    JournalBlocks = 201,

    /// <summary>Bytes of the records before compression.</summary>
    JournalBytesIn = 202,

    /// <summary>Bytes written to the segments.</summary>
    JournalBytesOut = 203,

    /// <summary>Times the device confirmed a sync.</summary>
    JournalSyncs = 204,

    /// <summary>Longest sync, ns.</summary>
    JournalMaxSyncNs = 205,

    /// <summary>Events published but not yet written.</summary>
    JournalLagEvents = 206,

    /// <summary>Writes or syncs that failed.</summary>
    JournalErrors = 207,

    /// <summary>How long the oldest event has waited for the journal to take it, ns.</summary>
    JournalWaitNs = 208,

    /// <summary>Bytes free on the journal's disk; the smallest number there is until it was asked.</summary>
    JournalFreeBytes = 209,

    /// <summary>Commands answered by the venue or the order stub.</summary>
    GatewayAcks = 300,

    /// <summary>Whether orders can be sent: 0 no venue, 1 down, 2 reconciling, 3 ready, 4 refused.</summary>
    GatewayPhase = 301,

    /// <summary>Why they can not, as a <c>GatewayReason</c>; 0 if they can.</summary>
    GatewayReason = 302,

    /// <summary>Order connections made.</summary>
    GatewayConnections = 303,

    /// <summary>Order connections lost or not made.</summary>
    GatewayDisconnections = 304,

    /// <summary>Requests sent on it.</summary>
    GatewayRequests = 305,

    /// <summary>Answers that were errors.</summary>
    GatewayErrors = 306,

    /// <summary>Errors that said too many requests.</summary>
    GatewayRateLimitErrors = 307,

    /// <summary>Requests whose outcome was not clear in time.</summary>
    GatewayUnclear = 308,

    /// <summary>Questions for the state of one order.</summary>
    GatewayQueries = 309,

    /// <summary>Wishes whose place a later one took before they were sent.</summary>
    GatewayCoalesced = 310,

    /// <summary>Orders and changes answered without being sent.</summary>
    GatewayNotSent = 311,

    /// <summary>Test requests of the venue answered, on both connections.</summary>
    GatewayHeartbeatsAnswered = 312,

    /// <summary>Reconciliations finished.</summary>
    GatewayReconciliations = 313,

    /// <summary>Orders cancelled because they rested without our knowing.</summary>
    GatewayOrphans = 314,

    /// <summary>Fills of orders that are not of this run.</summary>
    GatewayForeignFills = 315,

    /// <summary>Fills.</summary>
    GatewayFills = 316,

    /// <summary>Orders and changes that the rate limit leaves now, thousandths.</summary>
    GatewayBudgetOrdersE3 = 317,

    /// <summary>Cancels that it leaves now, thousandths.</summary>
    GatewayBudgetCancelsE3 = 318,

    /// <summary>Wishes that wait for it.</summary>
    GatewayBudgetWaiting = 319,

    /// <summary>Venue clock minus ours, ns.</summary>
    GatewayClockOffsetNs = 320,

    /// <summary>Round trip without the venue's own time, ns.</summary>
    GatewayRoundTripNs = 321,

    /// <summary>Orders of ours that rest, as the venue last said.</summary>
    GatewayRestingOrders = 322,

    /// <summary>Time from the last answered order to its answer, ns.</summary>
    GatewayAckNs = 323,

    /// <summary>Longest such time, ns.</summary>
    GatewayAckMaxNs = 324,

    /// <summary>Longest time that sending took, ns.</summary>
    GatewaySendMaxNs = 325,

    /// <summary>Statements of the venue about positions in which an instrument of ours was left out.</summary>
    GatewayPositionMismatches = 326,

    /// <summary>Private channels that the venue does not grant now: nothing is placed until it does.</summary>
    GatewayMissingChannels = 327,

    /// <summary>Times that another connection was made to pull what rests, because the order connection was given up.</summary>
    GatewayPulls = 328,

    /// <summary>Those of which the venue did not confirm that all was pulled.</summary>
    GatewayPullFailures = 329,

    /// <summary>Time that the last of them took, ns.</summary>
    GatewayPullNs = 330,

    /// <summary>Questions for locks of the account that the venue did not answer: what was believed stays.</summary>
    GatewayLocksUntold = 331,

    /// <summary>Step of the kill ladder in force anywhere, as a <c>KillStep</c>; 0 if none is.</summary>
    RiskStep = 660,

    /// <summary>What asks for the step of the account, as a <c>KillTrigger</c>; 0 if nothing does.</summary>
    RiskCause = 661,

    /// <summary>All triggers that ask for any step anywhere: bit at the number of each <c>KillTrigger</c>.</summary>
    RiskTriggers = 662,

    /// <summary>Times that the account's step rose.</summary>
    RiskStepsUp = 663,

    /// <summary>Time from the last step to cancel or beyond until no order of ours was left, ns; 0 while it lasts.</summary>
    RiskCancelNs = 664,

    /// <summary>Time from the last step to flatten until every position of ours was flat, ns; 0 while it lasts.</summary>
    RiskFlattenNs = 665,

    /// <summary>1 while the kill ladder holds the order connection closed.</summary>
    RiskLinkClosed = 666,

    /// <summary>First of the money of all coins together and of the limits that hold it, 670-699: see <see cref="CounterIds.Money"/>.</summary>
    RiskMoneyFirst = 670,

    /// <summary>First of the range with one counter per reason of a refused or cancelled order, 340-369: see <see cref="CounterIds.Refused"/>.</summary>
    GatewayRefusedFirst = 340,

    /// <summary>First of the range with ten counters per thread, 400-499: see <see cref="CounterIds.Thread"/>.</summary>
    ThreadFirst = 400,

    /// <summary>Collections of generation 0 since the process started.</summary>
    ProcessGen0Collections = 500,

    /// <summary>Collections of generation 1.</summary>
    ProcessGen1Collections = 501,

    /// <summary>Collections of generation 2.</summary>
    ProcessGen2Collections = 502,

    /// <summary>Times the heartbeat was written.</summary>
    ProcessHeartbeats = 503,

    /// <summary>First of the range with one counter per control of the pre-trade gate, 600-639: see <see cref="CounterIds.Denied"/>.</summary>
    GateDeniedFirst = 600,

    /// <summary>Commands that the pre-trade gate let out.</summary>
    GatePassed = 640,

    /// <summary>New orders and changes that it denied.</summary>
    GateDenied = 641,

    /// <summary>Instruments for which it is shut.</summary>
    GateShut = 642,

    /// <summary>Times that it shut or opened.</summary>
    GateChanges = 643,

    /// <summary>Times that it cancelled all orders of an instrument that was shut, because the quoter had not.</summary>
    GatePulls = 644,

    /// <summary>Orders that it cancelled because a limit was made tighter.</summary>
    GateExcessCancels = 645,

    /// <summary>Messages that it let out today (UTC), former runs of the day included.</summary>
    GateMessagesToday = 646,

    /// <summary>Age of the oldest mark or index that it goes by, ns.</summary>
    GateReferenceAgeNs = 647,

    /// <summary>Changes of its limits.</summary>
    GateLimitChanges = 648,

    /// <summary>Maker volume of the UTC day, former runs of it included, 1e-8 coins.</summary>
    GateCoinsTodayE8 = 649,

    /// <summary>Connections made to the control socket.</summary>
    ControlConnections = 720,

    /// <summary>Requests taken from it.</summary>
    ControlRequests = 721,

    /// <summary>Connections and requests refused: another user, too many, too long, too slow, no request at all.</summary>
    ControlRefused = 722,

    /// <summary>Commands of persons carried out.</summary>
    ControlCommands = 723,

    /// <summary>Time from the last command that cancels until nothing rested, ns.</summary>
    ControlCancelNs = 724,

    /// <summary>Longest such time, ns.</summary>
    ControlCancelMaxNs = 725,

    /// <summary>Commands after which it was not confirmed in time that nothing rests.</summary>
    ControlUnconfirmed = 726,

    /// <summary>1 from a kill until a person arms.</summary>
    ControlKilled = 727,

    /// <summary>Requests and rounds of the control thread that failed by a bug; the thread goes on.</summary>
    ControlFailures = 728,

    /// <summary>Hedge orders sent.</summary>
    HedgeOrders = 740,

    /// <summary>Fills of hedge orders.</summary>
    HedgeFills = 741,

    /// <summary>Hedge instruments on which a hedge is wanted and not sent.</summary>
    HedgeWaiting = 742,

    /// <summary>Alerts of the stop-scaling monitors, of the account and of every instrument: bit n for <c>MonitorKind</c> n.</summary>
    MonitorAlerts = 750,

    /// <summary>Alerts that they raised.</summary>
    MonitorRaised = 751,

    /// <summary>Steps by which the sizes of the instrument that is down furthest are down.</summary>
    MonitorSteps = 752,

    /// <summary>Messages for each coin of maker volume in the window.</summary>
    MonitorMessagesPerCoin = 753,

    /// <summary>First of what the run's own watches show, 760-779: see <see cref="CounterIds.Watch"/>.</summary>
    WatchFirst = 760,

    /// <summary>What a fill at the smallest configured half-spread lacks to pay its fee, of the quoted instrument where it is most, thousandths of a bp; 0 or less if all can pay.</summary>
    EdgeShortE3 = 780,

    /// <summary>Maker fee there: of the catalogue, then as charged, thousandths of a bp.</summary>
    EdgeFeeE3 = 781,

    /// <summary>Smallest half-spread there, thousandths of a bp.</summary>
    EdgeHalfE3 = 782,

    /// <summary>Statements of the venue that agree with our account.</summary>
    StatementsAgreed = 785,

    /// <summary>Statements of the venue that did not at once.</summary>
    StatementsDifferent = 786,

    /// <summary>1 while a difference persists.</summary>
    StatementsApart = 787,

    /// <summary>The venue's figure less ours at the last that differs, 1e-8 of its coin.</summary>
    StatementsApartE8 = 788,

    /// <summary>First of the blocks of 50, one an instrument, 800-1599: see <see cref="CounterIds.Instrument"/>.</summary>
    InstrumentFirst = 800,

    /// <summary>First of the blocks of 24, one a settlement coin, 1600-1791: see <see cref="CounterIds.Coin"/>.</summary>
    CoinFirst = 1600,
}
