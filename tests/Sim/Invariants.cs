using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Exchange.Engine;
using Units = Minnow.Core.Model.Units;
using InstrumentState = Minnow.Core.Engine.InstrumentState;

namespace Minnow.Sim;

/// <summary>What must hold in every run, I1 to I10 of the fault catalogue, looked at from both sides after each step.</summary>
internal sealed class Invariants
{
    private const long LotE8 = 1_000_000_000;
    private const long DeadManNs = 25 * Units.NsPerSecond;
    private const int Most = 5;

    private readonly World _world;
    private readonly Instrument _instrument;
    private GatewayPhase _phase;

    internal Invariants(World world)
    {
        _world = world;
        _instrument = world.Venue.Engine.FindInstrument(World.Instrument)!;
        world.OnCommand = Command;
        world.OnEvent = Seen;
    }

    internal List<string> Violations { get; } = [];

    /// <summary>True if at this moment both sides are at rest and tell the same story, which was then checked.</summary>
    internal long ComparedCount { get; private set; }

    internal long PlacedCount { get; private set; }

    /// <summary>True while one of our orders rests at the venue.</summary>
    internal bool IsQuoting => _phase == GatewayPhase.Ready && _world.Account.OpenOrders.Count > 0;

    internal void Step()
    {
        Exposure();
        DeadMan();
    }

    /// <summary>I1, I2: when nothing is under way, orders and position are the same on both sides.</summary>
    internal void CompareIfQuiet()
    {
        ref InstrumentState ours = ref _world.Block[0];
        bool quiet = _phase == GatewayPhase.Ready && _world.IsQuiet && _world.OrderSession.PendingCount == 0
            && IsSettled(in ours.Bid) && IsSettled(in ours.Ask);
        if (!quiet) return;
        ComparedCount++;
        Position? position = _world.Account.PositionIn(_instrument);
        long lots = (position?.SizeE8 ?? 0) / LotE8;
        if (lots != ours.PositionLots) Say($"I2 the venue has {lots} lots, we count {ours.PositionLots}");
        Compare(in ours.Bid, OrderSide.Buy);
        Compare(in ours.Ask, OrderSide.Sell);
    }

    internal void Say(string text)
    {
        _world.Trace?.Say(_world.NowNs, $"VIOLATION {text}");
        if (Violations.Count < Most) Violations.Add($"{(_world.NowNs - World.StartNs) / 1e9:F3} s: {text}");
    }

    private static bool IsSettled(in OwnOrder order) => order.State is OwnOrderState.None or OwnOrderState.Working;

    private void Compare(in OwnOrder ours, OrderSide side)
    {
        Order? theirs = null;
        int count = 0;
        foreach (Order order in _world.Account.OpenOrders)
        {
            if (order.Side != side) continue;
            theirs = order;
            count++;
        }
        if (count != (ours.IsFree ? 0 : 1)) Say($"I1 {side}: {count} rest at the venue, we know of {(ours.IsFree ? 0 : 1)}");
        else if (theirs is { } order && (order.PriceE8 / 50_000_000 != ours.PriceTicks || order.OpenE8 / LotE8 != ours.OpenLots))
            Say($"I1 {side}: the venue has {order.OpenE8 / LotE8} at {order.PriceE8 / 50_000_000}, we say {ours.OpenLots} at {ours.PriceTicks}");
    }

    private void Exposure()
    {
        if (_world.Account.PositionIn(_instrument) is not { } position) return;
        // What others did on our account is no choice of ours, and may have happened while our orders rested: it comes on top.
        long most = StartParameters.MaxPositionUsd * Units.E8 + _world.Strangers.TotalE8;
        if (position.SizeE8 + position.OpenBuyE8 > most) Say($"I3 long: position {position.SizeE8 / Units.E8} and bids {position.OpenBuyE8 / Units.E8} over {StartParameters.MaxPositionUsd}");
        if (-position.SizeE8 + position.OpenSellE8 > most) Say($"I3 short: position {position.SizeE8 / Units.E8} and asks {position.OpenSellE8 / Units.E8} over {StartParameters.MaxPositionUsd}");
    }

    private void DeadMan()
    {
        long since = _world.Orders.DeafSinceNs;
        if (since == 0 || _world.NowNs - since < DeadManNs) return;
        if (_world.Account.OpenOrders.Count > 0) Say("I9 orders rest longer than the dead-man's bound");
    }

    private void Seen(Event e)
    {
        if (e.Kind == EventKind.Gateway) _phase = (GatewayPhase)e.Detail;
    }

    private void Command(OutputRecord command)
    {
        if (command.Verb is not (CommandVerb.Place or CommandVerb.Edit)) return;
        PlacedCount++;
        ref InstrumentState ours = ref _world.Block[0];
        if (_phase != GatewayPhase.Ready) Say($"I5 {command.Verb} while the gateway is {_phase}");
        if (!ours.Book.IsValid) Say($"A1 {command.Verb} on a book that is not valid");
        else if (ours.Book.BestBidTicks >= ours.Book.BestAskTicks) Say($"I6 {command.Verb} on a crossed book");
    }
}
