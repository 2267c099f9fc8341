using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>Brings orders, fills and positions together with the venue's.</content>
public sealed partial class DeribitOrderSession
{
    private const int Rounds = 12;
    private const int MostRows = 1000; // the venue's largest page
    private const long RoundNs = 100 * Units.NsPerMs;

    private readonly long[] _seenFillNs; // by currency: the venue's time up to which no fill can be missing, but for the overlap
    private readonly long[] _newestFillNs; // by currency: the venue's time of the newest fill seen at all
    private readonly long[] _openedNs;   // by currency: the venue's time of the opening positions; 0 before they are told, or if it was not said
    private readonly bool[] _stated;     // scratch: instruments that a statement of positions named
    private long _pageMs;
    private int _pageRows;
    private int _resting;
    private long _frozenNs = long.MinValue; // when protection was last told to be frozen
    private bool _hasOpening;            // the opening positions were told

    private static ReadOnlySpan<byte> Kind => "future"u8;

    private void WriteReconciliation(long id, long nowNs)
    {
        ReadOnlySpan<byte> token = _link.AccessToken;
        DeribitRequests write = _link.Write;
        switch (_step)
        {
            case StartStep.CancelAll:
                _counters.CancelAlls++;
                write.CancelAllByInstrument(Outbox, id, token, _markets.Names[_item]);
                break;
            case StartStep.OpenOrders:
                write.GetOpenOrders(Outbox, id, token, _markets.Currencies[_item], Kind);
                break;
            case StartStep.OrderStates:
                _counters.Queries++;
                WriteStateOf(_orders[_item], id);
                break;
            case StartStep.Fills:
                if (_pageMs == 0) _pageMs = FirstPageMs(_item);
                long endMs = _link.Clock.ToVenueNs(nowNs) / Units.NsPerMs + 60_000;
                write.GetUserTrades(Outbox, id, token, _markets.Currencies[_item], _pageMs, endMs, _pageRows);
                break;
            case StartStep.Positions:
                write.GetPositions(Outbox, id, token, _markets.Currencies[_item], Kind);
                break;
            case StartStep.Account:
                write.GetAccountSummary(Outbox, id, token, _markets.Currencies[_item]);
                break;
            case StartStep.Locks:
                _isLockNews = false;
                write.GetUserLocks(Outbox, id, token);
                break;
            case StartStep.Protections:
                write.GetProtectionStatus(Outbox, id, token, _markets.Indexes[_item], _group);
                break;
        }
    }

    /// <summary>Fills are asked for from before the last one seen, because clocks and clusters disagree, and from before every order that lacks some; each counts once by its id.</summary>
    private long FirstPageMs(int currency)
    {
        long fromMs = _seenFillNs[currency] == Units.Missing
            ? _link.Clock.ToVenueNs(_startedNs) / Units.NsPerMs - _options.FillLookbackMs
            : _seenFillNs[currency] / Units.NsPerMs - _options.FillOverlapMs;
        long untoldNs = OldestUntoldNs(currency);
        return untoldNs == long.MaxValue ? fromMs : Math.Min(fromMs, _link.Clock.ToVenueNs(untoldNs) / Units.NsPerMs - _options.FillOverlapMs);
    }

    private void Reconciled(in Request request, PrivateMessage message, long nowNs)
    {
        switch (request.Kind)
        {
            case RequestKind.StepCancelAll when _item + 1 < _markets.Names.Length:
                Next(StartStep.CancelAll, nowNs, _item + 1);
                break;
            case RequestKind.StepCancelAll:
                _resting = 0;
                Next(StartStep.OpenOrders, nowNs);
                break;
            case RequestKind.StepOpenOrders:
                OpenOrdersTold(message, nowNs);
                break;
            case RequestKind.StepOrderState:
                StateTold(request, message, nowNs);
                break;
            case RequestKind.StepFills:
                FillsTold(message, nowNs);
                break;
            case RequestKind.StepPositions when !message.IsList:
                FailureText = "The venue's answer to the question for positions is no list.";
                _link.Close();
                break;
            case RequestKind.StepPositions:
                PositionsTold(_item, message, opening: !_hasOpening, nowNs);
                if (_item + 1 < _markets.Currencies.Length)
                {
                    Next(StartStep.Positions, nowNs, _item + 1);
                    break;
                }

                _hasOpening = true;
                if (_isStopping) EndStop();
                else Next(StartStep.Account, nowNs);
                break;
            case RequestKind.StepAccount when AccountTold(message, nowNs):
                break;
            case RequestKind.StepAccount:
                if (_item + 1 < _markets.Currencies.Length) Next(StartStep.Account, nowNs, _item + 1);
                else AskLocks(nowNs);
                break;
            case RequestKind.StepLocks when !message.IsList:
                LocksUntold("The venue's answer to the question for locks is no list.", nowNs);
                break;
            case RequestKind.StepLocks:
                LocksTold(message, nowNs);
                break;
            case RequestKind.StepProtection:
                ProtectionTold(request, message, nowNs);
                break;
        }
    }

