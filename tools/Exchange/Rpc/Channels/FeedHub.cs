using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>All channels with listeners, what of them must speak, and when.</summary>
internal sealed class FeedHub(Venue venue)
{
    private readonly Dictionary<(AccountState? Account, string Channel), Feed> _feeds = [];
    private readonly List<Feed> _raw = [];
    private readonly List<Feed> _fast = [];
    private readonly List<Feed> _slow = [];

    public Venue Venue { get; } = venue;

    /// <summary>Where notification data is written.</summary>
    public JsonOut Out { get; } = new(venue.Options.Style, new SplitMix(venue.Random.Next()));

    /// <summary>A frame is on its way to its listeners.</summary>
    public bool IsSpeaking { get; set; }

    /// <summary>Feeds of each instrument, by its slot.</summary>
    public List<List<MarketFeed>> ByInstrument { get; } = [];

    /// <summary>Feeds that belong to no instrument and no account.</summary>
    public List<Feed> Common { get; } = [];

    public List<MarketFeed> Of(Instrument instrument)
    {
        while (ByInstrument.Count <= instrument.Slot) ByInstrument.Add([]);
        return ByInstrument[instrument.Slot];
    }

    /// <summary>Joins a connection to a channel. False: there is no such channel, and the acknowledgement leaves it out.</summary>
    public bool Join(Connection connection, string channel, AccountState? account, string? label)
    {
        (AccountState?, string) key = (channel.StartsWith("user.", System.StringComparison.Ordinal) ? account : null, channel);
        if (!_feeds.TryGetValue(key, out Feed? feed))
        {
            feed = FeedMaker.Make(this, channel, account);
            if (feed is null) return false;
            _feeds.Add(key, feed);
            feed.Open();
        }

        if (feed.Listens(connection)) return true;
        if (feed.IsDirty && feed.HasListeners) SpeakNow(feed);
        feed.Join(connection, label);
        connection.Feeds.Add(feed);
        connection.Greetings.Add(feed);
        return true;
    }

    public bool Leave(Connection connection, string channel)
    {
        Feed? feed = connection.Feeds.Find(known => known.Channel == channel);
        if (feed is null) return false;
        connection.Feeds.Remove(feed);
        connection.Greetings.Remove(feed);
        Drop(feed, connection);
        return true;
    }

    public void Leave(Connection connection)
    {
        foreach (Feed feed in connection.Feeds) Drop(feed, connection);
        connection.Feeds.Clear();
        connection.Greetings.Clear();
    }

    /// <summary>A feed has something to say: now if it is raw, else at the next point of its grid.</summary>
    public void Mark(Feed feed)
    {
        if (feed.IsDirty) return;
        feed.IsDirty = true;
        List<Feed> list = ListOf(feed.Interval);
        list.Add(feed);
        if (list.Count > 1 || feed.Interval == Interval.Raw) return;
        long step = (long)feed.Interval;
        Interval interval = feed.Interval;
        Venue.Agenda.Add(((Venue.NowUs / step) + 1) * step, () => Speak(interval));
    }

    public void FlushRaw()
    {
        while (_raw.Count > 0)
        {
            Feed feed = _raw[0];
            _raw.RemoveAt(0);
            feed.IsDirty = false;
            feed.Speak();
        }
    }

    public void SayMaintenance(bool on)
    {
        foreach (Feed feed in Common)
        {
            if (feed is PlatformFeed platform) platform.SayMaintenance(on);
        }
    }

    public void SayIndexLock(string indexName, bool locked)
    {
        foreach (Feed feed in Common)
        {
            if (feed is PlatformFeed platform) platform.SayLock(indexName, locked);
        }
    }

    /// <summary>Says a fill on the private channels, apart from anything the engine did: again, or invented.</summary>
    public void Say(AccountState account, Instrument instrument, Order? order, byte[] trade)
    {
        byte[]? orderText = order is null ? null : Text(to => OrderShape.Write(to, order));
        byte[] position = PositionText(account, instrument);
        foreach (UserFeed feed in account.Feeds)
        {
            if (!feed.Covers(instrument)) continue;
            if (orderText is not null) feed.AddOrder(instrument, order!.Number, orderText);
            feed.AddTrade(instrument, trade);
            feed.AddPosition(instrument, position);
            feed.CloseGroup(instrument);
        }
    }

    public byte[] PositionText(AccountState account, Instrument instrument)
    {
        Position? position = account.Account.PositionIn(instrument);
        return Text(to =>
        {
            if (position is null) PositionShape.WriteFlat(to, instrument, account.PositionShiftsE8.GetValueOrDefault(instrument.Name));
            else PositionShape.Write(to, position, account.ReportedSizeE8(position));
        });
    }

    public byte[] Text(System.Action<JsonOut> write)
    {
        Out.Clear();
        write(Out);
        return Out.ToArray();
    }

    private void Speak(Interval interval)
    {
        List<Feed> list = ListOf(interval);
        Feed[] due = [.. list];
        list.Clear();
        foreach (Feed feed in due)
        {
            feed.IsDirty = false;
            feed.Speak();
        }
    }

    private void SpeakNow(Feed feed)
    {
        ListOf(feed.Interval).Remove(feed);
        feed.IsDirty = false;
        feed.Speak();
    }

    private void Drop(Feed feed, Connection connection)
    {
        feed.Leave(connection);
        if (feed.HasListeners) return;
        ListOf(feed.Interval).Remove(feed);
        feed.Shut();
        _feeds.Remove(((feed as IOfAccount)?.Account, feed.Channel));
    }

    private List<Feed> ListOf(Interval interval) => interval switch
    {
        Interval.Raw => _raw,
        Interval.Fast => _fast,
        _ => _slow,
    };
}
