using System;
using System.Collections.Generic;
using Minnow.Core.Numerics;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Risk;

namespace Minnow.Sim;

/// <summary>The limits and the kill ladder of a seed, and how often persons command: nothing beside the net exposure in half of them, else each with its own chance.</summary>
/// <remarks>Drawn from numbers of its own, so that it changes nothing else about a seed.</remarks>
internal sealed class SimRisk
{
    private const ulong Salt = 0x7269736B;
    private const double UsdPerAccount = 60_000; // one BTC, or twenty ETH

    private readonly List<InstrumentRiskOptions> _own = [];
    private SplitMix64 _random;

    internal SimRisk(SimSeed seed)
    {
        _random = new SplitMix64(seed.Number ^ Salt);
        IsOn = _random.NextIndex(2) == 0;
        Options = new RiskOptions { MaxNetExposure = SimStrategy.MaxNetExposure(seed) };
        foreach (SimMarket market in seed.Markets) _own.Add(IsOn ? Own(market) : new InstrumentRiskOptions());
        if (!IsOn) return;
        long order = seed.Markets[0].OrderUsd;
        bool isOneCoin = seed.Markets[^1].Spec.SettlementCurrency == "BTC";
        Options = Options with
        {
            MaxGrossUsd = Maybe(3) ? order * (2 + _random.NextIndex(10)) : null,
            MaxLeverage = Maybe(4) ? order * (2 + _random.NextIndex(8)) / UsdPerAccount : null,
            MaxOpenOrders = Maybe(4) ? 1 + _random.NextIndex(8) : null,
            // An ETH is a twentieth of a BTC: one figure for both would mean nothing.
            MaxSessionLoss = Maybe(3) && isOneCoin ? Coins(5, 60) : null,
            MaxSessionLossUsd = Maybe(5) ? Dollars(40) : null,
            MaxDailyLoss = Maybe(8) && isOneCoin ? Coins(10, 100) : null,
            MaxDailyLossUsd = Maybe(8) ? Dollars(80) : null,
            MaxDrawdown = Maybe(8) && isOneCoin ? Coins(8, 60) : null,
            MaxDrawdownUsd = Maybe(8) ? Dollars(40) : null,
            MaxDrawdownPercent = Maybe(12) ? 0.01 : null,
            WidenFactor = 1 + 2 * _random.NextDouble(),
            FlattenSlippageBps = 10 + _random.NextIndex(50),
            FlattenIntervalMs = 10 + _random.NextIndex(800),
            FlattenShare = 0.2 + 0.8 * _random.NextDouble(),
            LatchCloseMs = _random.NextIndex(2) * _random.NextIndex(1500),
            TrendWindowSeconds = 1 + _random.NextIndex(10),
            Triggers = Triggers(),
        };
        CommandsPerMinute = Maybe(3) ? 0 : 3 + 9 * _random.NextDouble();
        DrillsOrder = _random.NextIndex(24);
        Drills = _random.NextIndex(3);
    }

    internal bool IsOn { get; }

    /// <summary>Over all instruments.</summary>
    internal RiskOptions Options { get; }

    /// <summary>Commands of persons while the faults are on.</summary>
    internal double CommandsPerMinute { get; }

    /// <summary>Commands that are tried one after the other at the end, in fair weather.</summary>
    internal int Drills { get; }

    /// <summary>Which of them, and in which order.</summary>
    internal int DrillsOrder { get; }

    /// <summary>Of one instrument.</summary>
    internal InstrumentRiskOptions Of(int market) => _own[market];

    /// <summary>True if a limit of loss is set.</summary>
    internal bool LimitsLoss => Options is not { MaxSessionLoss: null, MaxSessionLossUsd: null, MaxDailyLoss: null, MaxDailyLossUsd: null, MaxDrawdown: null, MaxDrawdownUsd: null, MaxDrawdownPercent: null };

