namespace Minnow.Venues.Deribit.Session;

/// <summary>What both connections have in common: liveness, reconnecting, authentication.</summary>
public sealed record LinkOptions
{
    /// <summary>Interval of <c>public/set_heartbeat</c>, seconds; the venue takes 10 and more.</summary>
    public int HeartbeatSeconds { get; init; } = 10;

    /// <summary>Silence after which <c>public/test</c> asks whether the venue lives, ms.</summary>
    public int TestAfterMs { get; init; } = 1_000;

    /// <summary>Silence after which the link is closed, ms.</summary>
    public int DeadAfterMs { get; init; } = 3_000;

    /// <summary>Most that a connection may take from open to its first answer, and one step of the start to the next, ms.</summary>
    public int StepTimeoutMs { get; init; } = 3_000;

    /// <summary>First wait before a new connection, ms; each further one is twice as long.</summary>
    public int BackoffFirstMs { get; init; } = 100;

    /// <summary>Longest wait before a new connection, ms, jitter included.</summary>
    public int BackoffMaxMs { get; init; } = 30_000;

    /// <summary>Wait before a new connection while the venue is in maintenance, or refuses the upgrade as too much, ms.</summary>
    public int MaintenanceBackoffMs { get; init; } = 15_000;

    /// <summary>Connections that are tried in any 60 s at most.</summary>
    public int ConnectsPerMinute { get; init; } = 20;

    /// <summary>How long a connection must have been ready for the next wait to begin at the first again, ms.</summary>
    public int StableAfterMs { get; init; } = 10_000;

    /// <summary>Token life in use before it is refreshed, percent.</summary>
    public int RefreshAtPercent { get; init; } = 80;

    /// <summary>Longest wait before a token is refreshed, hours.</summary>
    public int RefreshCapHours { get; init; } = 24;

    /// <summary>How the connection proves who it is.</summary>
    public GrantKind Grant { get; init; } = GrantKind.Signature;

    /// <summary>Seed of jitter and nonces: the same inputs with the same seed give the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Own use of each of the venue's request pools, percent.</summary>
    public int BudgetSharePercent { get; init; } = 80;

    /// <summary>Payloads that may wait for the link.</summary>
    public int OutboxFrames { get; init; } = 256;
}
