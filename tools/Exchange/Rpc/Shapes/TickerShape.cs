using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>One member of a ticker: a decimal, a rate, a word, a time, or null.</summary>
internal readonly record struct TickerField(byte[] Name, long E8, double Rate, string? Word, byte Kind, bool IsStat = false)
{
    public const byte IsNull = 0;
    public const byte IsDecimal = 1;
    public const byte IsRate = 2;
    public const byte IsWord = 3;

    public void Write(JsonOut to)
    {
        if (Kind == IsDecimal) to.Decimal(Name, E8);
        else if (Kind == IsRate) to.Real(Name, Rate);
        else if (Kind == IsWord) to.Text(Name, Word!);
        else to.Null(Name);
    }
}

/// <summary>The members of a ticker, in one list that the ticker channels, the order book reply and the incremental channel share.</summary>
internal static class TickerShape
{
    private const long EightHoursUs = 8 * 3600 * Units.SecondUs;

    private static readonly byte[] State = "state"u8.ToArray();
    private static readonly byte[] IndexPrice = "index_price"u8.ToArray();
    private static readonly byte[] LastPrice = "last_price"u8.ToArray();
    private static readonly byte[] SettlementPrice = "settlement_price"u8.ToArray();
    private static readonly byte[] MinPrice = "min_price"u8.ToArray();
    private static readonly byte[] MaxPrice = "max_price"u8.ToArray();
    private static readonly byte[] OpenInterest = "open_interest"u8.ToArray();
    private static readonly byte[] MarkPrice = "mark_price"u8.ToArray();
    private static readonly byte[] BestAsk = "best_ask_price"u8.ToArray();
    private static readonly byte[] BestBid = "best_bid_price"u8.ToArray();
    private static readonly byte[] BestAskAmount = "best_ask_amount"u8.ToArray();
    private static readonly byte[] BestBidAmount = "best_bid_amount"u8.ToArray();
    private static readonly byte[] Delivery = "estimated_delivery_price"u8.ToArray();
    private static readonly byte[] CurrentFunding = "current_funding"u8.ToArray();
    private static readonly byte[] FundingOf8h = "funding_8h"u8.ToArray();
    private static readonly byte[] InterestValue = "interest_value"u8.ToArray();
    private static readonly byte[] High = "high"u8.ToArray();
    private static readonly byte[] Low = "low"u8.ToArray();
    private static readonly byte[] PriceChange = "price_change"u8.ToArray();
    private static readonly byte[] Volume = "volume"u8.ToArray();
    private static readonly byte[] VolumeUsd = "volume_usd"u8.ToArray();
    private static readonly byte[] VolumeNotional = "volume_notional"u8.ToArray();

    /// <summary>Fills a list with the members of now; those of <c>stats</c> come last.</summary>
    public static void Read(List<TickerField> to, Instrument instrument, long nowUs)
    {
        OrderBook book = instrument.Book;
        to.Clear();
        to.Add(new TickerField(State, 0, 0, Words.Of(instrument.State), TickerField.IsWord));
        Decimal(to, IndexPrice, instrument.IndexE8);
        OrNull(to, LastPrice, instrument.LastE8);
        Decimal(to, SettlementPrice, instrument.SettlementE8);
        Decimal(to, MinPrice, instrument.MinPriceE8);
        Decimal(to, MaxPrice, instrument.MaxPriceE8);
        Decimal(to, OpenInterest, instrument.OpenInterestE8);
        Decimal(to, MarkPrice, instrument.MarkE8);
        OrNull(to, BestAsk, book.BestAskE8);
        OrNull(to, BestBid, book.BestBidE8);
        Decimal(to, BestAskAmount, book.BestAskAmountE8);
        Decimal(to, BestBidAmount, book.BestBidAmountE8);
        Decimal(to, Delivery, instrument.DeliveryE8 != 0 ? instrument.DeliveryE8 : instrument.Index.EstimatedDeliveryE8(nowUs));
        if (instrument.Spec.IsPerpetual)
        {
            Decimal(to, CurrentFunding, (long)Math.Round(instrument.FundingRate * Units.One));
            Decimal(to, FundingOf8h, (long)Math.Round(Funding8h(instrument, nowUs) * Units.One));
            to.Add(new TickerField(InterestValue, 0, (double)instrument.InterestValue, null, TickerField.IsRate));
        }

        (long highE8, long lowE8, long firstE8, decimal volume, decimal usd) = instrument.Stats.At(nowUs);
        Stat(to, High, highE8);
        Stat(to, Low, lowE8);
        Stat(to, PriceChange, firstE8 == 0 ? 0 : (long)Math.Round((instrument.LastE8 - firstE8) * 100m / firstE8 * 10_000m) * 10_000);
        Stat(to, Volume, Units.ToE8(volume));
        Stat(to, VolumeUsd, Units.ToE8(usd));
        Stat(to, VolumeNotional, Units.ToE8(usd));
    }

    /// <summary>Funding realised over the trailing 8 h, as a fraction.</summary>
    public static double Funding8h(Instrument instrument, long nowUs) => instrument.Funding.Between(nowUs - EightHoursUs, nowUs);

    /// <summary>Writes the members into the open object.</summary>
    public static void Write(JsonOut to, List<TickerField> fields)
    {
        bool inStats = false;
        foreach (TickerField field in fields)
        {
            if (field.IsStat && !inStats) to.Begin("stats"u8);
            inStats = field.IsStat;
            field.Write(to);
        }

        if (inStats) to.End();
    }

    private static void Decimal(List<TickerField> to, byte[] name, long e8) => to.Add(new TickerField(name, e8, 0, null, TickerField.IsDecimal));

    // An empty side and a market without a trade say null.
    private static void OrNull(List<TickerField> to, byte[] name, long e8) =>
        to.Add(new TickerField(name, e8, 0, null, e8 == 0 ? TickerField.IsNull : TickerField.IsDecimal));

    private static void Stat(List<TickerField> to, byte[] name, long e8) =>
        to.Add(new TickerField(name, e8, 0, null, e8 == 0 && name == PriceChange ? TickerField.IsNull : TickerField.IsDecimal, true));
}
