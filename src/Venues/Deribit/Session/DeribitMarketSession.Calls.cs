using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>What is sent: the start, and the subscriptions of books that broke.</content>
public sealed partial class DeribitMarketSession
{
    private const string DefinitionAnswer = "the answer to public/get_instrument";

    private void SetHeartbeat(long nowNs)
    {
        if (!_link.TryBegin(RequestKind.Heartbeat, RequestPool.NonMatching, nowNs, _options.Link.StepTimeoutMs, out long id))
        {
            Wait(RequestPool.NonMatching);
            return;
        }

        _link.Write.SetHeartbeat(_link.Outbox, id, _options.Link.HeartbeatSeconds);
        _hasHeartbeat = _link.Commit(id, ref _counters);
    }

    /// <summary>Sends what waits, as far as the budget goes.</summary>
    private void Pump(long nowNs)
    {
        _retryNs = long.MaxValue;
        if (_stage == MarketStage.Authenticating && !_isAuthenticating)
        {
            _isAuthenticating = _link.Authenticate(nowNs, ref _counters);
            if (!_isAuthenticating) Wait(RequestPool.NonMatching);
        }

        if (_stage >= MarketStage.Defining && !_hasHeartbeat) SetHeartbeat(nowNs);
        if (_stage == MarketStage.Defining) SendDefinitions(nowNs);
        if (_stage == MarketStage.Subscribing && _channels.MissingCount > 0 && _channelsNs == long.MaxValue && _channelTries == 0) SubscribeMissing(nowNs);
        if (_stage != MarketStage.Running) return;
        // After the subscription, so that no change falls between the two.
        if (!_hasStatus && _channels.MissingCount == 0) AskStatus(nowNs);
        CallBooks(BookStage.Left, nowNs);
        CallBooks(BookStage.Broken, nowNs);
    }

    private void AskStatus(long nowNs)
    {
        if (!_link.TryBegin(RequestKind.Status, RequestPool.NonMatching, nowNs, _options.Link.StepTimeoutMs, out long id))
        {
            Wait(RequestPool.NonMatching);
            return;
        }

        _link.Write.Status(_link.Outbox, id);
        _hasStatus = _link.Commit(id, ref _counters);
    }

    private void SendDefinitions(long nowNs)
    {
        while (_definitionsSent < _names.Length)
        {
            if (!_link.TryBegin(RequestKind.Instrument, RequestPool.NonMatching, nowNs, _options.Link.StepTimeoutMs, out long id, (short)_definitionsSent))
            {
                Wait(RequestPool.NonMatching);
                return;
            }

            _link.Write.GetInstrument(_link.Outbox, id, _names[_definitionsSent++]);
            _link.Commit(id, ref _counters);
        }
    }

    private void Defined(int which, ReadOnlySpan<byte> payload, long nowNs)
    {
        bool isKnown = _parser.Instruments.TryGetIndex(_names[which], out ushort index);
        if (isKnown) _books[which].Instrument = index;
        // An answer without what a definition needs is none: no price could be read by it, and nothing would ever say so.
        if (!isKnown || !_parser.Instruments.Tracked(index).IsDefined)
        {
            _counters.RefusedFrames++;
            _refused.Note(ParseStatus.MissingField, payload, DefinitionAnswer);
            FailureText = $"The venue's answer does not define {_options.Instruments[which].Name}.";
            _link.SlowDown();
            _link.Close();
            return;
        }

        if (--_definitionsDue > 0 || _stage != MarketStage.Defining) return;
        _stage = MarketStage.Subscribing;
        Pump(nowNs);
    }

    private void SubscribeMissing(long nowNs)
    {
        if (!_link.TryBegin(RequestKind.Subscribe, RequestPool.Subscribe, nowNs, _options.Link.StepTimeoutMs, out long id))
        {
            Wait(RequestPool.Subscribe);
            if (_channelsNs != long.MaxValue) _channelsNs = Math.Max(nowNs + SpinGuardNs, _link.Budget.ReadyNs(RequestPool.Subscribe));
            return;
        }

        _channelTries++;
        _channelsNs = long.MaxValue;
        _link.Write.SubscribePublic(_link.Outbox, id, _channels.Missing());
        if (!_link.Commit(id, ref _counters))
        {
            FailureText = "The channels do not fit into one request: name fewer instruments.";
            return;
        }

        if (_stage == MarketStage.Running) return;
        // Snapshots may overtake the acknowledgement.
        _stage = MarketStage.Running;
        for (int i = 0; i < _books.Length; i++) _books[i].Subscribed(nowNs, _options.SnapshotMaxMs);
    }

    /// <summary>The venue said which channels it granted.</summary>
    private void Acknowledged(PrivateMessage message, long nowNs)
    {
        _channels.Grant(message);
        if (_counters.MissingChannels > 0 && _channels.MissingCount == 0) FailureText = "";
        _counters.MissingChannels = _channels.MissingCount;
        if (_channels.MissingCount == 0) return;
        FailureText = _channels.FailureText;
        // Books subscribe again by themselves, so an acknowledgement of theirs may come while this wait runs.
        if (_channelsNs == long.MaxValue) _channelsNs = nowNs + ChannelSet.WaitNs(_channelTries);
    }

    /// <summary>One call for all books at that stage whose time has come.</summary>
    private void CallBooks(BookStage stage, long nowNs)
    {
        int count = 0;
        foreach (ref readonly BookWatch book in _books.AsSpan())
            if (book.Stage == stage && (stage == BookStage.Left || nowNs >= book.DueNs)) _calls[count++] = book.Channel;
        if (count == 0) return;
        RequestKind kind = stage == BookStage.Left ? RequestKind.Subscribe : RequestKind.Unsubscribe;
        if (!_link.TryBegin(kind, RequestPool.Subscribe, nowNs, _options.Link.StepTimeoutMs, out long id))
        {
            _counters.BudgetWaits++;
            Wait(RequestPool.Subscribe);
            return;
        }

        if (stage == BookStage.Left) _link.Write.SubscribePublic(_link.Outbox, id, _calls.AsSpan(0, count));
        else _link.Write.UnsubscribePublic(_link.Outbox, id, _calls.AsSpan(0, count));
        _link.Commit(id, ref _counters);
        foreach (ref BookWatch book in _books.AsSpan())
        {
            if (book.Stage != stage || (stage != BookStage.Left && nowNs < book.DueNs)) continue;
            if (stage == BookStage.Left) book.Subscribed(nowNs, _options.SnapshotMaxMs);
            else (book.Stage, book.RequestId) = (BookStage.Leaving, id);
        }
    }

    private void Wait(RequestPool pool) => _retryNs = Math.Min(_retryNs, Math.Max(_tickedNs + SpinGuardNs, _link.Budget.ReadyNs(pool)));
}
