using System;
using System.Collections.Generic;
using Minnow.Core.Model;

namespace Minnow.Sim;

/// <summary>One seed from start to end: a fair beginning, faults, and then none, after which all must be well within 5 s.</summary>
internal sealed class SimRun
{
    internal const long FairUntilNs = World.StartNs + 6 * Units.NsPerSecond;
    private const long RecoveryNs = 5 * Units.NsPerSecond;
    private const long QuietNs = 4 * Units.NsPerSecond;

    internal required IReadOnlyList<string> Violations { get; init; }
    internal required SimTally Tally { get; init; }

    internal static SimRun Play(ulong number, Canary canary = Canary.None, Trace? trace = null)
    {
        SimSeed seed = new(number);
        using World world = new(seed, canary, trace);
        FaultWeather faults = new(world);
        Invariants checks = world.Checks;
        bool quoted = false;
        world.Run(FairUntilNs, () =>
        {
            faults.Market();
            quoted |= checks.IsQuoting || checks.IsHeldByRule;
        });
        if (!quoted) world.Say("nothing is quoted after a fair beginning, so nothing would be tested");
        trace?.Say(world.NowNs, $"faults begin; script: {seed.Script.Text}");
        faults.Begin();
        checks.MayCompare = !seed.Script.Lies && !seed.Script.Loses;
        long faultsUntilNs = FairUntilNs + seed.FaultSeconds * Units.NsPerSecond;
        world.Run(faultsUntilNs, () =>
        {
            faults.Market();
            faults.Step();
        });
        faults.End();
        trace?.Say(world.NowNs, "faults end");
        long recoveredNs = faultsUntilNs + RecoveryNs;
        quoted = false;
        void Recovers()
        {
            quoted |= checks.IsQuoting || checks.IsHeldByRule;
            if (!faults.StartsLockedOut()) return;
            // The same time for the run that a person started.
            recoveredNs = Math.Max(recoveredNs, world.NowNs + RecoveryNs);
            quoted = false;
        }

        while (world.NowNs < recoveredNs) world.Run(recoveredNs, Recovers);
        if (!quoted) world.Say("I7 not quoting 5 s after the faults stopped");
        checks.MayCompare = checks.IsOver = true;
        world.Ladder.FairSinceNs = world.NowNs;
        long before = world.Tally.Compared;
        world.Run(recoveredNs + QuietNs, static () => { });
        if (world.Tally.Compared == before && !checks.IsHeldByRule) world.Say("I7 never quiet in the 4 s after that, so the books could not be compared");
        new FairDrill(world).Play();
        if (world.Current is { } run) world.End(run);
        NaiveVenue.Compare(world);
        return new SimRun { Violations = world.Violations, Tally = world.Tally };
    }
}
