using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Host.Why;

namespace Minnow.Host.Pnl;

/// <summary>The decisions behind the orders of one instrument, as they come out of the output ring: commands first, then the decision that sent them.</summary>
internal sealed class QuoteOrigins
{
    private readonly Dictionary<long, List<QuoteOrigin>> _byOrder = [];
    private readonly List<(long OrderId, QuoteOrigin Origin)> _undecided = [];

    /// <summary>A message of ours that gives an order a price.</summary>
    internal void Sent(in OutputRecord command)
    {
        if (command.Verb is not (CommandVerb.Place or CommandVerb.Edit)) return;
        ref List<QuoteOrigin>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byOrder, command.OrderId, out _);
        list ??= [];
        // An order that is moved stays what it was placed for.
        uint flags = command.Verb == CommandVerb.Place || list.Count == 0 ? command.Flags : list[0].Flags;
        QuoteOrigin origin = new() { DecisionNumber = command.DecisionNumber, PriceTicks = command.PriceTicks, Flags = flags };
        list.Add(origin);
        _undecided.Add((command.OrderId, origin));
    }

    /// <summary>The decision that sent the messages before it.</summary>
    internal void Decided(in DecisionRecord record, ReadOnlySpan<LevelRecord> levels, in ContractTerms terms)
    {
        foreach ((long orderId, QuoteOrigin origin) in _undecided)
        {
            if (origin.DecisionNumber != record.DecisionNumber) continue;
            origin.FairHalfE8 = double.IsFinite(record.FairTicks) && record.FairTicks > 0 ? (long)Math.Round(record.FairTicks * terms.TickE8 * ContractTerms.HalvesPerE8) : 0;
            bool hasMid = record.BestBidTicks != Units.Missing && record.BestAskTicks != Units.Missing;
            origin.MidHalfE8 = hasMid ? terms.MidHalfE8(record.BestBidTicks + record.BestAskTicks) : 0;
            origin.Mode = record.Mode;
            foreach (ref readonly LevelRecord level in levels)
            {
                if (level.OrderId != orderId) continue;
                origin.IsTaker = level.IsTaker != 0;
                origin.Level = level.IsTaker == 0 ? level.Level : FillEdge.NoLevel;
            }
            origin.Rule = Rule(in record, origin);
        }
        _undecided.Clear();
    }

    /// <summary>The venue took a price.</summary>
    internal void Acknowledged(in OrderUpdate update, long midHalfE8)
    {
        if (update.Report != OrderReport.Accepted || !_byOrder.TryGetValue(update.OrderId, out List<QuoteOrigin>? list)) return;
        if (Newest(list, update.PriceTicks) is { AcknowledgedMidHalfE8: 0 } origin) origin.AcknowledgedMidHalfE8 = midHalfE8;
    }

    /// <summary>What a fill comes from: the newest price of the order that is the fill's, else the newest; null if the order is not known.</summary>
    internal QuoteOrigin? Of(long orderId, long priceTicks) =>
        orderId == 0 || !_byOrder.TryGetValue(orderId, out List<QuoteOrigin>? list) ? null : Newest(list, priceTicks) ?? list[^1];

    /// <summary>Another run begins: it numbers its orders anew.</summary>
    internal void Clear()
    {
        _byOrder.Clear();
        _undecided.Clear();
    }

    private static QuoteOrigin? Newest(List<QuoteOrigin> list, long priceTicks)
    {
        for (int i = list.Count - 1; i >= 0; i--)
            if (priceTicks == Units.Missing || list[i].PriceTicks == priceTicks) return list[i];
        return null;
    }

    private static string Rule(in DecisionRecord record, QuoteOrigin origin)
    {
        if (origin.IsHedge) return "a hedge of what is held on other instruments";
        if (!origin.IsTaker && (origin.Flags & (OutputRecord.ImmediateFlag | OutputRecord.FillOrKillFlag)) == 0) return "";
        if ((record.Tactics & TacticFlags.Aggression) != 0) return $"{TacticCause.Aggression}: {FlagWords.Of(TacticCause.Aggression)}";
        return (origin.Flags & OutputRecord.ReduceOnlyFlag) != 0 ? "the position is brought down" : "an order that takes";
    }
}
