using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Core.Tests.Orders;

/// <summary>A message of the venue that may still arrive, at any time, in any order, or never. A fill has a trade id.</summary>
internal readonly record struct VenueMessage(OrderReport Report, OrderReason Reason, long Ticks, long Open, long Filled, long StampNs, int TradeId, long Lots);

/// <summary>
/// One order in the real world: what the venue really has, what is on its way in both directions, and what our side knows. Plain and slow on purpose;
/// it shares nothing with the code under test but the struct that it drives.
/// </summary>
internal sealed class OrderWorld
{
    internal const long PlacedLots = 10;

    private const long NowNs = 1_000_000;

    private static EndedOrders s_ended;

    internal OwnOrder Own;

    // The venue's truth.
    private bool _placeOnItsWay = true;
    private bool _rests;
    private long _ticks = 100, _total = PlacedLots, _filled, _stampNs = 500;
    private int _trades;

    // On its way to the venue, in order; the venue works in order.
    private readonly List<(bool Cancel, long Ticks, long Total)> _commands = [];

    // On its way to us, in no order.
    private readonly List<VenueMessage> _messages = [];
    private readonly List<VenueMessage> _repeatable = [];
    private int _edits, _cancels, _repeats, _losses;

    // What our side may say about itself.
    private readonly HashSet<int> _told = [];
    private long _toldLots;
    private bool _wasFreed, _blurred;

    internal OrderWorld() => OwnOrders.Placed(ref Own, 5, sell: false, _ticks, PlacedLots, NowNs);

    private OrderWorld(OrderWorld from)
    {
        (Own, _placeOnItsWay, _rests, _ticks, _total, _filled, _stampNs, _trades) =
            (from.Own, from._placeOnItsWay, from._rests, from._ticks, from._total, from._filled, from._stampNs, from._trades);
        (_edits, _cancels, _repeats, _losses, _toldLots, _wasFreed, _blurred) =
            (from._edits, from._cancels, from._repeats, from._losses, from._toldLots, from._wasFreed, from._blurred);
        _commands = [.. from._commands];
        _messages = [.. from._messages];
        _repeatable = [.. from._repeatable];
        _told = [.. from._told];
    }

    /// <summary>Every world that can come next, with what happened.</summary>
    internal IEnumerable<(string What, OrderWorld World)> Next()
    {
        // The venue.
        if (_placeOnItsWay)
        {
            yield return ("venue takes the order", Then(w => w.PlaceArrives(taken: true)));
            yield return ("venue refuses the order", Then(w => w.PlaceArrives(taken: false)));
            yield return ("the order is lost on its way", Then(w => w.PlaceLost()));
        }
        else if (_commands.Count > 0)
        {
            yield return ("venue works on a command", Then(w => w.CommandArrives(refuse: false, postOnly: false)));
            if (!_commands[0].Cancel) yield return ("venue refuses a change", Then(w => w.CommandArrives(refuse: true, postOnly: false)));
            if (!_commands[0].Cancel) yield return ("a change would take: the order is cancelled", Then(w => w.CommandArrives(refuse: false, postOnly: true)));
            yield return ("a command is lost on its way", Then(w => { w._blurred = true; w._commands.RemoveAt(0); }));
        }
        if (_rests && _trades < 3) yield return ("a part is filled", Then(w => w.FillAtVenue(4)));
        if (_rests && _trades < 3) yield return ("all is filled", Then(w => w.FillAtVenue(long.MaxValue)));
        if (_rests) yield return ("the venue cancels", Then(w => w.CancelAtVenue(OrderReason.Protection)));

        // The way back: any message next, or one of them again.
        for (int i = 0; i < _messages.Count; i++)
        {
            int at = i;
            yield return ($"told {_messages[i]}", Then(w => w.Deliver(at)));
        }
        for (int i = 0; i < _repeatable.Count && _repeats < 2; i++)
        {
            VenueMessage again = _repeatable[i];
            yield return ($"told again {again}", Then(w => { w._repeats++; w.Receive(again); }));
        }
        if (Own.IsFree) yield break;

        // Our side.
        if (Own.State == OwnOrderState.Working && _edits < 2)
        {
            yield return ("we ask for more", Then(w => w.Edit(14)));
            yield return ("we ask for less", Then(w => w.Edit(3)));
        }
        if (_cancels < 2 && !Own.IsGone) yield return ("we cancel", Then(w => w.Cancel()));
        if (Own.State is OwnOrderState.PendingNew or OwnOrderState.PendingEdit or OwnOrderState.PendingCancel)
        {
            yield return ("no answer in time", Then(w => { w._blurred = true; OwnOrders.Expire(ref w.Own, long.MaxValue, 1); }));
            yield return ("told something unclear", Then(w => { w._blurred = true; w.Receive(new VenueMessage(OrderReport.Unclear, 0, Units.Missing, Units.Missing, Units.Missing, 0, 0, 0)); }));
        }
        if (_losses == 0) yield return ("the connection is lost", Then(w => { w._losses++; w._blurred = true; OwnOrders.ConnectionLost(ref w.Own); }));
    }

