using System;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Exchange.Engine;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Sim;

/// <summary>The end of some seeds, in fair weather: a person commands, and what the command promises is looked at with short bounds; then it is taken back, and quoting begins again.</summary>
internal sealed class FairDrill(World world)
{
    private const long HoldNs = 1500 * Units.NsPerMs;
    private const long FlatNs = 20 * Units.NsPerSecond;
    private const long ReducesNs = 4 * Units.NsPerSecond;
    private const long QuotingNs = 6 * Units.NsPerSecond;

    private static readonly OperatorVerb[] s_verbs = [OperatorVerb.Pause, OperatorVerb.StopAdding, OperatorVerb.Flatten, OperatorVerb.Kill];

    internal void Play()
    {
        int order = world.Seed.Risk.DrillsOrder;
        for (int i = 0; i < world.Seed.Risk.Drills; i++) Play(s_verbs[(order + i * (1 + order / 4 % 3)) % s_verbs.Length]);
    }

    private void Play(OperatorVerb verb)
    {
        // What a rule has halted before is armed: a drill needs a run that would quote.
        world.Operators.Command(OperatorVerb.Arm);
        if (!Runs(QuotingNs, () => world.Checks.IsQuoting) || world.Current is not { } run) return;
        world.Operators.Command(verb);
        world.Tally.Drilled++;
        world.Run(world.NowNs + HoldNs, static () => { });
        if (run.Halted == HaltReason.None || verb is OperatorVerb.Flatten or OperatorVerb.Kill) Look(run, verb);
        world.Operators.Command(verb is OperatorVerb.Flatten or OperatorVerb.Kill ? OperatorVerb.Arm : OperatorVerb.Resume);
        if (!Runs(QuotingNs, () => world.Checks.IsQuoting || world.Checks.IsHeldByRule)) world.Say($"I7 not quoting {QuotingNs / Units.NsPerSecond} s after {verb} was taken back");
    }

    private void Look(EngineRun run, OperatorVerb verb)
    {
        int resting = world.Account.OpenOrders.Count(order => order.TimeInForce != TimeInForce.ImmediateOrCancel && Invariants.IsOf(order, run.LabelPrefix));
        if (verb != OperatorVerb.StopAdding && resting > 0) world.Say($"I12 {resting} orders rest {HoldNs / Units.NsPerMs} ms after {verb}");
        // Each order is cancelled by itself, and the request budget may be spent: what may wait is only what adds.
        if (verb == OperatorVerb.StopAdding && !Runs(ReducesNs, () => Adds(run) is null)) world.Say(Adds(run)!);
        if (verb == OperatorVerb.Kill && run.Phase == GatewayPhase.Ready) world.Say("I12 the link of orders is open after a kill");
        if (verb != OperatorVerb.Flatten) return;
        // A rule that latches meanwhile ends the flattening, and the link with it.
        if (!Runs(FlatNs, () => IsFlat || run.Block.Head.Risk.Ladder.Step == (long)KillStep.Latch)) world.Say($"I12 not flat {FlatNs / Units.NsPerSecond} s after a person said so");
        if (!IsFlat) return;
        world.Run(world.NowNs + HoldNs, static () => { });
        if (!IsFlat) world.Say("I12 a position that was brought to nothing came back");
    }

    // What rests would make the position smaller, and all of it together not turn it.
    private string? Adds(EngineRun run)
    {
        for (int market = 0; market < world.Seed.Markets.Length; market++)
        {
            Instrument instrument = world.Instrument(market);
            long sizeE8 = world.Account.PositionIn(instrument)?.SizeE8 ?? 0, buyE8 = 0, sellE8 = 0;
            foreach (Order order in world.Account.OpenOrders)
            {
                if (order.Instrument != instrument || !Invariants.IsOf(order, run.LabelPrefix)) continue;
                if (order.Side == OrderSide.Buy) buyE8 += order.OpenE8;
                else sellE8 += order.OpenE8;
            }
            if (buyE8 > Math.Max(0, -sizeE8) || sellE8 > Math.Max(0, sizeE8)) return $"I12 bids of {buyE8 / Units.E8} and asks of {sellE8 / Units.E8} at a position of {sizeE8 / Units.E8} after a person said to stop adding";
        }
        return null;
    }

    private bool IsFlat
    {
        get
        {
            for (int market = 0; market < world.Seed.Markets.Length; market++)
                if (world.Account.PositionIn(world.Instrument(market)) is { SizeE8: not 0 }) return false;
            return true;
        }
    }

    // In small pieces, so that it ends soon after.
    private bool Runs(long mostNs, Func<bool> until)
    {
        for (long endNs = world.NowNs + mostNs; world.NowNs < endNs && !until();) world.Run(world.NowNs + 50 * Units.NsPerMs, static () => { });
        return until();
    }
}
