using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Sim;

/// <summary>The exchange of a seed: one instrument, our account, a style of writing.</summary>
internal static class Exchanges
{
    private const long OneCoinE8 = 100_000_000;

    internal static Venue Open(SimSeed seed)
    {
        VenueOptions options = new()
        {
            Tier = seed.Tier,
            Style = new JsonStyle { Exponent = seed.Wildness, Shuffle = seed.Wildness, Unknown = seed.Wildness / 4 },
            ResponseAfterNotification = seed.ReplyAfterNotification,
            MatchingDelayMaxUs = seed.MatchingDelayUs,
            NotificationDelayMaxUs = seed.NotificationDelayUs,
            TokenLifeSeconds = seed.TokenLifeSeconds,
        };
        options.Keys.Add(new KeyOptions(SimCredentials.Id, SimCredentials.Secret, World.Owner));
        options.Indexes.Add(("btc_usd", 60_000 * OneCoinE8));
        options.Instruments.Add(InstrumentSpec.BtcPerpetual());
        options.Accounts.Add(new AccountOptions(new AccountSpec { Name = World.Owner, Owner = 1, MakerFeeE8 = 0 }, [("BTC", OneCoinE8)]));
        return new Venue(options, seed.Number, World.StartNs / 1000);
    }

    internal static Account AccountOf(Venue venue)
    {
        foreach (Account account in venue.Engine.Accounts)
            if (account.Name == World.Owner) return account;
        throw new System.InvalidOperationException("The exchange has lost our account.");
    }
}
