using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>The quoter's commands: kept as the newest wish of each order, sent as budget and the venue's queue allow, cancels first.</content>
public sealed partial class DeribitOrderSession
{
    private const int VenueQueue = 8;

    private readonly SlotQueue _cancels;
    private readonly SlotQueue _wishes;
    private readonly int[] _inFlight;      // by currency: requests to the matching engine without an answer
    private readonly bool[] _cancelAllDue; // by configured instrument
    private readonly long[] _cancelAllNs;  // by configured instrument: not sent again before
    private readonly int[] _cancelAllTries; // by configured instrument: refused in a row
    private readonly int[] _liveAtCancelAll; // by configured instrument: orders of ours when the last was sent
    private long _pumpNs = long.MaxValue;
    private bool _isWaiting;

    /// <summary>Takes a command of the quoter. The batch is cleared first; answers that need no venue are in it.</summary>
    /// <remarks>While the gateway is not ready: an order is refused as not sent, a change is unclear (the reconciliation will say), a cancel is done by the reconciliation.</remarks>
    public void Command(in OutputRecord command, long nowNs, EventBatch batch)
    {
        Begin(nowNs, batch);
        switch (command.Verb)
        {
            case CommandVerb.Place:
                WishPlace(command, nowNs);
                break;
            case CommandVerb.Edit:
                WishEdit(command, nowNs);
                break;
            case CommandVerb.Cancel:
                int slot = _orders.Find(command.OrderId);
                if (slot < 0) ReportUnkept(command, OrderReport.NotFound, OrderReason.NotOpen, nowNs);
                else WishCancel(slot, nowNs);
                break;
            case CommandVerb.CancelAll:
                WishCancelAll(command.InstrumentIndex, nowNs);
                break;
            case CommandVerb.Disconnect:
                Refuse(GatewayReason.Latched, 0, "The kill ladder closed the order connection: a person must look and arm.", nowNs);
                break;
            case CommandVerb.Connect:
                Reopen(nowNs);
                break;
        }

        Finish(nowNs, holds: _group.Length > 0 && command.Verb is CommandVerb.Place or CommandVerb.Edit);
    }

    private void WishPlace(in OutputRecord command, long nowNs)
    {
        if (_orders.Find(command.OrderId) >= 0)
        {
            // Two orders under one label could not be told apart (fault C10).
            _counters.DuplicatePlaces++;
            return;
        }

        int slot = CanSend && _markets.NumberOf(command.InstrumentIndex) >= 0 && command.OrderId > 0
            ? _orders.Add(command.OrderId, _options.KeepEndedMs * Units.NsPerMs, nowNs, ref _counters) : -1;
        if (slot < 0)
        {
            _counters.NotSent++;
            ReportUnkept(command, OrderReport.Rejected, OrderReason.NotSent, nowNs);
            return;
        }

        ref OrderEntry entry = ref _orders[slot];
        entry.Life = OrderLife.Queued;
        entry.Wish = OrderWish.Place;
        entry.Command = command;
        entry.Instrument = command.InstrumentIndex;
        entry.Currency = _markets.CurrencyOf(command.InstrumentIndex);
        entry.Sell = (command.Flags & OutputRecord.SellFlag) != 0;
        entry.IsQuote = _group.Length > 0 && IsQuotable(command);
        if (entry.IsQuote) _wishedQuotes[SideOf(entry)] = slot;
        _wishes.Add(slot);
    }

    private void WishEdit(in OutputRecord command, long nowNs)
    {
        int slot = _orders.Find(command.OrderId);
        if (slot < 0)
        {
            ReportUnkept(command, OrderReport.NotFound, OrderReason.NotOpen, nowNs);
            return;
        }

        ref OrderEntry entry = ref _orders[slot];
        if (entry.Life == OrderLife.Ended)
        {
            ReportAsKnown(entry, nowNs);
        }
        else if (!CanSend)
        {
            _counters.NotSent++;
            Report(entry, OrderReport.Unclear, OrderReason.NotSent, 0, nowNs);
        }
        else if (entry.CancelSinceNs != 0)
        {
            _counters.Coalesced++; // it is to go: the answer to the cancel is this one's too
        }
        else
        {
            if (entry.Wish != OrderWish.None) _counters.Coalesced++;
            uint flags = entry.Command.Flags;
            entry.Command = command;
            // An order that was never sent takes the new price and size as its own, and keeps what it was to be.
            if (entry.Wish == OrderWish.Place) entry.Command.Flags = flags;
            else entry.Wish = OrderWish.Edit;
            _wishes.Add(slot);
        }
    }

