using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Minnow.Core.Model;
using Minnow.Host.Configuration;

namespace Minnow.Host.Live;

/// <summary>The money limits of a canary run: a part of the configured ones, and a check that what is left is an order at all.</summary>
public sealed class CanaryLimit
{
    private readonly IReadOnlyList<InstrumentOptions> _instruments;

    private CanaryLimit(IReadOnlyList<InstrumentOptions> capped) => _instruments = capped;

    /// <summary>What is wrong, for a person; empty if nothing.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>The configuration with each money limit cut to the canary's part; the quoter rounds down to lots when the venue has named them.</summary>
    public static MinnowConfiguration Cap(MinnowConfiguration configuration, out CanaryLimit limit)
    {
        decimal part = (configuration.Connection?.CanaryPercent ?? 100) / 100m;
        List<InstrumentOptions> capped = [];
        foreach (InstrumentOptions instrument in configuration.Instruments)
            capped.Add(instrument with { OrderAmount = Cut(instrument.OrderAmount, part), MaxPositionAmount = Cut(instrument.MaxPositionAmount, part), Gate = Cut(instrument.Gate, part) });
        limit = new CanaryLimit(capped);
        return configuration with
        {
            Instruments = capped,
            Risk = configuration.Risk with { MaxNetExposure = Cut(configuration.Risk.MaxNetExposure, part) },
            Gate = configuration.Gate with { MaxNetExposure = Cut(configuration.Gate.MaxNetExposure, part) },
        };
    }

    /// <summary>Looks at the definition of an instrument.</summary>
    /// <param name="name">The venue's name.</param>
    /// <param name="definition">Its numbers.</param>
    /// <returns>False if an order of the canary's size would be none; <see cref="Complaint"/> says which.</returns>
    public bool Allows(ReadOnlySpan<byte> name, in InstrumentDefined definition)
    {
        foreach (InstrumentOptions instrument in _instruments)
        {
            if (!instrument.Quote || !Ascii.Equals(name, instrument.Name) || definition.LotE8 <= 0) continue;
            long least = Math.Max(1, definition.MinLots) * definition.LotE8;
            if (instrument.OrderAmountE8 >= least && instrument.MaxPositionAmountE8 >= least) return true;
            Complaint = string.Create(CultureInfo.InvariantCulture, $"the canary's part of {instrument.Name} is an order of {instrument.OrderAmount} and a position of {instrument.MaxPositionAmount}, "
                + $"less than the venue's smallest order of {least / 100_000_000m}. Raise connection.canaryPercent or the instrument's limits.");
            return false;
        }
        return true;
    }

    // The gate's own amounts too: what it was told is cut, and what it derives follows from what was cut.
    private static InstrumentGateOptions Cut(InstrumentGateOptions gate, decimal part) => gate with
    {
        MaxOrderAmount = Cut(gate.MaxOrderAmount, part), MaxOrderNotional = Cut(gate.MaxOrderNotional, part), MaxPositionAmount = Cut(gate.MaxPositionAmount, part),
    };

    private static decimal? Cut(decimal? amount, decimal part) => amount is decimal given ? Math.Floor(given * part * 100_000_000m) / 100_000_000m : null;
}
