using System;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Exchange.Engine;
using InstrumentState = Minnow.Core.Engine.InstrumentState;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Sim;

/// <summary>I12: what a step of the kill ladder holds is held at the venue. From cancel on nothing is sent and nothing rests beyond a bound; what flattens brings the position towards nothing and never through it.</summary>
/// <remarks>The step is what persons want, who are asked themselves, or what the quoter says is in force, if that is more.</remarks>
internal sealed class LadderCheck(World world)
{
    /// <summary>With every way to the venue in order an order of ours is gone within this.</summary>
    internal const long FairNs = Units.NsPerSecond;

    // A lost answer, a link that swallows all: the dead man, and what the venue and the next connection need beside it.
    private const long FaultyNs = 27 * Units.NsPerSecond;

    // What the quoter had said before it heard the command is sent within this.
    private const long UnderWayNs = 100 * Units.NsPerMs;

    private readonly long[] _positionE8 = new long[world.Seed.Markets.Length];
    private int _trades;

    /// <summary>Since when the weather has been fair, ns since 1970; 0 while it is not.</summary>
    internal long FairSinceNs { get; set; } = World.StartNs;

    /// <summary>After each step of the world.</summary>
    internal void Step()
    {
        Trades();
        if (world.Account.OpenOrders.Count == 0 || world.Current is not { } run) return;
        long sinceNs = HeldSinceNs(run, KillStep.Cancel);
        if (sinceNs == long.MaxValue) return;
        bool isFair = FairSinceNs != 0;
        long heldNs = world.NowNs - (isFair ? Math.Max(sinceNs, FairSinceNs + FairNs) : sinceNs);
        if (heldNs < (isFair ? FairNs : FaultyNs)) return;
        foreach (Order order in world.Account.OpenOrders)
        {
            // One that takes never rests; the venue may look at it for a while.
            if (order.TimeInForce == TimeInForce.ImmediateOrCancel || !Invariants.IsOf(order, run.LabelPrefix)) continue;
            world.Say($"I12 an order rests {heldNs / Units.NsPerMs} ms after a step that cancels");
            return;
        }
    }

    /// <summary>A request goes out on the wire of orders.</summary>
    internal void Sent(EngineRun run, ReadOnlySpan<byte> request)
    {
        bool isPlace = request.IndexOf("private/buy"u8) >= 0 || request.IndexOf("private/sell"u8) >= 0;
        // A quote is cancelled by quoting nothing.
        bool isQuote = request.IndexOf("private/mass_quote"u8) >= 0 && Count(request, "\"amount\":"u8) > Count(request, "\"amount\":0,"u8);
        if (!isPlace && !isQuote && request.IndexOf("private/edit"u8) < 0) return;
        long sinceNs = HeldSinceNs(run, KillStep.Cancel);
        if (sinceNs == long.MaxValue || run.Phase != GatewayPhase.Ready || world.NowNs - sinceNs <= UnderWayNs) return;
        bool reduces = isPlace && request.IndexOf("\"reduce_only\":true"u8) >= 0 && request.IndexOf("immediate_or_cancel"u8) >= 0;
        long latchedNs = HeldSinceNs(run, KillStep.Latch);
        bool isLatched = latchedNs != long.MaxValue && world.NowNs - latchedNs > UnderWayNs;
        if (reduces && !isLatched && HeldSinceNs(run, KillStep.Flatten) != long.MaxValue) return;
        world.Say($"I12 an order or a change is sent {(world.NowNs - sinceNs) / Units.NsPerMs} ms after a step that cancels");
    }

    /// <summary>The quoter wants an order or a change.</summary>
    internal void Commanded(EngineRun run, ref readonly OutputRecord command)
    {
        if (world.Operators.Wanted == KillStep.StopAdding && command.Verb == CommandVerb.Place)
        {
            ref InstrumentState ours = ref run.Block[command.InstrumentIndex];
            bool sell = (command.Flags & OutputRecord.SellFlag) != 0;
            if ((sell ? ours.PositionLots : -ours.PositionLots) < command.SizeLots) world.Say($"I12 {(sell ? "sell" : "buy")} {command.SizeLots} adds to a position of {ours.PositionLots} after a person said to stop adding");
        }
    }

    /// <summary>Since when a step or a higher one has been in force; the greatest number if none is.</summary>
    internal long HeldSinceNs(EngineRun run, KillStep step)
    {
        ref readonly KillLadder own = ref run.Block.Head.Risk.Ladder;
        long sinceNs = own.Step >= (long)step ? own.SinceNs : long.MaxValue;
        return world.Operators.Wanted >= step ? Math.Min(sinceNs, world.Operators.SinceNs) : sinceNs;
    }

    private static int Count(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        int count = 0;
        for (int at = text.IndexOf(part); at >= 0; at = text.IndexOf(part))
        {
            count++;
            text = text[(at + part.Length)..];
        }
        return count;
    }

    // The venue's own list of what was filled, each with the position that it met.
    private void Trades()
    {
        for (; _trades < world.Account.Trades.Count; _trades++)
        {
            UserTrade fill = world.Account.Trades[_trades];
            int market = 0;
            while (world.Instrument(market) != fill.Trade.Instrument) market++;
            long before = _positionE8[market], after = before + (fill.Order.Side == OrderSide.Buy ? fill.Trade.AmountE8 : -fill.Trade.AmountE8);
            _positionE8[market] = after;
            if (fill.Order.TimeInForce != TimeInForce.ImmediateOrCancel || world.Current is not { } run || !Invariants.IsOf(fill.Order, run.LabelPrefix)) continue;
            long sinceNs = HeldSinceNs(run, KillStep.Flatten);
            // A hedge that was on its way may still arrive: the slowest way takes 3 s.
            if (sinceNs == long.MaxValue || fill.Order.CreatedUs * 1000 < sinceNs + 4 * Units.NsPerSecond && FairSinceNs == 0) continue;
            if (fill.Order.CreatedUs * 1000 < sinceNs + UnderWayNs) continue;
            if (Math.Sign(after) == -Math.Sign(before) || Math.Abs(after) >= Math.Abs(before)) world.Say($"I12 flattening brings the position from {before / Units.E8} to {after / Units.E8}");
        }
    }
}
