using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;

namespace Minnow.ThinPipe;

/// <summary>The native binary trades through a loopback device that is made thin, and one that swallows big packets, and wide again. Runs in a network namespace of its own only.</summary>
internal static class Program
{
    private const string Usage = "minnow-thin-pipe --minnow FILE --apart-from NAMESPACE [--seconds N] [--control yes] [--keep DIR]";
    private const double StartSeconds = 20;
    // The longest pause between two tries to connect is 30 s; then a start and the pauses of the quoter.
    private const double BackSeconds = 40;
    private const double ControlSeconds = 5;
    private const int StopLimitMs = 12_000;

    private static async Task<int> Main(string[] arguments)
    {
        Dictionary<string, string> given = [];
        for (int i = 0; i + 1 < arguments.Length; i += 2) given[arguments[i]] = arguments[i + 1];
        if (arguments.Length % 2 != 0 || !given.TryGetValue("--minnow", out string? minnow) || !given.TryGetValue("--apart-from", out string? host) || !File.Exists(minnow))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        if (!Pipe.IsApartFrom(host))
        {
            Console.Error.WriteLine("minnow-thin-pipe: this is the network namespace that must be left alone.");
            return 2;
        }
        double seconds = given.TryGetValue("--seconds", out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : 25;
        string work = given.TryGetValue("--keep", out string? keep) ? Directory.CreateDirectory(keep).FullName : Directory.CreateTempSubdirectory("minnow-thin-").FullName;
        List<string> failures = [];
        Counted counted = new();
        try
        {
            if (given.ContainsKey("--control")) await Control(minnow, work, failures, counted).ConfigureAwait(false);
            else await B24_Through_a_thin_pipe_it_goes_on_or_gives_up_and_quotes_again_when_it_is_wide(minnow, work, seconds, failures, counted).ConfigureAwait(false);
        }
        finally
        {
            Pipe.Widen();
            if (keep == null) Directory.Delete(work, recursive: true);
        }
        foreach (string failure in failures) Console.WriteLine($"  FAIL  {failure}");
        Console.WriteLine($"{counted.Passed} passed, {failures.Count} failed");
        return failures.Count == 0 ? 0 : 1;
    }

    private static async Task B24_Through_a_thin_pipe_it_goes_on_or_gives_up_and_quotes_again_when_it_is_wide(string minnow, string work, double seconds, List<string> failures, Counted counted)
    {
        Pipe.Widen();
        ExchangeServer server = await ExchangeServer.StartAsync(new ExchangeServerOptions { Venue = DemoVenue.Options(), Seed = 24, NotesRequests = true }).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            using Engine engine = new(minnow, work, server);
            try
            {
                Watch watch = new(server, engine);
                await Quotes("start", watch, StartSeconds).ConfigureAwait(false);
                // In this order: a connection that was made for small packets keeps to them.
                await Squeeze("packets above 600 bytes vanish", Pipe.SwallowBigPackets, seconds, engine, watch).ConfigureAwait(false);
                await Squeeze("64 kbit/s, packets of 576 bytes", Pipe.Thin, seconds, engine, watch).ConfigureAwait(false);
                failures.AddRange(watch.Failures);
                counted.Passed += 2;
                JsonElement summary = engine.Stop(StopLimitMs);
                if (await watch.Resting().ConfigureAwait(false) != 0) failures.Add("orders rest after the end");
                long ours = summary.GetProperty("positions")[0].GetProperty("oursLots").GetInt64(), theirs = await watch.PositionLots().ConfigureAwait(false);
                if (ours != theirs) failures.Add($"the exchange says {theirs} lots, the run says {ours}");
                long unexplained = summary.GetProperty("unexplained").GetInt64();
                if (unexplained != 0) failures.Add($"{unexplained} differences are not explained");
                counted.Passed++;
                int replayed = engine.Replay();
                if (replayed != 0) failures.Add($"the replay ended with {replayed}");
                counted.Passed++;
            }
            catch (InvalidOperationException e)
            {
                failures.Add(e.Message);
            }
            if (failures.Count > 0) Console.Write(engine.Errors);
        }
    }

    // A process that stands still is what a wedge looks like: if that is not noticed, nothing else would be.
    private static async Task Control(string minnow, string work, List<string> failures, Counted counted)
    {
        Pipe.Widen();
        ExchangeServer server = await ExchangeServer.StartAsync(new ExchangeServerOptions { Venue = DemoVenue.Options(), Seed = 24, NotesRequests = true }).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            using Engine engine = new(minnow, work, server);
            Watch watch = new(server, engine);
            await Quotes("start", watch, StartSeconds).ConfigureAwait(false);
            engine.StandStill();
            await watch.Look(ControlSeconds).ConfigureAwait(false);
            if (watch.Failures.Count == 0) failures.Add("an engine that stands still is not noticed");
            else Console.WriteLine($"  control: an engine that stands still is noticed: {watch.Failures[0]}");
            counted.Passed += watch.Failures.Count == 0 ? 0 : 1;
        }
    }

    private static async Task Squeeze(string what, Action squeeze, double seconds, Engine engine, Watch watch)
    {
        long connections = engine.Counter(CounterId.GatewayConnections), fills = engine.Counter(CounterId.GatewayFills);
        int requests = watch.Requests;
        squeeze();
        await watch.Look(seconds).ConfigureAwait(false);
        GatewayPhase phase = engine.Phase;
        int resting = await watch.Resting().ConfigureAwait(false);
        Pipe.Widen();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what}, {seconds:F0} s: {watch.Requests - requests} requests reached the venue, {engine.Counter(CounterId.GatewayConnections) - connections} order connections were made, "
            + $"{engine.Counter(CounterId.GatewayFills) - fills} fills; at its end the gateway was {phase} and {resting} orders rested; "
            + $"orders rested unheard for at most {watch.LongestUnheardSeconds:F1} s, unwanted for at most {watch.LongestUnwantedSeconds:F1} s"));
        await Quotes("wide again", watch, BackSeconds).ConfigureAwait(false);
    }

    private static async Task Quotes(string when, Watch watch, double limitSeconds)
    {
        double? took = await watch.Look(limitSeconds, async () => await watch.Sides().ConfigureAwait(false) == 2).ConfigureAwait(false);
        if (took is not { } seconds) throw new InvalidOperationException($"{when}: no quotes on both sides within {limitSeconds} s");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {when}: quotes on both sides after {seconds:F1} s"));
    }

    private sealed class Counted
    {
        internal int Passed { get; set; }
    }
}
