using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Tests.Engine;

/// <summary>A quoter with a rule of the kill ladder, and what its tests say to it and read of it.</summary>
internal static class TriggerScript
{
    private const long Second = Units.NsPerSecond;

    internal static QuoterScript Ready(KillTrigger trigger, KillStep step, double threshold, long forNs = 0, long releaseNs = Second, double releaseShare = 1)
    {
        QuoterScript s = QuoterScript.Ready();
        s.Apply(KillDeskTests.Mark(s, 20_005));
        Rule(s, trigger, step, threshold, forNs, releaseNs, releaseShare);
        s.Pass(100).AckAll();
        return s;
    }

    internal static void Rule(QuoterScript s, KillTrigger trigger, KillStep step, double threshold, long forNs = 0, long releaseNs = Second, double releaseShare = 1)
    {
        uint first = (uint)RiskParameterId.RulesFirst + (uint)trigger * KillRule.Fields;
        s.Parameter((ParameterId)first, (long)step).Real((ParameterId)(first + 1), threshold).Parameter((ParameterId)(first + 2), forNs)
            .Real((ParameterId)(first + 3), releaseShare).Parameter((ParameterId)(first + 4), releaseNs);
    }

    internal static KillStep Step(QuoterScript s) => KillDesk.StepOf(in s.Block.Head, in s.Instrument);

    internal static KillTrigger Cause(QuoterScript s) => (KillTrigger)KillDesk.LadderOf(in s.Block.Head, in s.Instrument).Cause;

    internal static void Hold(QuoterScript s, long lots)
    {
        s.Operator(OperatorVerb.Pause).AckAll().Pass(100).AckAll().Position(lots, opening: true);
        s.Operator(OperatorVerb.Resume).AckAll().Pass(100).AckAll();
    }

    internal static Event Alert(QuoterScript s, AlertKind kind, bool raised, long step = 0, ulong source = 7)
    {
        Event e = s.Make(EventKind.Alert, -1);
        e.Detail = (uint)kind;
        if (raised) e.Flags |= EventFlags.Lost;
        e.Alert = new AlertReport { SourceHash = source, Step = step };
        return e;
    }
}
