namespace Minnow.Host.Alerts;

/// <summary>What the run's own watches show, as an offset into their counters; the figures of their alerts follow from 8 on.</summary>
public enum WatchCounter : byte
{
    /// <summary>Alerts that hold: bit n for <see cref="HostAlert"/> n.</summary>
    Active = 0,

    /// <summary>Alerts that were raised.</summary>
    Raised = 1,

    /// <summary>The account's self-trade prevention at the venue: 0 as configured, 1 another one, 2 not stated.</summary>
    SelfTrade = 2,

    /// <summary>Part of the limit of loss (session, day, drawdown; coin or USD) that is used most, percent.</summary>
    LossPercent = 3,

    /// <summary>Part of our share of the venue's rate limit that is used up, percent.</summary>
    RatePercent = 4,

    /// <summary>Part of the day's messages, or of those that the day's volume allows, percent.</summary>
    DayPercent = 5,
}
