using System;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;

namespace Minnow.Tests.Deribit.Session;

/// <summary>A market session in front of the fake venue.</summary>
internal sealed class MarketBench : IDisposable
{
    public const string Name = "BTC-PERPETUAL";
    private readonly ParserBench _parser = new();

    public MarketBench(Func<MarketSessionOptions, MarketSessionOptions>? change = null, ICredentials? credentials = null, params string[] names)
    {
        if (names.Length == 0) names = [Name];
        MarketSessionOptions options = new() { Instruments = Array.ConvertAll(names, n => new SessionInstrument(n, "BTC", "btc_usd")) };
        Session = new DeribitMarketSession(_parser.Parser, change?.Invoke(options) ?? options, credentials ?? new TestCredentials());
        Venue = new FakeVenue { Scope = "session:minnow-market mainaccount account:none trade:none" };
        Rig = new SessionRig(Session, Venue);
    }

    public DeribitMarketSession Session { get; }

    public FakeVenue Venue { get; }

    public SessionRig Rig { get; }

    public MarketBench Ready()
    {
        Rig.RunTo(() => Session.IsConnected);
        Rig.Run(5);
        Rig.Events.Clear();
        Venue.Calls.Clear();
        return this;
    }

    /// <summary>Sends the next change of the book.</summary>
    public void Change(bool gap = false, string name = Name)
    {
        Venue.At(Rig.NowNs);
        long prev = Venue.BookId;
        Venue.BookId += 2;
        if (gap)
        {
            prev = Venue.BookId;
            Venue.BookId += 2;
        }

        Venue.Book(name, Venue.BookId, prev);
    }

    public void Dispose()
    {
        Rig.Dispose();
        _parser.Dispose();
    }
}
