using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>What the venue says about orders and fills, from wherever it comes: reports may be late, repeated and out of order.</content>
public sealed partial class DeribitOrderSession
{
    /// <summary>A notification: fills first, so that no report counts a fill that is not told yet.</summary>
    private void ApplyChanges(PrivateMessage message, long nowNs)
    {
        BindQuotes(message);
        for (int i = 0; i < message.TradeCount; i++)
            ApplyFill(message.Trades[i], FillDetails.None, nowNs);
        for (int i = 0; i < message.OrderCount; i++) Apply(message.Orders[i], isAnswer: false, nowNs);
    }

    /// <summary>The answer to something about one order.</summary>
    /// <returns>True if the answer has the order.</returns>
    private bool ApplyAnswer(long orderId, PrivateMessage message, long nowNs)
    {
        bool known = false;
        BindQuotes(message);
        for (int i = 0; i < message.TradeCount; i++)
            ApplyFill(message.Trades[i], FillDetails.None, nowNs);
        for (int i = 0; i < message.OrderCount; i++)
        {
            ref readonly OrderRow row = ref message.Orders[i];
            bool isOurs = row.Owner == LabelOwner.ThisRun && row.OrderId == orderId;
            known |= isOurs;
            Apply(row, isOurs, nowNs);
        }

        return known;
    }

    private void Apply(in OrderRow row, bool isAnswer, long nowNs)
    {
        if (row.Owner != LabelOwner.ThisRun)
        {
            ApplyForeign(row, nowNs);
            return;
        }

        if (row.OrderId == CodDrill.OrderId) return;
        int slot = _orders.Find(row.OrderId);
        if (slot < 0)
        {
            // Of this run, and forgotten since: it should not rest.
            if (row.State == OrderWord.Open) CancelOrphan(row, nowNs);
            return;
        }

        ref OrderEntry entry = ref _orders[slot];
        entry.SeenNs = nowNs;
        if (!entry.HasVenueId) entry.HasVenueId = VenueId.TrySet(ref entry.VenueId, VenueId.Text(in row.VenueId));
        // The venue's ends are final, however late they come; of reports that it rests, the newest counts.
        bool isEnd = row.State is OrderWord.Filled or OrderWord.Cancelled or OrderWord.Rejected;
        bool isBehind = row.UpdatedNs < entry.UpdatedNs;
        bool isOlder = !isEnd && (isBehind || (entry.FilledLots != Units.Missing && row.FilledLots < entry.FilledLots));
        // An end that we only concluded from an error gives way to the venue's own word.
        bool reopens = entry.Life == OrderLife.Ended && row.State == OrderWord.Open && entry.IsEndTold;
        if (isOlder || reopens)
        {
            _counters.StaleReports++;
            if (isAnswer) ReportAsKnown(entry, nowNs);
            return;
        }

        long updatedNs = Math.Max(row.UpdatedNs, entry.UpdatedNs);
        long filledLots = Math.Max(row.FilledLots, entry.FilledLots);
        bool isNews = isAnswer || updatedNs != entry.UpdatedNs || filledLots != entry.FilledLots || !IsSame(entry, row.State)
            || (!isBehind && (row.PriceTicks != entry.PriceTicks || row.AmountLots != entry.AmountLots));
        entry.UpdatedNs = updatedNs;
        entry.FilledLots = filledLots;
        if (!isBehind) (entry.PriceTicks, entry.AmountLots) = (row.PriceTicks, row.AmountLots);
        WatchFills(ref entry, nowNs);
        switch (row.State)
        {
            case OrderWord.Open:
                Rests(slot, isNews, nowNs);
                break;
            case OrderWord.Filled:
                if (isNews) EndAsTold(slot, OrderReport.Filled, OrderReason.None, nowNs);
                break;
            case OrderWord.Cancelled:
                if (isNews) EndAsTold(slot, OrderReport.Cancelled, row.Reason, nowNs);
                break;
            case OrderWord.Rejected:
                // What has rested can not be refused any more: it is gone.
                if (isNews) EndAsTold(slot, entry.HasRested ? OrderReport.Cancelled : OrderReport.Rejected, row.Reason, nowNs);
                break;
            default:
                // Held by the speed bump, or a word that we do not know: it settles nothing, so it is asked for again.
                if (entry.IsLive && entry.QueryNs == long.MaxValue) AskLater(ref entry, nowNs);
                break;
        }
    }

    private static bool IsSame(in OrderEntry entry, OrderWord word) => word switch
    {
        OrderWord.Open => entry.Life == OrderLife.Open,
        OrderWord.Filled => entry is { Life: OrderLife.Ended, EndReport: OrderReport.Filled },
        OrderWord.Cancelled => entry is { Life: OrderLife.Ended, EndReport: OrderReport.Cancelled },
        OrderWord.Rejected => entry is { Life: OrderLife.Ended, EndReport: OrderReport.Rejected or OrderReport.Cancelled },
        _ => false,
    };

    private void Rests(int slot, bool isNews, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        bool wasEnded = entry.Life == OrderLife.Ended;
        entry.Life = OrderLife.Open;
        entry.HasRested = true;
        bool isAsWished = entry.PriceTicks == entry.Command.PriceTicks && entry.AmountLots == entry.Command.SizeLots;
        // A change of unclear fate may still come until its time is up.
        if (entry.IsUnclear && (!entry.IsEditUnclear || isAsWished || nowNs > entry.ValidUntilNs + _options.NotFoundMarginMs * Units.NsPerMs)) Settle(ref entry);
        if (isNews) Report(entry, OrderReport.Accepted, OrderReason.None, 0, nowNs);
        if (!wasEnded || Phase != GatewayPhase.Ready) return;
        // We had given it up and nobody wants it any more.
        _counters.Orphans++;
        WishCancel(slot, nowNs);
    }

