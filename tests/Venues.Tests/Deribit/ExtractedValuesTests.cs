using System;
using System.Collections.Generic;
using System.Text.Json;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>The naive twin: the same frames through JsonDocument and System.Decimal, value for value.</summary>
public sealed class ExtractedValuesTests
{
    private const decimal Tick = 0.1m;
    private const decimal Lot = 10m;

    [Fact]
    public void Every_seventh_frame_of_the_recording_has_the_values_that_JsonDocument_and_decimal_find()
    {
        using ParserBench bench = new();
        (long ReceivedNs, byte[] Frame)[] frames = RecordedFrames.BtcPerpetual;
        bench.Parse(frames[0].Frame);
        Dictionary<EventKind, int> compared = [];
        for (int i = 1; i < frames.Length; i += 7)
        {
            Assert.Equal(ParseStatus.Ok, bench.Parse(frames[i].Frame, frames[i].ReceivedNs));
            using JsonDocument document = JsonDocument.Parse(frames[i].Frame);
            JsonElement parameters = document.RootElement.GetProperty("params");
            JsonElement data = parameters.GetProperty("data");
            Event[] events = bench.Own;
            string channel = parameters.GetProperty("channel").GetString()!;
            if (channel.StartsWith("book", StringComparison.Ordinal)) CompareBook(data, events);
            else if (channel.StartsWith("trades", StringComparison.Ordinal)) CompareTrades(data, events);
            else if (channel.StartsWith("quote", StringComparison.Ordinal)) CompareTop(data, events[0]);
            else CompareTicker(data, events);
            compared[events[0].Kind] = compared.GetValueOrDefault(events[0].Kind) + 1;
        }

        Assert.Equal(4, compared.Count);
    }

    [Fact]
    public void The_option_recordings_have_the_values_that_JsonDocument_and_decimal_find()
    {
        foreach (string file in (string[])["DERIBIT-5dd9ce.0", "DERIBIT.ws.1.0"])
        {
            using ParserBench bench = new();
            int tickers = 0;
            foreach (byte[] frame in RecordedFrames.Of(file))
            {
                if (bench.Parse(frame) != ParseStatus.Ok || bench.Own[0].Kind != EventKind.TickerTop) continue;
                using JsonDocument document = JsonDocument.Parse(frame);
                JsonElement data = document.RootElement.GetProperty("params").GetProperty("data");
                Event[] own = bench.Own;
                OptionGreeks greeks = Array.Find(own, e => e.Kind == EventKind.OptionGreeks).Greeks;
                JsonElement g = data.GetProperty("greeks");
                Assert.Equal(
                    [E8(g, "delta"), E8(g, "gamma"), E8(g, "theta"), E8(g, "vega"), E8(g, "rho")],
                    new[] { greeks.DeltaE8, greeks.GammaE8, greeks.ThetaE8, greeks.VegaE8, greeks.RhoE8 });
                OptionVols vols = Array.Find(own, e => e.Kind == EventKind.OptionVols).Vols;
                Assert.Equal(
                    [E8(data, "mark_iv"), ZeroIsMissing(E8(data, "bid_iv")), ZeroIsMissing(E8(data, "ask_iv")), E8(data, "underlying_price"), E8(data, "interest_rate")],
                    new[] { vols.MarkIvE8, vols.BidIvE8, vols.AskIvE8, vols.UnderlyingE8, vols.InterestRateE8 });
                CompareMarksCarryStats(data, own);
                tickers++;
            }

            Assert.True(tickers > 80);
        }
    }

    private static void CompareBook(JsonElement data, Event[] events)
    {
        int at = 0;
        foreach (string side in (string[])["bids", "asks"])
        {
            foreach (JsonElement level in data.GetProperty(side).EnumerateArray())
            {
                Event e = events[at];
                Assert.Equal(EventKind.BookLevel, e.Kind);
                Assert.Equal(side == "asks", e.Has(EventFlags.Ask));
                Assert.Equal(level[1].GetDecimal(), e.Level.PriceTicks * Tick);
                Assert.Equal(level[2].GetDecimal(), e.Level.SizeLots * Lot);
                Assert.Equal((uint)at++, e.Detail);
            }
        }

        bool snapshot = data.GetProperty("type").GetString() == "snapshot";
        if (at == 0) Assert.True(events[0].Has(EventFlags.Empty));
        foreach (Event e in events)
        {
            Assert.Equal(data.GetProperty("change_id").GetInt64(), e.Level.ChangeId);
            Assert.Equal(snapshot ? Units.Missing : data.GetProperty("prev_change_id").GetInt64(), e.Level.PrevChangeId);
            Assert.Equal(snapshot, e.Has(EventFlags.Snapshot));
            AssertHead(data, e);
        }
    }

