namespace Minnow.Core.Quoting;

/// <summary>All that one evaluation of the model gives: what is wanted, and every part of it.</summary>
public struct QuotePlan
{
    /// <summary>Fair price and its parts.</summary>
    public FairParts Fair;

    /// <summary>What carry asks for.</summary>
    public CarryParts Carry;

    /// <summary>The model's shift and half-spreads.</summary>
    public ModelParts Model;

    /// <summary>Half-spreads as quoted and their parts.</summary>
    public WidthParts Width;

    /// <summary>Shift of the reservation price: the model's and funding's, bps.</summary>
    public double ShiftBps;

    /// <summary>Reservation price, ticks.</summary>
    public double ReservationTicks;

    /// <summary>First bid before rounding, ticks.</summary>
    public double RawBidTicks;

    /// <summary>First ask before rounding, ticks.</summary>
    public double RawAskTicks;

    /// <summary>Limits that bound.</summary>
    public Clamps Clamps;

    /// <summary>Rules that closed or narrowed a side.</summary>
    public PlanRules Rules;

    /// <summary>The orders wanted.</summary>
    public QuoteLadder Ladder;
}
