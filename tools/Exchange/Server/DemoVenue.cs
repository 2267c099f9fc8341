using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>The venue that a server runs when nothing else is asked for: a few instruments and one account whose key everybody knows.</summary>
public static class DemoVenue
{
    /// <summary>Key of the demo account.</summary>
    public const string ClientId = "minnow-demo";

    /// <summary>Its secret. It protects nothing: the exchange listens on loopback and its money is play money.</summary>
    public const string ClientSecret = "minnow-demo-secret-of-no-value";

    /// <summary>Name of the demo account.</summary>
    public const string Account = "demo";

    /// <summary>Index prices at the start, 1e-8.</summary>
    public static IReadOnlyDictionary<string, long> IndexPrices { get; } = new Dictionary<string, long>
    {
        ["btc_usd"] = 61_728 * Units.One, ["eth_usd"] = 2_940 * Units.One, ["btc_usdc"] = 61_728 * Units.One,
    };

    /// <summary>Options for the named instruments, with the demo account.</summary>
    /// <param name="instruments">Names; none means BTC-PERPETUAL. A dated future is written BTC-26DEC25.</param>
    /// <exception cref="System.ArgumentException">A name is not one that the exchange can list.</exception>
    public static VenueOptions Options(params string[] instruments)
    {
        VenueOptions options = new()
        {
            // As public clients expect it, who leave the token out on a plain connection.
            StrictToken = false,
            RefusesUsedNonces = true,
            MatchingDelayMinUs = 5_000, MatchingDelayMaxUs = 10_000, OtherDelayMinUs = 500, OtherDelayMaxUs = 2_000, PlatformChatter = true,
        };
        foreach (string name in instruments.Length == 0 ? ["BTC-PERPETUAL"] : instruments) Add(options, SpecOf(name));
        AddAccount(options, ClientId, ClientSecret, Account, null, 10);
        return options;
    }

    /// <summary>Lists one more instrument.</summary>
    public static void Add(VenueOptions options, InstrumentSpec spec, long indexE8 = 0)
    {
        System.ArgumentNullException.ThrowIfNull(options);
        System.ArgumentNullException.ThrowIfNull(spec);
        if (!options.Indexes.Exists(index => index.Name == spec.IndexName))
            options.Indexes.Add((spec.IndexName, indexE8 != 0 ? indexE8 : IndexPrices[spec.IndexName]));
        options.Instruments.Add(spec);
    }

    /// <summary>Makes an account with a key.</summary>
    /// <param name="options">Of the venue.</param>
    /// <param name="clientId">Public part of the key.</param>
    /// <param name="secret">Secret part.</param>
    /// <param name="account">Name of the account.</param>
    /// <param name="scope">Widest scope; null for the usual one.</param>
    /// <param name="coins">Money at the start: this many BTC, ten times as many ETH, and the worth of the BTC in USDC.</param>
    public static void AddAccount(VenueOptions options, string clientId, string secret, string account, string? scope, decimal coins)
    {
        System.ArgumentNullException.ThrowIfNull(options);
        if (!options.Accounts.Exists(known => known.Spec.Name == account))
        {
            options.Accounts.Add(new AccountOptions(
                new AccountSpec { Name = account },
                [("BTC", Units.ToE8(coins)), ("ETH", Units.ToE8(coins * 10)), ("USDC", Units.ToE8(coins * 60_000))]));
        }

        options.Keys.Add(scope is null ? new KeyOptions(clientId, secret, account) : new KeyOptions(clientId, secret, account, scope));
    }

    private static InstrumentSpec SpecOf(string name)
    {
        switch (name)
        {
            case "BTC-PERPETUAL":
                return InstrumentSpec.BtcPerpetual();
            case "ETH-PERPETUAL":
                return InstrumentSpec.EthPerpetual();
            case "BTC_USDC-PERPETUAL":
                return InstrumentSpec.BtcUsdcPerpetual();
        }

        bool isDated = name.StartsWith("BTC-", System.StringComparison.Ordinal);
        System.Globalization.CultureInfo words = System.Globalization.CultureInfo.InvariantCulture;
        if (isDated && System.DateTime.TryParseExact(name[4..], "dMMMyy", words, System.Globalization.DateTimeStyles.AssumeUniversal, out System.DateTime day))
            return InstrumentSpec.BtcDated(((day.ToUniversalTime() - System.DateTime.UnixEpoch).Ticks / 10) + (8 * 3600 * Units.SecondUs));
        throw new System.ArgumentException(
            $"{name} is not an instrument of this exchange. Known are BTC-PERPETUAL, ETH-PERPETUAL, BTC_USDC-PERPETUAL and dated futures such as BTC-26DEC25.");
    }
}
