using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>What an instrument traded at within a stretch of time. Prices, coins and worth in 1e-8.</summary>
internal sealed class Candle
{
    public long StartUs { get; private init; }

    public long OpenE8 { get; private init; }

    public long HighE8 { get; private set; }

    public long LowE8 { get; private set; }

    public long CloseE8 { get; private set; }

    public long CoinE8 { get; private set; }

    public long QuoteE8 { get; private set; }

    /// <summary>Candles by the trades that are kept, from the first of them on; a stretch without a trade repeats the last price.</summary>
    public static List<Candle> Of(Instrument instrument, long lengthUs, long startUs, long endUs, int most)
    {
        List<Candle> candles = [];
        long lastE8 = 0;
        int next = 0;
        IReadOnlyList<Trade> trades = instrument.Trades;
        for (; next < trades.Count && trades[next].TimeUs < startUs / lengthUs * lengthUs; next++) lastE8 = trades[next].PriceE8;
        if (next == trades.Count && lastE8 == 0) return candles;
        long firstUs = lastE8 != 0 ? startUs : Math.Max(startUs, trades[next].TimeUs);
        for (long us = firstUs / lengthUs * lengthUs; us <= endUs && candles.Count < most; us += lengthUs)
        {
            bool isTraded = next < trades.Count && trades[next].TimeUs < us + lengthUs;
            long openE8 = isTraded ? trades[next].PriceE8 : lastE8;
            Candle candle = new() { StartUs = us, OpenE8 = openE8, HighE8 = openE8, LowE8 = openE8, CloseE8 = openE8 };
            for (; next < trades.Count && trades[next].TimeUs < us + lengthUs; next++) candle.Add(trades[next]);
            lastE8 = candle.CloseE8;
            candles.Add(candle);
        }

        return candles;
    }

    private void Add(Trade trade)
    {
        HighE8 = Math.Max(HighE8, trade.PriceE8);
        LowE8 = Math.Min(LowE8, trade.PriceE8);
        CloseE8 = trade.PriceE8;
        bool isInverse = trade.Instrument.Spec.IsInverse;
        decimal price = Units.ToDecimal(trade.PriceE8), amount = Units.ToDecimal(trade.AmountE8);
        CoinE8 += isInverse ? Units.ToE8(amount / price) : trade.AmountE8;
        QuoteE8 += isInverse ? trade.AmountE8 : Units.ToE8(amount * price);
    }
}
