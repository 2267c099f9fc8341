using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Risk;

/// <summary>What moves the kill ladder, as numbered in <see cref="Core.Risk.KillTrigger"/>.</summary>
public enum KillTriggerName
{
    /// <summary>The mid moved further within a window than volatility explains. Of one instrument; threshold in standard deviations.</summary>
    [JsonStringEnumMemberName("trendBreak")]
    TrendBreak = 1,

    /// <summary>The market's spread is below the threshold: nothing is left to earn. Of one instrument; bps.</summary>
    [JsonStringEnumMemberName("spreadCollapse")]
    SpreadCollapse = 2,

    /// <summary>The market's spread is above the threshold. Of one instrument; bps.</summary>
    [JsonStringEnumMemberName("spreadBlowOut")]
    SpreadBlowOut = 3,

    /// <summary>Funding costs the position more than the threshold. Of one instrument; bps per 8 h.</summary>
    [JsonStringEnumMemberName("fundingFlip")]
    FundingFlip = 4,

    /// <summary>Mark and index are apart by more than the threshold. Of one instrument; bps.</summary>
    [JsonStringEnumMemberName("divergence")]
    Divergence = 5,

    /// <summary>The feed is silent, late, lost or its book not valid. Of one instrument; no threshold.</summary>
    [JsonStringEnumMemberName("staleData")]
    StaleData = 6,

    /// <summary>Breaks of the book within the time of the rule. Of one instrument; a count.</summary>
    [JsonStringEnumMemberName("gaps")]
    Gaps = 7,

    /// <summary>The open position has lost more than the threshold of what it cost. Of one instrument; bps.</summary>
    [JsonStringEnumMemberName("inventoryLoss")]
    InventoryLoss = 8,

    /// <summary>Fills on one side with none on the other between them, within the time of the rule. Of one instrument; a count.</summary>
    [JsonStringEnumMemberName("fillRun")]
    FillRun = 9,

    /// <summary>The venue answers later than the threshold; ms.</summary>
    [JsonStringEnumMemberName("latency")]
    Latency = 10,

    /// <summary>Orders and changes refused within the time of the rule; a count.</summary>
    [JsonStringEnumMemberName("refusals")]
    Refusals = 11,

    /// <summary>Lost since the start, or since a person armed; the amounts are limits of their own.</summary>
    [JsonStringEnumMemberName("sessionLoss")]
    SessionLoss = 12,

    /// <summary>Lost since the venue's last daily settlement; the amounts are limits of their own.</summary>
    [JsonStringEnumMemberName("dailyLoss")]
    DailyLoss = 13,

    /// <summary>Lost from the peak; the amounts are limits of their own.</summary>
    [JsonStringEnumMemberName("drawdown")]
    Drawdown = 14,

    /// <summary>Round trips in a row that lost. Of one instrument; a count.</summary>
    [JsonStringEnumMemberName("losingTrips")]
    LosingTrips = 15,

    /// <summary>Margin in use over equity, above the threshold; a share.</summary>
    [JsonStringEnumMemberName("margin")]
    Margin = 16,

    /// <summary>Our clock and the venue's are further apart than the threshold, or a clock alert; ms.</summary>
    [JsonStringEnumMemberName("clock")]
    Clock = 17,

    /// <summary>The venue states another position than ours. Of one instrument; no threshold.</summary>
    [JsonStringEnumMemberName("reconcile")]
    Reconcile = 18,

    /// <summary>Orders, fills or positions halted us; no threshold, never below cancel.</summary>
    [JsonStringEnumMemberName("halt")]
    Halt = 19,

    /// <summary>An alert of a model's monitor; no threshold.</summary>
    [JsonStringEnumMemberName("modelAlert")]
    ModelAlert = 20,

    /// <summary>An alert about the journal; no threshold.</summary>
    [JsonStringEnumMemberName("journalAlert")]
    JournalAlert = 21,

    /// <summary>An alert about the venue; no threshold.</summary>
    [JsonStringEnumMemberName("venueAlert")]
    VenueAlert = 22,

    /// <summary>An alert about the venue's statement of our account; no threshold.</summary>
    [JsonStringEnumMemberName("statementAlert")]
    StatementAlert = 23,

    /// <summary>An alert of something outside; no threshold.</summary>
    [JsonStringEnumMemberName("externalAlert")]
    ExternalAlert = 24,
}