    private void WishCancel(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        switch (entry.Life)
        {
            case OrderLife.Ended:
                ReportAsKnown(entry, nowNs);
                return;
            case OrderLife.Queued:
                _counters.Coalesced++;
                _counters.NotSent++;
                End(slot, OrderReport.Rejected, OrderReason.NotSent, 0, nowNs);
                return;
        }

        if (entry.Wish == OrderWish.Edit) _counters.Coalesced++;
        entry.Wish = OrderWish.None;
        if (entry.CancelSinceNs != 0) return;
        entry.CancelSinceNs = nowNs;
        if (Phase != GatewayPhase.Ready) return; // the reconciliation cancels everything
        entry.Wish = OrderWish.Cancel;
        _cancels.Add(slot);
    }

    private void WishCancelAll(ushort instrument, long nowNs)
    {
        int number = _markets.NumberOf(instrument);
        if (number < 0) return;
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            if (entry.Instrument != instrument || entry.Life is OrderLife.None or OrderLife.Ended) continue;
            if (entry.Life == OrderLife.Queued)
            {
                WishCancel(slot, nowNs);
                continue;
            }

            // A cancel of its own that waits stays until the cancel of all is sent: that one may have to wait longer.
            if (entry.Wish != OrderWish.Cancel) entry.Wish = OrderWish.None;
            if (entry.CancelSinceNs == 0) entry.CancelSinceNs = nowNs;
            // Should its end not be told in time, it is asked for.
            entry.CancelNs = nowNs + _options.AnswerTimeoutMs * Units.NsPerMs;
            Due(entry.CancelNs);
        }

