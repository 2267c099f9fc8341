using System;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <content>Limits while it runs: made tighter at any time, looser only with a confirmation; and what then exceeds them is cancelled.</content>
public sealed partial class PreTradeGate
{
    /// <summary>The value of a limit.</summary>
    /// <param name="limit">Which.</param>
    /// <param name="instrument">The instrument's index, for a limit of an instrument.</param>
    public long Limit(GateLimit limit, int instrument = 0) => GateLimits.IsOfInstrument(limit) ? _markets[instrument].Limits[limit] : _limits[limit];

    /// <summary>Changes a limit. Every value is smaller for tighter.</summary>
    /// <param name="limit">Which.</param>
    /// <param name="instrument">The instrument's index, for a limit of an instrument; <see cref="Units.NoInstrument"/> for one of the account.</param>
    /// <param name="value">The value, in the limit's own unit.</param>
    /// <param name="isConfirmed">True if a person confirmed that more may pass than before.</param>
    /// <param name="nowNs">The time, ns since 1970.</param>
    /// <param name="told">The change as an event for the journal, if it was done: its source and reason are the caller's to fill in.</param>
    public GateChange Change(GateLimit limit, ushort instrument, long value, bool isConfirmed, long nowNs, out Event told)
    {
        told = default;
        bool isOfInstrument = GateLimits.IsOfInstrument(limit);
        bool isThere = limit != GateLimit.None && (int)limit < GateLimits.Count && (isOfInstrument ? instrument < _marketCount && _markets[instrument].IsAllowed : instrument == Units.NoInstrument);
        if (!isThere) return GateChange.Unknown;
        if (!GateLimits.IsPossible(limit, value)) return GateChange.Impossible;
        ref GateLimits limits = ref isOfInstrument ? ref _markets[instrument].Limits : ref _limits;
        long before = limits[limit];
        if (value > before && !isConfirmed) return GateChange.Looser;
        limits.Set(limit, value);
        _isExcessDue |= value < before;
        told.Kind = EventKind.GateLimit;
        told.Flags = EventFlags.First | EventFlags.Last;
        told.InstrumentIndex = instrument;
        told.Detail = (uint)limit;
        told.ReceivedNs = nowNs;
        told.GateLimit.Value = value;
        told.GateLimit.Before = before;
        return GateChange.Done;
    }

    /// <summary>Counts what former runs of the same UTC day have used.</summary>
    /// <param name="messages">Messages.</param>
    /// <param name="coinsE8">Maker volume, 1e-8 coins.</param>
    /// <param name="nowNs">ns since 1970.</param>
    public void CarryOver(long messages, long coinsE8, long nowNs)
    {
        _messages.Roll(nowNs);
        _messages.Today += messages;
        _messages.CoinsE8 += coinsE8;
    }

    /// <summary>Maker volume of the day, 1e-8 coins.</summary>
    public long CoinsTodayE8 => _messages.CoinsE8;

    /// <summary>Part of the day's messages, or of those that the day's volume allows, that is used: the larger of both, percent. From 95 on only cancels leave.</summary>
    public long DayPercent => _messages.Percent(in _limits);

    /// <summary>What a limit has used up now, in its own unit: what is to stay at or below it. -1 where nothing can be measured.</summary>
    public long Used(GateLimit limit, int instrument, long nowNs)
    {
        bool isOfInstrument = GateLimits.IsOfInstrument(limit);
        if (isOfInstrument && (instrument >= _marketCount || !_markets[instrument].IsTradable)) return -1;
        switch (limit)
        {
            case GateLimit.ReferenceAgeNs:
                return OldestReferenceNs(nowNs);
            case GateLimit.MessagesPerSecond or GateLimit.MessageBurst:
                return _messages.Used(nowNs, _limits[GateLimit.MessagesPerSecond]);
            case GateLimit.MessagesPerDay or GateLimit.FreeMessagesPerDay:
                return _messages.Today;
            case GateLimit.RepeatedFills:
                return MostFilled(nowNs);
            case GateLimit.NetExposureE8:
                return MostExposure();
            case GateLimit.OrderAmountE8 or GateLimit.OrderNotionalE8:
                return LargestOrder(in _markets[instrument], limit);
            case GateLimit.OpenOrders:
                return _markets[instrument].Orders.OpenCount;
            case GateLimit.PositionAmountE8:
                ref GateMarket market = ref _markets[instrument];
                return Capped(Int128.Max(0, Int128.Max(market.WorstLots(sell: false), market.WorstLots(sell: true))) * market.Spec.LotE8);
            default:
                return -1;
        }
    }

