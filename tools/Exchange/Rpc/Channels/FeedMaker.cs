using System.Globalization;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>Makes a feed from its channel's name. Null for what does not exist: the venue leaves it out of the acknowledgement without a word.</summary>
internal static class FeedMaker
{
    public static Feed? Make(FeedHub hub, string channel, AccountState? account)
    {
        string[] p = channel.Split('.');
        if (p[0] == "user") return account is null ? null : MakePrivate(hub, channel, p, account);
        return (p[0], p.Length) switch
        {
            ("book", 3) when Find(hub, p[1]) is { } i && IntervalOf(p[2]) is { } t => new BookFeed(hub, channel, t, i),
            ("book", 5) when Find(hub, p[1]) is { } i && IntervalOf(p[4]) is { } t and not Interval.Raw => Grouped(hub, channel, t, i, p[2], p[3]),
            ("ticker", 3) when Find(hub, p[1]) is { } i && IntervalOf(p[2]) is { } t => new TickerFeed(hub, channel, t, i),
            ("quote", 2) when Find(hub, p[1]) is { } i => new QuoteFeed(hub, channel, i),
            ("incremental_ticker", 2) when Find(hub, p[1]) is { } i => new IncrementalTickerFeed(hub, channel, i),
            ("trades", 3) when Find(hub, p[1]) is { } i && IntervalOf(p[2]) is { } t => new TradesFeed(hub, channel, t, i, null),
            ("trades", 4) when IsFuture(p[1]) && Currency(hub, p[2], out string? c) && IntervalOf(p[3]) is { } t => new TradesFeed(hub, channel, t, null, c),
            ("perpetual", 3) when Find(hub, p[1]) is { Spec.IsPerpetual: true } i && IntervalOf(p[2]) is { } t => new PerpetualFeed(hub, channel, t, i),
            ("deribit_price_index", 2) when hub.Venue.Engine.FindIndex(p[1]) is { } index => new IndexFeed(hub, channel, index),
            ("estimated_expiration_price", 2) when hub.Venue.Engine.FindIndex(p[1]) is { } index => new ExpirationPriceFeed(hub, channel, index),
            ("deribit_price_statistics" or "deribit_price_ranking", 2)
                when hub.Venue.Engine.FindIndex(p[1]) is not null => new SilentFeed(hub, channel),
            ("platform_state", 1) => new PlatformFeed(hub, channel),
            ("platform_state", 2) when p[1] == "public_methods_state" => new SilentFeed(hub, channel),
            ("instrument", 4) when p[1] == "state" && IsFuture(p[2]) && Currency(hub, p[3], out string? c) => new InstrumentStateFeed(hub, channel, c),
            ("instrument", 4) when p[1] == "creation" => new SilentFeed(hub, channel),
            _ => null,
        };
    }

    private static Feed? MakePrivate(FeedHub hub, string channel, string[] p, AccountState account)
    {
        if (p.Length == 2 && p[1] == "lock") return new NewsFeed(hub, channel, "lock", account);
        if (p.Length == 2 && p[1] == "access_log") return new NewsFeed(hub, channel, "access_log", account);
        if (p.Length == 3 && p[1] == "mmp_trigger" && (p[2] == "any" || hub.Venue.Engine.FindIndex(p[2]) is not null)) return new NewsFeed(hub, channel, p[2], account);
        if (p.Length == 3 && p[1] == "portfolio" && Currency(hub, p[2], out string? money)) return new PortfolioFeed(hub, channel, money, account);
        UserSubject? subject = p.Length < 2 ? null : p[1] switch
        {
            "orders" => UserSubject.Orders,
            "trades" => UserSubject.Trades,
            "changes" => UserSubject.Changes,
            _ => null,
        };
        if (subject is not { } s) return null;
        if (p.Length == 4 && Find(hub, p[2]) is { } i && IntervalOf(p[3]) is { } t) return new UserFeed(hub, channel, t, i, null, s, account);
        if (p.Length == 5 && IsFuture(p[2]) && Currency(hub, p[3], out string? c) && IntervalOf(p[4]) is { } u) return new UserFeed(hub, channel, u, null, c, s, account);
        return null;
    }

    // The venue's table: of ETH a group counts hundredths of the price, of all else whole units.
    private static GroupedBookFeed? Grouped(FeedHub hub, string channel, Interval interval, Instrument instrument, string group, string depthText)
    {
        InstrumentSpec spec = instrument.Spec;
        bool isEth = spec.BaseCurrency == "ETH";
        long? stepE8 = group switch
        {
            "none" => spec.TickE8,
            "5" or "10" or "25" or "100" or "250" when isEth => long.Parse(group, CultureInfo.InvariantCulture) * Units.One / 100,
            "1" or "2" or "5" or "10" when !isEth => long.Parse(group, CultureInfo.InvariantCulture) * Units.One,
            _ => null,
        };
        bool isDepth = depthText is "1" or "10" or "20";
        return stepE8 is { } step && isDepth ? new GroupedBookFeed(hub, channel, interval, instrument, step, int.Parse(depthText, CultureInfo.InvariantCulture)) : null;
    }

    private static Instrument? Find(FeedHub hub, string name) =>
        hub.Venue.Engine.FindInstrument(name) is { State: not (InstrumentState.Delivered or InstrumentState.Archivized) } found ? found : null;

    private static Interval? IntervalOf(string text) => text switch
    {
        "raw" => Interval.Raw,
        "100ms" => Interval.Fast,
        "agg2" => Interval.Slow,
        _ => null,
    };

    private static bool IsFuture(string kind) => kind is "future" or "any";

    private static bool Currency(FeedHub hub, string text, out string? currency)
    {
        currency = text.ToUpperInvariant();
        if (currency != "ANY") return hub.Venue.Engine.FindFamily(currency) is not null || currency is "USDT" or "EURR";
        currency = null;
        return true;
    }
}
