using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>From an open link to the reconciliation: one request at a time, each answer leads to the next.</content>
public sealed partial class DeribitOrderSession
{
    private const long DefinitionPollNs = 50 * Units.NsPerMs;
    private const int MostRefusedLogins = 5;
    private const int MostStepErrors = 10;
    private const long StepRetryNs = 250 * Units.NsPerMs;
    private const long LongestStepRetryNs = 5 * Units.NsPerSecond;
    private const long DrillPollNs = 100 * Units.NsPerMs;

    private StartStep _step;
    private bool _onlyClears;       // no definitions yet: cancels what rests, and looks no further
    private int _item;              // instrument, currency or slot, by step
    private int _tries;             // of the step or round at hand
    private bool _stepBusy;         // its request is under way
    private long _stepRequest;      // and this is its id
    private int _stepErrors;        // of the step at hand, in a row
    private int _refusedLogins;     // in a row, for reasons that may pass
    private long _stepNs = long.MaxValue;
    private long _drillTicks;
    private long _reauthenticatedNs = long.MinValue;
    private bool _tokenServed;
    private bool _isMaintenance;
    private bool _wasLimited;

    private void StartSteps(StartStep step, long nowNs)
    {
        _tries = 0;
        Next(step, nowNs);
    }

    private void Next(StartStep step, long nowNs, int item = 0)
    {
        _step = step;
        _item = item;
        _stepBusy = false;
        _stepRequest = 0;
        SendStep(nowNs);
    }

    private void StopSteps()
    {
        _step = StartStep.None;
        _onlyClears = false;
        _stepBusy = false;
        _stepNs = long.MaxValue;
    }

    private bool IsWaitingForOthers => _link.IsOpen && !_stepBusy && _step is StartStep.AwaitDefinitions or StartStep.Subscribe;

    /// <summary>The same step again, later.</summary>
    private void Again(long atNs, int item)
    {
        _item = item;
        _stepBusy = false;
        _stepNs = atNs;
    }

    private void SendStep(long nowNs)
    {
        _stepNs = long.MaxValue;
        if (_stepBusy || !_link.IsOpen) return;
        switch (_step)
        {
            case StartStep.None:
                return;
            case StartStep.Protect when _item >= _options.Protection.Count:
                Next(StartStep.EnableCancel, nowNs);
                return;
            case StartStep.Protections when _item >= _markets.Indexes.Length || !_options.UsesProtection:
                Ready(nowNs);
                return;
            case StartStep.AwaitDefinitions when _markets.AreDefined():
                _tries = 0;
                Arm(nowNs);
                return;
            case StartStep.AwaitDefinitions:
                Again(nowNs + DefinitionPollNs, 0);
                return;
            case StartStep.OrderStates:
                while (_item < _orders.Capacity && !_orders[_item].IsLive) _item++;
                if (_item < _orders.Capacity) break;
                AllStatesKnown(nowNs);
                return;
            case StartStep.Authenticate:
                _stepBusy = _link.Authenticate(nowNs, ref _counters);
                if (!_stepBusy) _stepNs = nowNs + SpinGuardNs;
                return;
        }

        RequestPool pool = _step switch
        {
            StartStep.Subscribe => RequestPool.Subscribe,
            StartStep.CancelAll => RequestPool.CancelAll,
            StartStep.DrillPlace => RequestPool.Matching,
            _ => RequestPool.NonMatching,
        };
        if (!_link.TryBegin(KindOf(_step), pool, nowNs, _options.Link.StepTimeoutMs, out long id, (short)Math.Min(_item, short.MaxValue), StepOrder, isCancel: true))
        {
            _counters.BudgetWaits++;
            _stepNs = Math.Max(nowNs + SpinGuardNs, _link.Budget.ReadyNs(pool, isCancel: true));
            return;
        }

        _stepRequest = id;
        WriteStep(id, nowNs);
        _stepBusy = _link.Commit(id, ref _counters);
        if (!_stepBusy) _stepNs = nowNs + SpinGuardNs;
    }

    private long StepOrder => _step == StartStep.OrderStates ? _orders[_item].OrderId : 0;

