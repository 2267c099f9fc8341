namespace Minnow.Core.Risk;

/// <summary>What the head of the state knows of risk: limits over all instruments, the kill ladder of the account, and how long its last steps took.</summary>
public struct RiskState
{
    /// <summary>Limits and rules.</summary>
    public RiskParameters Parameters;

    /// <summary>What holds all instruments.</summary>
    public KillLadder Ladder;

    /// <summary>1 from the command that closes the order connection until the one that opens it again.</summary>
    public long IsLinkClosed;

    /// <summary>When <see cref="KillStep.Cancel"/> or more was last reached, ns since 1970; 0 while less is in force.</summary>
    public long CancelSinceNs;

    /// <summary>Time from there until no order of ours was left, ns; 0 before that.</summary>
    public long CancelTookNs;

    /// <summary>When <see cref="KillStep.Flatten"/> was last reached, ns since 1970; 0 while it is not.</summary>
    public long FlattenSinceNs;

    /// <summary>Time from there until every position that is ours to close was flat, ns; 0 before that.</summary>
    public long FlattenTookNs;

    /// <summary>Our accounts by settlement coin.</summary>
    public CoinAccounts Coins;

    /// <summary>Alerts that hold.</summary>
    public AlertBoard Alerts;

    /// <summary>Refusals of orders and changes.</summary>
    public RecentTimes Refusals;

    /// <summary>Change of all coins together since the session that is limited began, 1e-8 USD at the indices of now; <see cref="Minnow.Core.Model.Units.Missing"/> if one is not known.</summary>
    public long SessionUsdE8;

    /// <summary>The same since the venue's last daily settlement.</summary>
    public long DailyUsdE8;

    /// <summary>Most that it was since the session began, 1e-8 USD.</summary>
    public long PeakUsdE8;

    /// <summary>When the order connection was asked to close, ns since 1970; 0 before.</summary>
    public long ClosedNs;
}
