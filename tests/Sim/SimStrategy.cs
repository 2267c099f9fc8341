using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Numerics;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Strategy;

namespace Minnow.Sim;

/// <summary>The strategy of a seed: one plain level in half of them, else a ladder with tactics, moved in one of the ways there are, that may take to reduce.</summary>
/// <remarks>Drawn from numbers of its own, so that it changes nothing else about a seed.</remarks>
internal static class SimStrategy
{
    private const ulong Salt = 0x73747261746567;

    internal static QuotingOptions Draw(SimSeed seed, QuotingOptions plain)
    {
        SplitMix64 random = new(seed.Number ^ Salt);
        if (random.NextIndex(2) == 0) return plain;
        return plain with
        {
            Ladder = new LadderOptions
            {
                Levels = 1 + random.NextIndex(4),
                SpacingKind = (LadderSpacing)random.NextIndex(3),
                Spacing = 1 + random.NextIndex(4),
                SpacingGrowth = 1 + random.NextDouble(),
                SizeProfile = (LadderSizes)random.NextIndex(3),
                SizeStep = random.NextDouble() - 0.5,
                InventorySizing = random.NextDouble(),
            },
            Fair = new FairOptions { Kind = (FairPriceKind)random.NextIndex(3) },
            Alpha = new AlphaOptions { ImbalanceWeightBps = random.NextDouble(), TradeWeightBps = random.NextDouble(), TopWeightBps = 0.1, ImbalanceLevels = 3 },
            Model = new ModelOptions { Kind = QuoteModelKind.AvellanedaStoikov + (int)random.NextIndex(3), UncertaintyZ = 1 },
            Requote = new RequoteOptions
            {
                Move = (QuoteMove)random.NextIndex(3),
                Touch = (TouchRule)random.NextIndex(4),
                HangBackTicks = 1,
                BandTicksPerLevel = random.NextIndex(3),
                TriggerMidBps = random.NextIndex(3) == 0 ? 0.3 : 0,
                RefreshMs = random.NextIndex(3) == 0 ? 3000 : 0,
                QueueFrontShare = 0.3,
                QueueBandTicks = random.NextIndex(4),
            },
            Tactics = new TacticOptions
            {
                SweepLevels = random.NextIndex(3),
                SweepHoldMs = 300,
                MomentumCancelSigmas = random.NextIndex(2) * 4,
                PostFillHoldMs = random.NextIndex(3) * 100,
                PartialFill = (PartialFill)random.NextIndex(3),
                ReentryWaitMs = random.NextIndex(2) * 200,
                ReentryDriftBps = 0.5,
                OneSidedFlow = random.NextIndex(3) == 0 ? 0.9 : 0,
                PullShare = random.NextIndex(3) == 0 ? 0.8 : 0,
                AggressionShare = random.NextIndex(2) * 0.5,
                AggressionFlow = 0.2,
                AggressionIntervalMs = 1000,
            },
            Modes = new ModeOptions { VolatileRatio = random.NextIndex(2) * 2, ReleaseMs = 5000 },
        };
    }

    /// <summary>Largest net position over all instruments, coin; null in most seeds.</summary>
    internal static decimal? MaxNetExposure(SimSeed seed) => new SplitMix64(seed.Number ^ Salt ^ 1).NextIndex(3) == 0 ? 0.01m : null;

    /// <summary>Hedges in half of the seeds with two instruments of one coin; the trigger is about an order, so that there is much to hedge.</summary>
    internal static HedgeOptions Hedge(SimSeed seed)
    {
        SplitMix64 random = new(seed.Number ^ Salt ^ 2);
        List<SimMarket> coin = [.. seed.Markets.Where(one => one.Name.StartsWith("BTC", StringComparison.Ordinal))];
        if (coin.Count < 2 || random.NextIndex(2) == 0) return new HedgeOptions();
        int first = random.NextIndex(coin.Count);
        decimal trigger = Math.Round(coin[0].OrderCoinE8 * (0.8m + (decimal)random.NextDouble()) * 1e-8m, 8);
        if (MaxNetExposure(seed) is decimal most) trigger = Math.Min(trigger, Math.Round(most / 2, 8));
        return new HedgeOptions
        {
            Instruments = random.NextIndex(2) == 0 ? [coin[first].Name] : [coin[first].Name, coin[1 - first].Name],
            Trigger = trigger,
            Target = random.NextIndex(2) == 0 ? 0 : Math.Round(trigger / 2, 8),
            RiskWeight = random.NextIndex(3),
            SkewSeconds = random.NextIndex(2) * 600,
            PassiveWaitMs = 2000,
            SlippageBps = random.NextIndex(2) * 5,
            IntervalMs = 200,
            UnwindHours = random.NextIndex(2) * 24,
            UnwindEdgeBps = 0,
            MaxOrder = random.NextIndex(2) == 0 ? null : Math.Round(trigger / 2, 8),
        };
    }
}
