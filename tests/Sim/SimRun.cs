using System.Collections.Generic;
using Minnow.Core.Model;

namespace Minnow.Sim;

/// <summary>One seed from start to end: a fair beginning, faults, and then none, after which all must be well within 5 s.</summary>
internal sealed class SimRun
{
    private const long FairUntilNs = World.StartNs + 6 * Units.NsPerSecond;
    private const long FaultsUntilNs = World.StartNs + 36 * Units.NsPerSecond;
    private const long RecoveredBy = FaultsUntilNs + 5 * Units.NsPerSecond;
    private const long EndNs = FaultsUntilNs + 9 * Units.NsPerSecond;

    internal required ulong Seed { get; init; }
    internal required IReadOnlyList<string> Violations { get; init; }
    internal long Events { get; private init; }
    internal long Placed { get; private init; }
    internal long Fills { get; private init; }
    internal long Connections { get; private init; }
    internal long Compared { get; private init; }

    internal static SimRun Play(ulong number, Canary canary = Canary.None, Trace? trace = null)
    {
        SimSeed seed = new(number);
        using World world = new(seed, canary, trace);
        FaultWeather faults = new(world);
        Invariants checks = new(world);
        world.Run(FairUntilNs, checks.Step);
        if (!checks.IsQuoting) checks.Say("nothing is quoted after a fair beginning, so nothing would be tested");
        faults.Begin();
        world.Run(FaultsUntilNs, () =>
        {
            faults.Step();
            checks.Step();
        });
        faults.End();
        // What a person would do after such a day; a no-op unless it was halted.
        world.Operator(OperatorVerb.Arm);
        bool quoted = false;
        world.Run(RecoveredBy, () =>
        {
            checks.Step();
            quoted |= checks.IsQuoting;
        });
        if (!quoted) checks.Say("I7 not quoting 5 s after the faults stopped");
        world.Run(EndNs, () =>
        {
            checks.Step();
            checks.CompareIfQuiet();
        });
        if (checks.ComparedCount == 0) checks.Say("I7 never quiet in the 4 s after that, so the books could not be compared");
        if (faults.RateErrors > 0) checks.Say($"I4 the venue said 'too many requests' {faults.RateErrors} times");
        long difference = world.Log.FirstDifference(world.Block, world.Block.MaxInstruments);
        if (difference >= 0) checks.Say($"I8 the replay differs at event {difference}");
        return new SimRun
        {
            Seed = number,
            Violations = checks.Violations,
            Events = world.Log.Count,
            Placed = checks.PlacedCount,
            Fills = world.Block[0].FillCount,
            Connections = world.Market.ConnectCount + world.Orders.ConnectCount,
            Compared = checks.ComparedCount,
        };
    }
}
