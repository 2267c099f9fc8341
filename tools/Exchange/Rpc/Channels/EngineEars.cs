using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>Hears the engine and tells the channels that somebody listens to.</summary>
internal sealed class EngineEars(Venue venue, FeedHub hub) : IEngineListener
{
    private readonly List<AccountState> _touched = [];

    public void OnBookLevel(Instrument instrument, OrderSide side, long priceE8, long amountE8, long previousE8)
    {
        foreach (MarketFeed feed in hub.Of(instrument)) feed.OnLevel(side, priceE8, amountE8, previousE8);
    }

    public void OnBookDone(Instrument instrument, long changeId, long previousChangeId)
    {
        foreach (MarketFeed feed in hub.Of(instrument)) feed.OnBook();
    }

    public void OnTrade(Trade trade)
    {
        foreach (MarketFeed feed in hub.Of(trade.Instrument)) feed.OnTrade(trade);
    }

    public void OnOrder(Account account, Order order)
    {
        if (Listening(account) is not { } state) return;
        byte[]? text = null;
        foreach (UserFeed feed in state.Feeds)
        {
            if (feed.Covers(order.Instrument)) feed.AddOrder(order.Instrument, order.Number, text ??= hub.Text(to => OrderShape.Write(to, order)));
        }

        Portfolio(state, order.Instrument);
    }

    public void OnUserTrade(UserTrade trade)
    {
        if (!trade.Order.Account.Spec.ForgetsAtOnce) venue.StateOf(trade.Order.Account).LastFill = trade;
        if (Listening(trade.Order.Account) is not { } state) return;
        byte[]? text = null;
        foreach (UserFeed feed in state.Feeds)
        {
            if (feed.Covers(trade.Trade.Instrument)) feed.AddTrade(trade.Trade.Instrument, text ??= hub.Text(to => TradeShape.WritePrivate(to, trade)));
        }
    }

    public void OnPosition(Account account, Position position)
    {
        if (Listening(account) is not { } state) return;
        byte[]? text = null;
        foreach (UserFeed feed in state.Feeds)
        {
            if (feed.Covers(position.Instrument)) feed.AddPosition(position.Instrument, text ??= hub.PositionText(state, position.Instrument));
        }

        Portfolio(state, position.Instrument);
    }

    public void OnChangesDone(Instrument instrument)
    {
        foreach (AccountState state in _touched)
        {
            foreach (UserFeed feed in state.Feeds)
            {
                if (feed.Covers(instrument)) feed.CloseGroup(instrument);
            }
        }

        _touched.Clear();
    }

    public void OnHeldDone(Order order, OrderResult result) => venue.HeldIsDone(order, result);

    public void OnInstrumentState(Instrument instrument, InstrumentState before)
    {
        foreach (MarketFeed feed in hub.Of(instrument))
        {
            if (instrument.State != before) feed.OnState(instrument);
            feed.OnTicker();
        }
    }

    public void OnMmpTrigger(Account account, string indexName, long frozenUntilUs, string? group)
    {
        string of = group is null ? "" : $",\"mmp_group\":{System.Text.Json.JsonSerializer.Serialize(group)}";
        foreach (Feed feed in venue.StateOf(account).StateFeeds)
        {
            if (feed is NewsFeed news && news.Topic == indexName) news.Say($"{{\"index_name\":\"{indexName}\",\"frozen_until\":{frozenUntilUs / 1000}{of}}}");
        }
    }

    public void OnAccountLock(Account account, string currency, bool isLocked)
    {
        foreach (Feed feed in venue.StateOf(account).StateFeeds)
        {
            if (feed is NewsFeed { Topic: "lock" } news) news.Say($"{{\"currency\":\"{currency}\",\"locked\":{(isLocked ? "true" : "false")}}}");
        }
    }

    public void OnSettlement(SettlementRow row) => Portfolio(venue.StateOf(row.Account), row.Instrument);

    public void OnIndex(string indexName, long priceE8)
    {
        foreach (List<MarketFeed> feeds in hub.ByInstrument)
        {
            foreach (MarketFeed feed in feeds)
            {
                if (feed.IsOnIndex(indexName)) feed.OnTicker();
            }
        }
    }

    public void OnMark(Instrument instrument)
    {
        foreach (MarketFeed feed in hub.Of(instrument)) feed.OnTicker();
    }

    // Most accounts have no listener; what they do costs one look.
    private AccountState? Listening(Account account)
    {
        AccountState state = venue.StateOf(account);
        if (state.Feeds.Count == 0 && state.StateFeeds.Count == 0) return null;
        if (!_touched.Contains(state)) _touched.Add(state);
        return state;
    }

    private static void Portfolio(AccountState state, Instrument instrument)
    {
        foreach (Feed feed in state.StateFeeds)
        {
            if (feed is PortfolioFeed portfolio) portfolio.OnChange(instrument.Spec.SettlementCurrency);
        }
    }
}
