using System;
using System.Collections.Generic;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>
/// A venue with its faults, in one thread and virtual time. The server drives it by the wall clock; a simulation by its own. No clock, no I/O: the same
/// options, scripts, seed and calls give the same bytes.
/// </summary>
public sealed class ExchangeRun
{
    private const int MostAtOnce = 10_000;

    private readonly List<RunLink> _links = [];

    /// <summary>Puts a venue under a plan of faults.</summary>
    public ExchangeRun(Venue venue, FaultPlan plan)
    {
        Venue = venue;
        Plan = plan;
    }

    /// <summary>The venue; its engine holds the truth.</summary>
    public Venue Venue { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Plan { get; }

    /// <summary>Time, µs since 1970.</summary>
    public long NowUs => Venue.NowUs;

    /// <summary>When something happens next by itself, µs since 1970.</summary>
    public long NextUs => Math.Min(Venue.NextDeadlineUs, Plan.NextUs);

    /// <summary>Links that are open or have something to be taken.</summary>
    public IReadOnlyList<RunLink> Links => _links;

    /// <summary>Moves time; what is due on the way happens in order, each at its own time.</summary>
    public void AdvanceTo(long nowUs)
    {
        int still = 0;
        while (NextUs is long next && next <= nowUs)
        {
            Step(Math.Max(next, NowUs));
            // What is due may make the next thing due at the same time; only what never gets done ends the loop.
            still = NextUs <= next ? still + 1 : 0;
            if (still == MostAtOnce) break;
        }

        Step(Math.Max(nowUs, NowUs));
    }

    /// <summary>A client's WebSocket. Null: refused with HTTP 429.</summary>
    public RunLink? Connect(string ip)
    {
        Connection? connection = Venue.Connect(ip);
        if (connection is null) return null;
        RunLink link = new(this, connection, Plan.Open(NowUs));
        _links.Add(link);
        return link;
    }

    /// <summary>Moves what waits between clients, faults and venue. Called by whoever did something to the venue at the present time.</summary>
    public void Pump()
    {
        while (Plan.TryTakeVenueFault(out VenueFault fault)) VenueFaults.Apply(Venue, fault);
        for (int i = _links.Count - 1; i >= 0; i--)
        {
            _links[i].Pump();
            if (_links[i].IsOver) _links.RemoveAt(i);
        }
    }

    private void Step(long nowUs)
    {
        Venue.AdvanceTo(nowUs);
        Plan.AdvanceTo(nowUs);
        Pump();
    }
}
