using System;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>All sequences of four events of a ladder of two levels, from a resting and from an unanswered start, for each way to move.</summary>
public class LadderAlphabetTests
{
    private const int Length = 4;
    private const long MaxLots = 30;

    private enum Word { AckBids, AckAsks, FillBid, FillSecondBid, FillAsk, RefuseBid, UnclearBid, CancelBid, Up, FarUp, Down, Down2 }

    private static readonly Word[] s_words = Enum.GetValues<Word>();

    private readonly Word[] _path = new Word[Length];
    private readonly byte[][] _saved = new byte[Length + 1][];
    private long _trades, _count;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void C15_All_sequences_of_four_events_keep_the_limit_and_never_cross_our_own_quotes(long moveKind)
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Parameter(ParameterId.LevelCount, 2, 0).Real(ParameterId.Spacing, 2, 0).Parameter(ParameterId.MoveKind, moveKind, 0);
        s.Pass(200).AckAll().Pass(200).AckAll().Pass(200);
        Assert.Equal((2, 2), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
        Walk(s, 0);
        s.PlaceAnew();
        Walk(s, 0);
        Assert.True(_count > 2 * Math.Pow(s_words.Length, Length));
    }

    private void Walk(QuoterScript s, int depth)
    {
        _saved[depth] = s.Block.Used.ToArray();
        foreach (Word word in s_words)
        {
            _path[depth] = word;
            s.Block.Restore(_saved[depth]);
            s.Commands.Clear();
            s.Decisions.Clear();
            s.Sent.Clear();
            Step(s, word);
            _count++;
            Check(s, depth);
            if (depth + 1 < Length) Walk(s, depth + 1);
        }
        s.Block.Restore(_saved[depth]);
    }

    private void Step(QuoterScript s, Word word)
    {
        long bid = s.Instrument.Bids[0].OrderId, ticks = s.Instrument.Bids[0].PriceTicks;
        s.Wait(120_000_000);
        switch (word)
        {
            case Word.AckBids or Word.AckAsks:
                Ack(s, word == Word.AckAsks);
                break;
            case Word.FillBid when bid != 0:
                s.Fill(bid, false, ticks, 10, ++_trades);
                break;
            case Word.FillSecondBid when s.Instrument.Bids[1].OrderId != 0:
                s.Fill(s.Instrument.Bids[1].OrderId, false, s.Instrument.Bids[1].PriceTicks, 3, ++_trades);
                break;
            case Word.FillAsk when s.Instrument.Asks[0].OrderId != 0:
                s.Fill(s.Instrument.Asks[0].OrderId, true, s.Instrument.Asks[0].PriceTicks, 10, ++_trades);
                break;
            case Word.RefuseBid when bid != 0:
                s.Answer(bid, false, OrderReport.Rejected, reason: OrderReason.Funds);
                break;
            case Word.UnclearBid when bid != 0:
                s.Answer(bid, false, OrderReport.Unclear);
                break;
            case Word.CancelBid when bid != 0:
                s.Answer(bid, false, OrderReport.Cancelled, filled: s.Instrument.Bids[0].KnownLots);
                break;
            case Word.Up or Word.FarUp or Word.Down or Word.Down2:
                Snapshot(s, word switch { Word.Up => 3, Word.FarUp => 40, Word.Down => -3, _ => -15 });
                break;
            default:
                s.Timer();
                break;
        }
    }

    // As a snapshot, because the chain of changes is not part of the state that is put back.
    private static void Snapshot(QuoterScript s, long by) => s.Book(s.Instrument.Book.BestBidTicks + by, 90, s.Instrument.Book.BestAskTicks + by, 90, snapshot: true);

    private static void Ack(QuoterScript s, bool sell)
    {
        for (int slot = 0; slot < OrderSide.Capacity; slot++)
        {
            ref OwnOrder order = ref s.Instrument.Side(sell)[slot];
            if (order.State is OwnOrderState.PendingNew or OwnOrderState.PendingEdit)
                s.Answer(order.OrderId, sell, OrderReport.Accepted, order.SentPriceTicks, order.SentLots - order.KnownLots, order.KnownLots);
            else if (order.State == OwnOrderState.PendingCancel)
                s.Answer(order.OrderId, sell, OrderReport.Cancelled, filled: order.KnownLots);
        }
    }

    private void Check(QuoterScript s, int depth)
    {
        ref InstrumentState ours = ref s.Instrument;
        if (ours.HighestLots > MaxLots || ours.LowestLots < -MaxLots) Fail($"worst case {ours.LowestLots} to {ours.HighestLots}", depth);
        bool both = ours.Bids.TryReach(sell: false, out long bid) & ours.Asks.TryReach(sell: true, out long ask);
        if (both && bid >= ask) Fail($"our bid {bid} meets our ask {ask}", depth);
        foreach (OutputRecord c in s.Commands.Where(c => c.Verb is CommandVerb.Place or CommandVerb.Edit))
        {
            bool sell = (c.Flags & OutputRecord.SellFlag) != 0;
            if (ours.Side(!sell).TryReach(!sell, out long other) && (sell ? c.PriceTicks <= other : c.PriceTicks >= other)) Fail($"{c.Verb} at {c.PriceTicks} against our {other}", depth);
        }
    }

    private void Fail(string what, int depth) => Assert.Fail($"{what} after {string.Join(", ", _path.Take(depth + 1))}");
}