    private static RequestKind KindOf(StartStep step) => step switch
    {
        StartStep.Heartbeat => RequestKind.Heartbeat,
        StartStep.Protect => RequestKind.Protect,
        StartStep.EnableCancel => RequestKind.EnableCancel,
        StartStep.ReadCancel => RequestKind.ReadCancel,
        StartStep.DrillPrice => RequestKind.DrillPrice,
        StartStep.DrillPlace => RequestKind.DrillPlace,
        StartStep.DrillCheck => RequestKind.DrillCheck,
        StartStep.Subscribe => RequestKind.Subscribe,
        StartStep.CancelAll => RequestKind.StepCancelAll,
        StartStep.OpenOrders => RequestKind.StepOpenOrders,
        StartStep.OrderStates => RequestKind.StepOrderState,
        StartStep.Fills => RequestKind.StepFills,
        StartStep.Positions => RequestKind.StepPositions,
        StartStep.Locks => RequestKind.StepLocks,
        StartStep.Protections => RequestKind.StepProtection,
        _ => RequestKind.StepAccount,
    };

    private void WriteStep(long id, long nowNs)
    {
        ReadOnlySpan<byte> token = _link.AccessToken;
        DeribitRequests write = _link.Write;
        switch (_step)
        {
            case StartStep.Heartbeat:
                write.SetHeartbeat(Outbox, id, _options.Link.HeartbeatSeconds);
                break;
            case StartStep.Protect:
                ProtectionOptions protection = _options.Protection[_item];
                write.SetProtection(Outbox, id, token, Encoding.ASCII.GetBytes(protection.IndexName), Encoding.ASCII.GetBytes(protection.Group), protection.Settings);
                break;
            case StartStep.EnableCancel:
                write.EnableCancelOnDisconnect(Outbox, id, token, account: false);
                break;
            case StartStep.ReadCancel:
                write.GetCancelOnDisconnect(Outbox, id, token, account: false);
                break;
            case StartStep.DrillPrice:
                CodDrill.WriteTicker(Outbox, id, _markets.Names[0]);
                break;
            case StartStep.DrillPlace:
                ushort index = _markets.IndexOf(0);
                OutputRecord order = CodDrill.Order(index, _drillTicks, _instruments.Tracked(index).Definition.MinLots);
                write.Place(Outbox, id, token, order, ValidUntilMs(nowNs));
                _counters.Places++;
                _nothingRests = false;
                break;
            case StartStep.DrillCheck:
                write.GetOrderState(Outbox, id, token, VenueId.Text(in _drill.VenueId));
                break;
            case StartStep.Subscribe:
                write.SubscribePrivate(Outbox, id, token, _channels.Missing());
                break;
            default:
                WriteReconciliation(id, nowNs);
                break;
        }
    }

    private long ValidUntilMs(long nowNs) => _link.Clock.ToVenueNs(nowNs) / Units.NsPerMs + _options.ValidForMs;

    /// <summary>The answer to a step before the reconciliation.</summary>
    private void Stepped(RequestKind kind, PrivateMessage message, ReadOnlySpan<byte> payload, long nowNs)
    {
        switch (kind)
        {
            case RequestKind.Heartbeat:
                Next(StartStep.Protect, nowNs);
                break;
            case RequestKind.Protect:
                Next(StartStep.Protect, nowNs, _item + 1);
                break;
            case RequestKind.EnableCancel:
                Next(StartStep.ReadCancel, nowNs);
                break;
            case RequestKind.ReadCancel when message.Enabled != 1:
                Refuse(GatewayReason.CancelOnDisconnect, 0, "Cancel-on-disconnect was enabled and the venue says that it is off.", nowNs);
                break;
            case RequestKind.ReadCancel:
                Arm(nowNs);
                break;
            case RequestKind.DrillPrice:
                if (CodDrill.TryReadLowest(payload, _instruments.Tracked(_markets.IndexOf(0)).Definition, out _drillTicks)) Next(StartStep.DrillPlace, nowNs);
                else Refuse(GatewayReason.CancelOnDisconnect, 0, "The test of cancel-on-disconnect needs the ticker's min_price, and it has none.", nowNs);
                break;
            case RequestKind.DrillPlace:
                DrillPlaced(message, nowNs);
                break;
            case RequestKind.DrillCheck:
                DrillChecked(message, nowNs);
                break;
            case RequestKind.Subscribe:
                Subscribed(message, nowNs);
                break;
        }
    }

