using System;
using System.Collections.Generic;
using System.Linq;

namespace Minnow.Exchange.Faults;

/// <summary>Something to do to the venue.</summary>
/// <param name="Rule">The line.</param>
/// <param name="Ends">True at the end of a line that lasts.</param>
public readonly record struct VenueFault(FaultRule Rule, bool Ends);

/// <summary>A request that came.</summary>
/// <param name="AtUs">When, µs since 1970.</param>
/// <param name="Wire">Over which connection, from 1.</param>
/// <param name="Method">What it asks.</param>
public readonly record struct RequestNote(long AtUs, int Wire, string Method);

/// <summary>
/// A script at work. It has no clock and does no I/O: whoever owns the time tells it, so the server runs it by the wall clock and a simulation in
/// virtual time. The same script, seed and calls give the same faults.
/// </summary>
public sealed class FaultPlan
{
    private readonly List<FaultState> _states = [];
    private readonly List<FaultyWire> _wires = [];
    private readonly Queue<VenueFault> _venue = new();
    private readonly PriorityQueue<FaultRule, long> _ends = new();
    private int _wireNumber;

    /// <summary>Starts a script.</summary>
    /// <param name="script">What is to go wrong.</param>
    /// <param name="seed">Of every draw.</param>
    /// <param name="startUs">Now, µs since 1970; the script's times count from here.</param>
    public FaultPlan(FaultScript script, ulong seed, long startUs)
    {
        Script = script;
        StartUs = startUs;
        Dice = new Random(unchecked((int)(seed ^ (seed >> 32))));
        Add(script, startUs);
    }

    /// <summary>What it runs.</summary>
    public FaultScript Script { get; }

    /// <summary>Where each request is noted as it comes, whatever becomes of it then; null keeps none.</summary>
    public IList<RequestNote>? Requests { get; set; }

    /// <summary>When it began, µs since 1970.</summary>
    public long StartUs { get; }

    /// <summary>When it wants to be told the time next, µs since 1970; <see cref="long.MaxValue"/> for never.</summary>
    public long NextUs
    {
        get
        {
            long next = _ends.TryPeek(out _, out long endUs) ? endUs : long.MaxValue;
            foreach (FaultState state in _states) next = Math.Min(next, state.DueUs);
            foreach (FaultyWire wire in _wires) next = Math.Min(next, wire.NextDueUs);
            return next;
        }
    }

    internal Random Dice { get; }

    internal IReadOnlyList<FaultState> States => _states;

    /// <summary>Adds the lines of another script; their times count from now.</summary>
    public void Add(FaultScript script, long nowUs)
    {
        _states.AddRange(script.Rules.Select(rule => new FaultState(rule, nowUs)));
        AdvanceTo(nowUs);
    }

    /// <summary>How often the line did something; the line counts from 1.</summary>
    public int Fired(int line) => _states.Where(state => state.Rule.Line == line).Sum(static state => state.Fired);

    /// <summary>Moves time on; lines whose time has come take hold.</summary>
    public void AdvanceTo(long nowUs)
    {
        foreach (FaultState state in _states)
        {
            while (state.DueUs <= nowUs)
            {
                long dueUs = state.DueUs;
                state.DueUs = state.Rule.When.Start == FaultStart.Period ? dueUs + state.Rule.When.FromUs : long.MaxValue;
                Begin(state, dueUs, null);
            }
        }

        while (_ends.TryPeek(out FaultRule? rule, out long endUs) && endUs <= nowUs)
        {
            _ends.Dequeue();
            _venue.Enqueue(new VenueFault(rule, Ends: true));
        }
    }

    /// <summary>The next thing to do to the venue; the caller does it at once.</summary>
    public bool TryTakeVenueFault(out VenueFault fault) => _venue.TryDequeue(out fault);

    /// <summary>What a connection that comes in meets: a line of layer Door, or null.</summary>
    /// <param name="nowUs">Now, µs since 1970.</param>
    /// <param name="isUpgrade">True at the HTTP upgrade; false when the TCP connection is accepted.</param>
    public FaultRule? AtDoor(long nowUs, bool isUpgrade)
    {
        AdvanceTo(nowUs);
        foreach (FaultState state in _states)
        {
            if (state.Rule.Verb.Layer != FaultLayer.Door || isUpgrade != (state.Rule.Verb.Name == "upgrade") || !state.Holds(nowUs) || !state.Draws(Dice)) continue;
            state.Fire();
            return state.Rule;
        }

        return null;
    }

    /// <summary>A connection that came in. It stays in the plan until it is closed.</summary>
    public FaultyWire Open(long nowUs)
    {
        FaultyWire wire = new(this, ++_wireNumber);
        _wires.Add(wire);
        Moment(FaultStart.Connect, "", wire, "", nowUs);
        return wire;
    }

    internal void Close(FaultyWire wire) => _wires.Remove(wire);

    /// <summary>Tells the lines that wait for it that something passed a wire.</summary>
    internal void Moment(FaultStart start, string name, FaultyWire wire, string id, long nowUs)
    {
        foreach (FaultState state in _states)
        {
            FaultWhen when = state.Rule.When;
            if (when.Start != start || !PayloadLook.Fits(when.Pattern, name) || !FaultFilter.FitsLink(state.Rule, wire) || !state.Counts()) continue;
            if (start == FaultStart.Request) state.Target(wire.Number, id);
            Begin(state, nowUs, wire);
        }
    }

    private void Begin(FaultState state, long nowUs, FaultyWire? cause)
    {
        state.Arm(nowUs);
        FaultRule rule = state.Rule;
        if (rule.Verb.Layer == FaultLayer.Venue)
        {
            state.Fire();
            _venue.Enqueue(new VenueFault(rule, Ends: false));
            if (state.UntilUs != long.MaxValue) _ends.Enqueue(rule, state.UntilUs);
        }
        else if (rule.Verb.Layer == FaultLayer.Link && !rule.Verb.Lasts)
        {
            foreach (FaultyWire wire in _wires.ToArray())
            {
                if (!FaultFilter.FitsLink(rule, wire) || (cause is not null && cause != wire)) continue;
                if (wire.Strike(rule, nowUs)) state.Fire();
            }
        }
    }
}
