using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Market-maker protection of an index. A limit that is left out is unset at the venue, not kept.</summary>
public struct ProtectionSettings
{
    /// <summary>Window, s, up to 3600; 0 removes the protection.</summary>
    public int IntervalSeconds;

    /// <summary>How long it stays frozen, s, up to 3600; 0: until it is reset.</summary>
    public int FrozenSeconds;

    /// <summary>Largest quote a side and instrument, 1e-8 of the base coin. The venue takes four decimals at most.</summary>
    public long MaxQuoteQuantityE8;

    /// <summary>Sum of buys and sells in the window that triggers, 1e-8 of the base coin; <see cref="Units.Missing"/>: unset.</summary>
    public long QuantityLimitE8;

    /// <summary>Net change in the window that triggers, 1e-8 of the base coin; <see cref="Units.Missing"/>: unset.</summary>
    public long DeltaLimitE8;
}

/// <summary>One instrument of a mass quote. <see cref="Units.Missing"/> keeps what is there; an amount of 0 cancels the side.</summary>
public struct MassQuoteRow
{
    /// <summary>The instrument's index.</summary>
    public ushort InstrumentIndex;

    /// <summary>Bid price in ticks.</summary>
    public long BidTicks;

    /// <summary>Bid size in lots.</summary>
    public long BidLots;

    /// <summary>Ask price in ticks.</summary>
    public long AskTicks;

    /// <summary>Ask size in lots.</summary>
    public long AskLots;

    /// <summary>Our order id of the bid; 0 if the request does not touch it.</summary>
    public long BidOrderId;

    /// <summary>Our order id of the ask; 0 if the request does not touch it.</summary>
    public long AskOrderId;
}
