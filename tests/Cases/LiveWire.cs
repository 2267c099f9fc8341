using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Minnow.Host.Net;
using Minnow.Host.Threads;
using Minnow.Workloads.Wire;

namespace Minnow.Cases;

/// <summary>A live run from socket bytes to order bytes, and what each thread of ours allocated while book messages came in and orders went out.</summary>
internal sealed class LiveWire : RunHooks
{
    private readonly WireVenue _venue;
    private readonly string? _plantIn;
    private readonly List<MeasuringAgent> _agents = [];

    private LiveWire(WireVenue venue, string? plantIn)
    {
        _venue = venue;
        _plantIn = plantIn;
    }

    /// <summary>The agents of the path: links and sessions, quoter, journal.</summary>
    internal IEnumerable<MeasuringAgent> Path => _agents.Where(static agent => agent.RoleName is "live" or "quoter" or "journal");

    /// <summary>The thread that reads the market socket.</summary>
    internal ReaderMeter MarketReader { get; private set; } = null!;

    /// <summary>The thread that reads the order socket.</summary>
    internal ReaderMeter OrderReader { get; private set; } = null!;

    /// <summary>Book messages that caused one order each, while it was measured.</summary>
    internal int Orders { get; private set; }

    /// <summary>Runs it.</summary>
    /// <param name="authority">For TLS.</param>
    /// <param name="isSecure">TLS or plain.</param>
    /// <param name="frames">Book messages that count.</param>
    /// <param name="plantIn">Role name of the agent that is made to allocate an object every duty cycle; null for none.</param>
    internal static LiveWire Of(WireAuthority authority, bool isSecure, int frames, string? plantIn = null)
    {
        LiveWire? run = null;
        WirePlan plan = new() { IsSecure = isSecure, WarmFrames = 500, Frames = frames, Echoes = 0 };
        WireRun.Of(plan, authority, venue => run = new LiveWire(venue, plantIn), (venue, link, clock) =>
        {
            ReaderMeter meter = new(clock, venue);
            if (link.Name == "market") run!.MarketReader = meter;
            else run!.OrderReader = meter;
            return new WebSocketLink(link, meter.Now);
        });
        run!.Orders = frames;
        return run;
    }

    /// <inheritdoc/>
    public override IAgent Wrap(IAgent agent)
    {
        bool plants = agent.RoleName == _plantIn;
        MeasuringAgent measuring = agent is ISourceAgent source
            ? new MeasuringSource(source, 0, plants, () => _venue.IsMeasuring)
            : new MeasuringAgent(agent, 0, plants, () => _venue.IsMeasuring);
        _agents.Add(measuring);
        return measuring;
    }
}

/// <summary>A link's clock, which its reader thread asks each time bytes came in: the place to see what that thread allocates.</summary>
internal sealed class ReaderMeter(MonotonicWallClock clock, WireVenue venue)
{
    private long _first = -1;
    private long _last;

    /// <summary>Bytes that the thread allocated while it was measured.</summary>
    internal long Bytes => _last - _first;

    /// <summary>Reads of the socket while it was measured.</summary>
    internal long Reads { get; private set; }

    internal long Now()
    {
        if (venue.IsMeasuring)
        {
            _last = GC.GetAllocatedBytesForCurrentThread();
            if (_first < 0) _first = _last;
            Reads++;
        }
        return clock.NowNs;
    }
}