    /// <summary>The dead-man switch is armed. Without definitions no price and no fill can be read; what a former run left goes by its name all the same.</summary>
    private void Arm(long nowNs)
    {
        _onlyClears = !_markets.AreDefined();
        if (_onlyClears) StartSteps(StartStep.CancelAll, nowNs);
        else Next(_drill.Stage switch { DrillStage.Wanted when !_isStopping => StartStep.DrillPrice, DrillStage.Dropped => StartStep.DrillCheck, _ => StartStep.Subscribe }, nowNs);
    }

    private void Authenticated(PrivateMessage message, long nowNs)
    {
        _refusedLogins = 0;
        _link.Authenticated(nowNs, message);
        if (_step == StartStep.Authenticate) CancelEarly(nowNs);
        GatewayReason reason = ScopeCheck.Judge(message.Scope, _options.AcceptedExtraScopes, out string word);
        if (Phase == GatewayPhase.Refused) Next(StartStep.CancelAll, nowNs); // nothing is judged any more, only cleared
        else if (reason == GatewayReason.ScopeTooNarrow) Refuse(reason, 0, $"The key lacks the scope {word}: grant it to the key.", nowNs);
        else if (reason == GatewayReason.ScopeTooWide) Refuse(reason, 0, $"The key has the scope {word}, which is not needed: take it from the key, or accept it in the configuration.", nowNs);
        else if (_step == StartStep.Authenticate) Next(StartStep.Heartbeat, nowNs);
    }

    /// <summary>What may rest from before goes before anything else is done or judged: the venue may not have noticed that the last link ended.</summary>
    private void CancelEarly(long nowNs)
    {
        // The order of the test is to be cancelled by the venue alone.
        if (_nothingRests || _drill.Stage == DrillStage.Dropped || Phase == GatewayPhase.Refused) return;
        for (int number = 0; number < _markets.Names.Length; number++)
        {
            if (!_link.TryBegin(RequestKind.CancelOrphan, RequestPool.CancelAll, nowNs, _options.AnswerTimeoutMs, out long id)) return;
            _counters.CancelAlls++;
            _link.Write.CancelAllByInstrument(Outbox, id, _link.AccessToken, _markets.Names[number]);
            _link.Commit(id, ref _counters);
        }
    }

    private void DrillPlaced(PrivateMessage message, long nowNs)
    {
        if (message.OrderCount == 0 || message.Orders[0].State != OrderWord.Open)
        {
            Refuse(GatewayReason.CancelOnDisconnect, 0, "The order that tests cancel-on-disconnect does not rest.", nowNs);
            return;
        }

        _drill.VenueId = message.Orders[0].VenueId;
        _drill.Stage = DrillStage.Dropped;
        _drill.DroppedNs = 0;
        StopSteps();
        _link.Close();
    }

    private void DrillChecked(PrivateMessage message, long nowNs)
    {
        OrderRow row = message.OrderCount > 0 ? message.Orders[0] : default;
        if (row is { State: OrderWord.Cancelled, Reason: OrderReason.Disconnect })
        {
            _drill.Stage = DrillStage.Done;
            Next(StartStep.Subscribe, nowNs);
            return;
        }

        if (row.State == OrderWord.Open && nowNs - _drill.DroppedNs < _options.DrillWaitMs * Units.NsPerMs)
        {
            Again(nowNs + DrillPollNs, 0);
            return;
        }

        // Written before the link goes, so that nothing of ours is left where the venue did not do its part.
        if (row.State == OrderWord.Open && _link.TryBegin(RequestKind.CancelOrphan, RequestPool.Matching, nowNs, _options.AnswerTimeoutMs, out long id, isCancel: true))
        {
            _link.Write.Cancel(Outbox, id, _link.AccessToken, VenueId.Text(in _drill.VenueId));
            _link.Commit(id, ref _counters);
        }

        Refuse(GatewayReason.CancelOnDisconnect, 0, $"The connection was dropped to test cancel-on-disconnect, and the order is {row.State} ({row.Reason}).", nowNs);
    }

