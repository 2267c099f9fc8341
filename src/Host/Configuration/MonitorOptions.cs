namespace Minnow.Host.Configuration;

/// <summary>What tells that the strategy has grown too large for its market, or its venue too risky; each an alert and, if asked for, a step down in size. 0 watches nothing.</summary>
public sealed record MonitorOptions
{
    /// <summary>Largest share of what stands at the best prices that may be ours, as a mean over time, from 0 to 1; 0.2 is usual.</summary>
    [Setting("Largest share of what stands at the best prices that may be ours, as a mean over time, from 0 to 1; 0.2 is usual.", Min = 0, Max = 1)]
    public double TouchShare { get; init; }

    /// <summary>Half-life of that mean, in seconds.</summary>
    [Setting("Half-life of that mean, in seconds.", Min = 1, Max = 8_640_000)]
    public double TouchHalfLifeSeconds { get; init; } = 300;

    /// <summary>Half-life of the mean edge of a fill after what the price moved and funding, in fills; 0 watches none.</summary>
    [Setting("Half-life of the mean edge of a fill after what the price moved and funding, in fills; 0 watches none.", Min = 0, Max = 1_000_000)]
    public double EdgeFills { get; init; }

    /// <summary>Standard errors by which that mean must be below 0.</summary>
    [Setting("Standard errors by which that mean must be below 0.", Min = 0.1, Max = 100)]
    public double EdgeZ { get; init; } = 1.64;

    /// <summary>Time after a fill at which what the price moved is counted, in milliseconds.</summary>
    [Setting("Time after a fill at which what the price moved is counted, in milliseconds.", Min = 0, Max = 3_600_000)]
    public int EdgeHorizonMs { get; init; } = 5000;

    /// <summary>Share of a queue that may stand before our best orders half of the time, from 0 to 1; 0.5 is usual.</summary>
    [Setting("Share of a queue that may stand before our best orders half of the time, from 0 to 1; 0.5 is usual.", Min = 0, Max = 1)]
    public double QueueShare { get; init; }

    /// <summary>Half-life of that time, in seconds.</summary>
    [Setting("Half-life of that time, in seconds.", Min = 1, Max = 8_640_000)]
    public double QueueHalfLifeSeconds { get; init; } = 300;

    /// <summary>Largest number of messages for each fill.</summary>
    [Setting("Largest number of messages for each fill.", Min = 0, Max = 1_000_000)]
    public double MessagesPerFill { get; init; }

    /// <summary>The venue's order-to-volume limit, messages for each coin of maker volume; Deribit calls 10000 high. At 80 % an alert and slower quotes, at 95 % only cancels.</summary>
    [Setting("The venue's order-to-volume limit, messages for each coin of maker volume; Deribit calls 10000 high. At 80 % an alert and slower quotes, at 95 % only cancels.", Min = 0, Max = 1_000_000_000)]
    public double MessagesPerCoin { get; init; }

    /// <summary>Window of counts: messages, fills, refusals, outages, in minutes.</summary>
    [Setting("Window of counts: messages, fills, refusals, outages, in minutes.", Min = 1, Max = 10_080)]
    public int WindowMinutes { get; init; } = 60;

    /// <summary>Latest time from a message to its answer, in milliseconds.</summary>
    [Setting("Latest time from a message to its answer, in milliseconds.", Min = 0, Max = 3_600_000)]
    public int RoundTripMs { get; init; }

    /// <summary>Largest share of orders and changes that may be refused, from 0 to 1.</summary>
    [Setting("Largest share of orders and changes that may be refused, from 0 to 1.", Min = 0, Max = 1)]
    public double RefusalShare { get; init; }

    /// <summary>Most outages in the window: connections lost, account or platform locked.</summary>
    [Setting("Most outages in the window: connections lost, account or platform locked.", Min = 0, Max = 100_000)]
    public int Outages { get; init; }

    /// <summary>An alert ends below this share of its limit.</summary>
    [Setting("An alert ends below this share of its limit.", Min = 0, Max = 1)]
    public double ReleaseShare { get; init; } = 0.8;

    /// <summary>Factor of order sizes for each step down; 1 takes none: alerts alone.</summary>
    [Setting("Factor of order sizes for each step down; 1 takes none: alerts alone.", Min = 0.01, Max = 1)]
    public double StepFactor { get; init; } = 1;

    /// <summary>Most steps down.</summary>
    [Setting("Most steps down.", Min = 0, Max = 20)]
    public int MaxSteps { get; init; } = 3;

    /// <summary>Shortest time between two steps down, in minutes.</summary>
    [Setting("Shortest time between two steps down, in minutes.", Min = 0, Max = 10_080)]
    public double StepMinutes { get; init; } = 10;

    /// <summary>Time without an alert after which one step is taken back, in minutes; 0 leaves that to a person, who resumes or arms.</summary>
    [Setting("Time without an alert after which one step is taken back, in minutes; 0 leaves that to a person, who resumes or arms.", Min = 0, Max = 10_080)]
    public double RecoverMinutes { get; init; }
}