    private static void CompareTrades(JsonElement data, Event[] events)
    {
        Assert.Equal(data.GetArrayLength(), events.Length);
        for (int i = 0; i < events.Length; i++)
        {
            Trade trade = events[i].Trade;
            Assert.Equal(data[i].GetProperty("price").GetDecimal(), trade.PriceTicks * Tick);
            Assert.Equal(data[i].GetProperty("amount").GetDecimal(), trade.SizeLots * Lot);
            Assert.Equal(data[i].GetProperty("trade_seq").GetInt64(), trade.TradeSeq);
            Assert.Equal(long.Parse(data[i].GetProperty("trade_id").GetString()!), trade.TradeId);
            Assert.Equal(E8(data[i], "index_price"), trade.IndexE8);
            Assert.Equal(data[i].GetProperty("direction").GetString() == "sell", events[i].Has(EventFlags.Ask));
            AssertHead(data[i], events[i]);
        }
    }

    private static void CompareTop(JsonElement data, Event e)
    {
        Assert.Equal(data.GetProperty("best_bid_price").GetDecimal(), e.Quote.BidTicks * Tick);
        Assert.Equal(data.GetProperty("best_bid_amount").GetDecimal(), e.Quote.BidLots * Lot);
        Assert.Equal(data.GetProperty("best_ask_price").GetDecimal(), e.Quote.AskTicks * Tick);
        Assert.Equal(data.GetProperty("best_ask_amount").GetDecimal(), e.Quote.AskLots * Lot);
        AssertHead(data, e);
    }

    private static void CompareTicker(JsonElement data, Event[] events)
    {
        CompareTop(data, events[0]);
        CompareMarksCarryStats(data, events);
    }

    private static void CompareMarksCarryStats(JsonElement data, Event[] events)
    {
        TickerMarks marks = Array.Find(events, e => e.Kind == EventKind.TickerMarks).Marks;
        Assert.Equal(
            [E8(data, "mark_price"), E8(data, "index_price"), E8(data, "last_price"), E8(data, "min_price"), E8(data, "max_price")],
            new[] { marks.MarkE8, marks.IndexE8, marks.LastE8, marks.MinE8, marks.MaxE8 });
        TickerCarry carry = Array.Find(events, e => e.Kind == EventKind.TickerCarry).Carry;
        Assert.Equal(
            [E12(data, "current_funding"), E12(data, "funding_8h"), E12(data, "interest_value"), E8(data, "open_interest"), E8(data, "settlement_price")],
            new[] { carry.CurrentFundingE12, carry.Funding8hE12, carry.InterestValueE12, carry.OpenInterestE8, carry.SettlementE8 });
        TickerStats stats = Array.Find(events, e => e.Kind == EventKind.TickerStats).Stats;
        JsonElement s = data.GetProperty("stats");
        Assert.Equal(
            [E8(s, "high"), E8(s, "low"), E8(s, "volume"), E8(s, "volume_usd"), E8(s, "price_change")],
            new[] { stats.HighE8, stats.LowE8, stats.VolumeE8, stats.VolumeUsdE8, stats.ChangePercentE8 });
    }

    private static void AssertHead(JsonElement data, Event e)
    {
        Assert.Equal(data.GetProperty("timestamp").GetInt64() * Units.NsPerMs, e.ExchangeNs);
        Assert.Equal(0, e.InstrumentIndex);
    }

    private static long E8(JsonElement from, string key) => Scaled(from, key, 1e8m);

    private static long E12(JsonElement from, string key) => Scaled(from, key, 1e12m);

    private static long ZeroIsMissing(long value) => value == 0 ? Units.Missing : value;

    private static long Scaled(JsonElement from, string key, decimal scale) =>
        from.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? (long)decimal.Round(value.GetDecimal() * scale, 0, MidpointRounding.ToEven) : Units.Missing;
}
