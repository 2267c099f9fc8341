using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Host.Configuration;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Engine;

/// <summary>The first events of every run: the configuration as parameters, and the instruments that it names.</summary>
/// <remarks>They stand in the journal like all others, so that a replay needs nothing but the journal. Their time is 0.</remarks>
public static class StartEvents
{
    /// <summary>Publishes: defaults, then each configured instrument with its own values, in the file's order.</summary>
    /// <exception cref="InvalidOperationException">An instrument can not be tracked; the message says why.</exception>
    public static void Publish(InputPublisher input, EventBatch batch, MinnowConfiguration configuration, DeribitParser parser)
    {
        batch.Clear();
        Defaults(batch, configuration.Quoting);
        Send(input, batch);
        foreach (InstrumentOptions instrument in configuration.Instruments)
        {
            byte[] name = Encoding.ASCII.GetBytes(instrument.Name);
            if (instrument.Definition is { } definition) Define(parser, batch, instrument.Name, definition);
            ParseStatus status = parser.Track(name, receivedNs: 0, batch);
            if (status != ParseStatus.Ok || !parser.Instruments.TryGetIndex(name, out ushort index))
                throw new InvalidOperationException($"Instrument {instrument.Name} of the configuration can not be tracked: {status}. Raise limits.maxInstruments or correct the name.");
            Set(batch, index, ParameterId.OrderAmountE8, instrument.OrderAmountE8);
            Set(batch, index, ParameterId.MaxPositionAmountE8, instrument.MaxPositionAmountE8);
            Set(batch, index, ParameterId.QuoteEnabled, instrument.Quote ? 1 : 0);
            Send(input, batch);
        }
    }

    /// <summary>Publishes that there is a venue, and no way to it yet: until the order session says otherwise nothing is sent.</summary>
    public static void PublishDown(InputPublisher input)
    {
        Event down = default;
        down.Kind = EventKind.Gateway;
        down.Flags = EventFlags.First | EventFlags.Last;
        down.InstrumentIndex = Units.NoInstrument;
        down.Detail = (uint)GatewayPhase.Down;
        down.Gateway.ClockOffsetNs = down.Gateway.RoundTripNs = down.Gateway.RestingOrders = Units.Missing;
        if (!input.TryPublish(in down)) throw new InvalidOperationException("The input ring is too small for the configuration. Raise rings.inputSlots.");
    }

    /// <summary>Publishes that a person has looked at a halt.</summary>
    public static void PublishArm(InputPublisher input, string reason, long nowNs)
    {
        Event arm = default;
        arm.Kind = EventKind.Operator;
        arm.Flags = EventFlags.First | EventFlags.Last;
        arm.InstrumentIndex = Units.NoInstrument;
        arm.Detail = (uint)OperatorVerb.Arm;
        arm.ReceivedNs = nowNs;
        arm.Operator.SourceHash = XxHash64.Hash(Encoding.UTF8.GetBytes(reason));
        if (!input.TryPublish(in arm)) throw new InvalidOperationException("The input ring is too small for the configuration. Raise rings.inputSlots.");
    }

    private static void Send(InputPublisher input, EventBatch batch)
    {
        // Nobody reads yet, so the ring must take them all; it has at least a thousand slots.
        if (!input.TryPublish(batch, atNs: 0))
            throw new InvalidOperationException("The input ring is too small for the configuration. Raise rings.inputSlots.");
    }

    private static void Defaults(EventBatch batch, QuotingOptions q)
    {
        const ushort all = Units.NoInstrument;
        Set(batch, all, ParameterId.Seed, q.Seed);
        Real(batch, ParameterId.RiskAversionPerLotBps, q.RiskAversionPerLotBps);
        Real(batch, ParameterId.IntensityDecayPerBps, q.IntensityDecayPerBps);
        Real(batch, ParameterId.HorizonSeconds, q.HorizonSeconds);
        Real(batch, ParameterId.VolatilityHalfLifeSeconds, q.VolatilityHalfLifeSeconds);
        Real(batch, ParameterId.VolatilityFloorBps, q.VolatilityFloorBps);
        Real(batch, ParameterId.StartVolatilityBps, q.StartVolatilityBps);
        Real(batch, ParameterId.MinHalfSpreadBps, q.MinHalfSpreadBps);
        Real(batch, ParameterId.MaxHalfSpreadBps, q.MaxHalfSpreadBps);
        Real(batch, ParameterId.MakerFeeBps, q.MakerFeeBps ?? double.NaN);
        Real(batch, ParameterId.MinEdgeBps, q.MinEdgeBps);
        Set(batch, all, ParameterId.RequoteTicks, q.RequoteTicks);
        Set(batch, all, ParameterId.MinRequoteIntervalNs, q.MinRequoteIntervalMs * Units.NsPerMs);
        Set(batch, all, ParameterId.MaxFeedAgeNs, q.MaxFeedAgeMs * Units.NsPerMs);
        Set(batch, all, ParameterId.CrossedPullNs, q.CrossedPullMs * Units.NsPerMs);
        Set(batch, all, ParameterId.JitterPercent, q.JitterPercent);
        Set(batch, all, ParameterId.AnswerTimeoutNs, q.AnswerTimeoutMs * Units.NsPerMs);
        Set(batch, all, ParameterId.MaxExchangeLagNs, q.MaxExchangeLagMs * Units.NsPerMs);
    }

    private static void Real(EventBatch batch, ParameterId id, double value) =>
        Set(batch, Units.NoInstrument, id, BitConverter.DoubleToInt64Bits(value));

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
