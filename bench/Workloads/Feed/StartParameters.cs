using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Venues.Deribit;

namespace Minnow.Workloads.Feed;

/// <summary>The first events of a run: the values of samples/deribit-perpetual.jsonc, and the one instrument with its definition.</summary>
internal static class StartParameters
{
    private static MinnowConfiguration Configuration(double startVolatilityBps) => new()
    {
        Quoting = new QuotingOptions { MaxExchangeLagMs = 5000, StartVolatilityBps = startVolatilityBps },
        Instruments = [new InstrumentOptions { Name = "BTC-PERPETUAL", OrderAmount = 100, MaxPositionAmount = 3000 }],
    };

    internal static Event[] Of(DeribitParser parser, FrameSet frames, double startVolatilityBps)
    {
        List<Event> events = [];
        using EventBatch batch = new(1024);
        StartEvents.Write(batch, Configuration(startVolatilityBps), parser, group => events.AddRange(group.Events));
        FrameSet definitions = frames.With("\"result\":"u8);
        for (int i = 0; i < definitions.Count; i++)
        {
            // Here already, so that every pass over the frames finds the instrument defined and is the same.
            parser.Parse(definitions[i], receivedNs: 0, batch);
            events.AddRange(batch.Events);
        }
        return [.. events];
    }
}
