using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Risk;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Deribit.Session;
using SessionProtection = Minnow.Venues.Deribit.Session.ProtectionOptions;

namespace Minnow.Sim;

/// <summary>What an engine of a seed is started with, as a configuration file would say it.</summary>
internal static class SimConfiguration
{
    private const ulong MarketSalt = 0x6D61726B65742D31;
    private const ulong OrderSalt = 0x6F72646572732D32;
    private const string Group = "g";

    // Production waits up to 30 s between connections, and for a snapshot, and gives up a link that flaps; both would hide whether it recovers at all.
    private static readonly LinkOptions s_link = new() { BackoffMaxMs = 1000, MaintenanceBackoffMs = 1000, ConnectsPerMinute = 1000 };

    /// <summary>A small spread and small patience, so that there is much to do. <paramref name="bug"/> is a planted one that reads another configuration.</summary>
    internal static MinnowConfiguration Of(SimSeed seed, PlantedBug? bug = null)
    {
        List<InstrumentOptions> instruments = [];
        for (int i = 0; i < seed.Markets.Length; i++)
        {
            SimMarket market = seed.Markets[i];
            decimal most = market.MaxPositionUsd * (bug?.TooManyTimes ?? 1) + (bug?.TooManyLots ?? 0) * (decimal)market.Spec.ContractE8 / Units.E8;
            InstrumentRiskOptions risk = seed.Risk.Of(i);
            instruments.Add(new InstrumentOptions { Name = market.Name, OrderAmount = market.OrderUsd, MaxPositionAmount = most, Risk = bug?.Of(risk) ?? risk });
        }
        return new MinnowConfiguration
        {
            Instruments = instruments,
            // This crowd fills 20 orders of one side in 10 s often: in most seeds that is not what is tried.
            Gate = new GateOptions { RepeatedFills = seed.Number % 5 == 0 ? 20 : 256 },
            Risk = bug?.Of(seed.Risk.Options) ?? seed.Risk.Options,
            Hedge = SimStrategy.Hedge(seed),
            Quoting = SimStrategy.Draw(seed, new QuotingOptions
            {
                Seed = (long)seed.Number, RiskAversionPerLotBps = 0.002, IntensityDecayPerBps = 5, HorizonSeconds = 10, VolatilityHalfLifeSeconds = 30,
                StartVolatilityBps = 0.5, VolatilityFloorBps = 0.1, MinHalfSpreadBps = 0.2, MaxHalfSpreadBps = 20, MinEdgeBps = 0.1,
                RequoteTicks = 2, MinRequoteIntervalMs = 200, MaxFeedAgeMs = 2000, CrossedPullMs = 50, JitterPercent = 10, AnswerTimeoutMs = 2000, MaxExchangeLagMs = 2000,
            }),
        };
    }

    internal static MarketSessionOptions Market(SimSeed seed, long epoch) => new() { Instruments = Instruments(seed), Link = s_link with { Seed = Salted(seed, epoch, MarketSalt) }, SnapshotMaxMs = 2000 };

    internal static OrderSessionOptions Orders(SimSeed seed, long epoch) => new()
    {
        Instruments = Instruments(seed), Link = s_link with { Seed = Salted(seed, epoch, OrderSalt) }, Epoch = epoch, DrillsCancelOnDisconnect = seed.Drills,
        FlapLimit = 1000, PositionPollMs = 2000, OpenOrdersPollMs = 3000, Protection = Protection(seed), UsesProtection = seed.ProtectionOrders > 0 || seed.MassQuotes,
        MassQuoteGroup = seed.MassQuotes ? Group : "",
    };

    // Where a nonce is good once, no two sessions of a run and no two runs of a seed may draw the same ones.
    private static ulong Salted(SimSeed seed, long epoch, ulong salt)
    {
        SplitMix64 bits = new((seed.Number * 0x9E3779B97F4A7C15) ^ (ulong)epoch ^ salt);
        return bits.Next();
    }

    private static List<SessionInstrument> Instruments(SimSeed seed)
    {
        List<SessionInstrument> all = [];
        foreach (SimMarket market in seed.Markets) all.Add(market.Session);
        return all;
    }

    private static List<SessionProtection> Protection(SimSeed seed)
    {
        List<SessionProtection> all = [];
        HashSet<string> seen = [];
        if (seed.ProtectionOrders == 0 && !seed.MassQuotes) return all;
        foreach (SimMarket market in seed.Markets)
        {
            if (!seen.Add(market.Spec.IndexName)) continue;
            // Mass quotes need a group with limits; what a freeze does to quotes is left to the tests of the session.
            long limitE8 = seed.MassQuotes ? 1000 * Units.E8 : market.OrderCoinE8 * seed.ProtectionOrders / 10_000 * 10_000;
            all.Add(new SessionProtection(market.Spec.IndexName, new ProtectionSettings
            {
                IntervalSeconds = seed.ProtectionSeconds, FrozenSeconds = 1, MaxQuoteQuantityE8 = 10 * Units.E8, QuantityLimitE8 = limitE8, DeltaLimitE8 = Units.Missing,
            }, seed.MassQuotes ? Group : ""));
        }
        return all;
    }
}
