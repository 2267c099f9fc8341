using System.Collections.Generic;
using System.Text;

namespace Minnow.Market;

/// <summary>Writes Deribit v2 frames about the synthetic perpetual. Shapes: the venue's public notifications, as captured.</summary>
/// <remarks>Times are ms since 1970. Holds the venue's counters: change ids (shared with other instruments, so they skip) and trade numbers.</remarks>
public sealed class FrameWriter
{
    /// <summary>The instrument that all frames are about.</summary>
    public const string Instrument = "BTC-PERPETUAL";

    private readonly Dice _dice;
    private readonly JsonStyle _style;
    private long _changeId = 136_069_961_946;
    private long _tradeNumber = 271_252_853;
    private long _tradeId = 403_691_823;

    /// <summary>A writer with a stream of chance of its own.</summary>
    public FrameWriter(Dice dice)
    {
        _dice = dice;
        _style = new JsonStyle(dice);
    }

    /// <summary>The reply to get_instruments: the perpetual and one dated future that is never heard of again.</summary>
    public byte[] Instruments(long nowMs)
    {
        string perpetual = Definition(Instrument, 124_972, "perpetual", 32_503_708_800_000, "0.00015", "0.00035");
        string dated = Definition("BTC-25DEC26", 402_817, "month", 1_798_185_600_000, "0.0", "0.0005");
        long microseconds = nowMs * 1000;
        return Encoding.ASCII.GetBytes(
            $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{perpetual},{dated}]," +
            $"\"usIn\":{microseconds},\"usOut\":{microseconds + 812},\"usDiff\":812,\"testnet\":false}}");
    }

    /// <summary>A book.raw snapshot of all that rests; starts a new chain of change ids.</summary>
    public byte[] Snapshot(long nowMs, Book book)
    {
        _changeId += _dice.Between(1, 60);
        return Notify($"book.{Instrument}.raw",
            ("timestamp", JsonStyle.Whole(nowMs)),
            ("type", JsonStyle.Text("snapshot")),
            ("change_id", JsonStyle.Whole(_changeId)),
            ("instrument_name", JsonStyle.Text(Instrument)),
            ("bids", AllLevels(book, Side.Buy)),
            ("asks", AllLevels(book, Side.Sell)));
    }

    /// <summary>A book.raw change, chained to the frame before it.</summary>
    public byte[] Change(long nowMs, List<LevelChange> bids, List<LevelChange> asks)
    {
        long previous = _changeId;
        _changeId += _dice.Between(1, 60);
        return Notify($"book.{Instrument}.raw",
            ("timestamp", JsonStyle.Whole(nowMs)),
            ("type", JsonStyle.Text("change")),
            ("change_id", JsonStyle.Whole(_changeId)),
            ("prev_change_id", JsonStyle.Whole(previous)),
            ("instrument_name", JsonStyle.Text(Instrument)),
            ("bids", Levels(bids)),
            ("asks", Levels(asks)));
    }

    /// <summary>A quote: the book's top.</summary>
    public byte[] Quote(long nowMs, Book book) => Notify($"quote.{Instrument}",
        ("timestamp", JsonStyle.Whole(nowMs)),
        ("instrument_name", JsonStyle.Text(Instrument)),
        ("best_ask_price", _style.Price(book.BestTick(Side.Sell))),
        ("best_bid_price", _style.Price(book.BestTick(Side.Buy))),
        ("best_ask_amount", _style.Amount(book.LotsAt(Side.Sell, 0))),
        ("best_bid_amount", _style.Amount(book.LotsAt(Side.Buy, 0))));

    /// <summary>The trades of one taker. Counts each in <paramref name="marks"/>.</summary>
    public byte[] Trades(long nowMs, List<MarketFill> fills, Marks marks)
    {
        StringBuilder rows = new("[");
        foreach (MarketFill fill in fills)
        {
            marks.Trade(fill);
            _tradeNumber++;
            _tradeId += _dice.Between(1, 9);
            if (rows.Length > 1) rows.Append(',');
            rows.Append(_style.Object(
                ("timestamp", JsonStyle.Whole(nowMs)),
                ("price", _style.Price(fill.Tick)),
                ("amount", _style.Amount(fill.Lots)),
                ("contracts", NumberText.Of(fill.Lots * 10, 1)),
                ("direction", JsonStyle.Text(fill.TakerSide == Side.Buy ? "buy" : "sell")),
                ("index_price", _style.Cents(marks.IndexCents)),
                ("mark_price", _style.Cents(marks.MarkCents)),
                ("instrument_name", JsonStyle.Text(Instrument)),
                ("trade_seq", JsonStyle.Whole(_tradeNumber)),
                ("trade_id", JsonStyle.Text(JsonStyle.Whole(_tradeId))),
                ("tick_direction", JsonStyle.Whole(marks.TickDirection)),
                ("starbase_timestamp", JsonStyle.Whole((nowMs * 1_000_000) + (_tradeNumber % 1_000_000)))));
        }

        return _style.Notification($"trades.{Instrument}.raw", rows.Append(']').ToString());
    }

    /// <summary>A ticker.</summary>
    public byte[] Ticker(long nowMs, Book book, Marks marks)
    {
        string stats = _style.Object(
            ("high", _style.Price(marks.HighTick)),
            ("low", _style.Price(marks.LowTick)),
            ("price_change", NumberText.Of((marks.LastTick - marks.OpenTick) * 1_000_000 / marks.OpenTick, 4)),
            ("volume", NumberText.Of(marks.VolumeCoinE8, 8)),
            ("volume_usd", NumberText.Of(marks.VolumeLots * 100, 1)),
            ("volume_notional", NumberText.Of(marks.VolumeLots * 100, 1)));
        return Notify($"ticker.{Instrument}.100ms",
            ("timestamp", JsonStyle.Whole(nowMs)),
            ("state", JsonStyle.Text("open")),
            ("stats", stats),
            ("index_price", _style.Cents(marks.IndexCents)),
            ("instrument_name", JsonStyle.Text(Instrument)),
            ("last_price", _style.Price(marks.LastTick)),
            ("settlement_price", NumberText.Of(marks.OpenTick * Marks.CentsPerTick, 2)),
            ("min_price", NumberText.Of(marks.MarkCents / 50 * 197 / 200 * 5, 1)),
            ("max_price", NumberText.Of(marks.MarkCents / 50 * 203 / 200 * 5, 1)),
            ("open_interest", NumberText.Of(marks.OpenInterestLots * 100, 1, NumberText.Form.Shortest)),
            ("mark_price", _style.Cents(marks.MarkCents)),
            ("interest_value", JsonStyle.Rate(marks.Funding8hE19 * 3)),
            ("best_ask_price", _style.Price(book.BestTick(Side.Sell))),
            ("best_bid_price", _style.Price(book.BestTick(Side.Buy))),
            ("estimated_delivery_price", _style.Cents(marks.IndexCents)),
            ("best_ask_amount", _style.Amount(book.LotsAt(Side.Sell, 0))),
            ("best_bid_amount", _style.Amount(book.LotsAt(Side.Buy, 0))),
            ("current_funding", JsonStyle.Rate(marks.FundingE19 / 100_000_000_000 * 100_000_000_000)),
            ("funding_8h", JsonStyle.Rate(marks.Funding8hE19 / 100_000_000_000 * 100_000_000_000)));
    }

    /// <summary>The perpetual channel: index and unrounded funding.</summary>
    public byte[] Perpetual(long nowMs, Marks marks) => Notify($"perpetual.{Instrument}.100ms",
        ("index_price", _style.Cents(marks.IndexCents)),
        ("interest", JsonStyle.Rate(marks.FundingE19)),
        ("timestamp", JsonStyle.Whole(nowMs)));

    /// <summary>The price index.</summary>
    public byte[] Index(long nowMs, Marks marks) => Notify("deribit_price_index.btc_usd",
        ("index_name", JsonStyle.Text("btc_usd")),
        ("price", _style.Cents(marks.IndexCents)),
        ("timestamp", JsonStyle.Whole(nowMs)));

    private byte[] Notify(string channel, params (string Key, string Value)[] fields) =>
        _style.Notification(channel, _style.Object(fields));

    private string AllLevels(Book book, Side side)
    {
        StringBuilder text = new("[");
        for (int depth = 0; depth < book.LevelCount(side); depth++)
            AppendLevel(text, "new", book.TickAt(side, depth), book.LotsAt(side, depth));
        return text.Append(']').ToString();
    }

    private string Levels(List<LevelChange> changes)
    {
        StringBuilder text = new("[");
        foreach (LevelChange change in changes)
            AppendLevel(text, change.Lots == 0 ? "delete" : change.LotsBefore == 0 ? "new" : "change", change.Tick, change.Lots);
        return text.Append(']').ToString();
    }

    private void AppendLevel(StringBuilder text, string action, long tick, long lots)
    {
        if (text.Length > 1) text.Append(',');
        text.Append("[\"").Append(action).Append("\",").Append(_style.Price(tick)).Append(',').Append(_style.Amount(lots)).Append(']');
    }

    private static string Definition(string name, long id, string period, long expiryMs, string maker, string taker) =>
        $"{{\"instrument_name\":\"{name}\",\"instrument_id\":{id},\"kind\":\"future\",\"instrument_type\":\"reversed\"," +
        "\"base_currency\":\"BTC\",\"quote_currency\":\"USD\",\"counter_currency\":\"USD\",\"settlement_currency\":\"BTC\"," +
        "\"price_index\":\"btc_usd\",\"tick_size\":0.5,\"tick_size_steps\":[],\"contract_size\":10.0,\"min_trade_amount\":10.0," +
        $"\"expiration_timestamp\":{expiryMs},\"creation_timestamp\":1534167754000,\"settlement_period\":\"{period}\"," +
        $"\"is_active\":true,\"state\":\"open\",\"maker_commission\":{maker},\"taker_commission\":{taker}," +
        "\"block_trade_commission\":0.00025,\"max_leverage\":50,\"max_liquidation_commission\":0.01,\"underlying_type\":\"crypto\"}";
}
