using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;

namespace Minnow.Core.Risk.Gate;

/// <content>What the gate is shown: each event that goes to the quoter, in that order.</content>
public sealed partial class PreTradeGate
{
    private const long PlausibleNs = 86_400 * Units.NsPerSecond;
    private const long GraceNs = 5 * Units.NsPerSecond;

    /// <summary>Takes an event in.</summary>
    public void See(in Event e)
    {
        if (e.InstrumentIndex < (uint)_marketCount) SeeMarket(in e, ref _markets[e.InstrumentIndex]);
        else if (e.Kind == EventKind.InstrumentNamed && e.InstrumentIndex == _marketCount && _marketCount < _markets.Length) Name(in e.Named, ref _markets[_marketCount++]);
        else SeeAll(in e);
    }

    private void SeeMarket(in Event e, ref GateMarket market)
    {
        switch (e.Kind)
        {
            case EventKind.TickerMarks:
                market.Reference.SeeMarks(in e.Marks, e.ReceivedNs);
                break;
            case EventKind.TickerTop or EventKind.Quote:
                market.Reference.SeeTop(in e.Quote, e.Has(EventFlags.Incremental));
                break;
            case EventKind.OrderUpdate:
                SeeReport(in e, ref market);
                break;
            case EventKind.Fill:
                SeeFill(in e, ref market);
                break;
            case EventKind.Position:
                SeePosition(in e, ref market);
                break;
            case EventKind.InstrumentDefined:
                market.Define(in e.Defined, isStated: e.ReceivedNs != 0);
                break;
            case EventKind.InstrumentState:
                market.Trading = e.State.Trading;
                break;
        }
    }

