using System;

namespace Minnow.Exchange.Engine;

/// <summary>An order, from its acceptance to its end and after.</summary>
public sealed class Order
{
    internal Order(long number, Account account, Instrument instrument, OrderSide side)
    {
        Number = number;
        Account = account;
        Instrument = instrument;
        Side = side;
    }

    private string? _id;

    /// <summary>Number, unique per settlement currency.</summary>
    public long Number { get; }

    /// <summary>Id on the wire: bare digits for BTC, with the currency before it otherwise.</summary>
    public string Id => _id ??= Instrument.Family.IdPrefix + Number;

    /// <summary>Owner.</summary>
    public Account Account { get; }

    /// <summary>Instrument.</summary>
    public Instrument Instrument { get; }

    /// <summary>Side.</summary>
    public OrderSide Side { get; }

    /// <summary>Type now; a market_limit order becomes a limit order.</summary>
    public OrderType Type { get; internal set; }

    /// <summary>Type at birth.</summary>
    public OrderType OriginalType { get; internal set; }

    /// <summary>Time in force.</summary>
    public TimeInForce TimeInForce { get; internal set; }

    /// <summary>Price, 1e-8; the band's limit for a market order.</summary>
    public long PriceE8 { get; internal set; }

    /// <summary>Whole amount, 1e-8.</summary>
    public long AmountE8 { get; internal set; }

    /// <summary>Filled so far, 1e-8.</summary>
    public long FilledE8 { get; internal set; }

    /// <summary>Not yet filled, 1e-8; says nothing about whether it still rests.</summary>
    public long OpenE8 => AmountE8 - FilledE8;

    /// <summary>Average price of the fills; 0 without any.</summary>
    public decimal AveragePrice => Position.AveragePriceOf(Instrument.Spec, FilledE8, FilledValueE16);

    /// <summary>Label; empty for none.</summary>
    public string Label { get; internal set; } = "";

    /// <summary>Never takes.</summary>
    public bool PostOnly { get; internal set; }

    /// <summary>Refused rather than moved when it would take.</summary>
    public bool RejectPostOnly { get; internal set; }

    /// <summary>Never makes the position larger.</summary>
    public bool ReduceOnly { get; internal set; }

    /// <summary>Under market maker protection.</summary>
    public bool Mmp { get; internal set; }

    /// <summary>Protection cancelled it.</summary>
    public bool MmpCancelled { get; internal set; }

    /// <summary>It was edited.</summary>
    public bool Replaced { get; internal set; }

    /// <summary>The venue placed it to liquidate.</summary>
    public bool IsLiquidation { get; internal set; }

    /// <summary>It came from the web page.</summary>
    public bool IsWeb { get; internal set; }

    /// <summary>Name of the combination that it is a leg of; null for none.</summary>
    public string? ComboName { get; internal set; }

    /// <summary>State.</summary>
    public OrderState State { get; internal set; }

    /// <summary>Why it was cancelled.</summary>
    public CancelReason CancelReason { get; internal set; }

    /// <summary>Made, µs since 1970.</summary>
    public long CreatedUs { get; internal set; }

    /// <summary>Last changed, µs since 1970.</summary>
    public long UpdatedUs { get; internal set; }

    /// <summary>Connection it was placed through.</summary>
    public long ConnectionId { get; internal set; }

    /// <summary>That connection had cancel-on-disconnect on.</summary>
    public bool CancelOnDisconnect { get; internal set; }

    /// <summary>Part of a mass quote.</summary>
    public bool IsQuote { get; internal set; }

    /// <summary>Quote id; null for ordinary orders.</summary>
    public string? QuoteId { get; internal set; }

    /// <summary>Quote set id; null for ordinary orders.</summary>
    public string? QuoteSetId { get; internal set; }

    /// <summary>Protection group; null for ordinary orders.</summary>
    public string? MmpGroup { get; internal set; }

    /// <summary>True while it rests or is held.</summary>
    public bool IsLive => State is OrderState.Open or OrderState.SpeedBumped;

    internal Int128 FilledValueE16;
    internal Level? Level;
    internal Order? Before;
    internal Order? After;
    internal int AccountSlot = -1;
    internal CancelReason HeldCancel;
    internal long ReleaseUs;
}
