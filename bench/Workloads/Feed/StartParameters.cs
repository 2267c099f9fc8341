using System;
using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Venues.Deribit;

namespace Minnow.Workloads.Feed;

/// <summary>The first events of a run: the values of samples/deribit-perpetual.jsonc, and the one instrument with its definition.</summary>
internal static class StartParameters
{
    internal static Event[] Of(DeribitParser parser, FrameSet frames)
    {
        List<Event> events = [];
        Real(events, ParameterId.RiskAversionPerLotBps, 0.0005);
        Real(events, ParameterId.IntensityDecayPerBps, 0.5);
        Real(events, ParameterId.HorizonSeconds, 60);
        Real(events, ParameterId.VolatilityHalfLifeSeconds, 30);
        Real(events, ParameterId.VolatilityFloorBps, 0.2);
        Real(events, ParameterId.MinHalfSpreadBps, 1);
        Real(events, ParameterId.MaxHalfSpreadBps, 50);
        Real(events, ParameterId.MakerFeeBps, double.NaN);
        Real(events, ParameterId.MinEdgeBps, 0.5);
        Whole(events, ParameterId.Seed, 1);
        Whole(events, ParameterId.RequoteTicks, 2);
        Whole(events, ParameterId.MinRequoteIntervalNs, 100 * Units.NsPerMs);
        Whole(events, ParameterId.MaxFeedAgeNs, 2000 * Units.NsPerMs);
        Whole(events, ParameterId.CrossedPullNs, 100 * Units.NsPerMs);
        Whole(events, ParameterId.JitterPercent, 10);
        Whole(events, ParameterId.AnswerTimeoutNs, 5000 * Units.NsPerMs);
        Whole(events, ParameterId.MaxExchangeLagNs, 5000 * Units.NsPerMs);

        using EventBatch batch = new(1024);
        ParseStatus status = parser.Track("BTC-PERPETUAL"u8, receivedNs: 0, batch);
        if (status != ParseStatus.Ok) throw new WrongResultException($"The instrument can not be tracked: {status}.");
        events.AddRange(batch.Events);
        FrameSet definitions = frames.With("\"result\":"u8);
        for (int i = 0; i < definitions.Count; i++)
        {
            // Here already, so that every pass over the frames finds the instrument defined and is the same.
            parser.Parse(definitions[i], receivedNs: 0, batch);
            events.AddRange(batch.Events);
        }
        Whole(events, ParameterId.OrderAmountE8, 100 * Units.E8, 0);
        Whole(events, ParameterId.MaxPositionAmountE8, 3000 * Units.E8, 0);
        Whole(events, ParameterId.QuoteEnabled, 1, 0);
        return [.. events];
    }

    private static void Real(List<Event> events, ParameterId id, double value) => Whole(events, id, BitConverter.DoubleToInt64Bits(value));

    private static void Whole(List<Event> events, ParameterId id, long bits, ushort instrument = Units.NoInstrument) => events.Add(new Event
    {
        Kind = EventKind.Parameter,
        Flags = EventFlags.First | EventFlags.Last,
        InstrumentIndex = instrument,
        Detail = (uint)id,
        Parameter = new Parameter { Bits = bits },
    });
}
