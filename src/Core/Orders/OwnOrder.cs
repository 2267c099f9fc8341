using System;

namespace Minnow.Core.Orders;

/// <summary>What is known about one of our orders. Anything but <see cref="None"/> counts towards the limits.</summary>
public enum OwnOrderState : long
{
    /// <summary>No order: the slot is free.</summary>
    None = 0,

    /// <summary>Sent, not answered.</summary>
    PendingNew = 1,

    /// <summary>Rests at the venue.</summary>
    Working = 2,

    /// <summary>Rests; a move or resize is under way, so either price may be filled.</summary>
    PendingEdit = 3,

    /// <summary>Rests; a cancel is under way.</summary>
    PendingCancel = 4,

    /// <summary>An answer is overdue or settles nothing, or the connection was lost: it may rest or not. Only the venue's word ends this, never time.</summary>
    Unknown = 5,

    /// <summary>Gone from the book by fills that we have not all been told of: what is missing counts as position to come.</summary>
    Filling = 6,
}

/// <summary>One of our orders.</summary>
/// <remarks>
/// Sizes are counted as totals, fills included, because fills and reports come in any order: <see cref="MostLots"/> is the most that may be
/// filled in all, whichever price and size is in force; what counts towards the limits is that less the fills already in the position.
/// Invariant: <see cref="State"/> is <see cref="OwnOrderState.None"/> exactly when <see cref="OrderId"/> is 0.
/// </remarks>
public struct OwnOrder
{
    /// <summary>Our id, from 1; 0 if the slot is free.</summary>
    public long OrderId;

    /// <summary>What is known.</summary>
    public OwnOrderState State;

    /// <summary>1 if it sells.</summary>
    public long IsSell;

    /// <summary>1 if it hedges what is held on other instruments, or undoes such a hedge.</summary>
    public long IsHedge;

    /// <summary>Price in ticks that the venue confirmed (or that was sent with the order).</summary>
    public long PriceTicks;

    /// <summary>Whole size, fills included, that the venue confirmed (or that was sent with the order), lots.</summary>
    public long TotalLots;

    /// <summary>Lots that may still be filled, at worst: the larger of confirmed and asked for while an edit is under way.</summary>
    public long OpenLots;

    /// <summary>Lots of this order whose fills have arrived.</summary>
    public long FilledLots;

    /// <summary>Lots that the venue says are filled and whose fills have not arrived.</summary>
    public long UntoldLots;

    /// <summary>Most lots that a report of the venue counted as filled.</summary>
    public long ReportedLots;

    /// <summary>Largest whole size that we ever asked for, lots: more can not be filled.</summary>
    public long PeakLots;

    /// <summary>1 once the venue has said that it rests, or a fill has shown it: a refusal after that is about a change of it.</summary>
    public long Confirmed;

    /// <summary>1 while a move or resize has no answer: either price and size may be in force.</summary>
    public long ChangeOpen;

    /// <summary>Whole size of a change that was refused, lots; 0 if none. It counts until the venue takes a later one, because a refusal may be told twice.</summary>
    public long RefusedLots;

    /// <summary>Of the prices of changes that were refused since the venue took one, the one nearest to the other side, ticks; 0 if none. Such a change may still come, if its refusal was an old one told twice.</summary>
    public long RefusedTicks;

    /// <summary>Price in ticks asked for by the last new order or change.</summary>
    public long SentPriceTicks;

    /// <summary>Whole size asked for by the last new order or change, lots, fills included.</summary>
    public long SentLots;

    /// <summary>Time at which the message under way was made, ns.</summary>
    public long SentNs;

    /// <summary>The venue's own time of its newest report, ns since 1970; 0 if it gave none.</summary>
    public long ReportNs;

    /// <summary>Cancels sent.</summary>
    public long CancelCount;

    /// <summary>Time of the first cancel, ns.</summary>
    public long FirstCancelNs;

    /// <summary>Time of the last cancel, ns.</summary>
    public long LastCancelNs;

    /// <summary>When it came to rest at its price as far as we were told, ns; 0 before.</summary>
    public long JoinedNs;

    /// <summary>Lots before it at its price, estimated; meaningless while <see cref="JoinedNs"/> is 0.</summary>
    public long AheadLots;

    /// <summary>The same when it came there.</summary>
    public long JoinedAheadLots;

    /// <summary>Of those, what was not traded away since, lots.</summary>
    public long UntradedAheadLots;

    /// <summary>The least that the book has shown there since, less what was traded after it, lots.</summary>
    public long ShownAheadLots;

    /// <summary>Trades seen at its price since it came there.</summary>
    public long TradesSeen;

    /// <summary>The price that it has, or will have once the change under way is taken, ticks.</summary>
    public readonly long TargetTicks => ChangeOpen != 0 ? SentPriceTicks : PriceTicks;

    /// <summary>Of the prices that may be in force the one nearest to the other side, ticks.</summary>
    public readonly long ReachTicks
    {
        get
        {
            bool either = ChangeOpen != 0 || State == OwnOrderState.Unknown;
            long reach = either ? Nearest(PriceTicks, SentPriceTicks) : PriceTicks;
            return RefusedTicks != 0 ? Nearest(reach, RefusedTicks) : reach;
        }
    }

    /// <summary>Of two prices the one nearer to the other side.</summary>
    internal readonly long Nearest(long oneTicks, long otherTicks) => IsSell != 0 ? Math.Min(oneTicks, otherTicks) : Math.Max(oneTicks, otherTicks);

    /// <summary>Largest whole size that may be in force, lots: the most that may be filled in all.</summary>
    public readonly long MostLots => Math.Max(Math.Max(TotalLots, RefusedLots), ChangeOpen != 0 ? SentLots : 0);

    /// <summary>Lots filled as far as anybody told: by fills, or by the venue's count.</summary>
    public readonly long KnownLots => Math.Max(FilledLots, ReportedLots);

    /// <summary>What it may still add to the position, at worst, lots: open and untold.</summary>
    public readonly long WorstLots => OpenLots + UntoldLots;

    /// <summary>True if the slot is free.</summary>
    public readonly bool IsFree => State == OwnOrderState.None;

    /// <summary>True if it is known to be gone from the book, or there is none.</summary>
    public readonly bool IsGone => State is OwnOrderState.None or OwnOrderState.Filling;
}
