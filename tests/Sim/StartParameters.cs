using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Sim;

/// <summary>The first events of a simulated run: parameters and the instrument, as a start from a configuration would say them.</summary>
internal static class StartParameters
{
    internal const long OrderUsd = 100;
    internal const long MaxPositionUsd = 500;

    internal static void Say(World world, SimSeed seed)
    {
        EventBatch batch = world.Batch;
        batch.Clear();
        Set(batch, ParameterId.Seed, (long)seed.Number);
        Real(batch, ParameterId.RiskAversionPerLotBps, 0.002);
        Real(batch, ParameterId.IntensityDecayPerBps, 1);
        Real(batch, ParameterId.HorizonSeconds, 10);
        Real(batch, ParameterId.VolatilityHalfLifeSeconds, 30);
        Real(batch, ParameterId.StartVolatilityBps, 0.5);
        Real(batch, ParameterId.VolatilityFloorBps, 0.1);
        Real(batch, ParameterId.MinHalfSpreadBps, 0.2);
        Real(batch, ParameterId.MaxHalfSpreadBps, 20);
        Real(batch, ParameterId.MakerFeeBps, 0);
        Real(batch, ParameterId.MinEdgeBps, 0.1);
        Set(batch, ParameterId.RequoteTicks, 2);
        Set(batch, ParameterId.MinRequoteIntervalNs, 200 * Units.NsPerMs);
        Set(batch, ParameterId.MaxFeedAgeNs, 2 * Units.NsPerSecond);
        Set(batch, ParameterId.CrossedPullNs, 50 * Units.NsPerMs);
        Set(batch, ParameterId.JitterPercent, 10);
        Set(batch, ParameterId.AnswerTimeoutNs, 2 * Units.NsPerSecond);
        Set(batch, ParameterId.MaxExchangeLagNs, 2 * Units.NsPerSecond);
        world.Publish();
        world.Parser.Track("BTC-PERPETUAL"u8, 0, batch);
        world.Publish();
        Set(batch, ParameterId.OrderAmountE8, OrderUsd * Units.E8, 0);
        Set(batch, ParameterId.MaxPositionAmountE8, MaxPositionUsd * Units.E8, 0);
        Set(batch, ParameterId.QuoteEnabled, 1, 0);
        ref Event down = ref batch.Add();
        down.Kind = EventKind.Gateway;
        down.Flags = EventFlags.First | EventFlags.Last;
        down.InstrumentIndex = Units.NoInstrument;
        down.Detail = (uint)GatewayPhase.Down;
        world.Publish();
    }

    private static void Real(EventBatch batch, ParameterId id, double value) => Set(batch, id, BitConverter.DoubleToInt64Bits(value));

    private static void Set(EventBatch batch, ParameterId id, long bits, ushort instrument = Units.NoInstrument)
    {
        ref Event e = ref batch.Add();
        e.Kind = EventKind.Parameter;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = instrument;
        e.Detail = (uint)id;
        e.Parameter.Bits = bits;
    }
}
