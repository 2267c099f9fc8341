using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>Names, ticks and lots of the instruments as they were at one place of a journal: from indexes and ticks to what a person reads.</summary>
internal sealed class Instruments
{
    private readonly Dictionary<ushort, string> _names = [];
    private readonly Dictionary<ushort, InstrumentDefined> _definitions = [];

    /// <summary>As they were at an input: from the header of its segment and that segment up to it.</summary>
    /// <remarks>A segment that begins and ends with the same instruments, as the next one's header says, is not read.</remarks>
    internal static Instruments At(JournalReader journal, long inputSequence)
    {
        Instruments known = new();
        SegmentInfo? holding = null, next = null;
        foreach (SegmentInfo segment in journal.Segments())
        {
            if (holding == null || segment.Header.FirstInputSequence <= inputSequence) (holding, next) = (segment, null);
            else next ??= segment;
        }
        if (holding == null) return known;
        foreach (Event one in holding.Instruments) known.Note(in one);
        if (next != null && Same(holding.Instruments, next.Instruments)) return known;
        using JournalCursor<Event> cursor = journal.Inputs(holding.Header.FirstInputSequence);
        while (cursor.MoveNext() && cursor.FirstSequence <= inputSequence)
        {
            ReadOnlySpan<Event> events = cursor.Records;
            for (int i = 0; i < events.Length && cursor.FirstSequence + i <= inputSequence; i++) known.Note(in events[i]);
        }
        return known;
    }

    /// <summary>The venue's name, or the index if it was never named.</summary>
    internal string Name(ushort index) => _names.TryGetValue(index, out string? name) ? name : $"instrument {index}";

    /// <summary>Price of a number of ticks; the ticks themselves if no definition is known.</summary>
    internal double Price(ushort index, double ticks) => _definitions.TryGetValue(index, out InstrumentDefined spec) && spec.TickE8 > 0 ? ticks * spec.TickE8 * 1e-8 : ticks;

    /// <summary>Amount of a number of lots, in the venue's unit; the lots themselves if no definition is known.</summary>
    internal double Amount(ushort index, long lots) => _definitions.TryGetValue(index, out InstrumentDefined spec) && spec.LotE8 > 0 ? lots * (spec.LotE8 * 1e-8) : lots;

    /// <summary>Decimals of a tick; 4 if no definition is known.</summary>
    internal int PriceDigits(ushort index)
    {
        if (!_definitions.TryGetValue(index, out InstrumentDefined spec) || spec.TickE8 <= 0) return 4;
        int digits = 8;
        for (long tick = spec.TickE8; digits > 0 && tick % 10 == 0; tick /= 10) digits--;
        return digits;
    }

    /// <summary>What prices and amounts count.</summary>
    internal string UnitsText(ushort index) => Kind(index) switch
    {
        ContractKind.Inverse => "prices and amounts are in USD",
        ContractKind.Linear => $"prices are in {Quote(index)}, amounts in {Base(index)}",
        _ => "prices are in ticks and amounts in lots where no definition is known",
    };

    /// <summary>The coin that fees are paid in; empty if not known.</summary>
    internal string FeeCoin(ushort index) => Kind(index) switch { ContractKind.Inverse => Base(index), ContractKind.Linear => Quote(index), _ => "" };

    /// <summary>A price for a person: without trailing zeros.</summary>
    internal string PriceText(ushort index, double ticks) => double.IsFinite(ticks) ? Price(index, ticks).ToString("#,0.########", CultureInfo.InvariantCulture) : "none";

    /// <summary>An amount for a person.</summary>
    internal string AmountText(ushort index, long lots) => Amount(index, lots).ToString("#,0.########", CultureInfo.InvariantCulture);

    private ContractKind Kind(ushort index) => _definitions.TryGetValue(index, out InstrumentDefined spec) ? spec.Contract : ContractKind.Unknown;

    // BTC-PERPETUAL is on BTC in USD, BTC_USDC-PERPETUAL on BTC in USDC.
    private string Base(ushort index) => Name(index).Split('-', '_')[0];

    private string Quote(ushort index) => Name(index).Split('-')[0] is var pair && pair.IndexOf('_', StringComparison.Ordinal) is >= 0 and var at ? pair[(at + 1)..] : "USD";

    private static bool Same(IReadOnlyList<Event> one, IReadOnlyList<Event> other)
    {
        if (one.Count != other.Count) return false;
        for (int i = 0; i < one.Count; i++)
        {
            Event a = one[i], b = other[i];
            if (!MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in a)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in b)))) return false;
        }
        return true;
    }

    private void Note(in Event one)
    {
        if (one.Kind == EventKind.InstrumentNamed) _names[one.InstrumentIndex] = Encoding.ASCII.GetString(InstrumentName.Text(in one.Named.Name));
        else if (one.Kind == EventKind.InstrumentDefined) _definitions[one.InstrumentIndex] = one.Defined;
    }
}
