using System;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Edge;
using Minnow.Host.Statements;

namespace Minnow.Host.Live;

/// <summary>What a live run holds against the venue's word on money: its statements, and whether the configured width pays for what it charges. Shown as counters.</summary>
/// <remarks>Nothing is allocated after construction. Thread: feed.</remarks>
internal sealed class AccountWatch(CounterSet counters, MinnowConfiguration configuration)
{
    private readonly StatementWatch _statements = new(configuration.Limits.MaxInstruments);
    private readonly FeeWatch _fees = new(configuration, configuration.Limits.MaxInstruments);

    /// <summary>The venue's figure less ours at the last statement that differs, 1e-8 of its coin.</summary>
    internal long ApartE8 => _statements.ApartE8;

    /// <summary>What differs, for a person. Any thread: figures that change meanwhile may be of different moments.</summary>
    internal string Text => _statements.Text();

    /// <summary>Learns an instrument's name: it was told to the quoter at the start, past this watch.</summary>
    internal void Name(ushort instrument, in InstrumentName name) => _statements.Name(instrument, in name);

    /// <summary>Takes an event, before the quoter does.</summary>
    internal StatementChange Apply(in Event e, long nowNs)
    {
        if (_fees.Apply(in e))
        {
            counters.Set(CounterId.EdgeShortE3, Thousandths(_fees.ShortBps));
            counters.Set(CounterId.EdgeFeeE3, Thousandths(_fees.FeeBps));
            counters.Set(CounterId.EdgeHalfE3, Thousandths(_fees.HalfBps));
        }
        StatementChange change = _statements.Apply(in e, nowNs);
        if (e.Kind is not (EventKind.Position or EventKind.Account)) return change;
        counters.Set(CounterId.StatementsAgreed, _statements.AgreedCount);
        counters.Set(CounterId.StatementsDifferent, _statements.DifferentCount);
        counters.Set(CounterId.StatementsApartE8, _statements.ApartE8);
        counters.Set(CounterId.StatementsApart, _statements.IsApart ? 1 : 0);
        return change;
    }

    private static long Thousandths(double bps) => double.IsFinite(bps) ? (long)Math.Round(bps * 1000) : 0;
}
