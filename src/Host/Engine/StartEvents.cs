using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk;
using Minnow.Core.Risk.Monitors;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Risk;
using Minnow.Host.Configuration.Strategy;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Engine;

/// <summary>The first events of every run: the configuration as parameters, and the instruments that it names.</summary>
/// <remarks>They stand in the journal like all others, so that a replay needs nothing but the journal. Their time is 0.</remarks>
public static class StartEvents
{
    /// <summary>Publishes: defaults, then each configured instrument with its own values, in the file's order.</summary>
    /// <exception cref="InvalidOperationException">An instrument can not be tracked; the message says why.</exception>
    public static void Publish(InputPublisher input, EventBatch batch, MinnowConfiguration configuration, DeribitParser parser) =>
        Write(batch, configuration, parser, group => Send(input, group));

    /// <summary>The same events for whoever has no ring: group by group in <paramref name="batch"/>, which is cleared after each.</summary>
    /// <exception cref="InvalidOperationException">An instrument can not be tracked; the message says why.</exception>
    public static void Write(EventBatch batch, MinnowConfiguration configuration, DeribitParser parser, Action<EventBatch> publish)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(parser);
        ArgumentNullException.ThrowIfNull(publish);
        batch.Clear();
        Defaults(batch, configuration);
        publish(batch);
        foreach (InstrumentOptions instrument in configuration.Instruments)
        {
            if (instrument.Definition is { } definition) Define(parser, batch, instrument.Name, definition);
            ParseStatus status = parser.Track(Encoding.ASCII.GetBytes(instrument.Name), receivedNs: 0, batch);
            if (status != ParseStatus.Ok)
                throw new InvalidOperationException($"Instrument {instrument.Name} of the configuration can not be tracked: {status}. Raise limits.maxInstruments or correct the name.");
            publish(batch);
        }
        // After all are named: an instrument may refer to a later one.
        foreach (InstrumentOptions instrument in configuration.Instruments)
        {
            if (!parser.Instruments.TryGetIndex(Encoding.ASCII.GetBytes(instrument.Name), out ushort index))
                throw new InvalidOperationException($"Instrument {instrument.Name} of the configuration was tracked and has no index.");
            Own(batch, index, configuration, instrument, parser);
            publish(batch);
        }
        batch.Clear();
    }

    /// <summary>Publishes that there is a venue, and no way to it yet: until the order session says otherwise nothing is sent.</summary>
    public static void PublishDown(InputPublisher input) => Send(input, Down());

    /// <summary>The event of <see cref="PublishDown"/>.</summary>
    public static Event Down()
    {
        Event down = default;
        down.Kind = EventKind.Gateway;
        down.Flags = EventFlags.First | EventFlags.Last;
        down.InstrumentIndex = Units.NoInstrument;
        down.Detail = (uint)GatewayPhase.Down;
        down.Gateway.ClockOffsetNs = down.Gateway.RoundTripNs = down.Gateway.RestingOrders = Units.Missing;
        return down;
    }

    /// <summary>Publishes that a person has looked at a halt.</summary>
    public static void PublishArm(InputPublisher input, string reason, long nowNs) => Send(input, Arm(reason, nowNs));

    /// <summary>The event of <see cref="PublishArm"/>.</summary>
    public static Event Arm(string reason, long nowNs)
    {
        Event arm = default;
        arm.Kind = EventKind.Operator;
        arm.Flags = EventFlags.First | EventFlags.Last;
        arm.InstrumentIndex = Units.NoInstrument;
        arm.Detail = (uint)OperatorVerb.Arm;
        arm.ReceivedNs = nowNs;
        arm.Operator.SourceHash = XxHash64.Hash(Encoding.UTF8.GetBytes(reason));
        return arm;
    }

    private static void Send(InputPublisher input, Event e)
    {
        if (!input.TryPublish(in e)) throw new InvalidOperationException("The input ring is too small for the configuration. Raise rings.inputSlots.");
    }

    private static void Send(InputPublisher input, EventBatch batch)
    {
        // Nobody reads yet, so the ring must take them all; it has at least a thousand slots.
        if (!input.TryPublish(batch, atNs: 0))
            throw new InvalidOperationException("The input ring is too small for the configuration. Raise rings.inputSlots.");
    }

    private static void Defaults(EventBatch batch, MinnowConfiguration configuration)
    {
        QuotingParameters parameters = StrategyParameters.Of(configuration.Quoting);
        for (uint id = 0; id < QuotingParameters.Count; id++) Set(batch, Units.NoInstrument, (ParameterId)id, QuotingParameters.Bits(in parameters, (ParameterId)id));
        Set(batch, Units.NoInstrument, ParameterId.MaxNetExposureE8, configuration.Risk.MaxNetExposureE8);
        RiskSettings.Differences(RiskParameters.Safe, RiskSettings.Of(configuration.Risk), (id, bits) => Set(batch, Units.NoInstrument, (ParameterId)id, bits));
        MonitorParameters monitors = MonitorSettings.Of(configuration.Monitors);
        if (monitors.IsOn)
            for (int at = 0; at < MonitorParameters.Count; at++) Set(batch, Units.NoInstrument, (ParameterId)(MonitorParameters.First + (uint)at), MonitorParameters.Bits(in monitors, at));
        if (!configuration.Hedge.IsOn) return;
        HedgeParameters hedge = HedgeSettings.Of(configuration.Hedge);
        for (int at = 0; at < HedgeParameters.Count; at++) Set(batch, Units.NoInstrument, ParameterId.HedgeFirst + (uint)at, HedgeParameters.Bits(in hedge, at));
    }

    // Only what differs from the defaults: an instrument starts with those.
    private static void Own(EventBatch batch, ushort index, MinnowConfiguration configuration, InstrumentOptions instrument, DeribitParser parser)
    {
        QuotingParameters defaults = StrategyParameters.Of(configuration.Quoting), own = StrategyParameters.Of(instrument.Quoting ?? configuration.Quoting);
        own.OrderAmountE8 = instrument.OrderAmountE8;
        own.MaxPositionAmountE8 = instrument.MaxPositionAmountE8;
        own.QuoteEnabled = instrument.Quote ? 1 : 0;
        own.Carry.RollAfterInstrument = NumberOf(instrument.RollAfter, parser);
        own.Carry.PairInstrument = NumberOf(instrument.Pair, parser);
        for (uint id = 0; id < QuotingParameters.Count; id++)
        {
            long bits = QuotingParameters.Bits(in own, (ParameterId)id);
            if (bits != QuotingParameters.Bits(in defaults, (ParameterId)id)) Set(batch, index, (ParameterId)id, bits);
        }
        RiskSettings.Differences(RiskSettings.Of(configuration.Risk), RiskSettings.Of(configuration.Risk, instrument.Risk), (id, bits) => Set(batch, index, (ParameterId)id, bits));
        IReadOnlyList<string> hedges = configuration.Hedge.Instruments ?? [];
        for (int rank = 0; rank < hedges.Count; rank++)
            if (hedges[rank] == instrument.Name) Set(batch, index, ParameterId.HedgeRank, rank + 1);
        IReadOnlyList<double> table = (instrument.Quoting ?? configuration.Quoting).Fair.MicroPriceTicks ?? [];
        for (int cell = 0; cell < table.Count; cell++)
            Set(batch, index, ParameterId.MicroPriceFirst + (uint)cell, BitConverter.DoubleToInt64Bits(table[cell]));
    }

    // The quoter knows instruments by index; 0 says none.
    private static long NumberOf(string? name, DeribitParser parser) =>
        name != null && parser.Instruments.TryGetIndex(Encoding.ASCII.GetBytes(name), out ushort index) ? index + 1L : 0;

    private static void Set(EventBatch batch, ushort instrument, ParameterId id, long bits)
    {
        ref Event e = ref batch.Add();
        e.Kind = EventKind.Parameter;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = instrument;
        e.Detail = (uint)id;
        e.Parameter.Bits = bits;
    }

    // A definition of our own takes the way of the venue's: as a get_instrument reply, so that parser and quoter can not disagree.
    private static void Define(DeribitParser parser, EventBatch batch, string name, InstrumentDefinitionOptions definition)
    {
        string type = definition.Contract == DefinedContract.Linear ? "linear" : "reversed";
        string reply = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"jsonrpc":"2.0","id":0,"result":{"instrument_name":"{{{JsonEncodedText.Encode(name)}}}","kind":"future","instrument_type":"{{{type}}}",
            "tick_size":{{{definition.TickSize}}},"contract_size":{{{definition.LotSize}}},"min_trade_amount":{{{definition.LotSize}}},
            "settlement_period":"perpetual","expiration_timestamp":32503708800000,"is_active":true,"state":"open",
            "maker_commission":0.0,"taker_commission":0.0}
            }
            """);
        ParseStatus status = parser.Parse(Encoding.UTF8.GetBytes(reply), receivedNs: 0, batch);
        if (status != ParseStatus.Ok)
            throw new InvalidOperationException($"The definition of instrument {name} in the configuration is refused: {status}. Check tickSize and lotSize.");
    }
}
