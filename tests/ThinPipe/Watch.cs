using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;

namespace Minnow.ThinPipe;

/// <summary>Looks at both sides ten times a second, whatever the pipe is like.</summary>
internal sealed class Watch(ExchangeServer server, Engine engine)
{
    /// <summary>The venue's dead-man switch: a heartbeat of 10 s, 10 s for its answer, and what the way takes.</summary>
    private const double BoundSeconds = 25;

    private const double StillSeconds = 3;
    private const int EachMs = 100;

    private long _heardUs;
    private long _readyAt = Stopwatch.GetTimestamp();
    private long _aliveAt = Stopwatch.GetTimestamp();
    private long _events = -1;

    internal List<string> Failures { get; } = [];

    /// <summary>Requests that reached the venue so far.</summary>
    internal int Requests { get; private set; }

    /// <summary>Connections that it has opened and whose first request reached the venue.</summary>
    internal int Wires { get; private set; }

    /// <summary>Longest time that orders rested while the venue heard nothing, s.</summary>
    internal double LongestUnheardSeconds { get; private set; }

    /// <summary>Longest time that orders rested while the engine itself did not trade, s.</summary>
    internal double LongestUnwantedSeconds { get; private set; }

    internal Task<int> Sides() => server.Ask(static venue => Account(venue).OpenOrders.Select(static order => order.Side).Distinct().Count());

    internal Task<int> Resting() => server.Ask(static venue => Account(venue).OpenOrders.Count);

    internal Task<long> PositionLots() => server.Ask(static venue =>
        (Account(venue).PositionIn(venue.Engine.Instruments[0])?.SizeE8 ?? 0) / venue.Engine.Instruments[0].Spec.ContractE8);

    /// <summary>Looks until <paramref name="isThere"/>, or for so long.</summary>
    /// <returns>Seconds until it was there; null if it never was.</returns>
    internal async Task<double?> Look(double seconds, Func<Task<bool>>? isThere = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (Seconds(started) < seconds)
        {
            await Once().ConfigureAwait(false);
            if (isThere != null && await isThere().ConfigureAwait(false)) return Seconds(started);
            await Task.Delay(EachMs).ConfigureAwait(false);
        }
        return null;
    }

    private async Task Once()
    {
        if (engine.HasEnded) throw new InvalidOperationException("It ended by itself.");
        RequestNote[] requests = await server.Requests().ConfigureAwait(false);
        (long nowUs, int resting) = await server.Ask(static venue => (venue.NowUs, Account(venue).OpenOrders.Count)).ConfigureAwait(false);
        Requests = requests.Length;
        Wires = requests.Select(static r => r.Wire).Distinct().Count();
        _heardUs = Requests > 0 ? requests[^1].AtUs : nowUs;
        if (engine.Phase == GatewayPhase.Ready || resting == 0) _readyAt = Stopwatch.GetTimestamp();
        double unheard = resting == 0 ? 0 : (nowUs - _heardUs) / 1e6, unwanted = Seconds(_readyAt);
        LongestUnheardSeconds = Math.Max(LongestUnheardSeconds, unheard);
        LongestUnwantedSeconds = Math.Max(LongestUnwantedSeconds, unwanted);
        if (unheard > BoundSeconds) Fail($"{resting} orders rest, and the venue has heard nothing for {Text(unheard)} s");
        if (unwanted > BoundSeconds) Fail($"{resting} orders rest, and the engine has not traded for {Text(unwanted)} s");
        long events = engine.Counter(CounterId.QuoterEvents);
        if (events != _events) (_events, _aliveAt) = (events, Stopwatch.GetTimestamp());
        if (Seconds(_aliveAt) > StillSeconds) Fail($"the quoter has applied nothing for {Text(Seconds(_aliveAt))} s, not even the time");
        if (server.Failure is { } failure) Fail($"the exchange itself failed: {failure}");
    }

    private void Fail(string text)
    {
        if (Failures.Count < 5) Failures.Add(text);
    }

    private static Account Account(Venue venue) => venue.Engine.Accounts.First(static account => account.Name == DemoVenue.Account);

    private static double Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds;

    private static string Text(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);
}
