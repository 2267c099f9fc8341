namespace Minnow.Core.Model;

/// <summary>Whether orders can be sent. Written to the journal: never renumber.</summary>
public enum GatewayPhase : uint
{
    /// <summary>Never told: a recorded run without a venue. Holds nothing.</summary>
    None = 0,

    /// <summary>No connection: what rests at the venue is not known.</summary>
    Down = 1,

    /// <summary>Connected; our orders, fills and positions are being compared with the venue's.</summary>
    Reconciling = 2,

    /// <summary>Compared: orders may be sent.</summary>
    Ready = 3,

    /// <summary>The venue or the configuration forbids trading; a person must look.</summary>
    Refused = 4,
}

/// <summary>Why a gateway is down or refused. Written to the journal: never renumber.</summary>
public enum GatewayReason : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The connection ended or could not be made.</summary>
    Connection = 1,

    /// <summary>The venue refused the credentials.</summary>
    Credentials = 2,

    /// <summary>The granted scope is narrower than what is needed.</summary>
    ScopeTooNarrow = 3,

    /// <summary>The granted scope is wider than what is allowed.</summary>
    ScopeTooWide = 4,

    /// <summary>Cancel-on-disconnect is off, or the test of it failed.</summary>
    CancelOnDisconnect = 5,

    /// <summary>A subscription was not granted.</summary>
    Subscription = 6,

    /// <summary>The venue ended the session for too many requests.</summary>
    RateLimit = 7,

    /// <summary>The venue is in maintenance.</summary>
    Maintenance = 8,

    /// <summary>Orders, fills and positions could not be brought together.</summary>
    Reconciliation = 9,

    /// <summary>Another running process places orders on this account.</summary>
    OtherInstance = 10,

    /// <summary>The connection came and went too often.</summary>
    Flapping = 11,

    /// <summary>The venue sent what its documents do not allow.</summary>
    Protocol = 12,

    /// <summary>The venue has locked the account, as it does while it liquidates.</summary>
    AccountLocked = 13,

    /// <summary>The kill ladder had the connection closed; a person must look and arm.</summary>
    Latched = 14,

    /// <summary>The account's own self-trade prevention is not the one that is configured.</summary>
    SelfTrading = 15,
}

/// <summary>Body: the way to the venue's matching engine.</summary>
public struct GatewayState
{
    /// <summary>Why.</summary>
    public GatewayReason Reason;

    /// <summary>The venue's error code behind it, 0 if none.</summary>
    public int ErrorCode;

    /// <summary>Connections made so far in this run.</summary>
    public long ConnectionCount;

    /// <summary>Venue clock minus ours, ns; <see cref="Units.Missing"/> if not measured yet.</summary>
    public long ClockOffsetNs;

    /// <summary>Round trip without the venue's own time, ns; <see cref="Units.Missing"/> if not measured yet.</summary>
    public long RoundTripNs;

    /// <summary>Orders of ours that rest at the venue, as it counts; <see cref="Units.Missing"/> if not asked.</summary>
    public long RestingOrders;
}

/// <summary>Body: what is left of the venue's rate limit, after what we keep for cancels. In thousandths of a request.</summary>
public struct RateBudgetLeft
{
    /// <summary>New orders and edits that may be sent at once, thousandths.</summary>
    public long OrdersE3;

    /// <summary>Cancels that may be sent at once, thousandths.</summary>
    public long CancelsE3;

    /// <summary>Refill, thousandths a second.</summary>
    public long RefillE3;

    /// <summary>Most that can be saved up, thousandths.</summary>
    public long BurstE3;

    /// <summary>Wishes that wait for budget now.</summary>
    public long Waiting;
}

/// <summary>Body: the venue's statement of our position in one instrument.</summary>
public struct PositionReport
{
    /// <summary>Signed size: long is positive, lots.</summary>
    public long SizeLots;

    /// <summary>Mark price at which it is stated, 1e-8; <see cref="Units.Missing"/> if not said.</summary>
    public long MarkE8;

    /// <summary>Realised profit and loss of the session, funding included, 1e-8 of the settlement coin; <see cref="Units.Missing"/> if not said.</summary>
    public long RealizedE8;

    /// <summary>Floating profit and loss of the session, 1e-8 of the settlement coin; <see cref="Units.Missing"/> if not said.</summary>
    public long FloatingE8;

    /// <summary>Funding inside the realised, 1e-8 of the settlement coin; <see cref="Units.Missing"/> if not said.</summary>
    public long FundingE8;
}

/// <summary>Body: the venue's statement of our account in one currency, 1e-8 of it; <see cref="Units.Missing"/> where not said.</summary>
public struct AccountReport
{
    /// <summary>Equity.</summary>
    public long EquityE8;

    /// <summary>Cash balance.</summary>
    public long BalanceE8;

    /// <summary>Available for new orders.</summary>
    public long AvailableE8;

    /// <summary>Initial margin in use.</summary>
    public long InitialMarginE8;

    /// <summary>Maintenance margin in use.</summary>
    public long MaintenanceMarginE8;
}

/// <summary>Body: market-maker protection of an index.</summary>
public struct ProtectionState
{
    /// <summary>Until when new orders under protection are refused, ns since 1970; 0: until it is reset; <see cref="Units.Missing"/>: not frozen.</summary>
    public long FrozenUntilNs;

    /// <summary>Hash of the index name.</summary>
    public ulong IndexHash;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;

    /// <summary>Zero.</summary>
    public long Reserved2;
}
