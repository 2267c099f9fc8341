using System;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Host.Configuration;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Sim;

/// <summary>I13: once more is lost than a limit of loss allows, by the venue's own account, nothing is added any more.</summary>
/// <remarks>
/// Looked at ten times a second; the quoter may be as late as its marks. Not looked at where fills are kept from us or told wrong, or where others trade on the account: the venue's equity then is not ours.
/// </remarks>
internal sealed class LossCheck(World world)
{
    private const long EveryNs = 100 * Units.NsPerMs;
    private const long BoundNs = 3 * Units.NsPerSecond;

    // The account begins at the venue's statement, which is a little older than our word for it, and may be rounded.
    private const decimal SlackShare = 1.1m;
    private const decimal SlackCoins = 0.000_000_2m;
    private const decimal SlackUsd = 0.015m;

    private readonly decimal[] _base = new decimal[2];
    private readonly decimal[] _peak = new decimal[2];
    private int _run = -1;
    private long _nextNs;
    private long _beyondNs;

    private bool IsBeyond => _beyondNs != 0 && world.NowNs - _beyondNs > BoundNs;

    /// <summary>A person armed: what is limited since the start begins anew.</summary>
    internal void Begin()
    {
        for (int i = 0; i < world.Account.Wallets.Count && i < _base.Length; i++) _base[i] = _peak[i] = world.Account.Wallets[i].Equity;
        _beyondNs = 0;
    }

    /// <summary>After each step of the world.</summary>
    internal void Step()
    {
        if (!world.Seed.Risk.LimitsLoss || world.NowNs < _nextNs) return;
        _nextNs = world.NowNs + EveryNs;
        if (world.Current is not { HasOpened: true } run) return;
        if (run.Number != _run) Begin();
        _run = run.Number;
        bool isBeyond = Look();
        if (!isBeyond) _beyondNs = 0;
        else if (_beyondNs == 0) (_beyondNs, world.Tally.LossesReached) = (world.NowNs, world.Tally.LossesReached + 1);
    }

    /// <summary>The quoter wants an order or a change.</summary>
    internal void Commanded(EngineRun run, ref readonly OutputRecord command)
    {
        if (!IsBeyond || run.Number != _run || world.Seed.Script.Lies || world.Seed.Script.Loses || world.Seed.Script.Overfills) return;
        for (int market = 0; market < world.Seed.Markets.Length; market++)
            if (world.Strangers.TotalE8(market) > 0) return;
        long positionE8 = world.Account.PositionIn(world.Instrument(command.InstrumentIndex))?.SizeE8 ?? 0;
        bool sell = (command.Flags & OutputRecord.SellFlag) != 0;
        if (sell ? positionE8 <= 0 : positionE8 >= 0) world.Say($"I13 {command.Verb} {(sell ? "sell" : "buy")} at a position of {positionE8 / Units.E8}, {(world.NowNs - _beyondNs) / Units.NsPerMs} ms after more was lost than a limit allows");
    }

    private bool Look()
    {
        RiskOptions risk = world.Seed.Risk.Options;
        decimal lostUsd = 0;
        bool isBeyond = false;
        for (int i = 0; i < world.Account.Wallets.Count && i < _base.Length; i++)
        {
            Wallet wallet = world.Account.Wallets[i];
            decimal equity = wallet.Equity, lost = _base[i] - equity;
            _peak[i] = Math.Max(_peak[i], equity);
            isBeyond |= IsOver(_peak[i] - equity, risk.MaxDrawdown, SlackCoins);
            lostUsd += lost * (wallet.Currency == "ETH" ? 3_000 : 60_000);
            isBeyond |= IsOver(lost, risk.MaxSessionLoss, SlackCoins);
        }
        return isBeyond | IsOver(lostUsd, risk.MaxSessionLossUsd, SlackUsd);
    }

    private static bool IsOver(decimal lost, decimal? limit, decimal slack) => limit is decimal most && lost > most * SlackShare + slack;
}
