using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>What the quoter is told.</content>
public sealed partial class DeribitOrderSession
{
    private const long BudgetReportNs = 100 * Units.NsPerMs;
    private const long OneRequestE3 = 1000;

    private RateBudgetLeft _reported;
    private long _reportedNs = long.MinValue;
    private bool _wasWaiting;

    private ref Event Add(EventKind kind, ushort instrument, long nowNs)
    {
        if (_batch.IsFull)
        {
            // Told again by the reconciliation that follows.
            _counters.LostEvents++;
            _link.Close();
            _lostEvent = default;
            return ref _lostEvent;
        }

        ref Event e = ref _batch.Add();
        e.Kind = kind;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = instrument;
        e.ReceivedNs = nowNs;
        return ref e;
    }

    private void Enter(GatewayPhase phase, GatewayReason reason, int errorCode, long nowNs)
    {
        Phase = phase;
        Reason = reason;
        ref Event e = ref Add(EventKind.Gateway, Units.NoInstrument, nowNs);
        e.Detail = (uint)phase;
        e.Gateway.Reason = reason;
        e.Gateway.ErrorCode = errorCode;
        e.Gateway.ConnectionCount = _counters.Connections;
        e.Gateway.ClockOffsetNs = _link.Clock.OffsetNs;
        e.Gateway.RoundTripNs = _link.Clock.RoundTripNs;
        e.Gateway.RestingOrders = phase == GatewayPhase.Ready ? 0 : Units.Missing;
        _reportedNs = long.MinValue;
    }

    /// <summary>A person must look: the link goes, and with it what rests; then one more, if need be, to see that nothing does.</summary>
    private void Refuse(GatewayReason reason, int errorCode, string text, long nowNs)
    {
        if (Phase == GatewayPhase.Refused) return;
        FailureText = text;
        StopSteps();
        // Whoever takes our word for who we are no more can not be asked; a later run of ours sees to ours itself.
        bool canMopUp = reason is not (GatewayReason.Credentials or GatewayReason.ScopeTooNarrow or GatewayReason.OtherInstance);
        _mopUps = canMopUp && !_nothingRests && _counters.Connections > 0 ? MostMopUps : 0;
        _link.Close();
        DropWishes(nowNs);
        Enter(GatewayPhase.Refused, reason, errorCode, nowNs);
    }

    /// <summary>A person has armed: what was closed for the kill ladder, and for nothing else, is opened again, and reconciled as after any lost connection.</summary>
    private void Reopen(long nowNs)
    {
        if (Phase != GatewayPhase.Refused || Reason != GatewayReason.Latched) return;
        FailureText = "";
        StopSteps();
        _mopUps = 0;
        _mopEndNs = long.MaxValue;
        // A link that was to see that nothing rests is not one to trade on.
        if (_link.IsOpen) _link.Close();
        Enter(GatewayPhase.Down, GatewayReason.None, 0, nowNs);
    }

    private void Report(in OrderEntry entry, OrderReport report, OrderReason reason, int errorCode, long nowNs)
    {
        ref Event e = ref Add(EventKind.OrderUpdate, entry.Instrument, nowNs);
        if (entry.Sell) e.Flags |= EventFlags.Ask;
        e.ExchangeNs = entry.UpdatedNs;
        e.Order.OrderId = entry.OrderId;
        e.Order.PriceTicks = entry.PriceTicks;
        e.Order.OpenLots = entry.AmountLots == Units.Missing ? Units.Missing : Math.Max(0, entry.AmountLots - Math.Max(0, entry.FilledLots));
        e.Order.FilledLots = entry.FilledLots;
        e.Order.Report = report;
        e.Order.Reason = reason;
        e.Order.ErrorCode = errorCode;
    }

