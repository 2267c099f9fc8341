using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>The venue's id of an order or trade: text, unique in its currency only. Up to 23 bytes of ASCII.</summary>
[InlineArray(Capacity)]
public struct VenueId
{
    /// <summary>Bytes, the last of which holds the length.</summary>
    public const int Capacity = 24;

    private byte _first;

    /// <summary>Its bytes.</summary>
    public static ReadOnlySpan<byte> Text(ref readonly VenueId id) => ((ReadOnlySpan<byte>)id)[..id[Capacity - 1]];

    /// <summary>Copies <paramref name="text"/> in.</summary>
    /// <returns>False if it is too long.</returns>
    public static bool TrySet(ref VenueId id, ReadOnlySpan<byte> text)
    {
        if (text.Length >= Capacity) return false;
        Span<byte> bytes = id;
        bytes.Clear();
        text.CopyTo(bytes);
        bytes[Capacity - 1] = (byte)text.Length;
        return true;
    }
}

/// <summary>The venue's word for the state of an order. A word that we do not know is <see cref="Unknown"/> and settles nothing.</summary>
public enum OrderWord : byte
{
    /// <summary>Not said, or a word that we do not know.</summary>
    Unknown = 0,

    /// <summary>Rests, whole or in part.</summary>
    Open = 1,

    /// <summary>Filled.</summary>
    Filled = 2,

    /// <summary>Refused.</summary>
    Rejected = 3,

    /// <summary>Cancelled.</summary>
    Cancelled = 4,

    /// <summary>A trigger order that waits.</summary>
    Untriggered = 5,

    /// <summary>A trigger order that went off.</summary>
    Triggered = 6,

    /// <summary>Held by the speed bump: it may still rest or fill.</summary>
    SpeedBumped = 7,
}

/// <summary>Whose an order or trade is, by its label.</summary>
public enum LabelOwner : byte
{
    /// <summary>No label of ours.</summary>
    Foreign = 0,

    /// <summary>A label of this program, of another run.</summary>
    OtherRun = 1,

    /// <summary>A label of this run.</summary>
    ThisRun = 2,
}

/// <summary>One order as the venue describes it.</summary>
public struct OrderRow
{
    /// <summary>The venue's id.</summary>
    public VenueId VenueId;

    /// <summary>Hash of the instrument's name if that has no definition; 0 if it has one.</summary>
    public ulong UnknownHash;

    /// <summary>Our id out of the label; 0 if it is not of this run.</summary>
    public long OrderId;

    /// <summary>The run that the label names; 0 if the label is foreign.</summary>
    public long Epoch;

    /// <summary>Whose it is.</summary>
    public LabelOwner Owner;

    /// <summary>True if a mass quote of this program made it: its id, not a label, says whose it is.</summary>
    public bool IsQuote;

    /// <summary>State.</summary>
    public OrderWord State;

    /// <summary>Why it was cancelled, from <c>cancel_reason</c>.</summary>
    public OrderReason Reason;

    /// <summary>True if it sells.</summary>
    public bool Sell;

    /// <summary>The instrument's index; <see cref="Units.NoInstrument"/> if it is not tracked.</summary>
    public ushort InstrumentIndex;

    /// <summary>Price in ticks; <see cref="Units.Missing"/> for a market order or an untracked instrument.</summary>
    public long PriceTicks;

    /// <summary>Whole size, fills included, lots.</summary>
    public long AmountLots;

    /// <summary>Filled so far, lots.</summary>
    public long FilledLots;

    /// <summary>Last change by the venue's clock, ns.</summary>
    public long UpdatedNs;

    /// <summary>True if post-only.</summary>
    public bool PostOnly;

    /// <summary>True if reduce-only.</summary>
    public bool ReduceOnly;

    /// <summary>True if market-maker protection watches it.</summary>
    public bool Protected;

    /// <summary>True if the venue placed it to liquidate us.</summary>
    public bool Liquidation;
}

/// <summary>One trade of our account.</summary>
public struct TradeRow
{
    /// <summary>The trade's id: its digits as a number, else its hash.</summary>
    public long TradeId;

    /// <summary>The venue's id of the order.</summary>
    public VenueId VenueId;

    /// <summary>Our id out of the label; 0 if it is not of this run.</summary>
    public long OrderId;

    /// <summary>The run that the label names; 0 if the label is foreign.</summary>
    public long Epoch;

    /// <summary>Whose it is.</summary>
    public LabelOwner Owner;

    /// <summary>True if we sold.</summary>
    public bool Sell;

    /// <summary>True if we were the maker.</summary>
    public bool Maker;

    /// <summary>True if the venue liquidated us.</summary>
    public bool Liquidation;

    /// <summary>True for the net row of a combination: its legs are told apart and count, this does not.</summary>
    public bool IsCombination;

    /// <summary>The instrument's index; <see cref="Units.NoInstrument"/> if it is not tracked.</summary>
    public ushort InstrumentIndex;

    /// <summary>Price in ticks.</summary>
    public long PriceTicks;

    /// <summary>Size in lots.</summary>
    public long SizeLots;

    /// <summary>Fee, 1e-8 of its currency; negative was paid to us.</summary>
    public long FeeE8;

    /// <summary>The instrument's trade sequence.</summary>
    public long TradeSeq;

    /// <summary>When, by the venue's clock, ns.</summary>
    public long TradedNs;
}

/// <summary>One side of a mass quote that the venue refused. What rested on that side, it cancels.</summary>
public struct QuoteErrorRow
{
    /// <summary>The instrument's index; <see cref="Units.NoInstrument"/> if it is not tracked.</summary>
    public ushort InstrumentIndex;

    /// <summary>True for the ask.</summary>
    public bool Sell;

    /// <summary>The venue's error code.</summary>
    public int Code;

    /// <summary>What it means.</summary>
    public ErrorMeaning Meaning;
}

/// <summary>One position.</summary>
public struct PositionRow
{
    /// <summary>The instrument's index; <see cref="Units.NoInstrument"/> if it is not tracked.</summary>
    public ushort InstrumentIndex;

    /// <summary>The numbers.</summary>
    public PositionReport Report;
}
