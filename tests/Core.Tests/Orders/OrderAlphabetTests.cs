using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

/// <summary>All sequences of six events of one order, those that no sane venue would send among them, against a twin that remembers all and counts anew.</summary>
public class OrderAlphabetTests
{
    private const int Length = 6;
    private const long Placed = 10, More = 14, NowNs = 1_000_000;

    private enum Word
    {
        Accept, AcceptEdit, OldAccept, EditRefused, Superseded, PartFill, RestFill, SameFill, Cancelled, Filled, CancelRefused, Rejected, NotFound,
        Unclear, Timeout, Down, WeEdit, WeCancel,
    }

    private static readonly Word[] s_words = Enum.GetValues<Word>();
    private static readonly HashSet<(OwnOrderState From, OwnOrderState To)> s_legal = Legal();

    private readonly Word[] _path = new Word[Length];
    private EndedOrders _ended;
    private long _count;

    [Fact]
    public void C15_All_sequences_of_six_events_keep_the_rules()
    {
        OwnOrder order = default;
        OwnOrders.Placed(ref order, 5, sell: false, 100, Placed, NowNs);
        Walk(in order, default, 0);
        Assert.True(_count > Math.Pow(s_words.Length, Length));
    }

    /// <summary>What a plain mind remembers: everything told, nothing folded together.</summary>
    private struct Twin
    {
        internal long Told, Reported, Asked, Trades;
        internal bool Seen, Over, WasFree;

        internal readonly long Known => Math.Max(Told, Reported);

        // Over: what the venue counted and nobody told. Else all that was ever asked for may still be filled.
        internal readonly long Most => Over ? Known - Told : Math.Max(Known, Asked) - Told;

        internal readonly long Least => Known - Told;
    }

    private void Walk(in OwnOrder order, Twin twin, int depth)
    {
        foreach (Word word in s_words)
        {
            OwnOrder next = order;
            Twin after = twin;
            if (depth == 0) after.Asked = Placed;
            if (!Step(word, ref next, ref after, depth)) continue;
            _path[depth] = word;
            _count++;
            Check(in order, in next, ref after, depth);
            if (depth + 1 < Length) Walk(in next, after, depth + 1);
        }
    }

    private bool Step(Word word, ref OwnOrder order, ref Twin twin, int depth)
    {
        long stampNs = 500 + 10 * depth;
        switch (word)
        {
            case Word.WeEdit when order.State == OwnOrderState.Working:
                OwnOrders.Edited(ref order, 101, More - order.KnownLots, NowNs);
                twin.Asked = More;
                return true;
            case Word.WeCancel when !order.IsGone:
                OwnOrders.CancelSent(ref order, NowNs);
                return true;
            // What we can not do now is skipped but counted, so that the number of sequences stays plain.
            case Word.WeEdit or Word.WeCancel:
                return true;
            case Word.Timeout:
                OwnOrders.Expire(ref order, long.MaxValue, 1);
                return true;
            case Word.Down:
                OwnOrders.ConnectionLost(ref order);
                return true;
            case Word.PartFill:
                return Fill(ref order, ref twin, 3);
            case Word.RestFill:
                return Fill(ref order, ref twin, Math.Max(1, twin.Asked - twin.Told));
            case Word.SameFill:
                return true; // the set of ids ends it before it reaches the order
            default:
                Report(word, ref order, ref twin, stampNs);
                return true;
        }
    }

    private bool Fill(ref OwnOrder order, ref Twin twin, long lots)
    {
        OwnOrders.Filled(ref order, ref _ended, 5, lots, NowNs);
        twin.Told += lots;
        twin.Trades++;
        twin.Seen = true;
        return true;
    }

