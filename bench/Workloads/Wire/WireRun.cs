using System;
using System.IO;
using System.Text;
using System.Threading;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Minnow.Host.Net;

namespace Minnow.Workloads.Wire;

/// <summary>A live run as in production (links, sessions, rings, quoter, journal on their threads) against a <see cref="WireVenue"/>.</summary>
public static class WireRun
{
    private const int LimitMs = 120_000;

    /// <summary>Runs it.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="authority">Used if the plan wants TLS.</param>
    /// <param name="hooks">Sees the agents; null for none.</param>
    /// <param name="makeLink">Makes each link; null for the production's.</param>
    /// <returns>The venue, with what it measured.</returns>
    /// <exception cref="WrongResultException">It did not come to its end, or a book message did not cause exactly one order.</exception>
    public static WireVenue Of(WirePlan plan, WireAuthority authority, Func<WireVenue, RunHooks>? hooks = null, Func<WireVenue, LinkOptions, MonotonicWallClock, IVenueLink>? makeLink = null)
    {
        string folder = Directory.CreateTempSubdirectory("minnow-wire-").FullName;
        using CancellationTokenSource stop = new();
        using WireVenue venue = new(plan, plan.IsSecure ? authority : null);
        try
        {
            LiveOptions options = new() { Configuration = Configure(plan, venue.Port, authority.CaFile, folder), JournalDirectory = Path.Combine(folder, "journal"), Stage = RunStage.Full, Stop = stop.Token };
            using LiveSession session = LiveSession.Open(options, hooks?.Invoke(venue), (link, clock) =>
            {
                // A configuration has no plain address, so that nobody trades over one.
                LinkOptions there = plan.IsSecure ? link : link with { Url = new Uri($"ws://127.0.0.1:{venue.Port}/ws/api/v2") };
                return makeLink?.Invoke(venue, there, clock) ?? new WebSocketLink(there, () => clock.NowNs);
            });
            Exception? failure = null;
            Thread running = new(() =>
            {
                try
                {
                    session.Run();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            });
            running.Start();
            bool isDone = venue.Wait(LimitMs);
            stop.Cancel();
            running.Join(LimitMs);
            if (failure != null) throw new WrongResultException($"The run failed: {failure}");
            if (!isDone || venue.Failure != null)
                throw new WrongResultException($"{venue.BookCount} book messages and {venue.EditCount} orders, then nothing more: {venue.Failure?.Message ?? "time is up"} {session.EndText} {session.Troubles}");
            WrongResultException.Unless(venue.EditCount, venue.BookCount, "orders, one for each book message");
            return venue;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LoadedConfiguration Configure(WirePlan plan, int port, string caFile, string folder)
    {
        string key = Path.Combine(folder, "key.json");
        File.WriteAllText(key, """{"clientId":"wire","clientSecret":"not-a-secret-it-opens-nothing"}""");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead);
        string text = $$"""
            {
              "connection": { "environment": "loopback", "url": "wss://127.0.0.1:{{port}}/ws/api/v2", "caFile": "{{caFile}}", "credentials": "{{key}}", "cancelOnDisconnectDrill": false },
              "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 1000 } ],
              // A fixed distance, and a new price for each move of the mid.
              "quoting": { "startVolatilityBps": 1, "minHalfSpreadBps": 1.02, "maxHalfSpreadBps": 1.02, "makerFeeBps": 0, "minEdgeBps": 0,
                "requoteTicks": 1, "minRequoteIntervalMs": 0, "jitterPercent": 0 },
              // Wide open, but in place: what it costs is part of the way.
              "gate": { "maxReferenceAgeMs": 60000, "messagesPerSecond": 10000, "messageBurst": 10000, "messagesPerDay": 100000000, "freeMessagesPerDay": 100000000, "duplicateMs": 0 },
              "threads": {{plan.Threads}}
            }
            """;
        ConfigurationResult read = ConfigurationFile.Parse("wire.jsonc", Encoding.UTF8.GetBytes(text));
        return read.Configuration ?? throw new WrongResultException("The configuration is refused: " + string.Join("; ", read.Errors));
    }
}
