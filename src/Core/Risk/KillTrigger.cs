namespace Minnow.Core.Risk;

/// <summary>What moves the kill ladder. Each has a <see cref="KillRule"/> but the last two. Written to the journal: never renumber, only add.</summary>
public enum KillTrigger : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The mid moved further within a window than volatility explains. Of one instrument; threshold in standard deviations.</summary>
    TrendBreak = 1,

    /// <summary>The market's spread is below the threshold: nothing is left to earn. Of one instrument; bps.</summary>
    SpreadCollapse = 2,

    /// <summary>The market's spread is above the threshold. Of one instrument; bps.</summary>
    SpreadBlowOut = 3,

    /// <summary>Funding costs the position more than the threshold. Of one instrument; bps per 8 h.</summary>
    FundingFlip = 4,

    /// <summary>Mark and index are apart by more than the threshold. Of one instrument; bps.</summary>
    Divergence = 5,

    /// <summary>The feed is silent, late, lost or its book not valid. Of one instrument; no threshold.</summary>
    StaleData = 6,

    /// <summary>Breaks of the book within the time of the rule. Of one instrument; a count.</summary>
    Gaps = 7,

    /// <summary>The open position has lost more than the threshold of what it cost. Of one instrument; bps.</summary>
    InventoryLoss = 8,

    /// <summary>Fills on one side with none on the other between them, within the time of the rule. Of one instrument; a count.</summary>
    FillRun = 9,

    /// <summary>The venue answers later than the threshold; ms.</summary>
    Latency = 10,

    /// <summary>Orders and changes refused within the time of the rule; a count.</summary>
    Refusals = 11,

    /// <summary>Lost since the start, or since a person armed; the amounts are limits of their own.</summary>
    SessionLoss = 12,

    /// <summary>Lost since the venue's last daily settlement; the amounts are limits of their own.</summary>
    DailyLoss = 13,

    /// <summary>Lost from the peak; the amounts are limits of their own.</summary>
    Drawdown = 14,

    /// <summary>Round trips in a row that lost. Of one instrument; a count.</summary>
    LosingTrips = 15,

    /// <summary>Margin in use over equity, above the threshold; a share.</summary>
    Margin = 16,

    /// <summary>Our clock and the venue's are further apart than the threshold, or a clock alert; ms.</summary>
    Clock = 17,

    /// <summary>The venue states another position than ours. Of one instrument; no threshold.</summary>
    Reconcile = 18,

    /// <summary>Orders, fills or positions halted us; no threshold, never below <see cref="KillStep.Cancel"/>.</summary>
    Halt = 19,

    /// <summary>An alert of a model's monitor; no threshold.</summary>
    ModelAlert = 20,

    /// <summary>An alert about the journal; no threshold.</summary>
    JournalAlert = 21,

    /// <summary>An alert about the venue; no threshold.</summary>
    VenueAlert = 22,

    /// <summary>An alert about the venue's statement of our account; no threshold.</summary>
    StatementAlert = 23,

    /// <summary>An alert of something outside; no threshold.</summary>
    ExternalAlert = 24,

    /// <summary>A person's command. Has no rule: the command is the step.</summary>
    Operator = 25,
}
