using System.Collections.Generic;
using System.Text;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>trades.{instrument}.{interval} and trades.{kind}.{currency}.{interval}: arrays of prints.</summary>
internal sealed class TradesFeed(FeedHub hub, string channel, Interval interval, Instrument? instrument, string? currency)
    : MarketFeed(hub, channel, interval, instrument, currency)
{
    private readonly List<Trade> _trades = [];

    public override void OnTrade(Trade trade)
    {
        _trades.Add(trade);
        Mark();
    }

    public override void Speak()
    {
        if (_trades.Count == 0) return;
        Out.Clear();
        Out.BeginArray();
        foreach (Trade trade in _trades) TradeShape.WritePublic(Out, trade);
        Out.EndArray();
        _trades.Clear();
        Send();
    }
}

/// <summary>perpetual.{instrument}.{interval}: the unrounded funding rate.</summary>
internal sealed class PerpetualFeed(FeedHub hub, string channel, Interval interval, Instrument instrument) : MarketFeed(hub, channel, interval, instrument, null)
{
    public override void OnTicker() => Mark();

    public override void Speak()
    {
        Write();
        Send();
    }

    public override void Greet(Connection connection)
    {
        Write();
        Send(connection);
    }

    private void Write()
    {
        Out.Clear();
        Out.Begin();
        Out.Decimal("index_price"u8, Instrument.IndexE8);
        Out.Real("interest"u8, Instrument.FundingRate);
        Out.Int("timestamp"u8, Hub.Venue.NowUs / 1000);
        Out.End();
    }
}

/// <summary>instrument.state.{kind}.{currency}.</summary>
internal sealed class InstrumentStateFeed(FeedHub hub, string channel, string? currency) : MarketFeed(hub, channel, Interval.Raw, null, currency)
{
    private readonly List<(string Name, string State, long TimeUs)> _changes = [];

    public override void OnState(Instrument changed)
    {
        _changes.Add((changed.Name, Words.Of(changed.State), Hub.Venue.NowUs));
        Mark();
    }

    public override void Speak()
    {
        foreach ((string name, string state, long timeUs) in _changes)
        {
            Out.Clear();
            Out.Begin();
            Out.Text("instrument_name"u8, name);
            Out.Text("state"u8, state);
            Out.Int("timestamp"u8, timeUs / 1000);
            Out.End();
            Send();
        }

        _changes.Clear();
    }
}

/// <summary>deribit_price_index.{index}: every second while somebody listens, changed or not.</summary>
internal sealed class IndexFeed(FeedHub hub, string channel, IndexPrice index) : Feed(hub, channel, Interval.Slow)
{
    public override void Open()
    {
        Hub.Common.Add(this);
        Mark();
    }

    public override void Shut() => Hub.Common.Remove(this);

    public override void Speak()
    {
        Write();
        Send();
        // Telling them can have ended the last listener's connection.
        if (HasListeners) Mark();
    }

    public override void Greet(Connection connection)
    {
        Write();
        Send(connection);
    }

    private void Write()
    {
        Out.Clear();
        Out.Begin();
        Out.Text("index_name"u8, index.Name);
        Out.Decimal("price"u8, index.PriceE8);
        Out.Int("timestamp"u8, Hub.Venue.NowUs / 1000);
        Out.End();
    }
}

/// <summary>estimated_expiration_price.{index}: every second of the half hour before a delivery; what a delivery would pay now, and how much of the average is still to come.</summary>
internal sealed class ExpirationPriceFeed(FeedHub hub, string channel, IndexPrice index) : Feed(hub, channel, Interval.Slow)
{
    private const long TickUs = 4 * Units.SecondUs;

    public override void Open()
    {
        Hub.Common.Add(this);
        Mark();
    }

    public override void Shut() => Hub.Common.Remove(this);

    public override void Speak()
    {
        if (index.WindowFromUs != 0) Say();
        // Telling them can have ended the last listener's connection.
        if (HasListeners) Mark();
    }

    private void Say()
    {
        long leftUs = System.Math.Max(0, index.WindowFromUs + ExchangeEngine.WindowUs - Hub.Venue.NowUs);
        Out.Clear();
        Out.Begin();
        Out.Flag("is_estimated"u8, true);
        Out.Decimal("price"u8, index.EstimatedDeliveryE8(Hub.Venue.NowUs));
        Out.Int("seconds"u8, leftUs / Units.SecondUs);
        Out.Int("left_ticks"u8, leftUs / TickUs);
        Out.Int("total_ticks"u8, ExchangeEngine.WindowUs / TickUs);
        Out.End();
        Send();
    }
}

/// <summary>platform_state: locks of indexes, and maintenance.</summary>
internal sealed class PlatformFeed(FeedHub hub, string channel) : Feed(hub, channel, Interval.Raw)
{
    private readonly List<byte[]> _news = [];

    public override void Open() => Hub.Common.Add(this);

    public override void Shut() => Hub.Common.Remove(this);

    public void SayMaintenance(bool on) => Say(on ? "{\"maintenance\":true}" : "{\"maintenance\":false}");

    public void SayLock(string indexName, bool locked) =>
        Say($"{{\"locked\":{(locked ? "true" : "false")},\"price_index\":\"{indexName}\",\"reasons\":[]}}");

    public override void Speak()
    {
        foreach (byte[] data in _news)
        {
            Out.Clear();
            Out.Raw(default, data);
            Send();
        }

        _news.Clear();
    }

    private void Say(string data)
    {
        _news.Add(Encoding.UTF8.GetBytes(data));
        Mark();
    }
}

/// <summary>A channel that exists and has nothing to say here.</summary>
internal sealed class SilentFeed(FeedHub hub, string channel) : Feed(hub, channel, Interval.Raw)
{
    public override void Speak()
    {
    }
}
