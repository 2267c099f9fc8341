using System;
using Minnow.Core.Model;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>Shows the kill ladders what somebody outside of the quoter has told: one about an instrument moves that instrument's ladder, any other the account's.</summary>
internal static class AlertDesk
{
    /// <summary>An alert was raised or is over.</summary>
    /// <returns>False if it is of no kind that we know.</returns>
    internal static bool OnAlert(ref readonly Event e, StateBlock block)
    {
        if (e.Detail is (uint)AlertKind.None or > (uint)AlertKind.External) return false;
        AlertKind kind = (AlertKind)e.Detail;
        ref QuoterState head = ref block.Head;
        // There is one clock. An instrument that we do not have is no reason to overlook it: then it is about all.
        ushort instrument = kind != AlertKind.Clock && e.InstrumentIndex < head.InstrumentCount ? e.InstrumentIndex : Units.NoInstrument;
        if (e.Has(EventFlags.Lost)) AlertBoard.Raise(ref head.Risk.Alerts, kind, e.Alert.SourceHash, Math.Clamp(e.Alert.Step, 0, (long)KillStep.Latch), instrument);
        else AlertBoard.Clear(ref head.Risk.Alerts, kind, e.Alert.SourceHash, instrument);
        Look(block, isTold: true);
        AccountTriggers.Clock(ref head);
        return true;
    }

    /// <summary>Everything that was told. At the timer, too: a trigger lets go by its time.</summary>
    /// <param name="block">The state.</param>
    /// <param name="isTold">True if something was told just now; else only what an alert or a step may still change is looked at.</param>
    /// <returns>True if a step changed.</returns>
    internal static bool Look(StateBlock block, bool isTold = false)
    {
        ref RiskState risk = ref block.Head.Risk;
        long nowNs = block.Head.NowNs;
        bool changed = Look(ref risk.Ladder, in risk.Parameters.Rules, in risk.Alerts, Units.NoInstrument, nowNs);
        bool isQuiet = !isTold && risk.Alerts.IsEmpty;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentRisk own = ref block[i].Risk;
            if (isQuiet && own.Ladder.Triggers == 0) continue;
            changed |= Look(ref own.Ladder, in own.Parameters.Rules, in risk.Alerts, (ushort)i, nowNs);
        }
        return changed;
    }

    private static bool Look(ref KillLadder ladder, in KillRules rules, in AlertBoard alerts, ushort instrument, long nowNs) =>
        Look(ref ladder, in rules, in alerts, instrument, AlertKind.Model, KillTrigger.ModelAlert, nowNs)
        | Look(ref ladder, in rules, in alerts, instrument, AlertKind.Journal, KillTrigger.JournalAlert, nowNs)
        | Look(ref ladder, in rules, in alerts, instrument, AlertKind.Venue, KillTrigger.VenueAlert, nowNs)
        | Look(ref ladder, in rules, in alerts, instrument, AlertKind.Statement, KillTrigger.StatementAlert, nowNs)
        | Look(ref ladder, in rules, in alerts, instrument, AlertKind.External, KillTrigger.ExternalAlert, nowNs);

    private static bool Look(ref KillLadder ladder, in KillRules rules, in AlertBoard alerts, ushort instrument, AlertKind kind, KillTrigger trigger, long nowNs)
    {
        KillRule rule = KillRules.At(in rules, trigger);
        bool isRaised = alerts.IsRaised(kind, out long step, instrument);
        rule.Step = Math.Max(rule.Step, step);
        // While an alert of a step of its own is over, and its time is not, the rule is not off.
        if (rule.Step == 0 && ladder.At(trigger).Step != 0) rule.Step = ladder.At(trigger).Step;
        return KillLadder.Observe(ref ladder, trigger, in rule, isRaised, !isRaised, nowNs, atOnce: rule.ForNs == 0);
    }
}