    /// <summary>An answer that stands for itself: of an order that is not kept.</summary>
    private void ReportUnkept(in OutputRecord command, OrderReport report, OrderReason reason, long nowNs)
    {
        ref Event e = ref Add(EventKind.OrderUpdate, command.InstrumentIndex, nowNs);
        if ((command.Flags & OutputRecord.SellFlag) != 0) e.Flags |= EventFlags.Ask;
        e.Order.OrderId = command.OrderId;
        e.Order.PriceTicks = e.Order.OpenLots = e.Order.FilledLots = Units.Missing;
        e.Order.Report = report;
        e.Order.Reason = reason;
    }

    private void ReportFill(in TradeRow trade, long orderId, bool sell, FillDetails details, long nowNs)
    {
        ref Event e = ref Add(EventKind.Fill, trade.InstrumentIndex, nowNs);
        if (sell) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)details;
        e.ExchangeNs = trade.TradedNs;
        e.Fill.OrderId = orderId;
        e.Fill.PriceTicks = trade.PriceTicks;
        e.Fill.SizeLots = trade.SizeLots;
        e.Fill.TradeId = trade.TradeId;
        e.Fill.FeeE8 = trade.FeeE8;
    }

    private void ReportPosition(ushort instrument, in PositionReport position, bool opening, long statedNs, long nowNs)
    {
        ref Event e = ref Add(EventKind.Position, instrument, nowNs);
        // When the venue took the question in: what it counts in was there by then at the earliest.
        e.ExchangeNs = statedNs;
        if (opening) e.Flags |= EventFlags.Snapshot;
        e.Position = position;
    }

    private void ReportAccount(PrivateMessage message, long nowNs)
    {
        ref Event e = ref Add(EventKind.Account, Units.NoInstrument, nowNs);
        e.Detail = message.CurrencyHash;
        e.Account = message.Account;
    }

    private void ReportProtection(PrivateMessage message, long nowNs)
    {
        _frozenNs = nowNs;
        Add(EventKind.Protection, Units.NoInstrument, nowNs).Protection = message.Protection;
    }

    private int Waiting => _isWaiting ? _wishes.Count + _cancels.Count : 0;

    /// <summary>Tells what is left of the budget if that has changed enough, and not too often.</summary>
    private void ReportBudget(long nowNs)
    {
        if (Phase != GatewayPhase.Ready || (_reportedNs != long.MinValue && nowNs - _reportedNs < BudgetReportNs)) return;
        int waiting = Waiting;
        RateBudgetLeft left = _link.Budget.Left(nowNs, waiting);
        bool first = _reportedNs == long.MinValue;
        bool changed = left.BurstE3 != _reported.BurstE3 || left.RefillE3 != _reported.RefillE3
            || Math.Abs(left.OrdersE3 - _reported.OrdersE3) > left.BurstE3 / 4 || (left.OrdersE3 < OneRequestE3) != (_reported.OrdersE3 < OneRequestE3) || (waiting != 0) != _wasWaiting;
        if (!first && !changed) return;
        Add(EventKind.RateBudget, Units.NoInstrument, nowNs).Budget = left;
        _reported = left;
        _reportedNs = nowNs;
        _wasWaiting = waiting != 0;
    }

    /// <summary>When what has filled up since must be told, ns.</summary>
    private long NextBudgetNs()
    {
        if (Phase != GatewayPhase.Ready || _reportedNs == long.MinValue) return long.MaxValue;
        long wanted = _reported.OrdersE3 + _reported.BurstE3 / 4 + 1;
        // Whoever was told that not one request is left must be told when there is one again.
        if (_reported.OrdersE3 < OneRequestE3) wanted = Math.Min(wanted, OneRequestE3);
        bool fillsUp = wanted <= _reported.BurstE3 - _link.Budget.ReserveE3;
        if ((Waiting != 0) != _wasWaiting) return _reportedNs + BudgetReportNs;
        return fillsUp ? Math.Max(_reportedNs + BudgetReportNs, _link.Budget.OrdersNs(wanted)) : long.MaxValue;
    }
}