    /// <summary>What is wrong with what our side believes; null if nothing is.</summary>
    internal string? Wrong()
    {
        // The most that the position may still change by this order, whatever the venue and the wires do next.
        long most = _placeOnItsWay || _rests ? _total : _filled;
        if (_placeOnItsWay || _rests)
            foreach ((bool cancel, _, long total) in _commands) most = cancel ? most : System.Math.Max(most, total);
        long truth = System.Math.Max(most, _filled) - _toldLots;
        if (Own.WorstLots < truth) return $"{truth} lots may still come, {Own.WorstLots} are counted";
        if (Own.OpenLots < 0 || Own.UntoldLots < 0) return "a negative size";
        if (Own.IsFree != (Own.OrderId == 0)) return "a slot that is neither free nor taken";
        if (_wasFreed && !Own.IsFree) return "an ended order lives";
        if (!Own.IsFree && Own.FilledLots != _toldLots) return $"{Own.FilledLots} lots filled, {_toldLots} told";
        // At rest: everything that the venue said has arrived, and nothing is on its way.
        if (_messages.Count > 0 || _commands.Count > 0 || _placeOnItsWay || _blurred) return null;
        if (!_rests && !Own.IsFree) return $"the order is over and all is told, and the slot is {Own.State}";
        if (_rests && Own.IsFree) return "the order rests and the slot is free";
        if (_rests && _cancels == 0 && _repeats == 0 && (Own.State, Own.PriceTicks, Own.TotalLots) != (OwnOrderState.Working, _ticks, _total))
            return $"rests at {_ticks} with {_total} lots, we say {Own.State} at {Own.PriceTicks} with {Own.TotalLots}";
        return null;
    }

    internal string Key()
    {
        StringBuilder key = new();
        key.Append(_placeOnItsWay).Append(_rests).Append(_ticks).Append(',').Append(_total).Append(',').Append(_filled).Append(',').Append(_stampNs)
            .Append(',').Append(_trades).Append(',').Append(_edits).Append(_cancels).Append(_repeats).Append(_losses).Append(_wasFreed).Append(_blurred).Append(_toldLots);
        foreach (var c in _commands) key.Append('c').Append(c.Cancel).Append(c.Ticks).Append(',').Append(c.Total);
        foreach (VenueMessage m in _messages) Append(key.Append('m'), m);
        foreach (VenueMessage m in _repeatable) Append(key.Append('r'), m);
        key.Append('|').Append((int)Own.State).Append(',').Append(Own.PriceTicks).Append(',').Append(Own.TotalLots).Append(',').Append(Own.ReportedLots).Append(',')
            .Append(Own.RefusedLots).Append(',').Append(Own.SentLots).Append(',').Append(Own.ReportNs).Append(Own.ChangeOpen).Append(Own.Confirmed).Append(Own.CancelCount);
        return key.ToString();
    }

