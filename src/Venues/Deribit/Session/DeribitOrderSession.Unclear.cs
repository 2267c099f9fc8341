using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>Orders of unclear fate: asked for by label, never sent again blindly; orders that will not go: cancelled again and harder.</content>
public sealed partial class DeribitOrderSession
{
    private const int MaxDoublings = 6;

    private long _ordersDueNs = long.MaxValue; // no later than the first order that wants attention

    private long _cancelSentNs = Units.Missing;  // the first cancel since which nothing was answered
    private long _cancelWatchNs = long.MaxValue; // when that is looked at

    private void Due(long atNs) => _ordersDueNs = Math.Min(_ordersDueNs, atNs);

    /// <summary>No answer in time, or one that settles nothing.</summary>
    private void MakeUnclear(int slot, OrderReason reason, int errorCode, bool isEdit, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (!entry.IsLive) return;
        _counters.Unclear++;
        entry.IsEditUnclear = isEdit || (entry.IsUnclear && entry.IsEditUnclear);
        entry.IsUnclear = true;
        entry.Queries = 0;
        entry.QueryNs = nowNs;
        Due(nowNs);
        Report(entry, OrderReport.Unclear, reason, errorCode, nowNs);
    }

    /// <summary>A cancel was sent: from now on the link must show that it carries.</summary>
    private void CancelSent(long nowNs)
    {
        if (_cancelSentNs != Units.Missing) return;
        _cancelSentNs = nowNs;
        _cancelWatchNs = nowNs + _options.CancelProbeMs * Units.NsPerMs;
    }

    private void CancelHeard()
    {
        _cancelSentNs = Units.Missing;
        _cancelWatchNs = long.MaxValue;
    }

    /// <summary>A cancel has no answer, and nothing that was asked after it has one: a venue that is slow with the one is asked with the other; a link that carries nothing is dropped (faults B3, B6).</summary>
    private void WatchCancel(long nowNs)
    {
        long endNs = _cancelSentNs + _options.CancelSilenceMs * Units.NsPerMs;
        if (nowNs >= endNs)
        {
            CancelHeard();
            FailureText = $"A cancel and a test after it had no answer for {_options.CancelSilenceMs} ms: the link is dropped.";
            _link.GiveUp(ref _counters);
            return;
        }

        _counters.OwnTests++;
        _link.Test(nowNs, ref _counters);
        _cancelWatchNs = endNs;
    }

    private void AskLater(ref OrderEntry entry, long nowNs)
    {
        entry.QueryNs = nowNs + ((long)_options.QueryFirstMs << Math.Min((int)entry.Queries, MaxDoublings)) * Units.NsPerMs;
        Due(entry.QueryNs);
    }

