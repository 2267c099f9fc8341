using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Sim;

/// <summary>What happened, counted: of a seed, and of many.</summary>
internal sealed class SimTally
{
    private readonly List<long> _fillsOfSeeds = [];
    private readonly SortedDictionary<HaltReason, int> _halts = [];
    private readonly SortedDictionary<GateControl, int> _denials = [];
    private readonly SortedDictionary<OperatorVerb, int> _commands = [];

    internal long Events { get; private set; }
    internal long Placed { get; set; }
    internal long Fills { get; private set; }
    internal long Hedges { get; set; }
    internal long PartialFills { get; private set; }
    internal long LateFills { get; private set; }
    internal long Connections { get; set; }
    internal long Compared { get; set; }
    internal long MoneyCompared { get; set; }

    /// <summary>Accounts inside the quoter that were compared with the journal's.</summary>
    internal long LiveCompared { get; set; }
    internal long AccountsTwinned { get; set; }
    internal long WalletsTwinned { get; set; }
    internal long StatementsAgreed { get; set; }
    internal long StatementsDifferent { get; set; }
    internal long Kills { get; set; }
    internal long PowerLosses { get; set; }
    internal long PersonStarts { get; set; }
    internal long Freezes { get; private set; }
    internal long ScriptedFaults { get; set; }

    /// <summary>Commands that were tried in fair weather at the end.</summary>
    internal long Drilled { get; set; }

    /// <summary>Times that more was lost than a limit allows, by the venue's account.</summary>
    internal long LossesReached { get; set; }

    internal void Commanded(OperatorVerb verb) => _commands[verb] = _commands.GetValueOrDefault(verb) + 1;

    internal void Count(EngineRun run, ref readonly Event e)
    {
        Events++;
        if (e.Kind == EventKind.Protection && e.Protection.FrozenUntilNs != Units.Missing) Freezes++;
        if (e.Kind != EventKind.Fill || (e.Detail & (uint)FillDetails.BeforeOpening) != 0) return;
        Fills++;
        ref InstrumentState instrument = ref run.Block[e.InstrumentIndex];
        // An order that still lives after its fill was filled in part.
        if (instrument.Bids.IndexOf(e.Fill.OrderId) >= 0 || instrument.Asks.IndexOf(e.Fill.OrderId) >= 0) PartialFills++;
        if ((e.Detail & (uint)FillDetails.FormerRun) != 0) LateFills++;
    }

    /// <summary>Times that the gate pulled what the quoter had left.</summary>
    internal long GatePulls { get; set; }

    internal void Denied(GateControl control) => _denials[control] = _denials.GetValueOrDefault(control) + 1;

    internal void Halted(HaltReason reason) => _halts[reason] = _halts.GetValueOrDefault(reason) + 1;

    /// <summary>Adds a seed.</summary>
    internal void Add(SimTally seed)
    {
        _fillsOfSeeds.Add(seed.Fills);
        Events += seed.Events;
        Placed += seed.Placed;
        Fills += seed.Fills;
        PartialFills += seed.PartialFills;
        Hedges += seed.Hedges;
        LateFills += seed.LateFills;
        Connections += seed.Connections;
        Compared += seed.Compared;
        MoneyCompared += seed.MoneyCompared;
        LiveCompared += seed.LiveCompared;
        AccountsTwinned += seed.AccountsTwinned;
        WalletsTwinned += seed.WalletsTwinned;
        StatementsAgreed += seed.StatementsAgreed;
        StatementsDifferent += seed.StatementsDifferent;
        Kills += seed.Kills;
        PowerLosses += seed.PowerLosses;
        PersonStarts += seed.PersonStarts;
        Freezes += seed.Freezes;
        ScriptedFaults += seed.ScriptedFaults;
        GatePulls += seed.GatePulls;
        LossesReached += seed.LossesReached;
        Drilled += seed.Drilled;
        foreach ((OperatorVerb verb, int count) in seed._commands) _commands[verb] = _commands.GetValueOrDefault(verb) + count;
        foreach ((GateControl control, int count) in seed._denials) _denials[control] = _denials.GetValueOrDefault(control) + count;
        foreach ((HaltReason reason, int count) in seed._halts) _halts[reason] = _halts.GetValueOrDefault(reason) + count;
    }

    public override string ToString()
    {
        _fillsOfSeeds.Sort();
        long median = _fillsOfSeeds.Count == 0 ? 0 : _fillsOfSeeds[_fillsOfSeeds.Count / 2];
        string halts = _halts.Count == 0 ? "none" : string.Join(", ", Named());
        return string.Create(CultureInfo.InvariantCulture, $"{Events} events, {Placed} orders and edits ({Hedges} hedges), {Fills} fills (median {median} a seed, {PartialFills} partial, {LateFills} of a former run), ")
            + string.Create(CultureInfo.InvariantCulture, $"{Connections} connections, {Kills} kills, {PowerLosses} of them with the machine, {PersonStarts} starts by a person, {Freezes} freezes, {ScriptedFaults} faults of scripts, {Compared} comparisons, {MoneyCompared} of the account, {LiveCompared} inside the quoter, {AccountsTwinned} accounts and {WalletsTwinned} wallets in fractions, {StatementsAgreed} statements agreed and {StatementsDifferent} did not at once; halts: {halts}; ")
            + string.Create(CultureInfo.InvariantCulture, $"{GatePulls} pulls by the gate, denials: {(_denials.Count == 0 ? "none" : string.Join(", ", NamedDenials()))}; ")
            + string.Create(CultureInfo.InvariantCulture, $"commands: {(_commands.Count == 0 ? "none" : string.Join(", ", NamedCommands()))}, {Drilled} of them drills, {LossesReached} losses beyond a limit");
    }

    private IEnumerable<string> NamedCommands()
    {
        foreach ((OperatorVerb verb, int count) in _commands) yield return $"{verb} {count}";
    }

    private IEnumerable<string> NamedDenials()
    {
        foreach ((GateControl control, int count) in _denials) yield return $"{control} {count}";
    }

    private IEnumerable<string> Named()
    {
        foreach ((HaltReason reason, int count) in _halts) yield return $"{reason} {count}";
    }
}