    private static void Append(StringBuilder key, in VenueMessage m) =>
        key.Append((int)m.Report).Append(',').Append((int)m.Reason).Append(',').Append(m.StampNs).Append(',').Append(m.Filled).Append(',').Append(m.TradeId);

    private OrderWorld Then(System.Action<OrderWorld> step)
    {
        OrderWorld next = new(this);
        step(next);
        return next;
    }

    private void Say(OrderReport report, OrderReason reason = OrderReason.None, bool stamped = true) => _messages.Add(new VenueMessage(
        report, reason, stamped ? _ticks : Units.Missing, stamped ? _total - _filled : Units.Missing, stamped ? _filled : Units.Missing, stamped ? ++_stampNs : 0, 0, 0));

    private void PlaceArrives(bool taken)
    {
        _placeOnItsWay = false;
        _rests = taken;
        Say(taken ? OrderReport.Accepted : OrderReport.Rejected, stamped: taken);
    }

    private void PlaceLost()
    {
        _placeOnItsWay = false;
        // Asked after the last moment at which it could have been taken.
        Say(OrderReport.NotFound, stamped: false);
    }

    private void CommandArrives(bool refuse, bool postOnly)
    {
        (bool cancel, long ticks, long total) = _commands[0];
        _commands.RemoveAt(0);
        if (cancel)
        {
            if (_rests) CancelAtVenue(OrderReason.Requested);
            else Say(OrderReport.CancelRejected, OrderReason.NotOpen, stamped: false);
            return;
        }
        if (!_rests) Say(OrderReport.EditRejected, OrderReason.NotOpen, stamped: false);
        else if (postOnly) CancelAtVenue(OrderReason.PostOnly);
        else if (refuse || total <= _filled) Say(OrderReport.EditRejected, OrderReason.Price, stamped: false);
        else
        {
            (_ticks, _total) = (ticks, total);
            Say(OrderReport.Accepted);
        }
    }

    private void FillAtVenue(long lots)
    {
        lots = System.Math.Min(lots, _total - _filled);
        _filled += lots;
        _rests = _filled < _total;
        _messages.Add(new VenueMessage(OrderReport.None, 0, _ticks, 0, 0, 0, ++_trades, lots));
        Say(_rests ? OrderReport.Accepted : OrderReport.Filled);
    }

    private void CancelAtVenue(OrderReason reason)
    {
        _rests = false;
        Say(OrderReport.Cancelled, reason);
    }

    private void Edit(long openLots)
    {
        _edits++;
        OwnOrders.Edited(ref Own, 100 + _edits, openLots, NowNs);
        _commands.Add((false, Own.SentPriceTicks, Own.SentLots));
    }

    private void Cancel()
    {
        _cancels++;
        OwnOrders.CancelSent(ref Own, NowNs);
        _commands.Add((true, 0, 0));
    }

    private void Deliver(int at)
    {
        VenueMessage message = _messages[at];
        _messages.RemoveAt(at);
        _repeatable.Add(message);
        Receive(message);
    }

    private void Receive(in VenueMessage m)
    {
        bool isFill = m.TradeId != 0;
        // The quoter keeps ids of fills; here that is a set.
        if (isFill && !_told.Add(m.TradeId)) return;
        if (isFill)
        {
            _toldLots += m.Lots;
            OwnOrders.Filled(ref Own, ref s_ended, 5, m.Lots, NowNs);
        }
        else
        {
            OwnOrders.Answered(ref Own, ref s_ended, new OrderUpdate
            {
                OrderId = 5, PriceTicks = m.Ticks, OpenLots = m.Open, FilledLots = m.Filled, Report = m.Report, Reason = m.Reason,
            }, m.StampNs, NowNs);
        }
        if (Own.IsFree) _wasFreed = true;
    }
}
