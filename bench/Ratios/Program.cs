using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Minnow.Workloads;
using Minnow.Workloads.Books;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Journaling;
using Minnow.Workloads.Parsing;
using Minnow.Workloads.Paths;
using Minnow.Workloads.Rings;

namespace Minnow.Ratios;

/// <summary>Measures our stages beside their baselines, round by round in one process, and holds the ratios to bench/ratios.json.</summary>
/// <remarks>Exit codes: 0 all gates hold, 1 a gate fails, 2 wrong arguments. Times are printed and never gated: they drift by a factor of two.</remarks>
internal static class Program
{
    private const string Usage = "Usage: minnow-ratios [--goals FILE] [--feed RECORDING] [--frames N] [--rounds N] [--round-ms N] [--only STAGE] [--wire on|off] [--json FILE]";
    private const int HopItems = 100_000;

    private static int Main(string[] arguments)
    {
        Dictionary<string, string> options = new()
        {
            ["--goals"] = "bench/ratios.json", ["--feed"] = "", ["--frames"] = "4000", ["--rounds"] = "9", ["--round-ms"] = "40", ["--json"] = "", ["--only"] = "", ["--wire"] = "off",
        };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!options.ContainsKey(arguments[i]) || i + 1 == arguments.Length)
            {
                Console.Error.WriteLine($"{arguments[i]} is no option, or lacks its value.\n{Usage}");
                return 2;
            }
            options[arguments[i]] = arguments[i + 1];
        }
        return Run(options);
    }

    private static int Run(Dictionary<string, string> options)
    {
        List<RatioGoal> goals = RatioGoal.Load(options["--goals"]);
        string? path = FeedFile.Find(options["--feed"] is { Length: > 0 } named ? named : null);
        FrameSet frames = FeedFile.Load(int.Parse(options["--frames"]), path);
        string feed = $"{Path.GetFileName(path) ?? "the sample"}, {frames.Count} frames of {frames.TotalBytes / frames.Count} bytes on average";
        int rounds = int.Parse(options["--rounds"]);
        double roundMs = double.Parse(options["--round-ms"]);

        using RecordedInput input = new(frames);
        EventBlocks blocks = new(input.Events);
        using BlockEncode encode = new(blocks);
        using Lz4FrameEncode lz4 = new(blocks);
        string only = options["--only"];
        List<Func<IWorkload>> makers = [];
        if (only is "" or "parse") makers.AddRange([() => new BareReaderParse(frames), () => new DeribitParse(frames), () => new DtoParse(frames)]);
        if (only is "" or "ring") makers.AddRange([() => new PlainHop(HopItems), () => new RingHop(HopItems, 1), () => new RingHop(HopItems, 2), () => new ChannelHop(HopItems / 8)]);
        if (only is "" or "journal") makers.AddRange([() => new BlockEncode(blocks), () => new BlockEncode(blocks, Path.GetTempPath()), () => new DeltaEncode(blocks), () => new Lz4FrameEncode(blocks)]);
        if (only is "" or "decide") makers.AddRange([() => new BookApply(input), () => new NaiveBookApply(input), () => new QuoterApply(input)]);
        if (only is "" or "path") makers.AddRange([() => new RingWriteRead(input.Events.Length), () => new FusedPath(input), () => new TwoThreadPath(input), () => new NaivePath(frames)]);
        PassTimer[] timers = makers.Select(make => new PassTimer(make(), roundMs)).ToArray();
        using FrameLatency? latency = only is "" or "frame" ? new(input) : null;
        using WireLatency? wire = only is "wire" || options["--wire"] == "on" ? new() : null;
        Memcpy memcpy = new();
        Measurements measured = new();
        for (int round = -1; round < rounds; round++)
        {
            if (round == 0) measured.Clear(); // the round before was to warm up
            measured.Add("memcpy 270 B, ns", memcpy.Round());
            foreach (PassTimer timer in timers)
            {
                double passNs = timer.Round();
                measured.Add(timer.Workload.Name + ", ns/pass", passNs);
                measured.Add(timer.Workload.Name + ", ns/item", passNs / timer.Workload.Items);
            }
            latency?.Round(measured);
            wire?.Round(measured);
            measured.Add("journal/minnow, bytes/event", encode.Pass() / (double)encode.Items);
            measured.Add("journal/LZ4F, bytes/event", lz4.Pass() / (double)lz4.Items);
        }
        wire?.PutTails(measured);
        foreach (PassTimer timer in timers) timer.Workload.Dispose();

        RatioResult[] results = goals.Where(goal => (only == "" && !goal.IsOverTheWire) || goal.CanBeTaken(measured)).Select(goal => RatioResult.Of(goal, measured)).ToArray();
        Console.Write(Report.Text(measured, results, feed, rounds));
        Console.WriteLine($"The quoter made {input.Decisions} decisions and {input.Commands} commands of {input.Events.Length} events.");
        if (options["--json"] is { Length: > 0 } json) Report.WriteJson(json, measured, results, feed, rounds);
        int failed = results.Count(static r => !r.PassesGate);
        Console.WriteLine($"{results.Length - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }
}
