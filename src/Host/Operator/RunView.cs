using System;
using System.Collections.Generic;
using System.IO;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Counters;
using Minnow.Host.Live;

namespace Minnow.Host.Operator;

/// <summary>A run as it is seen from outside at one moment: its counters page, and the latches beside it. It asks nobody, so an engine that hangs is seen as well.</summary>
public sealed class RunView
{
    private readonly Dictionary<int, long> _values = [];

    private RunView(RunPlace place) => Place = place;

    /// <summary>Where it was looked for.</summary>
    public RunPlace Place { get; }

    /// <summary>The page; null if there is none that can be read.</summary>
    public CountersSnapshot? Page { get; private init; }

    /// <summary>Why there is none.</summary>
    public string Complaint { get; private init; } = "";

    /// <summary>What is halted on disk, one line each.</summary>
    public IReadOnlyList<string> Latches { get; private init; } = [];

    /// <summary>Instruments, as far as the page has them.</summary>
    public IReadOnlyList<InstrumentView> Instruments { get; private set; } = [];

    /// <summary>Settlement coins of those instruments.</summary>
    public IReadOnlyList<CoinView> Coins { get; private set; } = [];

    /// <summary>What it does.</summary>
    public RunState State { get; private set; } = RunState.NotRunning;

    /// <summary>Why it is no better than that, worst first; empty while it quotes.</summary>
    public IReadOnlyList<string> Causes { get; private set; } = [];

    /// <summary>True if the process runs and beats.</summary>
    public bool Runs => Page?.State == WriterState.Running;

    /// <summary>A counter; 0 if the page has none of that id.</summary>
    public long this[CounterId id] => _values.GetValueOrDefault((int)id);

    /// <summary>Looks at the newest run of a directory.</summary>
    /// <param name="directory">The directory of all runs, or that of one.</param>
    public static RunView Of(string directory)
    {
        RunPlace place = RunPlace.Find(directory);
        CountersReader? reader = null;
        string complaint = $"there is no run in {place.Root}";
        if (place.Run is string run) _ = CountersReader.TryOpen(CountersOf(place, run), out reader, out complaint);
        CountersSnapshot? page;
        using (reader) page = reader?.Snapshot();
        RunView view = new(place) { Page = page, Complaint = complaint, Latches = ReadLatches(place.Root) };
        foreach (CounterValue value in page?.Counters ?? []) view._values[value.Id] = value.Value;
        view.Instruments = view.ReadInstruments();
        view.Coins = view.ReadCoins();
        (view.State, view.Causes) = StateRules.Of(view);
        return view;
    }

    /// <summary>Why it is halted; None if it is not.</summary>
    public HaltReason Halted => (HaltReason)this[CounterId.QuoterHalted];

    /// <summary>The step of the kill ladder in force anywhere.</summary>
    public KillStep Step => (KillStep)this[CounterId.RiskStep];

    /// <summary>Whether orders can be sent.</summary>
    public GatewayPhase Gateway => (GatewayPhase)this[CounterId.GatewayPhase];

    // The page may lie elsewhere, on a disk in memory: the run's configuration says so.
    private static string CountersOf(RunPlace place, string run) => File.Exists(Path.Combine(run, CountersPage.FileName)) ? run : place.Configuration()?.Value.Counters.Directory ?? run;

    private static List<string> ReadLatches(string root)
    {
        List<string> lines = [];
        foreach (string file in HaltLatch.Find(root))
        {
            try
            {
                foreach (string line in File.ReadAllLines(file)) lines.Add(line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lines.Add($"{file}: {e.Message}");
            }
        }
        return lines;
    }

    private List<InstrumentView> ReadInstruments()
    {
        List<InstrumentView> all = [];
        for (int i = 0; i < Math.Clamp(this[CounterId.QuoterInstruments], 0, CounterIds.Positions); i++) all.Add(new InstrumentView(this, i));
        return all;
    }

    private List<CoinView> ReadCoins()
    {
        List<CoinView> all = [];
        for (int i = 0; i < CoinAccounts.Capacity; i++)
            if (this[CounterIds.Coin(i, CoinCounter.Name)] != 0) all.Add(new CoinView(this, i));
        return all;
    }
}
