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

    /// <summary>When the order connection was asked to close, ns since 1970; 0 before.</summary>
    public long ClosedNs;
}
