using System;
using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>One thing that happened to an order: a message of ours with its decision, or an event of the venue's.</summary>
/// <param name="TimeNs">When, ns since 1970: the event's time.</param>
/// <param name="Command">Our message; null if it is an event.</param>
/// <param name="Decision">The decision that sent the message; null if its record is not in the journal.</param>
/// <param name="Event">The venue's report or a fill; null if it is a message of ours.</param>
/// <param name="InputSequence">Sequence of the event, or of the cause of the message.</param>
internal sealed record OrderStep(long TimeNs, OutputRecord? Command, Decision? Decision, Event? Event, long InputSequence);

/// <summary>All that the journal holds about one order, in the order in which it happened.</summary>
internal static class OrderStory
{
    // As long as late fills are accepted.
    private const long AfterEndNs = 600 * Units.NsPerSecond;

    /// <summary>From the message that placed it to ten minutes after its end.</summary>
    internal static IReadOnlyList<OrderStep> Of(JournalReader journal, OutputRecord placed, long outputSequence)
    {
        List<OrderStep> steps = [];
        long endNs = Reports(journal, placed, steps);
        Messages(journal, placed.OrderId, outputSequence, endNs, steps);
        // A message comes of the event with its sequence, so it stands behind it.
        steps.Sort(static (a, b) => a.InputSequence != b.InputSequence ? a.InputSequence.CompareTo(b.InputSequence) : (a.Command != null).CompareTo(b.Command != null));
        return steps;
    }

    private static long Reports(JournalReader journal, OutputRecord placed, List<OrderStep> steps)
    {
        long endNs = long.MaxValue;
        using JournalCursor<Event> cursor = journal.Inputs(placed.CauseSequence);
        while (cursor.MoveNext())
        {
            ReadOnlySpan<Event> events = cursor.Records;
            for (int i = 0; i < events.Length; i++)
            {
                ref readonly Event e = ref events[i];
                if (e.ReceivedNs > endNs) return endNs;
                bool isReport = e.Kind == EventKind.OrderUpdate && e.Order.OrderId == placed.OrderId;
                bool isFill = e.Kind == EventKind.Fill && e.Fill.OrderId == placed.OrderId;
                if (!isReport && !isFill) continue;
                steps.Add(new OrderStep(e.ReceivedNs, null, null, e, cursor.FirstSequence + i));
                if (isReport && OrderEnd.Is(e.Order.Report)) endNs = e.ReceivedNs + AfterEndNs;
            }
        }
        return endNs;
    }

    private static void Messages(JournalReader journal, long orderId, long from, long endNs, List<OrderStep> steps)
    {
        Queue<(OutputRecord Command, long Sequence)> waiting = [];
        using OutputScan scan = new(journal, from);
        while (scan.Next())
        {
            // Messages stand before the decision that sent them.
            if (scan.Decision is { } decision)
            {
                while (waiting.TryPeek(out (OutputRecord Command, long Sequence) first) && first.Command.DecisionNumber <= decision.Record.DecisionNumber)
                {
                    OutputRecord command = waiting.Dequeue().Command;
                    steps.Add(new OrderStep(command.TimeNs, command, command.DecisionNumber == decision.Record.DecisionNumber ? decision : null, null, command.CauseSequence));
                }
                if (decision.Record.TimeNs > endNs) break;
            }
            else if (scan.Command.OrderId == orderId)
            {
                waiting.Enqueue((scan.Command, scan.Sequence));
            }
        }
        foreach ((OutputRecord command, long _) in waiting) steps.Add(new OrderStep(command.TimeNs, command, null, null, command.CauseSequence));
    }
}
