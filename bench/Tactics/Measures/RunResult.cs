using System.Collections.Generic;

namespace Minnow.Tactics.Measures;

/// <summary>The numbers of one run: one seed, one setting. A share of nothing is NaN.</summary>
internal sealed record RunResult
{
    /// <summary>Seed of the market.</summary>
    public ulong Seed { get; init; }

    /// <summary>Length, s of virtual time.</summary>
    public double Seconds { get; init; }

    /// <summary>Own fills.</summary>
    public long Fills { get; init; }

    /// <summary>Filled, lots.</summary>
    public double VolumeLots { get; init; }

    /// <summary>Filled, coin.</summary>
    public double VolumeCoin { get; init; }

    /// <summary>Distance of the fills from the mid, bps of volume.</summary>
    public double SpreadBps { get; init; }

    /// <summary>Move of the mid after a fill, by horizon; negative is against us, bps of volume.</summary>
    public double[] AdverseBps { get; init; } = [];

    /// <summary>Spread and adverse move together, by horizon, bps of volume.</summary>
    public double[] MarkoutBps { get; init; } = [];

    /// <summary>The adverse moves by horizon, bps of one order in an hour in which something of ours rested.</summary>
    public double[] AdverseBpsOrdersPerHour { get; init; } = [];

    /// <summary>Fees, coin; negative was paid to us.</summary>
    public double FeesCoin { get; init; }

    /// <summary>Fees, bps of volume.</summary>
    public double FeeBps { get; init; }

    /// <summary>Profit after fees with the last position at the last mid, funding left out, coin.</summary>
    public double PnlCoin { get; init; }

    /// <summary>The same, bps of volume.</summary>
    public double PnlBps { get; init; }

    /// <summary>Root of the mean square of the position over time, orders.</summary>
    public double InventoryRmsOrders { get; init; }

    /// <summary>Share of the volume for which we rested.</summary>
    public double MakerShare { get; init; }

    /// <summary>Time in which something of ours rested, s.</summary>
    public double QuotedSeconds { get; init; }

    /// <summary>Messages that reached the exchange.</summary>
    public long Messages { get; init; }

    /// <summary>Those that it refused.</summary>
    public long Refused { get; init; }

    /// <summary>Filled while no episode was on, and in each kind of episode, lots.</summary>
    public double[] LotsDuring { get; init; } = [];

    /// <summary>Adverse move at 5 s of those fills, bps times lots.</summary>
    public double[] AdverseBpsLotsDuring { get; init; } = [];

    /// <summary>Hash of the market's prices and arrivals: equal in both runs of a pair.</summary>
    public ulong MarketHash { get; init; }

    /// <summary>Hash of the quoter's state at the end.</summary>
    public ulong StateHash { get; init; }

    /// <summary>Decisions of the quoter.</summary>
    public long Decisions { get; init; }

    /// <summary>What rules did, by sign.</summary>
    public SortedDictionary<string, RuleCount> Rules { get; init; } = [];

    /// <summary>Hash of the quoter's commands and their times.</summary>
    public ulong CommandHash { get; init; }

    /// <summary>Why the quoter halted; 0 if it did not.</summary>
    public long Halted { get; init; }

    /// <summary>Messages for one fill.</summary>
    public double MessagesPerFill => (double)Messages / Fills;
}