    private void OpenOrdersTold(PrivateMessage message, long nowNs)
    {
        if (!message.IsList)
        {
            _link.Close();
            return;
        }

        for (int i = 0; i < message.OrderCount; i++)
        {
            ref readonly OrderRow row = ref message.Orders[i];
            if (!_markets.IsOurs(row)) continue;
            if (IsOfLaterRun(row) && Phase != GatewayPhase.Refused)
            {
                RefuseOther(row, nowNs);
                return;
            }

            _resting++;
        }

        if (_item + 1 < _markets.Currencies.Length)
        {
            Next(StartStep.OpenOrders, nowNs, _item + 1);
            return;
        }

        if (_resting > 0)
        {
            NextRound(_tries % 3 == 2 ? StartStep.CancelAll : StartStep.OpenOrders, "Orders still rest after all were cancelled.", nowNs);
            return;
        }

        Next(StartStep.OrderStates, nowNs);
    }

    private void NextRound(StartStep step, string text, long nowNs)
    {
        _resting = 0;
        _step = step;
        if (++_tries < Rounds)
        {
            Again(nowNs + RoundNs, 0);
            return;
        }

        FailureText = text;
        _link.Close();
    }

    /// <summary>What became of one live order.</summary>
    private void StateTold(in Request request, PrivateMessage message, long nowNs)
    {
        int slot = _orders.Find(request.OrderId);
        bool known = ApplyAnswer(request.OrderId, message, nowNs);
        if (slot >= 0 && _orders[slot].IsLive && !known)
        {
            ref OrderEntry entry = ref _orders[slot];
            long certainNs = entry.ValidUntilNs + _options.NotFoundMarginMs * Units.NsPerMs;
            if (request.SentNs <= certainNs)
            {
                // What is still under way may yet be taken by the venue: ask when that is over.
                Again(Math.Max(certainNs, nowNs) + 1, slot);
                return;
            }

            End(slot, OrderReport.NotFound, OrderReason.None, 0, nowNs);
        }

        if (slot >= 0 && _orders[slot].IsLive)
        {
            NextRound(StartStep.CancelAll, "An order of ours is open although nothing rests.", nowNs);
            return;
        }

        Next(StartStep.OrderStates, nowNs, slot < 0 ? _item + 1 : slot);
    }

    private void AllStatesKnown(long nowNs)
    {
        // Only now: an order that was under way when the open orders were asked for has been settled since.
        _nothingRests = true;
        if (_onlyClears || !_markets.AreDefined())
        {
            _onlyClears = false;
            if (Phase == GatewayPhase.Refused) _mopUps = 0;
            if (_isStopping || Phase == GatewayPhase.Refused) EndStop();
            else Next(StartStep.AwaitDefinitions, nowNs);
            return;
        }

        _pageMs = 0;
        _pageRows = _options.FillsPerPage;
        Next(StartStep.Fills, nowNs);
    }

