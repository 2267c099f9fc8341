using Minnow.Exchange.Engine;

namespace Minnow.Sim;

/// <summary>Others on our own account: a person who trades by hand, and a run of long ago that left an order behind.</summary>
internal sealed class Strangers(World world)
{
    internal const string FormerLabel = "mn000000000001-7";
    private const long AmountE8 = 10 * Units.One;
    private readonly long[] _totalE8 = new long[world.Seed.Markets.Length];

    /// <summary>Sizes of all that they did in a market, 1e-8 USD.</summary>
    internal long TotalE8(int market) => _totalE8[market];

    /// <summary>Takes what is there.</summary>
    internal void Trade(int market, bool buy) => Place(market, buy, away: -1, TimeInForce.ImmediateOrCancel, label: null);

    /// <summary>Leaves an order far from the market with the label of a run before ours: it must be gone soon.</summary>
    internal void Leave(int market, bool buy) => Place(market, buy, away: 1, TimeInForce.GoodTilCancelled, FormerLabel);

    private void Place(int market, bool buy, int away, TimeInForce lives, string? label)
    {
        Instrument instrument = world.Instrument(market);
        long tickE8 = instrument.Spec.TickE8;
        long offsetE8 = instrument.IndexE8 / 200 * away;
        long priceE8 = (instrument.IndexE8 + (buy ? -offsetE8 : offsetE8)) / tickE8 * tickE8;
        _totalE8[market] += AmountE8;
        world.Trace?.Say(world.NowNs, $"stranger {(buy ? "buys" : "sells")} at {priceE8 / tickE8} {lives} {label}");
        world.Venue.Engine.Place(new OrderRequest(world.Account, instrument, buy ? OrderSide.Buy : OrderSide.Sell, AmountE8, priceE8)
        {
            TimeInForce = lives, Label = label,
        });
        world.Venue.Flush();
    }
}
