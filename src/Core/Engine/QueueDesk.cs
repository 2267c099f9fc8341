using System;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Weighs the place of an order in its queue against the last place at the price that is wanted.</summary>
internal static class QueueDesk
{
    private const double BpsInOne = 1e4;

    /// <summary>Notes what the place is worth, and what the move would be.</summary>
    internal static void Weigh(in UpdateTurn turn, in QuoteLevel want, in OwnOrder order, ref LevelRecord note)
    {
        if (order.JoinedNs == 0) return;
        bool sell = order.IsSell != 0;
        double level = turn.Instrument.Book.Side(sell).LotsAt(order.PriceTicks), front = Math.Min(order.AheadLots, level);
        QueueValue place = At(in turn, order.PriceTicks, sell);
        place.FrontLots = front;
        place.BehindLots = level - front - order.OpenLots;
        note.PlaceBps = (float)place.Bps;
        if (want.PriceTicks == order.PriceTicks) return;
        // Whoever moves stands behind all that rests there, others and our own.
        QueueValue move = At(in turn, want.PriceTicks, sell);
        move.FrontLots = turn.Instrument.Book.Side(sell).LotsAt(want.PriceTicks);
        note.MoveBps = (float)move.Bps;
    }

    /// <summary>True if the place is worth more than the move.</summary>
    internal static bool IsWorthKeeping(in UpdateTurn turn, in LevelRecord note) =>
        turn.Rules.QueueValueFactor > 0 && note.PlaceBps > 0 && note.PlaceBps >= turn.Rules.QueueValueFactor * note.MoveBps;

    private static QueueValue At(in UpdateTurn turn, long priceTicks, bool sell)
    {
        ref readonly DecisionRecord record = ref turn.Record;
        ref readonly QuotingParameters p = ref turn.Instrument.Parameters;
        double toBps = (sell ? -BpsInOne : BpsInOne) / record.FairTicks;
        return new()
        {
            EdgeBps = (record.ReservationTicks - priceTicks) * toBps - (record.FeeFloorBps - p.MinEdgeBps),
            DepthBps = (record.FairTicks - priceTicks) * toBps,
            TakerLots = turn.Instrument.Signals.Trades.MeanLots,
            IntensityPerSecond = p.Model.BaseIntensityPerSecond,
            DecayPerBps = record.DecayPerBps,
            Seconds = p.HorizonSeconds,
            LossBps = p.Requote.QueueLossBps,
        };
    }
}