    private void Subscribed(PrivateMessage message, long nowNs)
    {
        _channels.Grant(message);
        _counters.MissingChannels = _channels.MissingCount;
        // Whoever stops needs no news, only answers.
        if (_channels.MissingCount == 0 || _isStopping)
        {
            if (Reason == GatewayReason.Subscription) FailureText = "";
            Enter(GatewayPhase.Reconciling, GatewayReason.None, 0, nowNs);
            StartSteps(StartStep.CancelAll, nowNs);
            return;
        }

        // Without its news an order is not known from one moment to the next: nothing is placed until they come.
        FailureText = _channels.FailureText;
        if (Reason != GatewayReason.Subscription) Enter(Phase, GatewayReason.Subscription, 0, nowNs);
        Again(nowNs + ChannelSet.WaitNs(++_tries), 0);
    }

    /// <summary>A step was answered with an error.</summary>
    private void StepFailed(in Request request, PrivateMessage message, in ErrorMeaning meaning, long nowNs)
    {
        FailureText = ErrorTexts.Of(request.Kind, message);
        if (request.Kind == RequestKind.Authenticate && !meaning.IsFatal && ++_refusedLogins <= MostRefusedLogins)
        {
            _link.SlowDown();
            _link.Close();
            return;
        }

        // The link is good: another one would be answered no better, and would cost every step again.
        bool isOver = meaning.IsFatal || message.ErrorCode is VenueCodes.TooManyRequests or VenueCodes.Maintenance;
        if (request.Kind >= RequestKind.StepCancelAll && !isOver && _stepErrors < MostStepErrors)
        {
            Again(nowNs + Math.Min(StepRetryNs << _stepErrors++, LongestStepRetryNs), _item);
            return;
        }

        bool mayPass = (meaning.IsRetryable && message.ErrorCode != VenueCodes.CancelOnDisconnectFailed) || message.ErrorCode is VenueCodes.TooManyRequests or VenueCodes.Maintenance;
        GatewayReason reason = mayPass ? GatewayReason.None : request.Kind switch
        {
            _ when meaning.IsFatal && FatalReason(message.ErrorCode) == GatewayReason.AccountLocked => GatewayReason.AccountLocked,
            RequestKind.Authenticate => GatewayReason.Credentials,
            RequestKind.EnableCancel or RequestKind.ReadCancel or RequestKind.DrillPlace => GatewayReason.CancelOnDisconnect,
            RequestKind.Subscribe => GatewayReason.Subscription,
            RequestKind.Protect => GatewayReason.Protocol,
            _ => meaning.IsFatal ? GatewayReason.Credentials : GatewayReason.None,
        };
        if (reason == GatewayReason.None) _link.Close();
        else Refuse(reason, message.ErrorCode, FailureText, nowNs);
    }

    /// <summary>The venue does not know our token any more: once, we prove again who we are, and bring everything together again.</summary>
    private void Reauthenticate(in Request request, int errorCode, long nowNs)
    {
        // What was sent before may be answered after.
        bool isPast = _reauthenticatedNs != long.MinValue && request.SentNs <= _reauthenticatedNs;
        if (isPast || _step == StartStep.Authenticate || Phase == GatewayPhase.Refused) return;
        // One that served until now has run out, which may happen as often as it likes; one that never did is no use to ask for again.
        if (_reauthenticatedNs != long.MinValue && !_tokenServed)
        {
            Refuse(GatewayReason.Credentials, errorCode, "The venue refuses the token that it just gave.", nowNs);
            return;
        }

        _reauthenticatedNs = nowNs;
        _tokenServed = false;
        DropWishes(nowNs);
        StopPolls();
        Enter(GatewayPhase.Reconciling, GatewayReason.Credentials, errorCode, nowNs);
        _channels.Reset();
        StartSteps(StartStep.Authenticate, nowNs);
    }
}
