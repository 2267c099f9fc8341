using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of one row of <c>get_instruments</c>; those after <c>state</c> are known and not read. The value is its bit in the set of keys seen.</summary>
internal enum InstrumentKey : byte
{
    InstrumentName,
    Kind,
    InstrumentType,
    FutureType,
    BaseCurrency,
    QuoteCurrency,
    SettlementCurrency,
    TickSize,
    TickSizeSteps,
    ContractSize,
    MinTradeAmount,
    ExpirationTimestamp,
    IsActive,
    MakerCommission,
    TakerCommission,
    State,
    InstrumentId,
    CounterCurrency,
    PriceIndex,
    CreationTimestamp,
    SettlementPeriod,
    BlockTradeCommission,
    BlockTradeTickSize,
    BlockTradeMinTradeAmount,
    MaxLeverage,
    MaxNonDefaultLeverage,
    MaxLiquidationCommission,
    UnderlyingType,
    Strike,
    OptionType,
    Rfq,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="InstrumentKey"/> by its bytes.</summary>
internal static class InstrumentKeys
{
    public static InstrumentKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 3:
                if (name.SequenceEqual("rfq"u8)) return InstrumentKey.Rfq;
                break;
            case 4:
                if (name.SequenceEqual("kind"u8)) return InstrumentKey.Kind;
                break;
            case 5:
                if (name.SequenceEqual("state"u8)) return InstrumentKey.State;
                break;
            case 6:
                if (name.SequenceEqual("strike"u8)) return InstrumentKey.Strike;
                break;
            case 9:
                if (name.SequenceEqual("tick_size"u8)) return InstrumentKey.TickSize;
                if (name.SequenceEqual("is_active"u8)) return InstrumentKey.IsActive;
                break;
            case 11:
                if (name.SequenceEqual("future_type"u8)) return InstrumentKey.FutureType;
                if (name.SequenceEqual("price_index"u8)) return InstrumentKey.PriceIndex;
                if (name.SequenceEqual("option_type"u8)) return InstrumentKey.OptionType;
                break;
            case 12:
                if (name.SequenceEqual("max_leverage"u8)) return InstrumentKey.MaxLeverage;
                break;
            case 13:
                if (name.SequenceEqual("base_currency"u8)) return InstrumentKey.BaseCurrency;
                if (name.SequenceEqual("contract_size"u8)) return InstrumentKey.ContractSize;
                if (name.SequenceEqual("instrument_id"u8)) return InstrumentKey.InstrumentId;
                break;
            case 14:
                if (name.SequenceEqual("quote_currency"u8)) return InstrumentKey.QuoteCurrency;
                break;
            case 15:
                if (name.SequenceEqual("instrument_name"u8)) return InstrumentKey.InstrumentName;
                if (name.SequenceEqual("instrument_type"u8)) return InstrumentKey.InstrumentType;
                if (name.SequenceEqual("tick_size_steps"u8)) return InstrumentKey.TickSizeSteps;
                if (name.SequenceEqual("underlying_type"u8)) return InstrumentKey.UnderlyingType;
                break;
            case 16:
                if (name.SequenceEqual("min_trade_amount"u8)) return InstrumentKey.MinTradeAmount;
                if (name.SequenceEqual("maker_commission"u8)) return InstrumentKey.MakerCommission;
                if (name.SequenceEqual("taker_commission"u8)) return InstrumentKey.TakerCommission;
                if (name.SequenceEqual("counter_currency"u8)) return InstrumentKey.CounterCurrency;
                break;
            case 17:
                if (name.SequenceEqual("settlement_period"u8)) return InstrumentKey.SettlementPeriod;
                break;
            case 18:
                if (name.SequenceEqual("creation_timestamp"u8)) return InstrumentKey.CreationTimestamp;
                break;
            case 19:
                if (name.SequenceEqual("settlement_currency"u8)) return InstrumentKey.SettlementCurrency;
                break;
            case 20:
                if (name.SequenceEqual("expiration_timestamp"u8)) return InstrumentKey.ExpirationTimestamp;
                break;
            case 21:
                if (name.SequenceEqual("block_trade_tick_size"u8)) return InstrumentKey.BlockTradeTickSize;
                break;
            case 22:
                if (name.SequenceEqual("block_trade_commission"u8)) return InstrumentKey.BlockTradeCommission;
                break;
            case 24:
                if (name.SequenceEqual("max_non_default_leverage"u8)) return InstrumentKey.MaxNonDefaultLeverage;
                break;
            case 26:
                if (name.SequenceEqual("max_liquidation_commission"u8)) return InstrumentKey.MaxLiquidationCommission;
                break;
            case 28:
                if (name.SequenceEqual("block_trade_min_trade_amount"u8)) return InstrumentKey.BlockTradeMinTradeAmount;
                break;
        }

        return InstrumentKey.Unknown;
    }
}
