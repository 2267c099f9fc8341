namespace Minnow.Exchange.Engine;

/// <summary>A trade between a resting and an aggressive order.</summary>
public sealed class Trade
{
    // Trades of combinations are numbered apart here, so that a market without them keeps its numbers.
    private const long ComboNumbers = 500_000_000;

    private string? _id;

    /// <summary>Number, unique per settlement currency.</summary>
    public long Number { get; internal init; }

    /// <summary>Id on the wire: bare digits for BTC, with the currency before it otherwise.</summary>
    public string Id => _id ??= Instrument.Family.IdPrefix + Number;

    /// <summary>Consecutive number within the instrument.</summary>
    public long Sequence { get; internal init; }

    /// <summary>Instrument.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>Price, 1e-8.</summary>
    public long PriceE8 { get; internal init; }

    /// <summary>Amount, 1e-8.</summary>
    public long AmountE8 { get; internal init; }

    /// <summary>Side of the aggressive order.</summary>
    public OrderSide TakerSide { get; internal init; }

    /// <summary>When, µs since 1970.</summary>
    public long TimeUs { get; internal init; }

    /// <summary>Index then, 1e-8.</summary>
    public long IndexE8 { get; internal init; }

    /// <summary>Mark then, 1e-8.</summary>
    public long MarkE8 { get; internal init; }

    /// <summary>0 plus, 1 zero-plus, 2 minus, 3 zero-minus.</summary>
    public int TickDirection { get; internal init; }

    /// <summary>The aggressive order.</summary>
    public required Order Taker { get; init; }

    /// <summary>The resting order.</summary>
    public required Order Maker { get; init; }

    /// <summary>Id of the combination's own row, of which this is a leg; null for none.</summary>
    public string? ComboTradeId => (Taker.ComboName ?? Maker.ComboName) is null ? null : Instrument.Family.IdPrefix + (Number + ComboNumbers);

    /// <summary>Which side was a liquidation: null, M, T or MT.</summary>
    public string? Liquidation => (Maker.IsLiquidation, Taker.IsLiquidation) switch
    {
        (true, true) => "MT",
        (true, false) => "M",
        (false, true) => "T",
        _ => null,
    };
}

/// <summary>One side of a trade, as its owner sees it.</summary>
public sealed class UserTrade
{
    /// <summary>The trade.</summary>
    public required Trade Trade { get; init; }

    /// <summary>Own order.</summary>
    public required Order Order { get; init; }

    /// <summary>Own order rested.</summary>
    public bool IsMaker { get; internal init; }

    /// <summary>Fee paid, 1e-8 of the settlement currency; negative is a rebate.</summary>
    public long FeeE8 { get; internal init; }

    /// <summary>Realised profit against the session's basis, 1e-8 of the settlement currency.</summary>
    public long ProfitE8 { get; internal init; }

    /// <summary>State of the order after this trade.</summary>
    public OrderState StateAfter { get; internal init; }

    /// <summary>Filled amount of the order after this trade, 1e-8.</summary>
    public long FilledAfterE8 { get; internal init; }
}
