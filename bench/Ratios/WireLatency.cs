using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Workloads;
using Minnow.Workloads.Wire;

namespace Minnow.Ratios;

/// <summary>From a book message to the order that it causes, over loopback through the whole engine, beside an echo of the same bytes in the same run.</summary>
/// <remarks>
/// Each round makes a run anew, for each way of waiting and with and without TLS. Echo and engine both wake two threads that wait in the kernel; what the engine
/// has more is what it does. On two cores one thread may spin: fused, it is feed and quoter. On threads of their own both yield, and the default backs off to
/// sleeps when the market is as quiet as here.
/// </remarks>
internal sealed class WireLatency : IDisposable
{
    private static readonly (string Name, string Threads)[] s_ways =
    [
        ("fused, spin", """{ "mode": "fused", "feed": { "idle": "spin" } }"""),
        ("threads, yield", """{ "feed": { "idle": "yield" }, "quoter": { "idle": "yield" } }"""),
        ("threads, backoff", "{}"),
    ];

    private readonly WireAuthority _authority = new();
    private readonly SortedDictionary<string, List<long>> _all = [];

    internal void Round(Measurements into)
    {
        foreach ((string name, string threads) in s_ways)
        {
            Round(into, name, threads, isSecure: false);
            Round(into, name, threads, isSecure: true);
        }
    }

    /// <summary>The tails over all rounds: one round has too few messages for them.</summary>
    internal void PutTails(Measurements into)
    {
        foreach ((string name, List<long> ns) in _all) into.Add(name + " p99.9, all rounds", Percentile.Of(CollectionsMarshal.AsSpan(ns), 0.999));
    }

    /// <inheritdoc/>
    public void Dispose() => _authority.Dispose();

    private void Round(Measurements into, string way, string threads, bool isSecure)
    {
        WireVenue venue = WireRun.Of(new WirePlan { IsSecure = isSecure, Threads = threads }, _authority);
        string kind = isSecure ? "TLS" : "plain";
        Put(into, $"wire to order, {kind}, {way}", venue.Latencies);
        Put(into, $"wire echo, {kind}, {way}", venue.EchoLatencies);
    }

    private void Put(Measurements into, string name, long[] ns)
    {
        if (!_all.TryGetValue(name, out List<long>? all)) _all.Add(name, all = []);
        all.AddRange(ns);
        into.Add(name + " p50", Percentile.Of(ns, 0.5));
        into.Add(name + " p99", Percentile.Of(ns, 0.99));
    }
}
