using System;
using System.Collections.Generic;
using Minnow.Core.Accounting;

namespace Minnow.Host.Pnl;

/// <summary>The instruments of one settlement coin together.</summary>
internal sealed class CoinPnl
{
    internal required string Coin { get; init; }

    internal EdgeSplit Parts;

    internal Int128 RealisedE24 { get; private set; }

    internal Int128 UnrealisedE24 { get; private set; }

    internal Int128 TotalE24 { get; private set; }

    internal Int128 ResidualE24 { get; private set; }

    /// <summary>USD for one coin, 1e-8: the index of an inverse contract; one dollar for a coin that linear contracts settle in; 0 if no index was told.</summary>
    internal long IndexE8 { get; private set; }

    /// <summary>Adds instruments up by coin, in their order.</summary>
    internal static List<CoinPnl> Of(IEnumerable<InstrumentPnl> instruments)
    {
        List<CoinPnl> coins = [];
        foreach (InstrumentPnl one in instruments)
        {
            CoinPnl? coin = coins.Find(known => known.Coin == one.Account.Coin);
            if (coin == null) coins.Add(coin = new CoinPnl { Coin = one.Account.Coin });
            EdgeSplit.Add(ref coin.Parts, in one.Parts);
            coin.RealisedE24 += one.RealisedE24;
            coin.UnrealisedE24 += one.UnrealisedE24;
            coin.TotalE24 += one.TotalE24;
            coin.ResidualE24 += Int128.Abs(one.ResidualE24);
            coin.IndexE8 = Math.Max(coin.IndexE8, one.Account.Terms.Contract == Core.Model.ContractKind.Linear ? Core.Model.Units.E8 : one.Account.IndexE8);
        }
        return coins;
    }
}
