using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Exchange.Background.Toxic;
using Minnow.Exchange.Engine;
using Minnow.Tactics.Measures;
using Trade = Minnow.Exchange.Engine.Trade;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Tactics.World;

/// <summary>Hears the exchange: makes events of it for the quoter, on one way for the market's and one for the account's, and tells the ledger at once.</summary>
internal sealed class MarketTap(ExchangeEngine engine, Instrument instrument, Account account, Scale scale, Lane<Event> market, Lane<Event> own, Ledger ledger)
    : IEngineListener
{
    private readonly List<Event> _levels = [];
    private readonly Dictionary<long, long> _ourIds = [];

    /// <summary>Says which episode is on.</summary>
    internal Func<Episode?>? During { get; init; }

    /// <summary>The whole book as it stands.</summary>
    internal void Snapshot()
    {
        foreach (OrderSide side in (OrderSide[])[OrderSide.Buy, OrderSide.Sell])
        {
            for (int depth = 0; depth < instrument.Book.LevelCount(side); depth++)
            {
                (long priceE8, long amountE8) = instrument.Book.LevelAt(side, depth);
                AddLevel(side, priceE8, amountE8);
            }
        }
        SendLevels(instrument.ChangeId, Units.Missing, EventFlags.Snapshot);
        TellMid();
    }

    /// <summary>The ticker: top, mark and index.</summary>
    internal void Ticker()
    {
        long dueUs = market.Depart(engine.NowUs);
        OrderBook book = instrument.Book;
        Event top = Scale.Head(EventKind.TickerTop, engine.NowUs);
        top.Flags = EventFlags.First;
        top.Quote = new Quote
        {
            BidTicks = book.BestBidE8 == 0 ? Units.Missing : scale.Ticks(book.BestBidE8), BidLots = scale.Lots(book.BestBidAmountE8),
            AskTicks = book.BestAskE8 == 0 ? Units.Missing : scale.Ticks(book.BestAskE8), AskLots = scale.Lots(book.BestAskAmountE8),
        };
        market.Send(dueUs, top);
        Event marks = Scale.Head(EventKind.TickerMarks, engine.NowUs);
        marks.Flags = EventFlags.None;
        marks.Marks = new TickerMarks
        {
            MarkE8 = instrument.MarkE8, IndexE8 = instrument.IndexE8, LastE8 = instrument.LastE8 == 0 ? Units.Missing : instrument.LastE8,
            MinE8 = instrument.MinPriceE8, MaxE8 = instrument.MaxPriceE8,
        };
        market.Send(dueUs, marks);
        Event carry = Scale.Head(EventKind.TickerCarry, engine.NowUs);
        carry.Flags = EventFlags.Last;
        carry.Carry = new TickerCarry
        {
            CurrentFundingE12 = (long)(instrument.FundingRate * 1e12), Funding8hE12 = (long)(instrument.Funding8h * 1e12),
            InterestValueE12 = Units.Missing, OpenInterestE8 = instrument.OpenInterestE8, SettlementE8 = instrument.SettlementE8,
        };
        market.Send(dueUs, carry);
    }

    public void OnBookLevel(Instrument of, OrderSide side, long priceE8, long amountE8, long previousE8) => AddLevel(side, priceE8, amountE8);

    public void OnBookDone(Instrument of, long changeId, long previousChangeId)
    {
        SendLevels(changeId, previousChangeId, EventFlags.None);
        TellMid();
    }

    public void OnTrade(Trade trade)
    {
        Event e = Scale.Head(EventKind.Trade, engine.NowUs);
        if (trade.TakerSide == OrderSide.Sell) e.Flags |= EventFlags.Ask;
        e.Trade = new Core.Model.Trade
        {
            PriceTicks = scale.Ticks(trade.PriceE8), SizeLots = scale.Lots(trade.AmountE8), TradeSeq = trade.Sequence, TradeId = trade.Number,
            IndexE8 = trade.IndexE8,
        };
        market.Send(market.Depart(engine.NowUs), e);
    }

    public void OnUserTrade(UserTrade row)
    {
        Trade trade = row.Trade;
        bool sold = row.Order.Side == OrderSide.Sell;
        Event e = Scale.Head(EventKind.Fill, engine.NowUs);
        if (sold) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)(row.IsMaker ? FillDetails.None : FillDetails.Taker);
        e.Fill = new Fill
        {
            OrderId = IdOf(row.Order), PriceTicks = scale.Ticks(trade.PriceE8), SizeLots = scale.Lots(trade.AmountE8), TradeId = trade.Number, FeeE8 = row.FeeE8,
        };
        own.Send(own.Depart(engine.NowUs), e);
        ledger.Fill(engine.NowUs, sold ? -1 : 1, scale.Ticks(trade.PriceE8), scale.Lots(trade.AmountE8), row.FeeE8, row.IsMaker, During?.Invoke());
    }

    public void OnOrder(Account of, Order order)
    {
        if (!ReferenceEquals(of, account)) return;
        ledger.Resting(engine.NowUs, account.OpenOrders.Count > 0);
        OrderReport report = order.State switch
        {
            OrderState.Filled => OrderReport.Filled,
            OrderState.Cancelled => OrderReport.Cancelled,
            OrderState.Rejected => OrderReport.Rejected,
            _ => OrderReport.Accepted,
        };
        Event e = Scale.Head(EventKind.OrderUpdate, engine.NowUs);
        if (order.Side == OrderSide.Sell) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate
        {
            OrderId = IdOf(order), PriceTicks = scale.Ticks(order.PriceE8), OpenLots = scale.Lots(order.OpenE8), FilledLots = scale.Lots(order.FilledE8),
            Report = report, Reason = ReasonOf(order.CancelReason),
        };
        own.Send(own.Depart(engine.NowUs), e);
    }

    private static OrderReason ReasonOf(CancelReason reason) => reason switch
    {
        CancelReason.None => OrderReason.None,
        CancelReason.UserRequest => OrderReason.Requested,
        CancelReason.EditPostOnlyReject => OrderReason.PostOnly,
        CancelReason.OrderOverlap or CancelReason.OrderOverlapAnotherSub => OrderReason.SelfTrade,
        CancelReason.MmpTrigger => OrderReason.Protection,
        CancelReason.Autoliquidation => OrderReason.Liquidation,
        CancelReason.Settlement => OrderReason.Settlement,
        _ => OrderReason.Other,
    };

    private long IdOf(Order order)
    {
        if (_ourIds.TryGetValue(order.Number, out long id)) return id;
        id = long.Parse(order.Label, System.Globalization.CultureInfo.InvariantCulture);
        _ourIds.Add(order.Number, id);
        return id;
    }

    private void AddLevel(OrderSide side, long priceE8, long amountE8)
    {
        Event e = Scale.Head(EventKind.BookLevel, engine.NowUs);
        e.Flags = side == OrderSide.Sell ? EventFlags.Ask : EventFlags.None;
        e.Detail = (uint)_levels.Count;
        e.Level.PriceTicks = scale.Ticks(priceE8);
        e.Level.SizeLots = scale.Lots(amountE8);
        _levels.Add(e);
    }

    private void SendLevels(long changeId, long previousChangeId, EventFlags flags)
    {
        long dueUs = market.Depart(engine.NowUs);
        Span<Event> levels = CollectionsMarshal.AsSpan(_levels);
        for (int i = 0; i < levels.Length; i++)
        {
            ref Event e = ref levels[i];
            e.Flags |= flags | (i == 0 ? EventFlags.First : 0) | (i == levels.Length - 1 ? EventFlags.Last : 0);
            e.Level.ChangeId = changeId;
            e.Level.PrevChangeId = previousChangeId;
            market.Send(dueUs, e);
        }
        _levels.Clear();
    }

    private void TellMid()
    {
        OrderBook book = instrument.Book;
        if (book.BestBidE8 != 0 && book.BestAskE8 != 0)
            ledger.Mid(engine.NowUs, (book.BestBidE8 + book.BestAskE8) / (2.0 * scale.Spec.TickE8));
    }
}
