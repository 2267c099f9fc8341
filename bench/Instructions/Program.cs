using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Workloads;
using Minnow.Workloads.Books;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Journaling;
using Minnow.Workloads.Parsing;
using Minnow.Workloads.Rings;

namespace Minnow.Instructions;

/// <summary>Runs one workload a given number of passes over the sample recording, on one thread, and says how many items that were.</summary>
/// <remarks>
/// Counted from outside, twice: instructions(more passes) - instructions(fewer) over items(more) - items(fewer) leaves only the passes.
/// Usage: <c>minnow-instructions list</c>, or <c>minnow-instructions NAME PASSES</c>.
/// </remarks>
internal static class Program
{
    private const int RingItems = 4096;

    private static readonly (string Name, Func<IWorkload> Make)[] s_workloads =
    [
        ("parse-bare", static () => new BareReaderParse(FrameSet.Sample())),
        ("parse-book", static () => new DeribitParse(FrameSet.Sample().With("\"type\":\"change\""u8))),
        ("parse-quote", static () => new DeribitParse(FrameSet.Sample().With("\"channel\":\"quote."u8))),
        ("parse-mix", static () => new DeribitParse(FrameSet.Sample())),
        ("ring-write-read", static () => new RingWriteRead(RingItems)),
        ("book-apply", static () => new BookApply(new RecordedInput(FrameSet.Sample()))),
        ("quoter-apply", static () => new QuoterApply(new RecordedInput(FrameSet.Sample()))),
        ("quoter-decide", static () => new QuoterApply(new RecordedInput(FrameSet.Sample(), startVolatilityBps: 1))),
        ("delta-encode", static () => new DeltaEncode(Blocks())),
        ("journal-block", static () => new BlockEncode(Blocks())),
    ];

    private static int Main(string[] arguments)
    {
        if (arguments is ["list"])
        {
            foreach ((string name, _) in s_workloads) Console.WriteLine(name);
            return 0;
        }
        if (arguments is not [string chosen, string passes] || s_workloads.All(row => row.Name != chosen))
        {
            Console.Error.WriteLine($"Usage: minnow-instructions list | NAME PASSES. Names: {string.Join(' ', Names())}.");
            return 2;
        }
        using IWorkload workload = s_workloads.First(row => row.Name == chosen).Make();
        ulong sum = 0;
        int count = int.Parse(passes);
        for (int i = 0; i < count; i++) sum ^= workload.Pass();
        Console.WriteLine($"{workload.Items * (long)count} items, checksum {sum:x}");
        return 0;
    }

    private static IEnumerable<string> Names() => s_workloads.Select(static row => row.Name);

    private static EventBlocks Blocks() => new(new RecordedInput(FrameSet.Sample()).Events);
}
