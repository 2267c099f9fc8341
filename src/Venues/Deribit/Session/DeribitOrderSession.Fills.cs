using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>Fills that did not come: asked for while connected, and a comparison of everything where one message could not be read or the answers stay away.</content>
public sealed partial class DeribitOrderSession
{
    private const int MaxReruns = 3;
    private const int UntoldTries = 3;
    private const int MaxSilentPolls = 3;
    private const long UntoldNs = Units.NsPerSecond;
    private const long AheadNs = 60 * Units.NsPerSecond;

    private RecentIds _toldFills;
    private long _fillsNs = long.MaxValue; // no later than the first order whose fills are to be asked for
    private long _askedFromMs;
    private int _reruns;
    private int _silentPolls;
    private bool _isFrameLost;

    /// <summary>A fill's time. While not ready it moves nothing: fills of the outage lie before it and are still to be asked for.</summary>
    private void Saw(int currency, long tradedNs, long nowNs)
    {
        // A time that can not be is no mark to ask from.
        if (tradedNs > _link.Clock.ToVenueNs(nowNs) + AheadNs) return;
        _newestFillNs[currency] = Math.Max(_newestFillNs[currency], tradedNs);
        if (Phase == GatewayPhase.Ready) _seenFillNs[currency] = Math.Max(_seenFillNs[currency], tradedNs);
    }

    /// <summary>The venue counted fills of an order: each must be told within a second.</summary>
    private void WatchFills(ref OrderEntry entry, long nowNs)
    {
        if (entry.UntoldNs != 0 || entry.FilledLots <= entry.ToldLots) return;
        entry.UntoldNs = nowNs + UntoldNs;
        FillsDue(entry.UntoldNs);
    }

    private void FillsDue(long atNs) => _fillsNs = Math.Min(_fillsNs, atNs);

    private static bool LacksFills(in OrderEntry entry) => entry.Life != OrderLife.None && entry.UntoldNs is not (0 or long.MaxValue) && entry.FilledLots > entry.ToldLots;

    /// <summary>When the first order was sent that lacks fills, ns; <see cref="long.MaxValue"/> if none does.</summary>
    private long OldestUntoldNs(int currency)
    {
        long oldest = long.MaxValue;
        for (int slot = 0; slot < _orders.Capacity; slot++)
            if (LacksFills(_orders[slot]) && _orders[slot].Currency == currency) oldest = Math.Min(oldest, _orders[slot].FirstSentNs);
        return oldest;
    }

    /// <summary>Asks for the fills of orders that lack some; what three questions do not bring, a reconciliation is to.</summary>
    private void AskFills(long nowNs)
    {
        _fillsNs = long.MaxValue;
        if (Phase != GatewayPhase.Ready || _isStopping) return;
        int currency = -1;
        bool isOver = false;
        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            if (entry.Life == OrderLife.None || entry.UntoldNs is 0 or long.MaxValue) continue;
            if (entry.FilledLots <= entry.ToldLots)
            {
                entry.UntoldNs = 0;
                entry.UntoldTries = 0;
            }
            else if (entry.UntoldTries > UntoldTries)
            {
                entry.UntoldNs = long.MaxValue;
            }
            else if (nowNs < entry.UntoldNs)
            {
                FillsDue(entry.UntoldNs);
            }
            else if (entry.UntoldTries >= UntoldTries)
            {
                isOver = true;
            }
            else
            {
                entry.UntoldTries++;
                entry.UntoldNs = nowNs + (UntoldNs << entry.UntoldTries);
                FillsDue(entry.UntoldNs);
                currency = entry.Currency;
            }
        }

        if (isOver) Reconcile(GatewayReason.Reconciliation, "Fills that the venue counts are not told.", nowNs);
        else if (currency >= 0) AskFillsFrom(currency, FirstPageMs(currency), nowNs);
    }

    private void AskFillsFrom(int currency, long fromMs, long nowNs)
    {
        if (!_link.TryBegin(RequestKind.AskFills, RequestPool.NonMatching, nowNs, _options.AnswerTimeoutMs, out long id, (short)currency)) return;
        _askedFromMs = fromMs;
        long endMs = (_link.Clock.ToVenueNs(nowNs) + AheadNs) / Units.NsPerMs;
        _link.Write.GetUserTrades(Outbox, id, _link.AccessToken, _markets.Currencies[currency], fromMs, endMs, MostRows);
        _link.Commit(id, ref _counters);
    }

    private void AskedFillsTold(in Request request, PrivateMessage message, long nowNs)
    {
        if (message.IsError || request.IsLate) return;
        long lastMs = _askedFromMs;
        for (int i = 0; i < message.TradeCount; i++)
        {
            _counters.Backfilled++;
            lastMs = Math.Max(lastMs, message.Trades[i].TradedNs / Units.NsPerMs);
            ApplyFill(message.Trades[i], FillDetails.Backfilled, nowNs);
        }

        if (message.HasMore && lastMs > _askedFromMs) AskFillsFrom(request.Tag, lastMs, nowNs);
        else FillsDue(nowNs);
    }

    /// <summary>A position poll brought nothing: without statements nobody compares.</summary>
    private void NoStatement(long nowNs)
    {
        if (++_silentPolls < MaxSilentPolls || Phase != GatewayPhase.Ready) return;
        Reconcile(GatewayReason.Reconciliation, "The venue does not state our positions.", nowNs);
    }

    /// <summary>A message that could not be read and was no answer: it may have been a fill or an order.</summary>
    private void LostFrame(long nowNs)
    {
        if (Phase == GatewayPhase.Ready) Reconcile(GatewayReason.Protocol, "A message of the venue could not be read.", nowNs);
        else _isFrameLost |= Phase == GatewayPhase.Reconciling;
    }

    /// <summary>Brings everything together again over the link at hand.</summary>
    private void Reconcile(GatewayReason reason, string text, long nowNs)
    {
        if (_isStopping) return; // the stop does the same
        FailureText = text;
        _silentPolls = 0;
        _isFrameLost = false;
        // Who still lacks fills after this never gets them: the check of the position is to judge.
        for (int slot = 0; slot < _orders.Capacity; slot++)
            if (_orders[slot].UntoldTries >= UntoldTries) _orders[slot].UntoldTries = UntoldTries + 1;
        DropWishes(nowNs);
        StopPolls();
        Enter(GatewayPhase.Reconciling, reason, 0, nowNs);
        StartSteps(StartStep.CancelAll, nowNs);
    }
}
