using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Model;

/// <summary>Up to 40 bytes of ASCII name, zero-filled.</summary>
[InlineArray(Units.MaxNameBytes)]
public struct InstrumentName
{
    private byte _first;

    /// <summary>The bytes before the first zero.</summary>
    public static ReadOnlySpan<byte> Text(in InstrumentName name)
    {
        ReadOnlySpan<byte> bytes = name;
        int end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }
}

/// <summary>Body: the instrument's name at the venue.</summary>
public struct InstrumentNamed
{
    /// <summary>ASCII, zero-filled.</summary>
    public InstrumentName Name;
}

/// <summary>What the contract pays in.</summary>
public enum ContractKind : byte
{
    /// <summary>Not known: the instrument was never defined by the venue and can not be quoted.</summary>
    Unknown = 0,

    /// <summary>Quoted in USD, settled in the coin; the amount is USD.</summary>
    Inverse = 1,

    /// <summary>Quoted and settled in the same currency; the amount is coin.</summary>
    Linear = 2,

    /// <summary>An option: book kept, never quoted by us.</summary>
    Option = 3,

    /// <summary>A combination or spot: book kept, never quoted by us.</summary>
    Other = 4,
}

/// <summary>Body: the numbers of an instrument. Sizes of steps are in units of 1e-8.</summary>
public struct InstrumentDefined
{
    /// <summary>Smallest price step, 1e-8 of the quote currency.</summary>
    public long TickE8;

    /// <summary>Smallest amount step (one lot), 1e-8 of the venue's amount unit.</summary>
    public long LotE8;

    /// <summary>Smallest order, in lots.</summary>
    public int MinLots;

    /// <summary>Maker fee from the catalogue, 1e-8 of the notional; negative pays us.</summary>
    public int MakerFeeE8;

    /// <summary>Expiry, ns since 1970; <see cref="long.MaxValue"/> for a perpetual.</summary>
    public long ExpiryNs;

    /// <summary>Taker fee from the catalogue, 1e-8 of the notional.</summary>
    public int TakerFeeE8;

    /// <summary>What it pays in.</summary>
    public ContractKind Contract;

    /// <summary>1 if the venue says that it may trade now.</summary>
    public byte IsActive;

    /// <summary>The state that came with the definition.</summary>
    public TradingState Trading;

    /// <summary>Zero.</summary>
    public byte Reserved;
}

/// <summary>Whether the venue takes orders. Unknown words are <see cref="Unknown"/> and not tradable.</summary>
public enum TradingState : byte
{
    /// <summary>Not stated, or a word we do not know: not tradable.</summary>
    Unknown = 0,

    /// <summary>New, edit and cancel are taken.</summary>
    Open = 1,

    /// <summary>Only cancels are taken.</summary>
    Locked = 2,

    /// <summary>Daily settlement or delivery: nothing is taken.</summary>
    Settlement = 3,

    /// <summary>Expired and paid out: final.</summary>
    Delivered = 4,

    /// <summary>Switched off by the venue.</summary>
    Inactive = 5,

    /// <summary>Settlement is impossible.</summary>
    Halted = 6,

    /// <summary>Gone.</summary>
    Archived = 7,
}

/// <summary>Body: a state of an instrument or of the platform.</summary>
public struct StateChange
{
    /// <summary>Instrument: the new state. Platform: <see cref="TradingState.Open"/>, <see cref="TradingState.Locked"/> or <see cref="TradingState.Halted"/> (maintenance).</summary>
    public TradingState Trading;

    /// <summary>Zero.</summary>
    public byte Reserved0;

    /// <summary>Zero.</summary>
    public ushort Reserved1;

    /// <summary>Zero.</summary>
    public uint Reserved2;

    /// <summary>Hash of the venue's word, so that an unknown one can be told apart.</summary>
    public ulong WordHash;

    /// <summary>Zero.</summary>
    public long Reserved3;

    /// <summary>Zero.</summary>
    public long Reserved4;

    /// <summary>Zero.</summary>
    public long Reserved5;
}