    private void FillsTold(PrivateMessage message, long nowNs)
    {
        if (!message.IsList)
        {
            FailureText = "The venue's answer to the question for fills is no list.";
            _link.Close();
            return;
        }

        long lastMs = _pageMs;
        for (int i = 0; i < message.TradeCount; i++)
        {
            ref readonly TradeRow trade = ref message.Trades[i];
            lastMs = Math.Max(lastMs, trade.TradedNs / Units.NsPerMs);
            _counters.Backfilled++;
            ApplyFill(trade, FillDetails.Backfilled, nowNs);
        }

        if (message.HasMore && message.TradeCount > 0)
        {
            // A page that ends in the ms in which it began would come again for ever: that ms is asked for with the largest page.
            if (lastMs == _pageMs && _pageRows == MostRows)
            {
                FailureText = $"More than {MostRows} fills in one millisecond: the venue does not give them all.";
                _link.Close();
                return;
            }

            _pageRows = lastMs > _pageMs ? _options.FillsPerPage : MostRows;
            _pageMs = lastMs;
            Next(StartStep.Fills, nowNs, _item);
            return;
        }

        _pageMs = 0;
        _pageRows = _options.FillsPerPage;
        _seenFillNs[_item] = Math.Max(_seenFillNs[_item], _newestFillNs[_item]);
        bool isLast = _item + 1 == _markets.Currencies.Length;
        if (isLast && Phase == GatewayPhase.Refused)
        {
            _mopUps = 0;
            EndStop();
            return;
        }

        if (_item + 1 < _markets.Currencies.Length) Next(StartStep.Fills, nowNs, _item + 1);
        else Next(StartStep.Positions, nowNs);
    }

    private void PositionsTold(int currency, PrivateMessage message, bool opening, long nowNs)
    {
        Array.Clear(_stated);
        if (opening) _openedNs[currency] = message.UsInNs;
        for (int i = 0; i < message.PositionCount; i++)
        {
            ref readonly PositionRow row = ref message.Positions[i];
            int number = _markets.NumberOf(row.InstrumentIndex);
            if (number < 0) continue;
            _stated[number] = true;
            ReportPosition(row.InstrumentIndex, row.Report, opening, message.UsInNs, nowNs);
        }

        for (int number = 0; number < _stated.Length; number++)
        {
            if (_stated[number] || _markets.CurrencyOfNumber(number) != currency) continue;
            _counters.EmptyPositions++;
            // The venue leaves out what was never traded. Once we have a position of our own, silence is no statement (fault C22).
            if (!opening || !message.IsList) continue;
            PositionReport flat = new() { MarkE8 = Units.Missing, RealizedE8 = Units.Missing, FloatingE8 = Units.Missing, FundingE8 = Units.Missing };
            ReportPosition(_markets.IndexOf(number), flat, opening, message.UsInNs, nowNs);
        }
    }

    /// <summary>Nothing rests, and every order, fill and position was told: the link may go.</summary>
    private void EndStop()
    {
        StopSteps();
        _link.Close();
    }

    // True if nothing may go on.
    private bool AccountTold(PrivateMessage message, long nowNs)
    {
        if (!message.HasAccount) return false;
        ReportAccount(message, nowNs);
        _link.Budget.SetQuoteLimits(message.MassQuoteRate, message.MassQuoteBurst, message.QuoteRate, message.QuoteBurst, nowNs);
        _link.Budget.SetLimits(message.TradingRate, message.TradingBurst, message.CancelAllRate, message.CancelAllBurst, nowNs);
        return RefusesSelfTrade(message, nowNs);
    }

    /// <summary>What market-maker protection froze while nobody listened: known before the first order.</summary>
    private void ProtectionTold(in Request request, PrivateMessage message, long nowNs)
    {
        // What was believed before gives way, unless news came after the question.
        if (_item == 0 && _frozenNs < request.SentNs)
        {
            ProtectionState thawed = new() { FrozenUntilNs = Units.Missing };
            Add(EventKind.Protection, Units.NoInstrument, nowNs).Protection = thawed;
        }

        if (message.HasProtection) ReportProtection(message, nowNs);
        Next(StartStep.Protections, nowNs, _item + 1);
    }

    private void Ready(long nowNs)
    {
        _tokenServed = true;
        if (_isStopping)
        {
            // It was too late in the reconciliation for the stop to be its end.
            StartSteps(StartStep.CancelAll, nowNs);
            return;
        }

        if (_isFrameLost && ++_reruns <= MaxReruns)
        {
            _isFrameLost = false;
            StartSteps(StartStep.CancelAll, nowNs);
            return;
        }

        if (_isFrameLost)
        {
            FailureText = "What the venue sends can not be read, and again after every comparison.";
            _link.Close();
            return;
        }

        _reruns = 0;
        StopSteps();
        for (int slot = 0; slot < _orders.Capacity; slot++)
            if (_orders[slot].IsLive) _counters.UnresolvedAtReady++;
        _counters.Reconciliations++;
        _link.Ready(nowNs);
        StartPolls(nowNs);
        FillsDue(nowNs);
        Enter(GatewayPhase.Ready, GatewayReason.None, 0, nowNs);
    }
}
