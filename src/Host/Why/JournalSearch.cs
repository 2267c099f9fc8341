using System;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>Finds places in a journal of any size by halving: order ids and times grow with the sequence.</summary>
/// <remarks>
/// Cost: some twenty probes, whatever the size, and each decodes <see cref="ProbeSlots"/> slots at most. A probe that meets no new order in them says nothing: then the half
/// before it is searched first and the half behind it only if that has neither the order nor a later one. A probe is no longer than the piece that is walked at the end, so even
/// a journal almost without orders is decoded twice at most. Trade ids do not grow, so a fill is looked for from the beginning.
/// </remarks>
internal sealed class JournalSearch
{
    /// <summary>Most slots of the output ring that one probe decodes, and the length below which a piece is walked: eight full blocks.</summary>
    internal const long ProbeSlots = 8192;

    private readonly JournalReader _journal;
    private readonly long _endOutput;
    private readonly long _endInput;

    internal JournalSearch(JournalReader journal)
    {
        _journal = journal;
        (_endInput, _endOutput) = JournalExtent.Of(journal);
    }

    /// <summary>Slots that probes and walks for orders have looked at so far.</summary>
    internal long SlotsRead { get; private set; }

    /// <summary>The command that placed the order; null if the journal has none.</summary>
    internal (OutputRecord Command, long Sequence)? Placed(long orderId) => Find(orderId, 0, _endOutput, out _);

    /// <summary>Where in the output ring to begin so that the decisions in force at <paramref name="timeNs"/> are met soon.</summary>
    internal long OutputBefore(long timeNs)
    {
        long low = 0, high = _endOutput;
        while (high - low > ProbeSlots)
        {
            long middle = low + (high - low) / 2;
            if (FirstTime(middle) is long time && time <= timeNs) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>The fill of this trade id; null if the journal has none.</summary>
    internal (Event Fill, long Sequence)? Fill(long tradeId)
    {
        using JournalCursor<Event> cursor = _journal.Inputs();
        while (cursor.MoveNext())
        {
            ReadOnlySpan<Event> events = cursor.Records;
            for (int i = 0; i < events.Length; i++)
                if (events[i].Kind == EventKind.Fill && events[i].Fill.TradeId == tradeId) return (events[i], cursor.FirstSequence + i);
        }
        return null;
    }

    /// <summary>The input of this sequence; null if it is beyond the end.</summary>
    internal Event? Input(long sequence)
    {
        if (sequence < 0 || sequence >= _endInput) return null;
        using JournalCursor<Event> cursor = _journal.Inputs(sequence);
        return cursor.MoveNext() && cursor.FirstSequence == sequence ? cursor.Records[0] : null;
    }

    // isPassed: a later order was met, so what is looked for can not come behind.
    private (OutputRecord Command, long Sequence)? Find(long orderId, long low, long high, out bool isPassed)
    {
        while (high - low > ProbeSlots)
        {
            long middle = low + (high - low) / 2, probed = Math.Min(high, middle + ProbeSlots);
            if (FirstFrom(orderId: 0, middle, probed) is not { } met)
            {
                if (Find(orderId, low, middle, out isPassed) is { } before) return before;
                if (isPassed) return null;
                low = probed;
            }
            else if (met.Command.OrderId == orderId)
            {
                isPassed = false;
                return met;
            }
            else if (met.Command.OrderId < orderId)
            {
                low = met.Sequence + 1;
            }
            else
            {
                var found = Find(orderId, low, middle, out _);
                isPassed = found == null;
                return found;
            }
        }
        var walked = FirstFrom(orderId, low, high);
        isPassed = walked is { } one && one.Command.OrderId > orderId;
        return isPassed ? null : walked;
    }

    // The first message that placed this order or a later one.
    private (OutputRecord Command, long Sequence)? FirstFrom(long orderId, long from, long until)
    {
        using JournalCursor<OutputRecord> cursor = _journal.Outputs(from);
        while (cursor.MoveNext() && cursor.FirstSequence < until)
        {
            ReadOnlySpan<OutputRecord> records = cursor.Records;
            for (int i = 0; i < records.Length && cursor.FirstSequence + i < until; i++)
            {
                SlotsRead++;
                ref readonly OutputRecord one = ref records[i];
                if (one.Kind == OutputKind.Command && one.Verb == CommandVerb.Place && one.OrderId >= orderId) return (one, cursor.FirstSequence + i);
            }
        }
        return null;
    }

    private long? FirstTime(long from)
    {
        using OutputScan scan = new(_journal, from);
        return scan.Next() ? scan.Decision?.Record.TimeNs ?? scan.Command.TimeNs : null;
    }
}
