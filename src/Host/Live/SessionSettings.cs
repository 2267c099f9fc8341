using System;
using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Deribit.Session;
using NetLink = Minnow.Host.Net.LinkOptions;
using SessionFeed = Minnow.Venues.Deribit.Session.FeedInterval;
using SessionLink = Minnow.Venues.Deribit.Session.LinkOptions;
using SessionProtection = Minnow.Venues.Deribit.Session.ProtectionOptions;

namespace Minnow.Host.Live;

/// <summary>What the configuration says, in the words of links and sessions.</summary>
internal static class SessionSettings
{
    internal static NetLink Link(MinnowConfiguration configuration, string name)
    {
        ConnectionOptions connection = Connection(configuration);
        return new NetLink
        {
            Url = connection.Address,
            Name = name,
            ProxyUrl = connection.Proxy is string proxy ? new Uri(proxy) : null,
            CaFile = connection.CaFile,
            Pins = connection.Pins,
            MaxMessageBytes = configuration.Limits.MaxFrameBytes,
            MaxWaitingBytes = Math.Max(4 << 20, 2 * configuration.Limits.MaxFrameBytes),
        };
    }

    internal static MarketSessionOptions Market(MinnowConfiguration configuration, ulong seed) => new()
    {
        Link = Common(Connection(configuration), seed),
        Instruments = Instruments(configuration),
        AuditLevels = Connection(configuration).AuditDepth,
        Interval = Connection(configuration).Interval == Configuration.FeedInterval.Raw ? SessionFeed.Raw : SessionFeed.Ms100,
    };

    internal static OrderSessionOptions Orders(MinnowConfiguration configuration, long epoch, ulong seed)
    {
        ConnectionOptions connection = Connection(configuration);
        return new OrderSessionOptions
        {
            Link = Common(connection, seed),
            Instruments = Instruments(configuration),
            Epoch = epoch,
            AcceptedExtraScopes = connection.AllowedScopes,
            ValidForMs = connection.ValidForMs,
            DrillsCancelOnDisconnect = connection.CancelOnDisconnectDrill,
            CancelReservePercent = connection.CancelReservePercent,
            CancelSilenceMs = connection.CancelSilenceMs,
            SelfTradeMode = connection.SelfTradeMode switch { SelfTradeModeName.RejectTaker => "reject_taker", SelfTradeModeName.CancelMaker => "cancel_maker", _ => "" },
            RequiresSelfTradeMode = connection.SelfTradeStrict,
            Protection = Protection(configuration),
            UsesProtection = connection.Protection.Enabled,
            MassQuoteGroup = Group(connection.Protection),
        };
    }

    /// <summary>The instruments with the names that the venue derives from theirs: BTC-PERPETUAL is of BTC and btc_usd, SOL_USDC-PERPETUAL of USDC and sol_usdc.</summary>
    internal static List<SessionInstrument> Instruments(MinnowConfiguration configuration)
    {
        List<SessionInstrument> all = [];
        foreach (InstrumentOptions instrument in configuration.Instruments) all.Add(Instrument(instrument.Name));
        return all;
    }

    internal static SessionInstrument Instrument(string name)
    {
        int end = name.IndexOf('-', StringComparison.Ordinal);
        string pair = end < 0 ? name : name[..end];
        int middle = pair.IndexOf('_', StringComparison.Ordinal);
        return middle < 0
            ? new SessionInstrument(name, pair, pair.ToLowerInvariant() + "_usd")
            : new SessionInstrument(name, pair[(middle + 1)..], pair.ToLowerInvariant());
    }

    private static ConnectionOptions Connection(MinnowConfiguration configuration) =>
        configuration.Connection ?? throw new InvalidOperationException("The configuration has no connection.");

    private static SessionLink Common(ConnectionOptions connection, ulong seed) => new()
    {
        HeartbeatSeconds = connection.HeartbeatSeconds,
        Grant = connection.Grant == AuthenticationGrant.ClientSignature ? GrantKind.Signature : GrantKind.Credentials,
        Seed = seed,
        BudgetSharePercent = connection.BudgetPercent,
    };

    private static List<SessionProtection> Protection(MinnowConfiguration configuration)
    {
        Configuration.ProtectionOptions wanted = Connection(configuration).Protection;
        List<SessionProtection> all = [];
        if (!wanted.Enabled) return all;
        ProtectionSettings settings = new()
        {
            IntervalSeconds = wanted.IntervalSeconds,
            FrozenSeconds = wanted.FrozenSeconds,
            MaxQuoteQuantityE8 = E8(wanted.MaxQuoteQuantity),
            QuantityLimitE8 = E8(wanted.QuantityLimit),
            DeltaLimitE8 = E8(wanted.DeltaLimit),
        };
        HashSet<string> seen = [];
        foreach (SessionInstrument instrument in Instruments(configuration))
            if (seen.Add(instrument.IndexName)) all.Add(new SessionProtection(instrument.IndexName, settings, Group(wanted)));
        return all;
    }

    private static string Group(Configuration.ProtectionOptions protection) => protection is { Enabled: true, MassQuotes: true, Group: string group } ? group : "";

    private static long E8(decimal? coins) => coins is decimal given ? ExactAmount.ToE8(given) : Units.Missing;
}
