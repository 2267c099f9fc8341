using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>What the strategy asks. The answers describe the levels as they are; check <see cref="IsValid"/> first.</summary>
public partial struct L2Book
{
    /// <summary>Best bid in ticks; <see cref="Units.Missing"/> if there is none.</summary>
    public readonly long BestBidTicks => Bids.BestTicks;

    /// <summary>Lots at the best bid; 0 if there is none.</summary>
    public readonly long BestBidLots => Bids.BestLots;

    /// <summary>Best ask in ticks; <see cref="Units.Missing"/> if there is none.</summary>
    public readonly long BestAskTicks => Asks.BestTicks;

    /// <summary>Lots at the best ask; 0 if there is none.</summary>
    public readonly long BestAskLots => Asks.BestLots;

    /// <summary>True if bids and asks are there.</summary>
    public readonly bool IsTwoSided => Bids.Count != 0 && Asks.Count != 0;

    /// <summary>True if exactly one side is empty.</summary>
    public readonly bool IsOneSided => (Bids.Count == 0) != (Asks.Count == 0);

    /// <summary>True if after the last complete message bid was at or above ask.</summary>
    public readonly bool IsCrossedOrLocked => _crossedSinceNs != 0;

    /// <summary>True if valid, two-sided and bid below ask: a mid exists and means something.</summary>
    public readonly bool HasTop => IsValid && IsTwoSided && !IsCrossedOrLocked;

    /// <summary>Best bid plus best ask, in half ticks: twice the mid, exact. <see cref="Units.Missing"/> unless two-sided.</summary>
    public readonly long MidHalfTicks => IsTwoSided ? Bids.BestTicks + Asks.BestTicks : Units.Missing;

    /// <summary>Best ask minus best bid in ticks, negative if crossed. <see cref="Units.Missing"/> unless two-sided.</summary>
    public readonly long SpreadTicks => IsTwoSided ? Asks.BestTicks - Bids.BestTicks : Units.Missing;

    /// <summary>One side by flag.</summary>
    /// <param name="asks">True for the asks.</param>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly BookSide Side(bool asks) => ref _sides[asks ? 1 : 0];
}