    /// <summary>Largest position by the limits of the instrument that do not move, 1e-8 USD.</summary>
    internal long MaxPositionE8(SimMarket market, int at)
    {
        decimal most = market.MaxPositionUsd;
        if (_own[at].MaxNotionalUsd is decimal notional) most = Math.Min(most, notional);
        if (_own[at] is { ExpiryWindowHours: > 0, ExpiryCapAmount: decimal expiry }) most = Math.Min(most, expiry);
        return (long)(most * Core.Model.Units.E8);
    }

    private InstrumentRiskOptions Own(SimMarket market)
    {
        long order = market.OrderUsd;
        int stop = 50 + _random.NextIndex(51);
        // Three standard deviations of 0.5 bps a second in a minute are some 12 bps.
        double move = 0.0012 * (1 + 3 * _random.NextDouble()) * market.OrderCoinE8 * 1e-8;
        return new InstrumentRiskOptions
        {
            MaxOrderAmount = Maybe(4) ? order * (1 + _random.NextIndex(2)) : null,
            MaxLadderAmount = Maybe(3) ? order * (1 + _random.NextIndex(4)) : null,
            MaxOrders = Maybe(4) ? 1 + _random.NextIndex(6) : null,
            MaxNotionalUsd = Maybe(3) ? order * (1 + _random.NextIndex(6)) : null,
            VolatilityBudget = Maybe(4) ? Math.Round((decimal)(move * (2 + _random.NextIndex(5))), 8) : null,
            SideStopPercent = Maybe(4) ? stop : null,
            SideReleasePercent = stop - _random.NextIndex(30),
            FundingCapAmount = Maybe(6) ? order * (1 + _random.NextIndex(3)) : null,
            FundingIntervalMinutes = 1,
            FundingWindowSeconds = 5 + _random.NextIndex(25),
            ExpiryCapAmount = order * (1 + _random.NextIndex(4)),
            // Its expiry is five days away: the cap holds all the time.
            ExpiryWindowHours = !market.Spec.IsPerpetual && Maybe(2) ? 24 * 7 : 0,
        };
    }

    private List<TriggerOptions> Triggers()
    {
        List<TriggerOptions> all = [];
        Draw(KillTriggerName.TrendBreak, 4 + _random.NextIndex(5), 0);
        Draw(KillTriggerName.SpreadCollapse, 0.3, _random.NextIndex(500));
        Draw(KillTriggerName.SpreadBlowOut, 1.5 + _random.NextIndex(3), _random.NextIndex(500));
        Draw(KillTriggerName.Divergence, 2 + _random.NextIndex(10), 0);
        Draw(KillTriggerName.StaleData, null, _random.NextIndex(2000));
        Draw(KillTriggerName.Gaps, 2 + _random.NextIndex(3), 5000);
        Draw(KillTriggerName.InventoryLoss, 3 + _random.NextIndex(20), 0);
        Draw(KillTriggerName.Latency, 300 + _random.NextIndex(2000), 0);
        Draw(KillTriggerName.Refusals, 3 + _random.NextIndex(5), 5000);
        Draw(KillTriggerName.LosingTrips, 3 + _random.NextIndex(8), 0);
        Draw(KillTriggerName.Reconcile, null, 0);
        return all;

        void Draw(KillTriggerName trigger, double? threshold, int forMs)
        {
            int step = 1 + _random.NextIndex(5), releaseMs = _random.NextIndex(3000);
            if (!Maybe(8)) return;
            // From flatten on only a person lets go: most are milder.
            if (step > 3 && Maybe(2)) step -= 3;
            all.Add(new TriggerOptions { Trigger = trigger, Step = (KillStepName)step, Threshold = threshold, ForMs = forMs, ReleaseMs = releaseMs });
        }
    }

    // So small, 1e-7 of a coin and cents, that losses of these positions reach them.
    private decimal Coins(int least, int more) => (least + _random.NextIndex(more)) * 0.000_000_1m;

    private decimal Dollars(int more) => (3 + _random.NextIndex(more)) * 0.01m;

    private bool Maybe(int oneIn) => _random.NextIndex(oneIn) == 0;
}
