using System.Collections.Generic;

namespace Minnow.Venues.Deribit.Session;

/// <summary>What the order connection does.</summary>
public sealed record OrderSessionOptions
{
    /// <summary>Liveness, reconnecting, authentication.</summary>
    public LinkOptions Link { get; init; } = new();

    /// <summary>The instruments that this process trades; their orders in this account are all its own.</summary>
    public required IReadOnlyList<SessionInstrument> Instruments { get; init; }

    /// <summary>Epoch of this run in every label, ms since 1970; unique and growing from run to run.</summary>
    public required long Epoch { get; init; }

    /// <summary>Scope that is asked for.</summary>
    public string Scope { get; init; } = "session:minnow-orders account:read_write trade:read_write wallet:none block_trade:none";

    /// <summary>Scope words that may be granted beyond what is needed.</summary>
    public IReadOnlyList<string> AcceptedExtraScopes { get; init; } = [];

    /// <summary>Time without an answer after which a request's outcome is unclear, ms.</summary>
    public int AnswerTimeoutMs { get; init; } = 1_000;

    /// <summary>How long after its sending the venue may still begin an order or a change, ms.</summary>
    public int ValidForMs { get; init; } = 2_000;

    /// <summary>Added to that before an order that the venue does not know counts as never placed, ms.</summary>
    public int NotFoundMarginMs { get; init; } = 1_000;

    /// <summary>How far before the last fill seen a reconciliation asks for fills, ms.</summary>
    public int FillOverlapMs { get; init; } = 10_000;

    /// <summary>How far before the start the first reconciliation asks for fills, ms.</summary>
    public int FillLookbackMs { get; init; } = 600_000;

    /// <summary>Fills asked for at once; the batch of events must hold them.</summary>
    public int FillsPerPage { get; init; } = 100;

    /// <summary>True: before the first order, a connection is dropped on purpose to see that the venue then cancels.</summary>
    public bool DrillsCancelOnDisconnect { get; init; }

    /// <summary>How long the venue may take to cancel after a lost connection, ms.</summary>
    public int DrillWaitMs { get; init; } = 5_000;

    /// <summary>Share of our own burst that only cancels may use, percent.</summary>
    public int CancelReservePercent { get; init; } = 20;

    /// <summary>Share of the venue's burst that is taken to be left at the start, percent: a former run may have used the rest.</summary>
    public int StartSharePercent { get; init; } = 20;

    /// <summary>Matching-engine requests a second until the account says its own.</summary>
    public double FallbackRate { get; init; } = 5;

    /// <summary>Matching-engine burst, requests, until the account says its own.</summary>
    public double FallbackBurst { get; init; } = 20;

    /// <summary>How long the budget is halved after the venue said too many requests, s.</summary>
    public int HalvedSeconds { get; init; } = 300;

    /// <summary>Orders and changes in flight in one currency at most; the venue's queue holds 8.</summary>
    public int MaxInFlightOrders { get; init; } = 6;

    /// <summary>Lost connections in <see cref="FlapWindowSeconds"/> after which a person must look; 0: never.</summary>
    public int FlapLimit { get; init; } = 10;

    /// <summary>Window for <see cref="FlapLimit"/>, s.</summary>
    public int FlapWindowSeconds { get; init; } = 300;

    /// <summary>Between two questions for our positions, ms.</summary>
    public int PositionPollMs { get; init; } = 5_000;

    /// <summary>Between two comparisons of resting orders, ms.</summary>
    public int OpenOrdersPollMs { get; init; } = 30_000;

    /// <summary>Between two questions for the account's limits, ms.</summary>
    public int AccountPollMs { get; init; } = 600_000;

    /// <summary>First wait between two questions for an order of unclear fate, ms; each further one is twice as long.</summary>
    public int QueryFirstMs { get; init; } = 250;

    /// <summary>Questions for an order of unclear fate before it is cancelled by its label.</summary>
    public int QueryTries { get; init; } = 5;

    /// <summary>Between two tries to cancel, ms.</summary>
    public int CancelRetryMs { get; init; } = 250;

    /// <summary>Time without success after which all orders of the instrument are cancelled, ms; twice that: the link is dropped.</summary>
    public int CancelEscalateMs { get; init; } = 2_000;

    /// <summary>How long a cancel may stay without any answer of the venue, to whatever was asked since, before the link is dropped, ms: it carries nothing, and its end pulls what rests.</summary>
    public int CancelSilenceMs { get; init; } = 1_000;

    /// <summary>How long before <c>public/test</c> asks whether it carries, ms: the venue may be slow with the cancel alone.</summary>
    public int CancelProbeMs { get; init; } = 250;

    /// <summary>How long an order that ended stays known, ms: late reports of it still find it.</summary>
    public int KeepEndedMs { get; init; } = 600_000;

    /// <summary>Orders that are known at once, ended ones included.</summary>
    public int MaxOrders { get; init; } = 1_024;

    /// <summary>What the account's own self-trade prevention must do, in the venue's word; empty looks at none.</summary>
    public string SelfTradeMode { get; init; } = "";

    /// <summary>True if another one refuses; else it is only counted.</summary>
    public bool RequiresSelfTradeMode { get; init; } = true;

    /// <summary>Market-maker protection to be set at each connection; empty: none.</summary>
    public IReadOnlyList<ProtectionOptions> Protection { get; init; } = [];

    /// <summary>True if orders are placed under market-maker protection.</summary>
    public bool UsesProtection { get; init; }

    /// <summary>Protection group under which both sides of an instrument go out as one mass quote; empty: every order goes by itself.</summary>
    public string MassQuoteGroup { get; init; } = "";
}
