using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Minnow.Cases;
using Minnow.Host.Engine;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Wire;

namespace Minnow.Proof;

/// <summary>Shows in the compiler that ships that the path allocates nothing. Argument: a recording; without one, the recorded market beside the checkout, else the sample.</summary>
internal static class Program
{
    // Cycles in which each thread meets its code for the first time: class constructors run, the pipe fills its pool.
    private const int WarmCycles = 64;
    private const int PlantedFrames = 500;
    private const int WireFrames = 5_000;

    private static int s_passed;
    private static int s_failed;

    private static int Main(string[] arguments)
    {
        string? path = FeedFile.Find(arguments.Length > 0 ? arguments[0] : null);
        FrameSet frames = FeedFile.Load(int.MaxValue, path);
        Console.WriteLine($"Recording: {Path.GetFileName(path) ?? "the sample"}, {frames.Count} frames.");

        Say(!RuntimeFeature.IsDynamicCodeSupported, "this is native code: nothing is compiled at run time", "it can make code at run time, so it is not the native build");
        long control = AllocationCases.BytesOn(AllocationCases.AllocateOneObject);
        Say(control > 0, $"the measurement sees one object: {control} bytes", "one object was allocated and the measurement did not see it");
        foreach ((string name, Func<FrameSet, Action> make) in AllocationCases.All()) Case(name, make, frames);
        Whole(path, frames.Count);
        Wire();

        Console.WriteLine($"{s_passed} passed, {s_failed} failed");
        return s_failed == 0 ? 0 : 1;
    }

    private static void Case(string name, Func<FrameSet, Action> make, FrameSet frames)
    {
        try
        {
            long bytes = AllocationCases.BytesOn(make(frames));
            Say(bytes == 0, $"{name}: 0 bytes", $"{name}: {bytes} bytes");
        }
        catch (Exception e)
        {
            Say(false, "", $"{name}: {e.Message}");
        }
    }

    private static void Whole(string? path, int limit)
    {
        string? made = null;
        try
        {
            path ??= made = WriteSample();
            WholeRun run = WholeRun.Of(path, WarmCycles);
            foreach (MeasuringAgent agent in run.Path)
            {
                string where = $"{agent.RoleName} thread, {agent.Cycles} working cycles";
                Say(agent.Bytes == 0, $"{where}: 0 bytes after the first {WarmCycles}", $"{where}: {agent.Bytes} bytes after the first {WarmCycles}, the last in cycle {agent.LastAllocatingCycle}");
            }
            RunSummary s = run.Summary;
            Say(s.Frames == limit && s.Commands > 0, $"that run: {s.Frames} frames, {s.Events} events, {s.Decisions} decisions, {s.Commands} commands",
                $"that run played {s.Frames} of {limit} frames and sent {s.Commands} commands, so it proves nothing");

            MeasuringAgent planted = WholeRun.Of(path, WarmCycles, plantIn: "quoter", limitFrames: PlantedFrames).Path.First(static agent => agent.RoleName == "quoter");
            Say(planted.Bytes > 0, $"an agent that allocates is caught: {planted.Bytes} bytes on the quoter's thread", "an agent that allocates was not caught");
        }
        catch (Exception e)
        {
            Say(false, "", $"the run on three threads: {e}");
        }
        finally
        {
            if (made != null) File.Delete(made);
        }
    }

    private static void Wire()
    {
        using WireAuthority authority = new();
        foreach (bool isSecure in (bool[])[false, true])
        {
            string kind = isSecure ? "TLS" : "plain";
            try
            {
                LiveWire run = LiveWire.Of(authority, isSecure, WireFrames);
                foreach (MeasuringAgent agent in run.Path)
                {
                    string where = $"live over {kind}, {agent.RoleName} thread, {run.Orders} book messages to orders in {agent.MeasuredCycles} working cycles";
                    Say(agent.Bytes == 0 && agent.MeasuredCycles > 0, $"{where}: 0 bytes", $"{where}: {agent.Bytes} bytes, the last in cycle {agent.LastAllocatingCycle}");
                }
                Reader($"live over {kind}, market reader", run.MarketReader, isSecure);
                Reader($"live over {kind}, order reader", run.OrderReader, isSecure);

                foreach (string role in (string[])["live", "quoter"])
                {
                    MeasuringAgent planted = LiveWire.Of(authority, isSecure, PlantedFrames, role).Path.First(agent => agent.RoleName == role);
                    Say(planted.Bytes > 0, $"live over {kind}: an agent that allocates is caught: {planted.Bytes} bytes on the {role} thread", $"live over {kind}: an agent that allocates in the {role} thread was not caught");
                }
            }
            catch (Exception e)
            {
                Say(false, "", $"the live run over {kind}: {e}");
            }
        }
    }

    // What SslStream allocates for itself is not ours to change: it is shown, and held to a byte a read.
    private static void Reader(string where, ReaderMeter reader, bool isSecure)
    {
        string text = $"{where} thread, {reader.Reads} reads: {reader.Bytes} bytes{(isSecure ? " (SslStream's)" : "")}";
        bool holds = reader.Reads > 0 && reader.Bytes <= (isSecure ? reader.Reads : 0);
        Say(holds, text, text);
    }

    private static string WriteSample()
    {
        string path = Path.Combine(Path.GetTempPath(), $"minnow-sample-{Environment.ProcessId}.jsonl");
        using Stream text = typeof(FrameSet).Assembly.GetManifestResourceStream("sample.jsonl")!;
        using FileStream file = File.Create(path);
        text.CopyTo(file);
        return path;
    }

    private static void Say(bool holds, string pass, string fail)
    {
        if (holds) s_passed++;
        else s_failed++;
        Console.WriteLine(holds ? $"  ok    {pass}" : $"  FAIL  {fail}");
    }
}