    private void Report(Word word, ref OwnOrder order, ref Twin twin, long stampNs)
    {
        OrderUpdate u = new() { OrderId = 5, PriceTicks = 100, OpenLots = Units.Missing, FilledLots = Units.Missing };
        bool rests = word is Word.Accept or Word.AcceptEdit or Word.OldAccept;
        (u.Report, u.Reason) = word switch
        {
            Word.Accept or Word.AcceptEdit or Word.OldAccept => (OrderReport.Accepted, OrderReason.None),
            Word.EditRefused => (OrderReport.EditRejected, OrderReason.Price),
            Word.Superseded => (OrderReport.EditRejected, OrderReason.Superseded),
            Word.Cancelled => (OrderReport.Cancelled, OrderReason.Requested),
            Word.Filled => (OrderReport.Filled, OrderReason.None),
            Word.CancelRefused => (OrderReport.CancelRejected, OrderReason.NotOpen),
            Word.Rejected => (OrderReport.Rejected, OrderReason.Funds),
            Word.NotFound => (OrderReport.NotFound, OrderReason.None),
            _ => (OrderReport.Unclear, OrderReason.None),
        };
        long total = word == Word.AcceptEdit ? twin.Asked : Placed;
        if (word == Word.AcceptEdit) u.PriceTicks = 101;
        if (rests || word == Word.Cancelled) u.FilledLots = word == Word.OldAccept ? 0 : Math.Min(total, twin.Known + 1);
        if (rests) u.OpenLots = total - u.FilledLots;
        if (word == Word.Filled) u.FilledLots = Math.Max(twin.Known, total);
        OrderOutcome outcome = OwnOrders.Answered(ref order, ref _ended, in u, word == Word.OldAccept ? 400 : stampNs, NowNs);

        bool said = outcome is not (OrderOutcome.NoNews or OrderOutcome.NotThis);
        if (said && u.FilledLots != Units.Missing) twin.Reported = Math.Max(twin.Reported, u.FilledLots);
        if (word is Word.Cancelled or Word.Filled or Word.NotFound || (word == Word.Rejected && !twin.Seen)) twin.Over = true;
        if (rests && said && u.OpenLots == 0) twin.Over = true;
        if (rests && said) twin.Seen = true;
    }

    private void Check(in OwnOrder before, in OwnOrder order, ref Twin twin, int depth)
    {
        if (!s_legal.Contains((before.State, order.State))) Fail($"from {before.State} to {order.State}", depth);
        if (order.IsFree != (order.OrderId == 0) || order.OpenLots < 0 || order.UntoldLots < 0) Fail("not a sane order", depth);
        if (twin.WasFree && !order.IsFree) Fail("an ended order lives", depth);
        if (order.IsFree && !twin.WasFree && !twin.Over && twin.Told < Placed) Fail("freed while it may live", depth);
        if (order.IsFree)
        {
            twin.WasFree = true;
            return;
        }
        if (order.FilledLots != twin.Told) Fail($"{order.FilledLots} filled, {twin.Told} told", depth);
        if (order.WorstLots < twin.Least || order.WorstLots > Math.Max(0, twin.Most))
            Fail($"{order.WorstLots} counted, {twin.Least} to {twin.Most} possible", depth);
        if (twin.Over && !order.IsGone) Fail("over, and still counted as resting", depth);
    }

    private void Fail(string what, int depth) => Assert.Fail($"{what} after {string.Join(", ", _path.Take(depth + 1))}");

    // Nothing leads out of an end, and nothing back to a new order.
    private static HashSet<(OwnOrderState, OwnOrderState)> Legal()
    {
        HashSet<(OwnOrderState, OwnOrderState)> legal = [];
        foreach (OwnOrderState one in Enum.GetValues<OwnOrderState>())
        {
            legal.Add((one, one));
            if (one == OwnOrderState.None) continue;
            legal.Add((one, OwnOrderState.None));
            if (one == OwnOrderState.Filling) continue;
            legal.Add((one, OwnOrderState.Filling));
            legal.Add((one, OwnOrderState.Unknown));
            legal.Add((one, OwnOrderState.PendingCancel));
            if (one != OwnOrderState.PendingCancel) legal.Add((one, OwnOrderState.Working));
        }
        legal.Add((OwnOrderState.Working, OwnOrderState.PendingEdit));
        return legal;
    }
}