        if (Phase == GatewayPhase.Ready) _cancelAllDue[number] = true;
    }

    /// <summary>Sends what may be sent now.</summary>
    private void Pump(long nowNs)
    {
        _pumpNs = long.MaxValue;
        if (Phase != GatewayPhase.Ready || !_link.IsOpen || Wish != Venues.Session.LinkWish.Open) return;
        bool allBlocked = false, blocked = false;
        for (int number = 0; number < _cancelAllDue.Length; number++)
        {
            if (!_cancelAllDue[number]) continue;
            bool isEarly = nowNs < _cancelAllNs[number];
            if (isEarly) _pumpNs = Math.Min(_pumpNs, _cancelAllNs[number]);
            else if (!SendCancelAll(number, nowNs)) allBlocked |= WaitFor(RequestPool.CancelAll, false);
        }

        // The two draw on different pools: what one lacks does not hold the other.
        for (int left = _cancels.Count; left > 0 && !blocked; left--) blocked = !SendCancelOf(_cancels.First, nowNs);
        blocked |= allBlocked;
        // An order never overtakes a cancel that could be sent but for the budget.
        if (!blocked)
            for (int left = _wishes.Count; left > 0 && !blocked; left--) blocked = !SendWishOf(_wishes.First, nowNs);
        if (blocked && !_isWaiting) _counters.BudgetWaits++;
        _isWaiting = blocked;
        if (!_isStopping) Due(NextBudgetNs());
    }

    private bool WaitFor(RequestPool pool, bool isCancel)
    {
        _pumpNs = Math.Min(_pumpNs, _link.Budget.ReadyNs(pool, isCancel));
        return true;
    }

    /// <summary>Takes the first cancel off the queue, sent or not needed, or moves it back.</summary>
    /// <returns>False if it must wait for the budget, and all behind it.</returns>
    private bool SendCancelOf(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (entry.Wish != OrderWish.Cancel || !entry.IsLive || entry.CancelRequest != 0)
        {
            _cancels.RemoveFirst();
            return true;
        }

        if (entry.IsQuote) return SendQuoteCancelOf(slot, nowNs);
        // Before the venue's id is known the answer to the order is waited for; if that is overdue, the label must do.
        bool mustWait = (!entry.HasVenueId && entry.PlaceRequest != 0) || _inFlight[entry.Currency] >= VenueQueue;
        if (mustWait)
        {
            _cancels.Postpone();
            return true;
        }

        RequestKind kind = entry.HasVenueId ? RequestKind.Cancel : RequestKind.CancelByLabel;
        if (!_link.TryBegin(kind, RequestPool.Matching, nowNs, _options.AnswerTimeoutMs, out long id, entry.Currency, entry.OrderId, isCancel: true))
            return !WaitFor(RequestPool.Matching, isCancel: true);
        if (entry.HasVenueId) _link.Write.Cancel(Outbox, id, _link.AccessToken, VenueId.Text(in entry.VenueId));
        else _link.Write.CancelByLabel(Outbox, id, _link.AccessToken, entry.OrderId, _markets.Currencies[entry.Currency]);
        _cancels.RemoveFirst();
        entry.Wish = OrderWish.None;
        if (!_link.Commit(id, ref _counters))
        {
            CancelLater(ref entry, nowNs);
            return true;
        }

        _counters.Cancels++;
        CancelSent(nowNs);
        _inFlight[entry.Currency]++;
        entry.CancelRequest = id;
        entry.CancelNs = long.MaxValue;
        return true;
    }

    private bool SendWishOf(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        bool isPlace = entry.Wish == OrderWish.Place;
        if (!isPlace && (entry.Wish != OrderWish.Edit || !entry.IsLive))
        {
            _wishes.RemoveFirst();
            return true;
        }

        if (entry.IsQuote) return SendQuotesOf(slot, nowNs);
        // One change at a time, and none while the fate of the last is unclear: the newest wish is kept and goes then.
        bool mustWait = _inFlight[entry.Currency] >= _options.MaxInFlightOrders
            || (!isPlace && (!entry.HasVenueId || entry.PlaceRequest != 0 || entry.EditRequest != 0 || entry.IsUnclear));
        if (mustWait)
        {
            _wishes.Postpone();
            return true;
        }

        RequestKind kind = isPlace ? RequestKind.Place : RequestKind.Edit;
        if (!_link.TryBegin(kind, RequestPool.Matching, nowNs, _options.AnswerTimeoutMs, out long id, entry.Currency, entry.OrderId))
            return !WaitFor(RequestPool.Matching, isCancel: false);
        if (isPlace) _link.Write.Place(Outbox, id, _link.AccessToken, entry.Command, ValidUntilMs(nowNs), _options.UsesProtection && _group.Length == 0);
        else _link.Write.Edit(Outbox, id, _link.AccessToken, VenueId.Text(in entry.VenueId), entry.Command, ValidUntilMs(nowNs));
        if (!_link.Commit(id, ref _counters))
        {
            _wishes.Postpone();
            return true;
        }

        _wishes.RemoveFirst();
        _inFlight[entry.Currency]++;
        entry.Wish = OrderWish.None;
        // By our clock, which may be off from the venue's by as much.
        entry.ValidUntilNs = nowNs + _options.ValidForMs * Units.NsPerMs + _link.Clock.ErrorNs;
        _nothingRests = false;
        if (isPlace)
        {
            _counters.Places++;
            entry.Life = OrderLife.Sent;
            entry.PlaceRequest = id;
            entry.FirstSentNs = nowNs;
        }
        else
        {
            _counters.Edits++;
            entry.EditRequest = id;
        }

        return true;
    }

    private bool SendCancelAll(int number, long nowNs)
    {
        if (!_link.TryBegin(RequestKind.CancelAll, RequestPool.CancelAll, nowNs, _options.AnswerTimeoutMs, out long id, (short)number)) return false;
        _link.Write.CancelAllByInstrument(Outbox, id, _link.AccessToken, _markets.Names[number]);
        _link.Commit(id, ref _counters);
        CancelSent(nowNs);
        _counters.CancelAlls++;
        _cancelAllDue[number] = false;
        _liveAtCancelAll[number] = 0;
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            if (!entry.IsLive || entry.Instrument != _markets.IndexOf(number)) continue;
            _liveAtCancelAll[number]++;
            if (entry.Wish != OrderWish.Cancel) continue;
            entry.Wish = OrderWish.None;
            entry.CancelNs = nowNs + _options.AnswerTimeoutMs * Units.NsPerMs;
            Due(entry.CancelNs);
        }

        return true;
    }

    /// <summary>A cancel of all was refused or not answered: again after a wait that doubles.</summary>
    private void CancelAllLater(int number, long nowNs)
    {
        if (Phase != GatewayPhase.Ready) return;
        _cancelAllDue[number] = true;
        _cancelAllNs[number] = nowNs + ((long)_options.CancelRetryMs << Math.Min(_cancelAllTries[number]++, MaxDoublings)) * Units.NsPerMs;
        _pumpNs = Math.Min(_pumpNs, _cancelAllNs[number]);
    }

    /// <summary>The way is shut: what was not sent never will be.</summary>
    private void DropWishes(long nowNs)
    {
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            if (entry.Life == OrderLife.Queued)
            {
                _counters.NotSent++;
                End(slot, OrderReport.Rejected, OrderReason.NotSent, 0, nowNs);
            }

            entry.Wish = OrderWish.None;
        }

        _cancels.Clear();
        _wishes.Clear();
        Array.Clear(_cancelAllDue);
        Array.Clear(_cancelAllNs);
        Array.Clear(_cancelAllTries);
        _isWaiting = false;
    }
}