    /// <summary>After a limit was made tighter: a cancel of an order that exceeds it, until none does.</summary>
    public bool TryTakeExcess(long nowNs, out OutputRecord cancel)
    {
        cancel = default;
        if (!_isExcessDue) return false;
        for (int i = 0; i < _marketCount; i++)
        {
            ref GateMarket market = ref _markets[i];
            int slot = market.IsTradable ? Excess(in market, nowNs) : -1;
            if (slot < 0) continue;
            ref readonly GateOrder order = ref market.Orders[slot];
            cancel = OwnCommand(CommandVerb.Cancel, (ushort)i, nowNs);
            cancel.OrderId = order.OrderId;
            cancel.PriceTicks = order.KnownTicks;
            cancel.Flags = order.IsSell ? OutputRecord.SellFlag : 0;
            return true;
        }
        _isExcessDue = false;
        return false;
    }

    // The newest first: it has the worst place in the queue.
    private int Excess(in GateMarket market, long nowNs)
    {
        int newestBuy = -1, newestSell = -1, count = 0;
        ReadOnlySpan<GateOrder> live = market.Orders.Live;
        for (int i = 0; i < live.Length; i++)
        {
            ref readonly GateOrder order = ref live[i];
            if (order.IsEnded || order.IsCancelAsked) continue;
            count++;
            if (IsTooLarge(in market, in order) || IsTooFar(in market, in order, nowNs)) return i;
            ref int newest = ref order.IsSell ? ref newestSell : ref newestBuy;
            if (newest < 0 || order.OrderId > live[newest].OrderId) newest = i;
        }
        if (newestBuy >= 0 && IsOver(in market, sell: false)) return newestBuy;
        if (newestSell >= 0 && IsOver(in market, sell: true)) return newestSell;
        if (count <= market.Limits[GateLimit.OpenOrders]) return -1;
        return newestSell < 0 || (newestBuy >= 0 && live[newestBuy].OrderId > live[newestSell].OrderId) ? newestBuy : newestSell;
    }

    private static bool IsTooLarge(in GateMarket market, in GateOrder order)
    {
        long open = order.MostLots - order.KnownFilledLots;
        return open > market.Lots(GateLimit.OrderAmountE8) || market.NotionalE8(Math.Max(0, open), order.ReachTicks) > market.Limits[GateLimit.OrderNotionalE8];
    }

    private bool IsTooFar(in GateMarket market, in GateOrder order, long nowNs) =>
        market.Reference.IsKnown(nowNs, _limits[GateLimit.ReferenceAgeNs]) && !market.Reference.Holds(order.ReachTicks, market.Spec.TickE8, _limits[GateLimit.CollarPpm]);

    private bool IsOver(in GateMarket market, bool sell)
    {
        if (UnaskedWorst(in market, sell) > market.Lots(GateLimit.PositionAmountE8)) return true;
        long most = _limits[GateLimit.NetExposureE8];
        return most != GateLimits.None && (!TryExposure(market.BaseHash, sell, unaskedOnly: true, out Int128 worst) || worst > most);
    }

    private static long LargestOrder(in GateMarket market, GateLimit limit)
    {
        Int128 largest = 0;
        foreach (ref readonly GateOrder order in market.Orders.Live)
        {
            long open = order.IsEnded ? 0 : Math.Max(0, order.MostLots - order.KnownFilledLots);
            largest = Int128.Max(largest, limit == GateLimit.OrderNotionalE8 ? market.NotionalE8(open, order.ReachTicks) : (Int128)open * market.Spec.LotE8);
        }
        return Capped(largest);
    }

    private long OldestReferenceNs(long nowNs)
    {
        long oldest = 0;
        for (int i = 0; i < _marketCount; i++)
            if (_markets[i].IsTradable) oldest = Math.Max(oldest, nowNs - Math.Min(_markets[i].Reference.MarkNs, _markets[i].Reference.IndexNs));
        return oldest;
    }

    private long MostFilled(long nowNs)
    {
        int most = 0;
        for (int i = 0; i < _marketCount; i++)
            most = Math.Max(most, Math.Max(_markets[i].Bought.Within(nowNs, _options.RepeatedFillsNs), _markets[i].Sold.Within(nowNs, _options.RepeatedFillsNs)));
        return most;
    }

    private long MostExposure()
    {
        Int128 most = 0;
        for (int i = 0; i < _marketCount; i++)
        {
            for (int side = 0; side < 2; side++)
            {
                if (!TryExposure(_markets[i].BaseHash, side == 1, unaskedOnly: false, out Int128 worst)) return -1;
                most = Int128.Max(most, worst);
            }
        }
        return Capped(most);
    }
}