    /// <summary>Looks at every order once: who is to be asked for, who is to be cancelled again.</summary>
    private void VisitOrders(long nowNs)
    {
        _ordersDueNs = long.MaxValue;
        if (Phase != GatewayPhase.Ready) return;
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            if (!entry.IsLive) continue;
            if (nowNs >= entry.QueryNs && entry.QueryRequest == 0) Query(slot, nowNs);
            else if (entry.QueryRequest == 0) Due(entry.QueryNs);
            if (nowNs >= entry.CancelNs) CancelAgain(slot, nowNs);
            else Due(entry.CancelNs);
        }
    }

    private void Query(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (entry.Queries >= 2 * _options.QueryTries)
        {
            FailureText = $"The venue does not say what became of order {entry.OrderId}.";
            _link.Close(); // cancel-on-disconnect and the reconciliation settle it
            return;
        }

        if (!_link.TryBegin(RequestKind.OrderState, RequestPool.NonMatching, nowNs, _options.AnswerTimeoutMs, out long id, entry.Currency, entry.OrderId))
        {
            entry.QueryNs = Math.Max(nowNs + SpinGuardNs, _link.Budget.ReadyNs(RequestPool.NonMatching));
            Due(entry.QueryNs);
            return;
        }

        _counters.Queries++;
        entry.Queries++;
        entry.QueryNs = long.MaxValue;
        WriteStateOf(entry, id);
        entry.QueryRequest = _link.Commit(id, ref _counters) ? id : 0;
        if (entry.Queries == _options.QueryTries && entry.IsUnclear) WishCancel(slot, nowNs);
    }

    /// <summary>The answer to <see cref="Query"/>.</summary>
    private void Queried(in Request request, PrivateMessage message, long nowNs)
    {
        int slot = _orders.Find(request.OrderId);
        if (slot < 0) return;
        if (_orders[slot].QueryRequest == request.Id) _orders[slot].QueryRequest = 0;
        bool isEmpty = message.IsError ? message.ErrorCode == VenueCodes.OrderNotFound : message.IsList && (message.OrderCount == 0 || _orders[slot].IsQuote);
        bool known = !message.IsError && ApplyAnswer(request.OrderId, message, nowNs);
        ref OrderEntry entry = ref _orders[slot];
        if (!entry.IsLive) return;
        if (isEmpty && !known && entry.PlaceRequest == 0)
        {
            long certainNs = entry.ValidUntilNs + _options.NotFoundMarginMs * Units.NsPerMs;
            // Only a question asked after the last moment at which the venue could still begin it tells that it never will.
            if (request.SentNs > certainNs && entry.Life == OrderLife.Sent)
            {
                End(slot, OrderReport.NotFound, OrderReason.None, 0, nowNs);
                return;
            }

            AskLater(ref entry, nowNs);
            // So that question is not left to a wait that has grown.
            if (request.SentNs <= certainNs && entry.QueryNs > certainNs) entry.QueryNs = Math.Max(nowNs, certainNs) + 1;
            Due(entry.QueryNs);
            if (entry.Queries >= _options.QueryTries) entry.QueryNs = Math.Max(entry.QueryNs, certainNs + 1);
            return;
        }

        if (entry.IsUnclear)
        {
            AskLater(ref entry, nowNs);
            return;
        }

        // It rests. If it should not, it is cancelled again.
        if (entry.CancelSinceNs == 0 || entry.CancelRequest != 0 || entry.Wish == OrderWish.Cancel) return;
        entry.CancelNs = nowNs;
        Due(nowNs);
    }

    private void CancelLater(ref OrderEntry entry, long nowNs)
    {
        if (entry.CancelSinceNs == 0) entry.CancelSinceNs = nowNs;
        entry.CancelNs = nowNs + _options.CancelRetryMs * Units.NsPerMs;
        Due(entry.CancelNs);
    }

    /// <summary>A cancel did not take. Again; after a while with all others of the instrument; after that by dropping the link (fault C13).</summary>
    private void CancelAgain(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        entry.CancelNs = long.MaxValue;
        if (entry.CancelRequest != 0) return;
        long sinceNs = nowNs - entry.CancelSinceNs;
        if (sinceNs >= 2 * _options.CancelEscalateMs * Units.NsPerMs)
        {
            FailureText = $"Order {entry.OrderId} could not be cancelled: the link is dropped so that the venue cancels it.";
            _link.Close();
            return;
        }

        if (sinceNs >= _options.CancelEscalateMs * Units.NsPerMs && !entry.Escalated)
        {
            entry.Escalated = true;
            _cancelAllDue[_markets.NumberOf(entry.Instrument)] = true;
        }

        entry.Wish = OrderWish.Cancel;
        _cancels.Add(slot);
    }

    /// <summary>The time of a request is up.</summary>
    private void Unanswered(in Request request, long nowNs)
    {
        int slot = request.OrderId == 0 ? -1 : _orders.Find(request.OrderId);
        if (_link.Missed(request, nowNs))
        {
            _counters.DeadLinks++;
            FailureText = "Nothing that we send is answered.";
        }

        switch (request.Kind)
        {
            case RequestKind.Place or RequestKind.Edit:
                _inFlight[request.Tag]--;
                if (slot < 0) break;
                ClearRequest(ref _orders[slot], request.Id);
                MakeUnclear(slot, OrderReason.None, 0, request.Kind == RequestKind.Edit, nowNs);
                break;
            case RequestKind.Cancel or RequestKind.CancelByLabel:
                _inFlight[request.Tag]--;
                if (slot < 0 || !_orders[slot].IsLive) break;
                ClearRequest(ref _orders[slot], request.Id);
                MakeUnclear(slot, OrderReason.None, 0, isEdit: false, nowNs);
                CancelLater(ref _orders[slot], nowNs);
                break;
            case RequestKind.MassQuote or RequestKind.CancelQuotes:
                _inFlight[request.Tag]--;
                QuoteUnanswered(request, request.OrderId, request.OrderKind, nowNs);
                QuoteUnanswered(request, request.OtherOrderId, request.OtherKind, nowNs);
                break;
            case RequestKind.OrderState:
                if (slot < 0) break;
                ClearRequest(ref _orders[slot], request.Id);
                if (_orders[slot].IsLive) AskLater(ref _orders[slot], nowNs);
                break;
            case RequestKind.CancelAll:
                CancelAllLater(request.Tag, nowNs);
                break;
            case RequestKind.Refresh:
                if (!_link.Authenticate(nowNs, ref _counters)) _link.Token.Retry(nowNs);
                break;
            case RequestKind.PollPositions:
                NoStatement(nowNs);
                break;
            case RequestKind.AskFills:
                FillsDue(nowNs);
                break;
            case RequestKind.StepLocks:
                if (request.Id == _stepRequest && _step == StartStep.Locks) LocksUntold("The venue did not answer the question for locks in time.", nowNs);
                break;
            case RequestKind.Test or RequestKind.CancelOrphan or RequestKind.PollOpenOrders or RequestKind.PollAccount:
                break;
            default:
                FailureText = $"The venue did not answer {request.Kind} in time.";
                _link.Close();
                break;
        }
    }

    private static void ClearRequest(ref OrderEntry entry, long id)
    {
        if (entry.PlaceRequest == id) entry.PlaceRequest = 0;
        if (entry.EditRequest == id) entry.EditRequest = 0;
        if (entry.CancelRequest == id) entry.CancelRequest = 0;
        if (entry.QueryRequest == id) entry.QueryRequest = 0;
    }

    /// <summary>The link ended: requests under way have no answer any more, and every order that may rest is for the reconciliation to settle.</summary>
    private void Forget()
    {
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            entry.PlaceRequest = entry.EditRequest = entry.CancelRequest = entry.QueryRequest = 0;
            entry.QueryNs = entry.CancelNs = long.MaxValue;
            entry.CancelSinceNs = 0;
            entry.Queries = 0;
            entry.Escalated = false;
            entry.IsUnclear = entry.IsLive;
            entry.IsEditUnclear = false;
        }

        Array.Clear(_inFlight);
        CancelHeard();
        _ordersDueNs = _pumpNs = _fillsNs = long.MaxValue;
        _isFrameLost = false;
        _reruns = _silentPolls = 0;
        StopPolls();
    }
}
