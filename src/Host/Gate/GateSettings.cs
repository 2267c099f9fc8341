using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Strategy;
using Minnow.Host.Live;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Gate;

/// <summary>What the configuration says, as limits of the pre-trade gate. What it leaves out follows from the money limits that it must name.</summary>
public static class GateSettings
{
    private const long PpmPerBps = 100;

    /// <summary>The setup of a run that begins at <paramref name="startNs"/>.</summary>
    public static GateSetup Of(MinnowConfiguration configuration, long startNs)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        GateOptions gate = configuration.Gate;
        GateLimits limits = default;
        limits.Set(GateLimit.CollarPpm, gate.CollarBps * PpmPerBps);
        limits.Set(GateLimit.ReduceCollarPpm, gate.ReduceCollarBps * PpmPerBps);
        limits.Set(GateLimit.ReferenceAgeNs, gate.MaxReferenceAgeMs * Units.NsPerMs);
        limits.Set(GateLimit.MessagesPerSecond, gate.MessagesPerSecond);
        limits.Set(GateLimit.MessageBurst, gate.MessageBurst);
        limits.Set(GateLimit.MessagesPerDay, gate.MessagesPerDay);
        limits.Set(GateLimit.FreeMessagesPerDay, gate.FreeMessagesPerDay);
        limits.Set(GateLimit.MessagesPerCoin, gate.MessagesPerCoin);
        limits.Set(GateLimit.RepeatedFills, gate.RepeatedFills);
        limits.Set(GateLimit.NetExposureE8, NetExposureE8(configuration));
        List<GateInstrument> traded = [];
        foreach (InstrumentOptions instrument in configuration.Instruments)
            if (instrument.Quote || Hedges(instrument, configuration)) traded.Add(new GateInstrument(Name(instrument.Name), TextHash.Of(Encoding.ASCII.GetBytes(SessionSettings.Instrument(instrument.Name).IndexName)), Limits(instrument, configuration)));
        return new GateSetup
        {
            MaxInstruments = Math.Max(1, configuration.Instruments.Count),
            Instruments = traded,
            Limits = limits,
            StartNs = startNs,
            RepeatedFillsNs = gate.RepeatedFillsSeconds * Units.NsPerSecond,
            DuplicateNs = gate.DuplicateMs * Units.NsPerMs,
        };
    }

    private static bool Hedges(InstrumentOptions instrument, MinnowConfiguration configuration)
    {
        foreach (string name in configuration.Hedge.Instruments ?? [])
            if (name == instrument.Name) return true;
        return false;
    }

    private static GateLimits Limits(InstrumentOptions instrument, MinnowConfiguration configuration)
    {
        InstrumentGateOptions gate = instrument.Gate;
        long positionE8 = E8(gate.MaxPositionAmount) ?? instrument.MaxPositionAmountE8;
        GateLimits limits = default;
        limits.Set(GateLimit.PositionAmountE8, positionE8);
        limits.Set(GateLimit.OrderAmountE8, E8(gate.MaxOrderAmount) ?? Math.Min(E8(instrument.Risk.MaxOrderAmount) ?? long.MaxValue, UsualOrderE8(instrument, positionE8, configuration)));
        limits.Set(GateLimit.OrderNotionalE8, E8(gate.MaxOrderNotional) ?? GateLimits.None);
        limits.Set(GateLimit.OpenOrders, gate.MaxOpenOrders);
        return limits;
    }

    private static long UsualOrderE8(InstrumentOptions instrument, long positionE8, MinnowConfiguration configuration) =>
        Hedges(instrument, configuration) ? 2 * positionE8 : Math.Min(2 * positionE8, LargestOrderE8(instrument, (instrument.Quoting ?? configuration.Quoting).Ladder));

    // The largest level at the position where it is largest, rounded up: what the ladder's own settings can come to, and not more.
    private static long LargestOrderE8(InstrumentOptions instrument, LadderOptions ladder)
    {
        double profile = 1, largest = 1;
        for (int level = 1; level < ladder.Levels; level++)
        {
            if (ladder.SizeProfile == LadderSizes.Linear) profile = 1 + ladder.SizeStep * level;
            else if (ladder.SizeProfile == LadderSizes.Geometric) profile *= 1 + ladder.SizeStep;
            largest = Math.Max(largest, profile);
        }
        double factor = largest * (1 + ladder.InventorySizing);
        if (factor == 1) return instrument.OrderAmountE8;
        double amountE8 = Math.Ceiling(instrument.OrderAmountE8 * factor * (1 + 1e-9));
        return amountE8 < long.MaxValue / 2 ? (long)amountE8 : long.MaxValue / 2;
    }

    private static long NetExposureE8(MinnowConfiguration configuration)
    {
        if (configuration.Gate.MaxNetExposure != null) return configuration.Gate.MaxNetExposureE8;
        long risk = configuration.Risk.MaxNetExposureE8;
        return risk == 0 ? GateLimits.None : risk + risk / 50;
    }

    /// <summary>A name as events carry it.</summary>
    internal static InstrumentName Name(string text)
    {
        InstrumentName name = default;
        Encoding.ASCII.GetBytes(text, name);
        return name;
    }

    private static long? E8(decimal? amount) => amount is decimal given ? ExactAmount.ToE8(given) : null;
}
