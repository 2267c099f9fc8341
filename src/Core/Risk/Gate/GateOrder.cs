using System;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <summary>One order as the gate counts it: from what it let out and what the venue said, and from nothing that the quoter believes.</summary>
/// <remarks>
/// Sizes are whole sizes, fills included. <see cref="MostLots"/> is the largest that may be in force; what may still be added to the position is that
/// less the fills that have come.
/// </remarks>
internal struct GateOrder
{
    internal long OrderId;
    internal bool IsSell;
    internal bool IsHedge;
    internal bool IsConfirmed;    // the venue said once that it rests, or a fill showed it
    internal bool IsChanging;     // a change was let out and has no answer
    internal bool IsCancelAsked;
    internal bool IsEnded;        // gone from the book; fills of it may still come
    internal bool IsRevived;      // it was over already, and something was said of it again
    internal long KnownTicks;
    internal long KnownLots;
    internal long SentTicks;
    internal long SentLots;
    internal long SentNs;
    internal long PlacedNs;
    internal long RefusedTicks;   // of changes that were refused: such a refusal may be an old one told twice; 0 if none
    internal long RefusedLots;
    internal long FilledLots;     // fills that have come
    internal long ReportedLots;   // most that the venue counted as filled
    internal long ReportNs;       // the venue's time of its newest report

    /// <summary>Lots filled, by fills or by the venue's count.</summary>
    internal readonly long KnownFilledLots => Math.Max(FilledLots, ReportedLots);

    /// <summary>Largest whole size that may be in force.</summary>
    internal readonly long MostLots => Math.Max(Math.Max(KnownLots, RefusedLots), IsChanging ? SentLots : 0);

    /// <summary>What it may still add to the position: open at worst, and filled without the fill having come.</summary>
    internal readonly long WorstLots => IsEnded ? KnownFilledLots - FilledLots : Math.Max(KnownFilledLots, MostLots) - FilledLots;

    /// <summary>Of the prices that may be in force the one nearest to the other side.</summary>
    internal readonly long ReachTicks
    {
        get
        {
            long reach = IsChanging ? Nearest(KnownTicks, SentTicks) : KnownTicks;
            return RefusedTicks != 0 ? Nearest(reach, RefusedTicks) : reach;
        }
    }

    internal readonly bool IsOver => IsEnded && WorstLots <= 0;

    internal static GateOrder Placed(in OutputRecord command, long nowNs) => new()
    {
        OrderId = command.OrderId,
        IsSell = (command.Flags & OutputRecord.SellFlag) != 0,
        IsHedge = (command.Flags & OutputRecord.HedgeFlag) != 0,
        KnownTicks = command.PriceTicks,
        KnownLots = command.SizeLots,
        SentTicks = command.PriceTicks,
        SentLots = command.SizeLots,
        SentNs = nowNs,
        PlacedNs = nowNs,
    };

    /// <summary>A change was let out. One before it that has no answer may still come.</summary>
    internal void Edited(in OutputRecord command, long nowNs)
    {
        if (IsChanging) KeepRefused();
        IsChanging = true;
        SentTicks = command.PriceTicks;
        SentLots = command.SizeLots;
        SentNs = nowNs;
    }

    internal void Filled(long lots)
    {
        FilledLots += lots;
        IsConfirmed = true;
        if (FilledLots >= Math.Max(KnownFilledLots, MostLots)) IsEnded = true;
    }

    /// <summary>Takes a report.</summary>
    /// <param name="update">The report.</param>
    /// <param name="stampNs">The venue's time of it, ns since 1970; 0 if none that can be.</param>
    internal void Reported(in OrderUpdate update, long stampNs)
    {
        switch (update.Report)
        {
            case OrderReport.Accepted:
                Accepted(in update, stampNs);
                break;
            case OrderReport.Rejected when !IsConfirmed:
                End(0, 0);
                break;
            case OrderReport.Rejected or OrderReport.EditRejected:
                ChangeRefused(update.Reason);
                break;
            case OrderReport.Cancelled:
                End(update.FilledLots != Units.Missing ? update.FilledLots : update.OpenLots != Units.Missing ? Math.Max(0, MostLots - update.OpenLots) : 0, stampNs);
                break;
            case OrderReport.Filled:
                End(update.FilledLots != Units.Missing ? update.FilledLots : MostLots, stampNs);
                break;
            case OrderReport.NotFound:
                End(0, stampNs);
                break;
        }
    }

    private void Accepted(in OrderUpdate update, long stampNs)
    {
        bool isBehind = (stampNs != 0 && stampNs < ReportNs) || (update.FilledLots != Units.Missing && update.FilledLots < ReportedLots);
        // After its end only a newer word opens it again, one that knows of all its fills.
        bool opensAgain = update.OpenLots > 0 && stampNs > ReportNs && update.FilledLots >= KnownFilledLots;
        if (isBehind || (IsEnded && !opensAgain)) return;
        bool mayAnswer = ReportNs == 0 || IsChanging;
        long assumed = mayAnswer ? SentLots : KnownLots;
        long open = update.OpenLots != Units.Missing ? update.OpenLots : Math.Max(0, assumed - Math.Max(0, update.FilledLots));
        long filled = update.FilledLots != Units.Missing ? update.FilledLots : Math.Max(0, assumed - open);
        long ticks = update.PriceTicks != Units.Missing ? update.PriceTicks : mayAnswer ? SentTicks : KnownTicks;
        bool answers = IsChanging && ticks == SentTicks && open + filled == SentLots;
        bool isNewer = ReportNs == 0 || stampNs > ReportNs;
        ReportNs = Math.Max(ReportNs, stampNs);
        ReportedLots = Math.Max(ReportedLots, filled);
        IsConfirmed = true;
        IsEnded = false;
        if (answers)
        {
            IsChanging = false;
            RefusedLots = RefusedTicks = 0;
        }
        if (answers || isNewer) (KnownTicks, KnownLots) = (ticks, open + filled);
        else if (IsChanging || KnownLots != SentLots) KnownLots = Math.Max(KnownLots, open + filled);
        if (open == 0) End(filled, stampNs);
    }

    private void ChangeRefused(OrderReason reason)
    {
        if (!IsChanging || reason == OrderReason.Superseded) return;
        // What never left can not come.
        if (reason is not (OrderReason.NotSent or OrderReason.Denied)) KeepRefused();
        IsChanging = false;
    }

    private void KeepRefused()
    {
        if (SentLots > KnownLots) RefusedLots = Math.Max(RefusedLots, SentLots);
        RefusedTicks = RefusedTicks == 0 ? SentTicks : Nearest(RefusedTicks, SentTicks);
    }

    private void End(long filledLots, long stampNs)
    {
        ReportedLots = Math.Max(ReportedLots, filledLots);
        ReportNs = Math.Max(ReportNs, stampNs);
        KnownLots = KnownFilledLots;
        RefusedLots = RefusedTicks = 0;
        IsChanging = false;
        IsEnded = true;
    }

    private readonly long Nearest(long oneTicks, long otherTicks) => IsSell ? Math.Min(oneTicks, otherTicks) : Math.Max(oneTicks, otherTicks);
}
