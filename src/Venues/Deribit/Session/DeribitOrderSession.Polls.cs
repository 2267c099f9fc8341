using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>Questions by the clock: positions, resting orders, limits.</content>
public sealed partial class DeribitOrderSession
{
    private long _positionsNs = long.MaxValue;
    private long _openOrdersNs = long.MaxValue;
    private long _accountNs = long.MaxValue;

    private long NextPollNs() => Math.Min(_positionsNs, Math.Min(_openOrdersNs, _accountNs));

    private void StartPolls(long nowNs)
    {
        _positionsNs = nowNs + _options.PositionPollMs * Units.NsPerMs;
        _openOrdersNs = nowNs + _options.OpenOrdersPollMs * Units.NsPerMs;
        _accountNs = nowNs + _options.AccountPollMs * Units.NsPerMs;
    }

    private void StopPolls() => _positionsNs = _openOrdersNs = _accountNs = long.MaxValue;

    private void Poll(long nowNs)
    {
        if (Phase != GatewayPhase.Ready || _isStopping) return;
        if (nowNs >= _positionsNs) _positionsNs = Ask(RequestKind.PollPositions, _options.PositionPollMs, nowNs);
        if (nowNs >= _openOrdersNs) _openOrdersNs = Ask(RequestKind.PollOpenOrders, _options.OpenOrdersPollMs, nowNs);
        if (nowNs >= _accountNs) _accountNs = Ask(RequestKind.PollAccount, _options.AccountPollMs, nowNs);
    }

    private long Ask(RequestKind kind, int intervalMs, long nowNs)
    {
        for (int currency = 0; currency < _markets.Currencies.Length; currency++)
        {
            if (!_link.TryBegin(kind, RequestPool.NonMatching, nowNs, _options.Link.StepTimeoutMs, out long id, (short)currency)) return nowNs + _options.QueryFirstMs * Units.NsPerMs;
            byte[] name = _markets.Currencies[currency];
            if (kind == RequestKind.PollPositions) _link.Write.GetPositions(Outbox, id, _link.AccessToken, name, Kind);
            else if (kind == RequestKind.PollOpenOrders) _link.Write.GetOpenOrders(Outbox, id, _link.AccessToken, name, Kind);
            else _link.Write.GetAccountSummary(Outbox, id, _link.AccessToken, name);
            _link.Commit(id, ref _counters);
        }

        return nowNs + intervalMs * Units.NsPerMs;
    }

    /// <summary>Compares the venue's resting orders with ours. What changed after the question was sent is left alone: the answer may be older.</summary>
    private void CompareOpenOrders(in Request request, PrivateMessage message, long nowNs)
    {
        if (Phase != GatewayPhase.Ready || !message.IsList) return;
        BindQuotes(message);
        for (int i = 0; i < message.OrderCount; i++)
        {
            ref readonly OrderRow row = ref message.Orders[i];
            if (_markets.NumberOf(row.InstrumentIndex) < 0 || row.State != OrderWord.Open) continue;
            int slot = row.Owner == LabelOwner.ThisRun ? _orders.Find(row.OrderId) : -1;
            if (slot < 0)
            {
                if (row.Owner == LabelOwner.ThisRun) CancelOrphan(row, nowNs);
                else ApplyForeign(row, nowNs);
                continue;
            }

            ref OrderEntry entry = ref _orders[slot];
            if (entry.Life != OrderLife.Ended || entry.EndedNs >= request.SentNs) continue;
            // We took it for ended and it rests: the venue is right.
            entry.EndReport = OrderReport.None;
            entry.IsEndTold = false;
            entry.UpdatedNs = Math.Min(entry.UpdatedNs, row.UpdatedNs);
            entry.HasVenueId |= VenueId.TrySet(ref entry.VenueId, VenueId.Text(in row.VenueId));
            Apply(row, isAnswer: true, nowNs);
        }

        for (int slot = 0; slot < _orders.Capacity; slot++)
        {
            ref OrderEntry entry = ref _orders[slot];
            bool isOld = entry is { Life: OrderLife.Open, IsUnclear: false, EditRequest: 0, CancelRequest: 0 } && entry.SeenNs < request.SentNs;
            if (!isOld || entry.Currency != request.Tag || Has(message, entry.OrderId) || entry.QueryNs != long.MaxValue) continue;
            entry.QueryNs = nowNs;
            Due(nowNs);
        }
    }

    private static bool Has(PrivateMessage message, long orderId)
    {
        for (int i = 0; i < message.OrderCount; i++)
            if (message.Orders[i].Owner == LabelOwner.ThisRun && message.Orders[i].OrderId == orderId) return true;
        return false;
    }
}
