using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>From counters to one word, and the reasons for it. Whoever finds another reason adds it here.</summary>
internal static class StateRules
{
    internal static (RunState State, IReadOnlyList<string> Causes) Of(RunView run)
    {
        List<(RunState State, string Why)> found = [];
        if (run.Latches.Count > 0) found.Add((RunState.Halted, $"latched on disk: {string.Join("; ", run.Latches)}"));
        if (!run.Runs) found.Add((RunState.NotRunning, NotRunning(run)));
        else Running(run, found);
        // A latch says more than that nothing runs: the next run will not start either.
        RunState worst = RunState.Quoting;
        foreach ((RunState state, _) in found)
            if (state > worst) worst = state;
        if (worst == RunState.NotRunning && run.Latches.Count > 0) worst = RunState.Halted;
        found.Sort(static (a, b) => b.State.CompareTo(a.State));
        List<string> causes = [];
        foreach ((RunState _, string why) in found) causes.Add(why);
        return (worst, causes);
    }

    /// <summary>What a state exits with: <c>docs/guide/control.md</c>.</summary>
    internal static ExitCode Code(RunState state) => state switch
    {
        RunState.Quoting => ExitCode.Ok,
        RunState.Halted => ExitCode.Halted,
        RunState.NotRunning => ExitCode.NotRunning,
        _ => ExitCode.Degraded,
    };

    private static void Running(RunView run, List<(RunState, string)> found)
    {
        if (run.Halted != HaltReason.None) found.Add((RunState.Halted, $"halted: {run.Halted}"));
        if (run[CounterId.ControlKilled] != 0) found.Add((RunState.Halted, "killed by a person"));
        if (run.Step != KillStep.None)
            found.Add((OfStep(run.Step), $"kill ladder at {Words(run.Step.ToString())}: {Words(((KillTrigger)run[CounterId.RiskCause]).ToString())}{(run[CounterId.RiskLinkClosed] != 0 ? "; the order connection is closed" : "")}"));
        if (run[CounterId.QuoterPaused] != 0) found.Add((RunState.CancelOnly, "paused by a person"));
        if (run[CounterId.FeedConnected] == 0) found.Add((RunState.CancelOnly, "market data does not follow the venue"));
        if (run.Gateway is not (GatewayPhase.None or GatewayPhase.Ready))
            found.Add((RunState.CancelOnly, $"orders {run.Gateway.ToString().ToLowerInvariant()}: {(GatewayReason)run[CounterId.GatewayReason]}"));
        if ((TradingState)run[CounterId.QuoterPlatform] is not (TradingState.Unknown or TradingState.Open) and TradingState platform) found.Add((RunState.CancelOnly, $"the venue's platform is {platform.ToString().ToLowerInvariant()}"));
        if (run[CounterId.QuoterAccountLocked] != 0) found.Add((RunState.CancelOnly, "the venue has locked the account"));
        if (run[CounterId.QuoterFrozen] != 0) found.Add((RunState.CancelOnly, "market-maker protection holds new orders"));
        foreach (InstrumentView instrument in run.Instruments)
        {
            if (!instrument.HasBook) found.Add((RunState.CancelOnly, $"{instrument.Name} has no book"));
            if (instrument.UnknownOrders > 0) found.Add((RunState.ReduceOnly, string.Create(CultureInfo.InvariantCulture, $"{instrument.Name}: {instrument.UnknownOrders} orders of unknown fate")));
        }
    }

    private static RunState OfStep(KillStep step) => step switch
    {
        KillStep.None => RunState.Quoting,
        KillStep.Widen => RunState.Widened,
        KillStep.StopAdding => RunState.ReduceOnly,
        KillStep.Cancel => RunState.CancelOnly,
        _ => RunState.Halted,
    };

    private static string Words(string name)
    {
        StringBuilder text = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    private static string NotRunning(RunView run) => run.Page?.State switch
    {
        null => run.Complaint,
        WriterState.Stale => string.Create(CultureInfo.InvariantCulture, $"process {run.Page.Pid} exists and does not beat: it hangs or is stopped. minnow kill goes past it"),
        WriterState.Gone => "the process is gone without a clean stop: orders may have rested until the venue's dead-man switch",
        _ => "the last run was stopped cleanly",
    };
}
