using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using Minnow.Core.Risk.Gate;
using Minnow.Exchange.Background;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;
using Minnow.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Live.Tests;

/// <summary>The busiest minute of a recorded day, many times as fast, through a whole live run.</summary>
[Collection("alone")]
public sealed class StressTests(ITestOutputHelper output)
{
    private const double Speed = 20;
    private const long MinuteNs = 60_000_000_000;

    [Fact]
    public async Task G8_P19_The_busiest_recorded_minute_at_more_than_twice_its_rate_loses_nothing_and_meets_no_limit()
    {
        string recording = SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz");
        (long startNs, int frames) = Peak(recording);
        await using LiveVenue venue = await LiveVenue.Start(Options(recording));
        Stopwatch played = Stopwatch.StartNew();
        venue.Run();
        await venue.UntilQuoting();

        TimeSpan from = TimeSpan.FromSeconds(startNs / 1e9 / Speed) - played.Elapsed;
        Assert.True(from > TimeSpan.Zero, $"It took {played.Elapsed} until it quoted; the busiest minute has begun.");
        await Task.Delay(from);
        long before = venue.Counter(CounterId.FeedFrames);
        Stopwatch peak = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(60 / Speed));
        double rate = (venue.Counter(CounterId.FeedFrames) - before) / peak.Elapsed.TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:F0} frames a second; the busiest recorded minute had {frames / 60.0:F0}"));

        Assert.True(rate >= 2 * frames / 60.0, $"{rate:F0} frames a second are less than twice the {frames / 60.0:F0} that were recorded.");
        foreach (CounterId lost in (CounterId[])[CounterId.FeedGaps, CounterId.FeedRefused, CounterId.FeedRingFull, CounterId.FeedLoopGaps, CounterId.FeedDisconnections,
            CounterId.GatewayDisconnections, CounterId.GatewayRateLimitErrors, CounterIds.Denied(GateControl.MessageRate), CounterIds.Denied(GateControl.DailyMessages)])
            Assert.True(venue.Counter(lost) == 0, $"{lost} is {venue.Counter(lost)}.\n{venue.Errors}");
        Assert.True(venue.Counter(CounterId.GatewayAcks) > 2, "It moved no quote.");
        Assert.Equal(0, await venue.Stop());
    }

    private static ExchangeServerOptions Options(string recording)
    {
        VenueOptions venue = DemoVenue.Options();
        venue.Instruments.Clear();
        venue.Indexes.Clear();
        (InstrumentSpec spec, long indexE8) = RecordedMarket.Describe(recording);
        DemoVenue.Add(venue, spec, indexE8);
        return new ExchangeServerOptions { Venue = venue, Market = MarketKind.Recording, Recording = recording, Speed = Speed };
    }

    // The minute with most frames: when it begins, from the first frame, and how many they are.
    private static (long StartNs, int Frames) Peak(string recording)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(recording), CompressionMode.Decompress));
        Queue<long> minute = new();
        (long firstNs, long startNs, int most) = (0, 0, 0);
        while (lines.ReadLine() is { } line)
        {
            long ns = long.Parse(line.AsSpan(0, line.IndexOf(' ')), CultureInfo.InvariantCulture);
            if (firstNs == 0) firstNs = ns;
            minute.Enqueue(ns);
            while (minute.Peek() <= ns - MinuteNs) minute.Dequeue();
            if (minute.Count > most) (startNs, most) = (minute.Peek() - firstNs, minute.Count);
        }
        return (startNs, most);
    }
}
