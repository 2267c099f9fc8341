using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>One configuration file: everything that a run depends on besides its build and its feed.</summary>
public sealed record MinnowConfiguration
{
    /// <summary>Where an editor finds the schema of this file; Minnow does not read it.</summary>
    [Setting("Where an editor finds the schema of this file; Minnow does not read it.")]
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The venue whose frames are read.</summary>
    [Setting("The venue whose frames are read.")]
    public VenueKind Venue { get; init; } = VenueKind.Deribit;

    /// <summary>The way to the venue for live runs; null serves recorded runs only.</summary>
    [Setting("The way to the venue for live runs; null serves recorded runs only.")]
    public ConnectionOptions? Connection { get; init; }

    /// <summary>The instruments to quote or to watch. Empty: everything in the feed is recorded and nothing is quoted.</summary>
    [Setting("The instruments to quote or to watch. Empty: everything in the feed is recorded and nothing is quoted.")]
    public IReadOnlyList<InstrumentOptions> Instruments { get; init; } = [];

    /// <summary>How wide, how skewed and how often we quote, for every instrument that does not say otherwise.</summary>
    [Setting("How wide, how skewed and how often we quote, for every instrument that does not say otherwise.")]
    public QuotingOptions Quoting { get; init; } = new();

    /// <summary>Limits over all instruments together, and the kill ladder.</summary>
    [Setting("Limits over all instruments together, and the kill ladder.")]
    public RiskOptions Risk { get; init; } = new();

    /// <summary>When the net position over instruments of one base coin is hedged, on which, and how.</summary>
    [Setting("When the net position over instruments of one base coin is hedged, on which, and how.")]
    public HedgeOptions Hedge { get; init; } = new();

    /// <summary>Limits of the pre-trade gate, which looks at each order once more before it leaves. It knows nothing of the strategy.</summary>
    [Setting("Limits of the pre-trade gate, which looks at each order once more before it leaves. It knows nothing of the strategy.")]
    public GateOptions Gate { get; init; } = new();

    /// <summary>What tells that the strategy has grown too large for its market, or its venue too risky.</summary>
    [Setting("What tells that the strategy has grown too large for its market, or its venue too risky.")]
    public MonitorOptions Monitors { get; init; } = new();

    /// <summary>What is watched beside the quoter in a live run: journal, clocks, the venue's answers. Each is an alert, which moves the kill ladder.</summary>
    [Setting("What is watched beside the quoter in a live run: journal, clocks, the venue's answers. Each is an alert, which moves the kill ladder.")]
    public AlertOptions Alerts { get; init; } = new();

    /// <summary>The order stub that answers instead of a venue.</summary>
    [Setting("The order stub that answers instead of a venue.")]
    public StubOptions Stub { get; init; } = new();

    /// <summary>Time between two timer events, in milliseconds of the feed's clock.</summary>
    [Setting("Time between two timer events, in milliseconds of the feed's clock.", Min = 1, Max = 10_000)]
    public int TimerMs { get; init; } = 100;

    /// <summary>How the journal is written.</summary>
    [Setting("How the journal is written.")]
    public JournalOptions Journal { get; init; } = new();

    /// <summary>Threads, cores and how they wait.</summary>
    [Setting("Threads, cores and how they wait.")]
    public ThreadsOptions Threads { get; init; } = new();

    /// <summary>Sizes and place of the rings; all of it is taken at start.</summary>
    [Setting("Sizes and place of the rings; all of it is taken at start.")]
    public RingsOptions Rings { get; init; } = new();

    /// <summary>Caps on what a feed may ask us to hold.</summary>
    [Setting("Caps on what a feed may ask us to hold.")]
    public LimitsOptions Limits { get; init; } = new();

    /// <summary>The counters that other processes read.</summary>
    [Setting("The counters that other processes read.")]
    public CountersOptions Counters { get; init; } = new();
}