    private void SeeAll(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.IndexPrice:
                for (int i = 0; i < _marketCount; i++)
                    if (_markets[i].IndexHash == e.Index.NameHash) _markets[i].Reference.SeeIndex(e.Index.ValueE8, e.ReceivedNs);
                break;
            case EventKind.Gateway:
                _phase = (GatewayPhase)e.Detail;
                break;
            case EventKind.PlatformState:
                _platform = e.State.Trading;
                break;
            case EventKind.AccountLock:
                _isAccountLocked = e.Has(EventFlags.Lost);
                break;
            case EventKind.Operator:
                SeePerson((OperatorVerb)e.Detail);
                break;
        }
    }

    private void SeePerson(OperatorVerb verb)
    {
        switch (verb)
        {
            case OperatorVerb.Stop or OperatorVerb.Pause:
                _isPaused = true;
                break;
            case OperatorVerb.Resume:
                _isPaused = _isStopAdding = false;
                break;
            case OperatorVerb.StopAdding:
                _isStopAdding = true;
                break;
            case OperatorVerb.Kill:
                _isKilled = true;
                break;
            case OperatorVerb.Flatten:
                _isFlattening = true;
                break;
            case OperatorVerb.Arm:
                Arm();
                break;
        }
    }

    private void Arm()
    {
        _isKilled = _isFlattening = false;
        _shut &= ~(1L << (int)GateControl.RepeatedFills);
        for (int i = 0; i < _marketCount; i++) _markets[i].Bought = _markets[i].Sold = default;
    }

    private void Name(in InstrumentNamed named, ref GateMarket market)
    {
        ReadOnlySpan<byte> name = InstrumentName.Text(in named.Name);
        market.Name = named.Name;
        int end = name.IndexOfAny((byte)'-', (byte)'_');
        market.BaseHash = XxHash64.Hash(end < 0 ? name : name[..end]);
        for (int i = 0; i < _options.Instruments.Count; i++)
        {
            GateInstrument wanted = _options.Instruments[i];
            if (_allowed[i] || !InstrumentName.Text(wanted.Name).SequenceEqual(name)) continue;
            _allowed[i] = market.IsAllowed = true;
            market.Limits = wanted.Limits;
            market.IndexHash = wanted.IndexHash;
        }
    }

    private void SeeReport(in Event e, ref GateMarket market)
    {
        // What was denied never left, and says nothing of what did.
        if (e.Order.Reason == OrderReason.Denied || e.Order.OrderId <= 0 || !IsCount(e.Order.OpenLots) || !IsCount(e.Order.FilledLots)) return;
        int slot = Find(e.Order.OrderId, ref market);
        if (slot < 0) return;
        bool isUsable = e.ExchangeNs > e.ReceivedNs - PlausibleNs && e.ExchangeNs < e.ReceivedNs + PlausibleNs;
        market.Orders[slot].Reported(in e.Order, isUsable ? e.ExchangeNs : 0);
        market.Orders.DropIfOver(slot);
    }

    private void SeeFill(in Event e, ref GateMarket market)
    {
        long lots = e.Fill.SizeLots;
        FillDetails details = (FillDetails)e.Detail;
        if (lots is <= 0 or > MaxLots || !RecentIds.TryAdd(ref market.Fills, e.Fill.TradeId) || (details & FillDetails.BeforeOpening) != 0) return;
        bool sold = e.Has(EventFlags.Ask);
        market.PositionLots += sold ? -lots : lots;
        if (e.ExchangeNs > market.LastFillExchangeNs && e.ExchangeNs < e.ReceivedNs + GraceNs) market.LastFillExchangeNs = e.ExchangeNs;
        if ((details & FillDetails.Taker) == 0 && e.Fill.PriceTicks > 0) _messages.CoinsE8 += CoinsE8(in market, lots, e.Fill.PriceTicks);
        if (e.Fill.OrderId <= 0 || (details & (FillDetails.External | FillDetails.FormerRun)) != 0) return;
        int slot = Find(e.Fill.OrderId, ref market);
        if (slot >= 0 && market.Orders[slot].IsSell == sold)
        {
            if (market.Orders[slot].FilledLots == 0) Throttle(ref market, sold, e.ReceivedNs);
            market.Orders[slot].Filled(lots);
        }
        if (slot >= 0) market.Orders.DropIfOver(slot);
    }

    private void Throttle(ref GateMarket market, bool sold, long nowNs)
    {
        ref FillThrottle side = ref sold ? ref market.Sold : ref market.Bought;
        if (side.Count(nowNs, _limits[GateLimit.RepeatedFills], _options.RepeatedFillsNs)) _shut |= 1L << (int)GateControl.RepeatedFills;
    }

    private static void SeePosition(in Event e, ref GateMarket market)
    {
        long stated = e.Position.SizeLots;
        if (stated is > MaxLots or < -MaxLots) return;
        if (e.Has(EventFlags.Snapshot)) market.PositionLots = stated;
        else if (stated == market.PositionLots && e.ExchangeNs >= market.LastFillExchangeNs + Units.NsPerMs) Refute(in e, ref market);
    }

    // Fills that the venue once counted, and which its own position of well after says never were. Only while one side alone lacks some: two could make up for each other.
    private static void Refute(in Event e, ref GateMarket market)
    {
        bool lacksBuys = false, lacksSells = false;
        foreach (ref readonly GateOrder order in market.Orders.Live)
            if (order.KnownFilledLots > order.FilledLots) (lacksBuys, lacksSells) = (lacksBuys || !order.IsSell, lacksSells || order.IsSell);
        if (lacksBuys == lacksSells) return;
        for (int i = market.Orders.Count - 1; i >= 0; i--)
        {
            ref GateOrder order = ref market.Orders[i];
            // Of one that was over already the fills may have come without its name; any later statement that agrees says so.
            long graceNs = order.IsRevived ? 0 : GraceNs;
            if (!order.IsEnded || order.ReportNs == 0 || e.ExchangeNs - order.ReportNs <= graceNs) continue;
            order.ReportedLots = order.FilledLots;
            market.Orders.DropIfOver(i);
        }
    }

    // An order that ended may still be spoken of; what can not be counted any more shuts the gate.
    private static int Find(long orderId, ref GateMarket market)
    {
        int slot = market.Orders.IndexOf(orderId);
        if (slot < 0) slot = market.Orders.Revive(orderId);
        market.IsUncounted |= slot == -2;
        return slot;
    }

    private static long CoinsE8(in GateMarket market, long lots, long ticks)
    {
        Int128 amountE8 = (Int128)lots * market.Spec.LotE8;
        if (market.Spec.Contract == ContractKind.Linear) return Capped(amountE8);
        Int128 priceE8 = (Int128)ticks * market.Spec.TickE8;
        return priceE8 <= 0 ? 0 : Capped(amountE8 * Units.E8 / priceE8);
    }

    private static long Capped(Int128 value) => (long)Int128.Min(value, long.MaxValue / 1024);

    private static bool IsCount(long lots) => lots == Units.Missing || (ulong)lots <= MaxLots;
}
