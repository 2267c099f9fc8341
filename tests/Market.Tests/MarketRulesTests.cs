using System.Collections.Generic;
using System.Linq;
using Minnow.Market;
using Xunit;

namespace Minnow.Tests.Market;

public sealed class MarketRulesTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 30)]
    [InlineData(987_654_321, 30)]
    public void Every_frame_keeps_the_venues_rules(ulong seed, int seconds)
    {
        MarketReader reader = MarketReader.ReadAll(Recordings.Lines(seed, seconds));

        Assert.Equal(0, reader.ChainBreaks);
        Assert.Equal(1, reader.Snapshots);
        Assert.Equal(reader.FramesByChannel["book.BTC-PERPETUAL.raw"], reader.QuotesCompared);
        Assert.True(reader.CheckTradesConsumed() >= seconds, "hardly a trade");
    }

    [Fact]
    public void All_channels_of_the_plan_are_there()
    {
        Dictionary<string, int> frames = MarketReader.ReadAll(Recordings.Lines(seed: 3, seconds: 10)).FramesByChannel;

        Assert.Equal(1, frames["get_instruments"]);
        Assert.Equal(10, frames["deribit_price_index.btc_usd"]);
        Assert.Equal(10, frames["perpetual.BTC-PERPETUAL.100ms"]);
        Assert.InRange(frames["ticker.BTC-PERPETUAL.100ms"], 80, 100);
        Assert.True(frames["quote.BTC-PERPETUAL"] > 100);
        Assert.True(frames["trades.BTC-PERPETUAL.raw"] > 3);
        Assert.Equal(7, frames.Count);
    }

    [Fact]
    public void Two_minutes_are_twenty_to_forty_thousand_frames() =>
        Assert.InRange(Recordings.Lines(seed: 1, Options.DefaultSeconds).Length, 20_000, 40_000);

    [Fact]
    public void Numbers_come_in_all_forms_and_keys_in_many_orders()
    {
        string text = Recordings.Text(seed: 1, seconds: 20);

        Assert.Contains("e4,", text);                                  // a price with an exponent
        Assert.Contains("0.0]", text);                                 // a fraction
        Assert.Matches(@"\[""change"",[^\]]*,\d+\]", text);            // an amount without one
        Assert.Contains("\"params\":{\"data\":", text);                // data before its channel
        Assert.Contains("{\"params\":", text);                         // method after params
        Assert.Contains("\"reasons\":", text);                         // a key that nobody documented
        Assert.Matches(@"""interest"":-?\d\.\d+e-\d", text);           // an unrounded rate
        Assert.Matches(@"\{(""bids""|""asks"")", text);                // levels before their type
    }

    [Fact]
    public void Quotes_often_arrive_before_their_book_frame_and_never_after()
    {
        long quoteNs = 0;
        int ahead = 0;
        Dictionary<long, long> received = [];
        foreach (string line in Recordings.Lines(seed: 4, seconds: 20))
        {
            long ns = long.Parse(line[..line.IndexOf(' ')]);
            long ms = Timestamp(line);
            if (line.Contains("\"quote.BTC", System.StringComparison.Ordinal)) received[ms] = quoteNs = ns;
            if (!line.Contains("\"book.BTC", System.StringComparison.Ordinal) || !received.TryGetValue(ms, out long itsQuoteNs)) continue;
            if (quoteNs != itsQuoteNs) ahead++;
            received.Remove(ms);
        }

        // What is left has had no book frame after it: the quote was late, or it never came.
        Assert.Empty(received);
        Assert.True(ahead > 50, $"{ahead} book frames saw a later quote first");
    }

    private static long Timestamp(string line)
    {
        const string Key = "\"timestamp\":";
        int at = line.IndexOf(Key, System.StringComparison.Ordinal);
        return at < 0 ? 0 : long.Parse(string.Concat(line[(at + Key.Length)..].TakeWhile(char.IsAsciiDigit)));
    }
}
