using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Risk;

namespace Minnow.Sim;

/// <summary>The persons of a seed: what they command, and what they want held, as they would say it themselves; the quoter's own word is not asked.</summary>
internal sealed class Operators(World world)
{
    private static readonly OperatorVerb[] s_verbs =
        [OperatorVerb.Widen, OperatorVerb.StopAdding, OperatorVerb.Pause, OperatorVerb.Flatten, OperatorVerb.Kill, OperatorVerb.Pause, OperatorVerb.StopAdding, OperatorVerb.Flatten];

    private SplitMix64 _random = new(world.Seed.Number ^ 0x0FE8A708);
    private long _releaseNs;

    /// <summary>The step that they want held.</summary>
    internal KillStep Wanted { get; private set; }

    /// <summary>Since when nothing milder was wanted, ns since 1970.</summary>
    internal long SinceNs { get; private set; }

    /// <summary>Wants something held for a while. From flatten on the person who looks at what is halted lets go.</summary>
    internal void Hold()
    {
        if (world.Current is not { HasOpened: true }) return;
        Command(s_verbs[_random.NextIndex(s_verbs.Length)]);
        _releaseNs = world.NowNs + (200 + _random.NextIndex(6000)) * Units.NsPerMs;
    }

    /// <summary>Lets go what was held long enough.</summary>
    internal void Release()
    {
        if (Wanted is KillStep.None or >= KillStep.Flatten || world.NowNs < _releaseNs) return;
        Command(OperatorVerb.Resume);
    }

    /// <summary>Gives a command to the run that there is.</summary>
    internal void Command(OperatorVerb verb)
    {
        if (world.Current is not { } run) return;
        KillStep step = StepOf(verb);
        bool frees = verb is OperatorVerb.Resume or OperatorVerb.Arm;
        // A latch is not lifted by a resume, nor a pause by arming.
        if (verb == OperatorVerb.Resume && Wanted >= KillStep.Flatten) return;
        if (frees || step > Wanted) (Wanted, SinceNs) = (frees ? KillStep.None : step, world.NowNs);
        world.Tally.Commanded(verb);
        world.Trace?.Say(world.NowNs, $"a person says {verb}");
        run.Operate(verb);
        if (verb != OperatorVerb.Arm) return;
        // What paused before is let go too: the person who arms wants it to quote.
        run.Operate(OperatorVerb.Resume);
        world.Armed();
    }

    /// <summary>A run is over: what was wanted of it is over too, but for a latch, which the world keeps.</summary>
    internal void Ended() => Wanted = KillStep.None;

    private static KillStep StepOf(OperatorVerb verb) => verb switch
    {
        OperatorVerb.Widen => KillStep.Widen,
        OperatorVerb.StopAdding => KillStep.StopAdding,
        OperatorVerb.Pause => KillStep.Cancel,
        OperatorVerb.Flatten => KillStep.Flatten,
        OperatorVerb.Kill => KillStep.Latch,
        OperatorVerb.Resume or OperatorVerb.Arm => KillStep.None,
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };
}
