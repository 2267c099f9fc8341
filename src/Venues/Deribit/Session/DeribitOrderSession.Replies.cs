using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>What comes: answers find their request, notifications are applied at once.</content>
public sealed partial class DeribitOrderSession
{
    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> payload, long nowNs, EventBatch batch)
    {
        Begin(nowNs, batch);
        _link.Alive.Heard(nowNs);
        PrivateMessage message = _link.Message;
        ParseStatus status = _link.Parser.Parse(payload, message);
        if (status > ParseStatus.Ignored)
        {
            // An answer that can not be read is as none: its question's time runs out. Whatever else it was may have been a fill.
            _counters.RefusedFrames++;
            _refused.Note(status, payload, Phase == GatewayPhase.Ready ? "an answer to a request of ours" : "an answer while orders, fills and positions are compared");
            if (!_link.Parser.RefusedReply) LostFrame(nowNs);
            Finish(nowNs);
            return;
        }

        switch (message.Kind)
        {
            case PrivateKind.Reply:
                Reply(message, payload, nowNs);
                break;
            case PrivateKind.Changes:
                ApplyChanges(message, nowNs);
                break;
            case PrivateKind.Portfolio:
                if (message.HasAccount) ReportAccount(message, nowNs);
                break;
            case PrivateKind.Protection:
                if (message.HasProtection) ReportProtection(message, nowNs);
                break;
            case PrivateKind.AccountLock:
                LockChanged(message, nowNs);
                break;
            case PrivateKind.TestRequest:
                _counters.HeartbeatsAnswered++;
                _link.Test(nowNs, ref _counters);
                break;
        }

        Finish(nowNs);
    }

    private void Reply(PrivateMessage message, ReadOnlySpan<byte> payload, long nowNs)
    {
        if (message.IsError) _counters.Errors++;
        ErrorMeaning meaning = message.IsError ? ErrorMeaning.Of(message.ErrorCode, message.Text) : default;
        if (message.IsError) NoteError(message.ErrorCode, nowNs);
        if (!_link.Requests.TryTake(message.RequestId, out Request request))
        {
            _counters.UnknownReplies++;
            return;
        }

        _link.Answered(nowNs);
        if (request.SentNs >= _cancelSentNs) CancelHeard();
        if (request.IsLate) _counters.LateReplies++;
        else if (IsMatched(request.Kind)) _inFlight[request.Tag]--;
        _link.Clock.Measure(request.SentNs, message.UsInNs, message.UsOutNs, nowNs);
        switch (request.Kind)
        {
            case RequestKind.Place or RequestKind.Edit or RequestKind.Cancel or RequestKind.CancelByLabel:
                OrderAnswered(request, message, meaning, nowNs);
                break;
            case RequestKind.MassQuote or RequestKind.CancelQuotes:
                QuotesAnswered(request, message, meaning, nowNs);
                break;
            case RequestKind.OrderState:
                Queried(request, message, nowNs);
                break;
            case RequestKind.CancelAll:
                AllCancelled(request, message, nowNs);
                break;
            case RequestKind.Refresh when message.IsError:
                if (!_link.Authenticate(nowNs, ref _counters)) _link.Token.Retry(nowNs);
                break;
            case RequestKind.AskFills:
                AskedFillsTold(request, message, nowNs);
                break;
            case RequestKind.Refresh:
                _counters.TokensRefreshed++;
                Authenticated(message, nowNs);
                break;
            case RequestKind.Test or RequestKind.CancelOrphan:
                break;
            case RequestKind.PollPositions:
                if (!message.IsError && message.IsList)
                {
                    _silentPolls = 0;
                    PositionsTold(request.Tag, message, opening: false, nowNs);
                }
                else
                {
                    NoStatement(nowNs);
                }

                break;
            case RequestKind.PollOpenOrders:
                if (!message.IsError) CompareOpenOrders(request, message, nowNs);
                break;
            case RequestKind.PollAccount:
                if (!message.IsError) AccountTold(message, nowNs);
                break;
            default:
                // A step whose time was up has closed the link; what came after that is of no use.
                if (!request.IsLate) StepAnswered(request, message, meaning, payload, nowNs);
                break;
        }

        if (meaning.NeedsAuthentication && request.Kind is not (RequestKind.Authenticate or RequestKind.Refresh)) Reauthenticate(request, message.ErrorCode, nowNs);
        else if (meaning.IsFatal && Phase != GatewayPhase.Refused && !IsOfQuestion(request, message.ErrorCode, meaning)) Refuse(FatalReason(message.ErrorCode), message.ErrorCode, ErrorTexts.Of(request.Kind, message), nowNs);
    }

    private static GatewayReason FatalReason(int code) =>
        code is VenueCodes.AccountLocked or VenueCodes.LiquidationCancel or VenueCodes.LiquidationEdit ? GatewayReason.AccountLocked : GatewayReason.Credentials;

    private void StepAnswered(in Request request, PrivateMessage message, in ErrorMeaning meaning, ReadOnlySpan<byte> payload, long nowNs)
    {
        if (request.Kind != RequestKind.Authenticate && (request.Id != _stepRequest || _step == StartStep.None || KindOf(_step) != request.Kind))
        {
            _counters.UnknownReplies++; // of a step that is not the one under way any more
            return;
        }

        bool isState = request.Kind == RequestKind.StepOrderState && message.IsError && message.ErrorCode == VenueCodes.OrderNotFound;
        if (message.IsError && meaning.NeedsAuthentication && request.Kind != RequestKind.Authenticate) return;
        if (message.IsError && IsOfQuestion(request, message.ErrorCode, meaning)) LocksUntold(ErrorTexts.Of(request.Kind, message), nowNs);
        else if (message.IsError && !isState) StepFailed(request, message, meaning, nowNs);
        else if (request.Kind == RequestKind.Authenticate) Authenticated(message, nowNs);
        else if (request.Kind >= RequestKind.StepCancelAll)
        {
            _stepErrors = 0;
            Reconciled(request, message, nowNs);
        }
        else Stepped(request.Kind, message, payload, nowNs);
    }

    /// <summary>Errors that are about the session whatever they answer.</summary>
    private void NoteError(int code, long nowNs)
    {
        if (code == VenueCodes.TooManyRequests)
        {
            // The venue ends the session next.
            _counters.RateLimitErrors++;
            _wasLimited = true;
            _link.HoldOff();
            _link.Budget.Halve(nowNs, nowNs + _options.HalvedSeconds * Units.NsPerSecond);
        }
        else if (code == VenueCodes.Maintenance)
        {
            _isMaintenance = true;
            _link.SlowDown();
            _link.Close();
        }
    }

    private void OrderAnswered(in Request request, PrivateMessage message, in ErrorMeaning meaning, long nowNs)
    {
        int slot = _orders.Find(request.OrderId);
        if (slot < 0) return;
        ClearRequest(ref _orders[slot], request.Id);
        if (message.IsError)
        {
            OrderFailed(slot, request, message.ErrorCode, meaning, nowNs);
            return;
        }

        if (request.Kind == RequestKind.CancelByLabel)
        {
            // The count of what was cancelled. Its report follows; should it not, it is asked for, no later than planned.
            if (_orders[slot].IsLive && _orders[slot].QueryNs == long.MaxValue) AskLater(ref _orders[slot], nowNs);
            return;
        }

        bool known = ApplyAnswer(request.OrderId, message, nowNs);
        ref OrderEntry entry = ref _orders[slot];
        if (!entry.IsLive) return;
        if (!known) MakeUnclear(slot, OrderReason.None, 0, request.Kind == RequestKind.Edit, nowNs);
        else if (request.Kind == RequestKind.Cancel) CancelLater(ref entry, nowNs);
    }

    private void OrderFailed(int slot, in Request request, int code, in ErrorMeaning meaning, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (!entry.IsLive)
        {
            ReportAsKnown(entry, nowNs);
            return;
        }

        OrderReport report = request.Kind switch
        {
            RequestKind.Place => meaning.ForNew,
            RequestKind.Edit => meaning.ForEdit,
            _ => meaning.ForCancel,
        };
        bool isCancel = request.Kind is RequestKind.Cancel or RequestKind.CancelByLabel;
        if (meaning.Reason == OrderReason.NotOpen && request.Kind != RequestKind.Place)
        {
            // Not an error but a race: a fill or a cancel came first, and its report is on the way. Ask for it (fault C4).
            Report(entry, isCancel ? OrderReport.CancelRejected : OrderReport.Unclear, meaning.Reason, code, nowNs);
            entry.IsUnclear = true;
            entry.IsEditUnclear = false;
            entry.QueryNs = nowNs;
            Due(nowNs);
            if (isCancel) CancelLater(ref entry, nowNs);
        }
        else if (isCancel)
        {
            Report(entry, report == OrderReport.Unclear ? OrderReport.Unclear : OrderReport.CancelRejected, meaning.Reason, code, nowNs);
            CancelLater(ref entry, nowNs);
        }
        else if (report is OrderReport.Rejected or OrderReport.Cancelled && entry.Life != OrderLife.Open)
        {
            End(slot, report, meaning.Reason, code, nowNs);
        }
        else if (report == OrderReport.EditRejected)
        {
            Settle(ref entry);
            Report(entry, report, meaning.Reason, code, nowNs);
        }
        else
        {
            MakeUnclear(slot, meaning.Reason, code, request.Kind == RequestKind.Edit, nowNs);
        }
    }

    /// <summary>The answer to a cancel of all: a count that should be ours (fault C14).</summary>
    private void AllCancelled(in Request request, PrivateMessage message, long nowNs)
    {
        if (message.IsError)
        {
            CancelAllLater(request.Tag, nowNs);
            return;
        }

        _cancelAllTries[request.Tag] = 0;
        ushort instrument = _markets.IndexOf(request.Tag);
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            if (entry.Instrument != instrument || !entry.IsLive) continue;
            if (entry.CancelSinceNs != 0 && entry.QueryNs == long.MaxValue) AskLater(ref entry, nowNs);
        }

        if (message.Number == _liveAtCancelAll[request.Tag]) return;
        _counters.CountMismatches++;
        _openOrdersNs = Math.Min(_openOrdersNs, nowNs + _options.QueryFirstMs * Units.NsPerMs);
    }
}
