using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Sim;

/// <summary>The exchange of a seed: its instruments, our account, a style of writing.</summary>
internal static class Exchanges
{
    internal static Venue Open(SimSeed seed)
    {
        VenueOptions options = new()
        {
            Tier = seed.Tier,
            Style = new JsonStyle
            {
                Exponent = seed.Wildness, Shuffle = seed.Wildness, Unknown = seed.Wildness / 4, Envelope = seed.WildEnvelopes,
                Shapes = seed.DrawsShapes ? ShapeStyle.Drawn(seed.Number) : new ShapeStyle(),
            },
            ResponseAfterNotification = seed.ReplyAfterNotification,
            MatchingDelayMaxUs = seed.MatchingDelayUs,
            OtherDelayMaxUs = seed.OtherDelayUs,
            NotificationDelayMaxUs = seed.NotificationDelayUs,
            HistoricalLagUs = seed.HistoricalLagUs,
            Cod = new CodOptions { DelayUs = seed.CancelDelayUs, DropsWaiting = seed.DropsWaiting, WaitsForSettlement = seed.WaitsForSettlement },
            PlatformChatter = seed.Chatters,
            RefusesUsedNonces = seed.RefusesUsedNonces,
            TokenLifeSeconds = seed.TokenLifeSeconds,
        };
        options.Keys.Add(new KeyOptions(SimCredentials.Id, SimCredentials.Secret, World.Owner));
        options.Indexes.Add(("btc_usd", 60_000 * Units.One));
        options.Indexes.Add(("eth_usd", 3_000 * Units.One));
        foreach (SimMarket market in seed.Markets) options.Instruments.Add(market.Spec);
        options.Accounts.Add(new AccountOptions(new AccountSpec { Name = World.Owner, Owner = 1 }, [("BTC", Units.One), ("ETH", 20 * Units.One)]));
        return new Venue(options, seed.Number, World.StartNs / 1000);
    }

    internal static Account AccountOf(Venue venue)
    {
        foreach (Account account in venue.Engine.Accounts)
            if (account.Name == World.Owner) return account;
        throw new System.InvalidOperationException("The exchange has lost our account.");
    }
}
