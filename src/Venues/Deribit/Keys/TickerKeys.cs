using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>
/// Keys of a ticker, its <c>stats</c> and its <c>greeks</c>. Those up to <see cref="InterestRate"/> are places in the array of values that
/// <see cref="DeribitParser"/> fills; the value of each is also its bit in the set of keys seen.
/// </summary>
internal enum TickerKey : byte
{
    // TickerMarks
    MarkPrice,
    IndexPrice,
    LastPrice,
    MinPrice,
    MaxPrice,

    // TickerCarry
    CurrentFunding,
    Funding8h,
    InterestValue,
    OpenInterest,
    SettlementPrice,

    // TickerStats
    High,
    Low,
    Volume,
    VolumeUsd,
    PriceChange,

    // OptionGreeks
    Delta,
    Gamma,
    Theta,
    Vega,
    Rho,

    // OptionVols
    MarkIv,
    BidIv,
    AskIv,
    UnderlyingPrice,
    InterestRate,

    // Read, but not a value of the array.
    Type,
    Timestamp,
    InstrumentName,
    State,
    Stats,
    Greeks,
    BestBidPrice,
    BestBidAmount,
    BestAskPrice,
    BestAskAmount,

    // Known and not read.
    EstimatedDeliveryPrice,
    DeliveryPrice,
    UnderlyingIndex,
    VolumeNotional,

    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="TickerKey"/> by its bytes, for each of the three objects.</summary>
internal static class TickerKeys
{
    /// <summary>How many keys are places in the array of values.</summary>
    public const int ValueCount = (int)TickerKey.InterestRate + 1;

    public static TickerKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 4:
                if (name.SequenceEqual("type"u8)) return TickerKey.Type;
                break;
            case 5:
                if (name.SequenceEqual("state"u8)) return TickerKey.State;
                if (name.SequenceEqual("stats"u8)) return TickerKey.Stats;
                break;
            case 6:
                if (name.SequenceEqual("bid_iv"u8)) return TickerKey.BidIv;
                if (name.SequenceEqual("ask_iv"u8)) return TickerKey.AskIv;
                if (name.SequenceEqual("greeks"u8)) return TickerKey.Greeks;
                break;
            case 7:
                if (name.SequenceEqual("mark_iv"u8)) return TickerKey.MarkIv;
                break;
            case 9:
                if (name.SequenceEqual("timestamp"u8)) return TickerKey.Timestamp;
                if (name.SequenceEqual("min_price"u8)) return TickerKey.MinPrice;
                if (name.SequenceEqual("max_price"u8)) return TickerKey.MaxPrice;
                break;
            case 10:
                if (name.SequenceEqual("mark_price"u8)) return TickerKey.MarkPrice;
                if (name.SequenceEqual("last_price"u8)) return TickerKey.LastPrice;
                if (name.SequenceEqual("funding_8h"u8)) return TickerKey.Funding8h;
                break;
            case 11:
                if (name.SequenceEqual("index_price"u8)) return TickerKey.IndexPrice;
                break;
            case 13:
                if (name.SequenceEqual("open_interest"u8)) return TickerKey.OpenInterest;
                if (name.SequenceEqual("interest_rate"u8)) return TickerKey.InterestRate;
                break;
            case 14:
                if (name.SequenceEqual("best_bid_price"u8)) return TickerKey.BestBidPrice;
                if (name.SequenceEqual("best_ask_price"u8)) return TickerKey.BestAskPrice;
                if (name.SequenceEqual("interest_value"u8)) return TickerKey.InterestValue;
                if (name.SequenceEqual("delivery_price"u8)) return TickerKey.DeliveryPrice;
                break;
            case 15:
                if (name.SequenceEqual("instrument_name"u8)) return TickerKey.InstrumentName;
                if (name.SequenceEqual("best_bid_amount"u8)) return TickerKey.BestBidAmount;
                if (name.SequenceEqual("best_ask_amount"u8)) return TickerKey.BestAskAmount;
                if (name.SequenceEqual("current_funding"u8)) return TickerKey.CurrentFunding;
                break;
            case 16:
                if (name.SequenceEqual("settlement_price"u8)) return TickerKey.SettlementPrice;
                if (name.SequenceEqual("underlying_price"u8)) return TickerKey.UnderlyingPrice;
                if (name.SequenceEqual("underlying_index"u8)) return TickerKey.UnderlyingIndex;
                break;
            case 24:
                if (name.SequenceEqual("estimated_delivery_price"u8)) return TickerKey.EstimatedDeliveryPrice;
                break;
        }

        return TickerKey.Unknown;
    }

    public static TickerKey FindInStats(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 3:
                if (name.SequenceEqual("low"u8)) return TickerKey.Low;
                break;
            case 4:
                if (name.SequenceEqual("high"u8)) return TickerKey.High;
                break;
            case 6:
                if (name.SequenceEqual("volume"u8)) return TickerKey.Volume;
                break;
            case 10:
                if (name.SequenceEqual("volume_usd"u8)) return TickerKey.VolumeUsd;
                break;
            case 12:
                if (name.SequenceEqual("price_change"u8)) return TickerKey.PriceChange;
                break;
            case 15:
                if (name.SequenceEqual("volume_notional"u8)) return TickerKey.VolumeNotional;
                break;
        }

        return TickerKey.Unknown;
    }

    public static TickerKey FindInGreeks(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 3:
                if (name.SequenceEqual("rho"u8)) return TickerKey.Rho;
                break;
            case 4:
                if (name.SequenceEqual("vega"u8)) return TickerKey.Vega;
                break;
            case 5:
                if (name.SequenceEqual("delta"u8)) return TickerKey.Delta;
                if (name.SequenceEqual("gamma"u8)) return TickerKey.Gamma;
                if (name.SequenceEqual("theta"u8)) return TickerKey.Theta;
                break;
        }

        return TickerKey.Unknown;
    }

    /// <summary>True if the value is a rate, kept in units of 1e-12; else it is kept in units of 1e-8.</summary>
    public static bool IsE12(TickerKey key) => (uint)(key - TickerKey.CurrentFunding) <= TickerKey.InterestValue - TickerKey.CurrentFunding;
}
