using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>What comes: market data through the parser, then what is for the session itself.</content>
public sealed partial class DeribitMarketSession
{
    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> payload, long nowNs, EventBatch batch)
    {
        _link.Alive.Heard(nowNs);
        ParseStatus status = _parser.Parse(payload, nowNs, batch);
        if (status > ParseStatus.Ignored)
        {
            _counters.RefusedFrames++;
            _refused.Note(status, payload, _stage == MarketStage.Defining ? DefinitionAnswer : "an answer");
        }

        bool isMarketData = false;
        Span<Event> events = batch.Events;
        for (int i = 0; i < events.Length; i++) isMarketData |= See(in events[i], nowNs);
        if (events is [{ Kind: EventKind.PlatformState }]) SeePlatform(ref events[0], batch);
        if (!isMarketData && status <= ParseStatus.Ignored) ReceiveOther(payload, nowNs, batch);
        if (!_isConnected && _stage == MarketStage.Running && _channels.MissingCount == 0 && AllLive())
        {
            _isConnected = true;
            _link.Ready(nowNs);
            _toldLost = false;
            AddFeedState(batch, EventFlags.None, nowNs);
        }

        Pump(nowNs);
    }

    /// <summary>One event of the parser.</summary>
    /// <returns>True if its frame can be nothing but market data.</returns>
    private bool See(in Event e, long nowNs)
    {
        switch (e.Kind)
        {
            case EventKind.BookLevel:
                if (e.Has(EventFlags.First)) SeeBook(in e, nowNs);
                return true;
            case EventKind.BookInvalid:
                for (int i = 0; i < _books.Length; i++)
                    if (e.InstrumentIndex == Units.NoInstrument || _books[i].Instrument == e.InstrumentIndex) Break(ref _books[i], nowNs);
                return true;
            case EventKind.PlatformState:
                // The links drop next, and the venue takes no new ones for a while.
                if (e.State.Trading == TradingState.Halted) _link.SlowDown();
                return true;
            case EventKind.VenueError or EventKind.InstrumentNamed or EventKind.InstrumentDefined or EventKind.InstrumentState:
                return false;
            default:
                return true;
        }
    }

    private void SeePlatform(ref Event e, EventBatch batch)
    {
        if (_platform.See(e.State.Trading, e.State.WordHash)) e.State.Trading = _platform.State;
        else batch.Clear();
    }

    private void AddPlatformState(EventBatch batch, long nowNs)
    {
        if (batch.IsFull) return;
        ref Event e = ref batch.Add();
        e.Kind = EventKind.PlatformState;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = Units.NoInstrument;
        e.ReceivedNs = nowNs;
        e.State.Trading = _platform.State;
    }

    private void SeeBook(in Event e, long nowNs)
    {
        for (int i = 0; i < _books.Length; i++)
        {
            ref BookWatch book = ref _books[i];
            if (book.Instrument != e.InstrumentIndex) continue;
            switch (book.See(in e, _options.SnapshotFirstMs))
            {
                case BookVerdict.Gap:
                    _counters.Gaps++;
                    Break(ref book, nowNs);
                    break;
                case BookVerdict.Stale:
                    _counters.StaleSnapshots++;
                    // Asked for again at once: the wait grows only if nothing comes.
                    if (book.Stage == BookStage.Awaiting) (book.Stage, book.DueNs) = (BookStage.Broken, nowNs);
                    break;
            }
        }
    }

    /// <summary>The book can not go on as it is.</summary>
    private void Break(ref BookWatch book, long nowNs)
    {
        if (book.Stage != BookStage.Live) return;
        _counters.Resyncs++;
        book.Stage = BookStage.Broken;
        book.DueNs = nowNs;
    }

    private bool AllLive()
    {
        foreach (ref readonly BookWatch book in _books.AsSpan())
            if (book.Stage != BookStage.Live) return false;
        return true;
    }

    private void ReceiveOther(ReadOnlySpan<byte> payload, long nowNs, EventBatch batch)
    {
        PrivateMessage message = _link.Message;
        if (_link.Parser.Parse(payload, message) > ParseStatus.Ignored) return;
        switch (message.Kind)
        {
            case PrivateKind.TestRequest:
                _counters.HeartbeatsAnswered++;
                _link.Test(nowNs, ref _counters);
                break;
            case PrivateKind.Reply:
                Reply(message, payload, nowNs, batch);
                break;
        }
    }

    private void Reply(PrivateMessage message, ReadOnlySpan<byte> payload, long nowNs, EventBatch batch)
    {
        if (message.IsError) _counters.Errors++;
        if (!_link.Requests.TryTake(message.RequestId, out Request request))
        {
            _counters.UnknownReplies++;
            return;
        }

        _link.Answered(nowNs);
        if (request.IsLate) _counters.LateReplies++;
        _link.Clock.Measure(request.SentNs, message.UsInNs, message.UsOutNs, nowNs);
        if (message.IsError)
        {
            Failed(request, message, nowNs);
            return;
        }

        switch (request.Kind)
        {
            case RequestKind.Authenticate:
                _link.Authenticated(nowNs, message);
                if (_stage != MarketStage.Authenticating) break;
                _stage = MarketStage.Defining;
                break;
            case RequestKind.Refresh:
                _counters.TokensRefreshed++;
                _link.Authenticated(nowNs, message);
                break;
            case RequestKind.Instrument:
                Defined(request.Tag, payload, nowNs);
                break;
            case RequestKind.Status:
                if (_platform.SeeStatus(payload)) AddPlatformState(batch, nowNs);
                break;
            case RequestKind.Subscribe:
                Acknowledged(message, nowNs);
                break;
            case RequestKind.Unsubscribe:
                foreach (ref BookWatch book in _books.AsSpan())
                    if (book.Stage == BookStage.Leaving && book.RequestId == request.Id) book.Stage = BookStage.Left;
                break;
        }
    }

    private void Failed(in Request request, PrivateMessage message, long nowNs)
    {
        FailureText = ErrorTexts.Of(request.Kind, message);
        if (message.ErrorCode == VenueCodes.TooManyRequests) _counters.RateLimitErrors++;
        if (message.ErrorCode is VenueCodes.Maintenance or VenueCodes.TooManyRequests) _link.SlowDown();
        switch (request.Kind)
        {
            case RequestKind.Unsubscribe:
                Unanswered(request, nowNs);
                break;
            case RequestKind.Test:
                break;
            case RequestKind.Refresh:
                _link.Authenticate(nowNs, ref _counters);
                break;
            case RequestKind.Authenticate:
                IsRefused |= message.ErrorCode == VenueCodes.InvalidCredentials;
                _link.SlowDown();
                _link.Close();
                break;
            default:
                _link.Close();
                break;
        }
    }
}
