using System;
using System.IO;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Recordings;
using Xunit;

namespace Minnow.Tests.Recordings;

/// <summary>Each real recording at hand, counted exactly.</summary>
public class RealRecordingTests
{
    [Theory]
    // file, lines, frames, other, empty, without a time, first time, last time
    [InlineData("market/btc-perpetual-20240808.jsonl.gz", 99672, 99672, 0, 0, 0, 1723161256172216566, 1723161903531356026)]
    [InlineData("deribit/DERIBIT-5dd9ce.0", 464, 461, 3, 0, 0, 1617644856899453000, 1617644975206173000)]
    [InlineData("deribit/DERIBIT.ws.1.0", 139, 136, 2, 1, 0, 1626993723804318000, 1626993754165582200)]
    [InlineData("deribit/DERIBIT.0.2021-04-17_rest", 3, 2, 1, 0, 0, 1618677848218575000, 1618677848529354000)]
    [InlineData("bitmex/BITMEX-d944be.0", 7049, 7043, 5, 1, 0, 1617648073616494200, 1617648193148903800)]
    [InlineData("bitmex/BITMEX.ws.1.0", 2124, 2120, 4, 0, 0, 1626993367875267000, 1626993398468475800)]
    [InlineData("bitmex/BITMEX.0.2021-04-17_rest", 2, 1, 1, 0, 0, 1618677659604420200, 1618677659604420200)]
    [InlineData("bitmex/tardis-node/bitmex_ETHUSD_trade_2019-05-01_reserialised.jsonl", 64, 64, 0, 0, 0, 1556668800216000000, 1556668918763000000)]
    [InlineData("binance-perpetuals/binance_usdm_btcusdt_20240718.gz", 11414, 11414, 0, 0, 0, 1721347020984480942, 1721347198986000156)]
    [InlineData("binance-perpetuals/binance_usdm_btcusdt_20240719.gz", 60570, 60570, 0, 0, 0, 1721347200064916040, 1721347500768952265)]
    [InlineData("hyperliquid/hftbacktest/btcusd_20250126.gz", 55, 55, 0, 0, 0, 1737918843893903000, 1737918869246864000)]
    [InlineData("deribit/ssc2ce-python/deribit_dump.jsonl", 6, 6, 0, 0, 6, 1, 5001)]
    [InlineData("deribit/crypto-crawler-rs/inline_messages.jsonl", 26, 26, 0, 0, 26, 1, 25001)]
    [InlineData("deribit/KyberNetwork-deribit-api/inline_messages.jsonl", 17, 17, 0, 0, 17, 1, 16001)]
    [InlineData("deribit/ex_deribit/rest_responses.jsonl", 7, 7, 0, 0, 7, 1, 6001)]
    [InlineData("deribit/tardis-node/mappers_test_messages.jsonl", 18, 18, 0, 0, 18, 1, 17001)]
    [InlineData("deribit/tardis-node/deribit_BTC-PERPETUAL_2019-04-01T0000_1min.normalized.jsonl", 3778, 3778, 0, 0, 3778, 1, 3777001)]
    public void A_real_recording_is_read_to_the_last_line(string file, long lines, long frames, long other, long empty, long timeless, long firstNs, long lastNs)
    {
        using RecordingReader reader = RecordingReader.Open(SharedFiles.Data(file));
        long first = 0, last = 0;
        while (reader.TryRead(out long ns, out ReadOnlySpan<byte> frame))
        {
            if (first == 0) first = ns;
            last = ns;
            Utf8JsonReader json = new(frame);
            while (json.Read()) json.TrySkip();
        }
        Assert.Equal((lines, frames, other, empty, timeless, firstNs, lastNs),
            (reader.LineCount, reader.FrameCount, reader.OtherLineCount, reader.EmptyLineCount, reader.TimelessCount, first, last));
        Assert.Equal((0L, 0L, (RecordingDamage?)null), (reader.OversizedCount, reader.UnrecognisedCount, reader.Damage));
    }

    [Fact]
    public void Single_pretty_printed_documents_are_refused_with_a_way_out()
    {
        int refused = 0;
        foreach (string file in Directory.GetFiles(SharedFiles.Data("deribit/nautilus_trader"), "*.json"))
        {
            RecordingException e = Assert.Throws<RecordingException>(() => RecordingReader.Open(file));
            Assert.Equal((ExitCode.BadData, $"{file}: is one JSON document over several lines, not one frame per line. Put it on one line: jq -c . FILE"), (e.ExitCode, e.Message));
            refused++;
        }
        Assert.Equal(38, refused);
        Assert.Throws<RecordingException>(() => RecordingReader.Open(SharedFiles.Data("deribit/KyberNetwork-deribit-api/multicast_mock_instruments.json")));
    }
}