    private static void Settle(ref OrderEntry entry)
    {
        entry.IsUnclear = entry.IsEditUnclear = false;
        entry.Queries = 0;
        entry.QueryNs = long.MaxValue;
    }

    private void EndAsTold(int slot, OrderReport report, OrderReason reason, long nowNs)
    {
        _orders[slot].IsEndTold = true;
        End(slot, report, reason, 0, nowNs);
    }

    private void End(int slot, OrderReport report, OrderReason reason, int errorCode, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (entry.Life != OrderLife.Ended) entry.EndedNs = nowNs;
        entry.Life = OrderLife.Ended;
        entry.Wish = OrderWish.None;
        entry.EndReport = report;
        entry.EndReason = reason;
        entry.ErrorCode = errorCode;
        entry.CancelSinceNs = 0;
        entry.CancelNs = long.MaxValue;
        Settle(ref entry);
        Report(entry, report, reason, errorCode, nowNs);
    }

    private void ReportAsKnown(in OrderEntry entry, long nowNs)
    {
        if (entry.Life == OrderLife.Ended) Report(entry, entry.EndReport, entry.EndReason, entry.ErrorCode, nowNs);
        else if (entry.Life == OrderLife.Open) Report(entry, OrderReport.Accepted, OrderReason.None, 0, nowNs);
    }

    private void ApplyFill(in TradeRow trade, FillDetails details, long nowNs)
    {
        if (trade.IsCombination || trade.InstrumentIndex == Units.NoInstrument) return;
        int currency = _markets.NumberOf(trade.InstrumentIndex) < 0 ? -1 : _markets.CurrencyOf(trade.InstrumentIndex);
        if (currency >= 0) Saw(currency, trade.TradedNs, nowNs);
        bool isFirst = RecentIds.TryAdd(ref _toldFills, trade.TradeId);
        bool isOurs = trade.Owner == LabelOwner.ThisRun;
        int slot = isOurs ? _orders.Find(trade.OrderId) : trade.Owner == LabelOwner.Foreign ? FindUnlabelled(trade) : -1;
        long orderId = isOurs ? trade.OrderId : 0;
        bool sell = trade.Sell;
        if (slot >= 0)
        {
            ref OrderEntry entry = ref _orders[slot];
            orderId = entry.OrderId;
            if (isFirst) entry.ToldLots += trade.SizeLots;
            // Documents disagree whose side a maker's trade names: that of our order is certain.
            if (entry.Sell != sell) _counters.SideMismatches++;
            sell = entry.Sell;
        }
        else if (!isOurs)
        {
            _counters.ForeignFills++;
            details |= trade.Owner == LabelOwner.OtherRun ? FillDetails.FormerRun : FillDetails.External;
        }

        if (isOurs || currency < 0 ? !_hasOpening : IsInOpening(currency, trade.TradedNs)) details |= FillDetails.BeforeOpening;
        if (!trade.Maker) details |= FillDetails.Taker;
        if (trade.Liquidation) details |= FillDetails.Liquidation;
        ReportFill(trade, orderId, sell, details, nowNs);
    }

    // What others did is told when it is told; the venue's own times say whether the opening positions hold it. A fill's is cut to the ms: of the same one it may be later.
    private bool IsInOpening(int currency, long tradedNs) => _openedNs[currency] > 0 && tradedNs > 0 ? tradedNs + Units.NsPerMs <= _openedNs[currency] : !_hasOpening;

    private bool IsOfLaterRun(in OrderRow row) => row.Owner == LabelOwner.OtherRun && row.Epoch > _options.Epoch;

    private void RefuseOther(in OrderRow row, long nowNs) =>
        Refuse(GatewayReason.OtherInstance, 0, $"An order of a later run (epoch {row.Epoch}, ours is {_options.Epoch}) is on this account: two processes trade it. End one.", nowNs);

    /// <summary>An order that is not of this run.</summary>
    private void ApplyForeign(in OrderRow row, long nowNs)
    {
        if (row.State != OrderWord.Open || row.Owner != LabelOwner.OtherRun || _markets.NumberOf(row.InstrumentIndex) < 0) return;
        if (IsOfLaterRun(row)) RefuseOther(row, nowNs);
        else if (Phase == GatewayPhase.Ready) CancelOrphan(row, nowNs);
    }

    private void CancelOrphan(in OrderRow row, long nowNs)
    {
        if (!_link.TryBegin(RequestKind.CancelOrphan, RequestPool.Matching, nowNs, _options.AnswerTimeoutMs, out long id, isCancel: true)) return;
        _counters.Orphans++;
        _counters.Cancels++;
        // A quote is cancelled as one, with whatever else is quoted there: ours is told of it.
        if (row.IsQuote) _link.Write.CancelQuotes(Outbox, id, _link.AccessToken, _markets.Names[_markets.NumberOf(row.InstrumentIndex)]);
        else _link.Write.Cancel(Outbox, id, _link.AccessToken, VenueId.Text(in row.VenueId));
        _link.Commit(id, ref _counters);
    }
}
