namespace Minnow.Exchange.Engine;

/// <summary>What an instrument is by contract. Amounts are in USD for inverse instruments and in coin for linear ones.</summary>
public sealed record InstrumentSpec
{
    /// <summary>Expiry of a perpetual as the venue writes it: year 3000, µs.</summary>
    public const long NeverUs = 32_503_708_800_000_000;

    /// <summary>Name, such as BTC-PERPETUAL.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the instrument.</summary>
    public int Id { get; init; }

    /// <summary>Kind.</summary>
    public InstrumentKind Kind { get; init; }

    /// <summary>Coin that is traded.</summary>
    public required string BaseCurrency { get; init; }

    /// <summary>Currency of the price.</summary>
    public required string QuoteCurrency { get; init; }

    /// <summary>Currency of profit, fees and margin; also the family of order and trade ids.</summary>
    public required string SettlementCurrency { get; init; }

    /// <summary>Name of the index, such as btc_usd.</summary>
    public required string IndexName { get; init; }

    /// <summary>Smallest price step, 1e-8.</summary>
    public long TickE8 { get; init; }

    /// <summary>Amount of one contract, 1e-8; every amount is a multiple.</summary>
    public long ContractE8 { get; init; }

    /// <summary>Smallest amount of an order, 1e-8.</summary>
    public long MinAmountE8 { get; init; }

    /// <summary>Catalogue fee of the resting side, 1e-8 of the value; negative is a rebate.</summary>
    public long MakerFeeE8 { get; init; } = 15_000;

    /// <summary>Catalogue fee of the aggressive side, 1e-8 of the value.</summary>
    public long TakerFeeE8 { get; init; } = 35_000;

    /// <summary>Most that a liquidation costs beside the fee, 1e-8 of the value.</summary>
    public long LiquidationFeeE8 { get; init; } = 1_000_000;

    /// <summary>Fee at delivery, 1e-8 of the value.</summary>
    public long DeliveryFeeE8 { get; init; }

    /// <summary>Largest leverage.</summary>
    public int MaxLeverage { get; init; } = 50;

    /// <summary>Expiry, µs since 1970; <see cref="NeverUs"/> for a perpetual.</summary>
    public long ExpiryUs { get; init; } = NeverUs;

    /// <summary>Listed since, µs since 1970.</summary>
    public long CreatedUs { get; init; }

    /// <summary>Most that the funding rate can be, 1e-8 per 8 h.</summary>
    public long FundingCapE8 { get; init; } = 500_000;

    /// <summary>Prices may differ from the mark's centre by this share, 1e-8.</summary>
    public long BandE8 { get; init; } = 1_500_000;

    /// <summary>Prices may differ from the index by this share, 1e-8.</summary>
    public long WideBandE8 { get; init; } = 7_500_000;

    /// <summary>The mark's distance from the index stays within this share, 1e-8.</summary>
    public long MarkBandE8 { get; init; } = 500_000;

    /// <summary>How long an aggressive order is held, µs; 0 for none.</summary>
    public long SpeedBumpUs { get; init; }

    /// <summary>Largest amount of one order, 1e-8; 0 for no limit.</summary>
    public long MaxOrderE8 { get; init; }

    /// <summary>Largest position, 1e-8; 0 for no limit.</summary>
    public long MaxPositionE8 { get; init; }

    /// <summary>True when amounts are in the quote currency and money is in the base coin.</summary>
    public bool IsInverse => Kind != InstrumentKind.LinearPerpetual;

    /// <summary>True when it never expires and pays funding.</summary>
    public bool IsPerpetual => Kind != InstrumentKind.InverseDated;

    /// <summary>BTC-PERPETUAL as last seen: 10 USD a contract, tick 0.5, no speed bump.</summary>
    public static InstrumentSpec BtcPerpetual() => new()
    {
        Name = "BTC-PERPETUAL", Id = 210838, Kind = InstrumentKind.InversePerpetual, BaseCurrency = "BTC", QuoteCurrency = "USD",
        SettlementCurrency = "BTC", IndexName = "btc_usd", TickE8 = Units.One / 2, ContractE8 = 10 * Units.One, MinAmountE8 = 10 * Units.One,
    };

    /// <summary>ETH-PERPETUAL: 1 USD a contract, tick 0.05, no speed bump.</summary>
    public static InstrumentSpec EthPerpetual() => new()
    {
        Name = "ETH-PERPETUAL", Id = 210760, Kind = InstrumentKind.InversePerpetual, BaseCurrency = "ETH", QuoteCurrency = "USD",
        SettlementCurrency = "ETH", IndexName = "eth_usd", TickE8 = Units.One / 20, ContractE8 = Units.One, MinAmountE8 = Units.One,
        FundingCapE8 = 1_000_000,
    };

    /// <summary>BTC_USDC-PERPETUAL: 0.0001 BTC a contract, tick 0.1, speed bump 10 ms.</summary>
    public static InstrumentSpec BtcUsdcPerpetual() => new()
    {
        Name = "BTC_USDC-PERPETUAL", Id = 325190, Kind = InstrumentKind.LinearPerpetual, BaseCurrency = "BTC", QuoteCurrency = "USDC",
        SettlementCurrency = "USDC", IndexName = "btc_usdc", TickE8 = Units.One / 10, ContractE8 = 10_000, MinAmountE8 = 10_000,
        FundingCapE8 = 5_000_000, SpeedBumpUs = 10_000,
    };

    /// <summary>A dated inverse future; the name is made from the expiry.</summary>
    /// <param name="expiryUs">08:00 UTC of the last day, µs since 1970.</param>
    public static InstrumentSpec BtcDated(long expiryUs) => new()
    {
        Name = "BTC-" + DayText(expiryUs), Id = 400_000 + (int)(expiryUs / Units.DayUs), Kind = InstrumentKind.InverseDated, BaseCurrency = "BTC",
        QuoteCurrency = "USD", SettlementCurrency = "BTC", IndexName = "btc_usd", TickE8 = Units.One / 2, ContractE8 = 10 * Units.One,
        MinAmountE8 = 10 * Units.One, ExpiryUs = expiryUs, SpeedBumpUs = 10_000, DeliveryFeeE8 = 25_000,
    };

    private static string DayText(long expiryUs) =>
        System.DateTime.UnixEpoch.AddTicks(expiryUs * 10).ToString("dMMMyy", System.Globalization.CultureInfo.InvariantCulture).ToUpperInvariant();
}
