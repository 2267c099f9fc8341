using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Tests.Deribit.Session;

/// <summary>One request as the fake venue sees it.</summary>
internal sealed record Call(long Id, string Method, JsonElement Params, string Text, long AtNs)
{
    public string Get(string name) => Params.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
}

/// <summary>Answers requests by their method, with just enough memory of orders to be asked about them. A test may answer any of them itself.</summary>
internal sealed partial class FakeVenue
{
    private int _nextOrder = 1;
    private int _connection;

    /// <summary>Requests in the order in which they came.</summary>
    public List<Call> Calls { get; } = [];

    public List<FakeOrder> Orders { get; } = [];

    /// <summary>Rows that get_user_trades gives, with their time in ms.</summary>
    public List<(long Ms, string Json)> Trades { get; } = [];

    /// <summary>What waits to be delivered.</summary>
    public PriorityQueue<byte[], (long AtNs, long Order)> Out { get; } = new();

    /// <summary>Set to answer a call in another way: true if it did (or swallowed it).</summary>
    public Func<Call, bool>? Intercept { get; set; }

    public string Scope { get; set; } = "session:minnow-orders mainaccount account:read_write trade:read_write wallet:none block_trade:none";

    public long ExpiresInSeconds { get; set; } = 31_536_000;

    public bool CodEnabled { get; set; }

    public bool CodWorks { get; set; } = true;

    public decimal PositionUsd { get; set; }

    public long OffsetNs { get; set; }

    public string Limits { get; set; } =
        "\"limits\":{\"limits_per_currency\":false,\"non_matching_engine\":{\"burst\":100,\"rate\":20},\"matching_engine\":{\"trading\":{\"total\":{\"burst\":20,\"rate\":5}},\"cancel_all\":{\"burst\":20,\"rate\":5}}},";

    public long BookId { get; set; } = 1000;

    /// <summary>What public/status says is locked; empty: nothing.</summary>
    public string LockedIndex { get; set; } = "";

    /// <summary>Rows that get_user_locks gives.</summary>
    public List<string> Locks { get; } = [];

    /// <summary>Rows that get_mmp_status gives for btc_usd.</summary>
    public List<string> Frozen { get; } = [];

    public List<string> Subscribed { get; } = [];

    public Func<string, bool> Grants { get; set; } = _ => true;

    private long _nowNs;
    private long _sent;

    public IEnumerable<string> Methods => Calls.Select(c => c.Method);

    public int CountOf(string method) => Calls.Count(c => c.Method == method);

    public void Connected()
    {
        _connection++;
        CodEnabled = false;
        Subscribed.Clear();
        Out.Clear();
    }

    public void Disconnected(long nowNs)
    {
        Out.Clear();
        if (!CodEnabled || !CodWorks) return;
        foreach (FakeOrder order in Orders.Where(o => o.State == "open" && o.Connection == _connection)) Cancel(order, "cancel_on_disconnect", nowNs, tell: false);
    }

    public void Receive(byte[] payload, long nowNs)
    {
        _nowNs = nowNs;
        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement root = document.RootElement;
        Call call = new(root.GetProperty("id").GetInt64(), root.GetProperty("method").GetString()!, root.GetProperty("params").Clone(), Encoding.UTF8.GetString(payload), nowNs);
        Calls.Add(call);
        if (Intercept?.Invoke(call) == true) return;
        Answer(call);
    }

    /// <summary>Gives the usual answer.</summary>
    public void Answer(Call call)
    {
        switch (call.Method)
        {
            case "public/auth":
                Result(call, $"{{\"access_token\":\"SECRET-A{_sent}\",\"expires_in\":{ExpiresInSeconds},\"refresh_token\":\"SECRET-R{_sent}\",\"scope\":\"{Scope}\",\"token_type\":\"bearer\"}}");
                break;
            case "public/set_heartbeat" or "private/set_mmp_config":
                Result(call, "\"ok\"");
                break;
            case "public/test":
                Result(call, "{\"version\":\"1.2.26\"}");
                break;
            case "public/status":
                Result(call, LockedIndex.Length == 0 ? "{\"locked\":\"false\",\"locked_indices\":[]}" : $"{{\"locked\":\"partial\",\"locked_indices\":[\"{LockedIndex}\"]}}");
                break;
            case "public/get_instrument":
                Result(call, Instrument(call.Get("instrument_name")));
                break;
            case "public/ticker":
                Result(call, $"{{\"instrument_name\":\"{call.Get("instrument_name")}\",\"min_price\":59000.25,\"max_price\":61000.0,\"stats\":{{\"high\":1.0}}}}");
                break;
            case "public/subscribe" or "private/subscribe":
                Subscribe(call);
                break;
            case "public/unsubscribe":
                foreach (string name in Channels(call)) Subscribed.Remove(name);
                Result(call, call.Params.GetProperty("channels").GetRawText());
                break;
            case "private/enable_cancel_on_disconnect":
                CodEnabled = true;
                Result(call, "\"ok\"");
                break;
            case "private/get_cancel_on_disconnect":
                Result(call, $"{{\"scope\":\"connection\",\"enabled\":{(CodEnabled ? "true" : "false")}}}");
                break;
            case "private/buy" or "private/sell":
                FakeOrder order = Place(call);
                Changes(order);
                Result(call, $"{{\"order\":{order.Json},\"trades\":[]}}");
                break;
            case "private/edit":
                Edit(call);
                break;
            case "private/cancel":
                CancelOne(call);
                break;
            case "private/cancel_by_label":
                FakeOrder[] labelled = Orders.Where(o => o.Label == call.Get("label") && o.State == "open").ToArray();
                foreach (FakeOrder o in labelled) Cancel(o, "user_request", _nowNs);
                Result(call, labelled.Length.ToString());
                break;
            case "private/cancel_all_by_instrument":
                FakeOrder[] all = Orders.Where(o => o.Instrument == call.Get("instrument_name") && o.State == "open").ToArray();
                foreach (FakeOrder o in all) Cancel(o, "user_request", _nowNs);
                Result(call, all.Length.ToString());
                break;
            case "private/mass_quote":
                MassQuote(call);
                break;
            case "private/cancel_quotes":
                CancelQuotes(call);
                break;
            case "private/get_open_orders_by_currency":
                Result(call, List(Orders.Where(o => o.State == "open").Select(o => o.Json)));
                break;
            case "private/get_order_state":
                FakeOrder? found = Orders.Find(o => o.Id == call.Get("order_id"));
                if (found is null) Error(call, 10004, "order_not_found");
                else Result(call, found.Json);
                break;
            case "private/get_order_state_by_label":
                Result(call, List(Orders.Where(o => o.Label == call.Get("label")).Select(o => o.Json)));
                break;
            case "private/get_user_trades_by_currency_and_time":
                long from = long.Parse(call.Get("start_timestamp"));
                int count = int.Parse(call.Get("count"));
                (long Ms, string Json)[] rows = Trades.Where(t => t.Ms >= from).OrderBy(t => t.Ms).ToArray();
                Result(call, $"{{\"trades\":{List(rows.Take(count).Select(t => t.Json))},\"has_more\":{(rows.Length > count ? "true" : "false")}}}");
                break;
            case "private/get_user_locks":
                Result(call, List(Locks));
                break;
            case "private/get_mmp_status":
                Result(call, List(Frozen));
                break;
            case "private/get_positions":
                Result(call, $"[{Position(PositionUsd)}]");
                break;
            case "private/get_account_summary":
                Result(call, $"{{\"currency\":\"{call.Get("currency")}\",\"balance\":1.5,\"equity\":1.5,\"margin_balance\":1.5,\"available_funds\":1.4,{Limits}\"initial_margin\":0.01,\"maintenance_margin\":0.005}}");
                break;
            default:
                Error(call, -32601, "Method not found");
                break;
        }
    }

    public void Result(Call call, string result, long delayNs = 0) =>
        Send($"{{\"jsonrpc\":\"2.0\",\"id\":{call.Id},\"result\":{result},\"usIn\":{(_nowNs + OffsetNs) / 1000},\"usOut\":{(_nowNs + OffsetNs) / 1000},\"usDiff\":0,\"testnet\":false}}", delayNs);

    public void Error(Call call, int code, string message) =>
        Send($"{{\"jsonrpc\":\"2.0\",\"id\":{call.Id},\"error\":{{\"code\":{code},\"message\":\"{message}\"}},\"usIn\":{(_nowNs + OffsetNs) / 1000},\"usOut\":{(_nowNs + OffsetNs) / 1000},\"usDiff\":0,\"testnet\":false}}");

    public void Notify(string channel, string data, long delayNs = 0) =>
        Send($"{{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{{\"channel\":\"{channel}\",\"data\":{data}}}}}", delayNs);

    public void Send(string text, long delayNs = 0) => Out.Enqueue(Encoding.UTF8.GetBytes(text), (_nowNs + delayNs, _sent++));

    public FakeOrder Place(Call call)
    {
        FakeOrder order = new()
        {
            Id = (70_000_000_000 + _nextOrder++).ToString(),
            Label = call.Get("label"),
            Instrument = call.Get("instrument_name"),
            Sell = call.Method == "private/sell",
            Price = decimal.Parse(call.Get("price"), CultureInfo.InvariantCulture),
            Amount = decimal.Parse(call.Get("amount"), CultureInfo.InvariantCulture),
            UpdatedMs = (_nowNs + OffsetNs) / Units.NsPerMs,
            Connection = _connection,
        };
        Orders.Add(order);
        return order;
    }

    public void Cancel(FakeOrder order, string reason, long nowNs, bool tell = true)
    {
        order.State = "cancelled";
        order.Reason = reason;
        order.UpdatedMs = Math.Max(order.UpdatedMs, (nowNs + OffsetNs) / Units.NsPerMs);
        if (tell) Changes(order);
    }

    public string Trade(FakeOrder order, long tradeId, long nowNs, string liquidity = "M") =>
        $"{{\"trade_id\":\"{tradeId}\",\"trade_seq\":{tradeId},\"order_id\":\"{order.Id}\",\"label\":\"{order.Label}\",\"instrument_name\":\"{order.Instrument}\",\"timestamp\":{nowNs / Units.NsPerMs}," +
        $"\"direction\":\"{(order.Sell ? "sell" : "buy")}\",\"price\":{order.Price},\"amount\":10.0,\"contracts\":1.0,\"liquidity\":\"{liquidity}\",\"fee\":5.0e-8,\"fee_currency\":\"BTC\",\"profit_loss\":null," +
        "\"state\":\"filled\",\"order_type\":\"limit\",\"post_only\":true,\"reduce_only\":false,\"mmp\":false,\"self_trade\":false,\"api\":true,\"matching_id\":null,\"tick_direction\":0,\"index_price\":60000.0,\"mark_price\":60000.0}";

    /// <summary>Fills an order and tells it.</summary>
    public void Fill(FakeOrder order, long tradeId, long nowNs, bool tell = true)
    {
        _nowNs = nowNs;
        order.Filled = order.Amount;
        order.State = "filled";
        order.UpdatedMs = nowNs / Units.NsPerMs;
        PositionUsd += order.Sell ? -order.Amount : order.Amount;
        Trades.Add((nowNs / Units.NsPerMs, Trade(order, tradeId, nowNs)));
        if (tell) Changes(order, Trade(order, tradeId, nowNs));
    }

    public void Changes(FakeOrder order, params string[] trades) =>
        Notify($"user.changes.{order.Instrument}.raw", $"{{\"instrument_name\":\"{order.Instrument}\",\"orders\":[{order.Json}],\"trades\":{List(trades)},\"positions\":[{Position(PositionUsd)}]}}");

    public void Snapshot(string instrument) => Book(instrument, BookId, null);

    public void Book(string instrument, long id, long? prev) => Notify($"book.{instrument}.raw",
        prev is null
            ? $"{{\"timestamp\":1790133840638,\"type\":\"snapshot\",\"change_id\":{id},\"instrument_name\":\"{instrument}\",\"bids\":[[\"new\",60000.0,2700.0]],\"asks\":[[\"new\",60000.5,50.0]]}}"
            : $"{{\"timestamp\":1790133840638,\"type\":\"change\",\"change_id\":{id},\"prev_change_id\":{prev},\"instrument_name\":\"{instrument}\",\"bids\":[[\"change\",60000.0,{10 * (id % 9 + 1)}.0]],\"asks\":[]}}");

    /// <summary>Time stands there for what is sent next from outside a call.</summary>
    public void At(long nowNs) => _nowNs = nowNs;

    private static string List(IEnumerable<string> rows) => $"[{string.Join(',', rows)}]";

    private static IEnumerable<string> Channels(Call call) => call.Params.GetProperty("channels").EnumerateArray().Select(c => c.GetString()!);

    private static string Position(decimal usd) =>
        $"{{\"instrument_name\":\"BTC-PERPETUAL\",\"kind\":\"future\",\"direction\":\"{(usd == 0 ? "zero" : usd > 0 ? "buy" : "sell")}\",\"size\":{usd},\"size_currency\":0.0,\"average_price\":60000.0,\"mark_price\":60000.0,\"index_price\":60000.0," +
        "\"settlement_price\":60000.0,\"delta\":0.0,\"floating_profit_loss\":0.0,\"realized_profit_loss\":0.0,\"total_profit_loss\":0.0,\"realized_funding\":0.0,\"interest_value\":0.1,\"initial_margin\":0.0,\"maintenance_margin\":0.0,\"leverage\":50}";

    private static string Instrument(string name) =>
        $"{{\"instrument_name\":\"{name}\",\"instrument_id\":1,\"kind\":\"future\",\"instrument_type\":\"reversed\",\"future_type\":\"reversed\",\"base_currency\":\"BTC\",\"quote_currency\":\"USD\",\"counter_currency\":\"USD\"," +
        "\"settlement_currency\":\"BTC\",\"price_index\":\"btc_usd\",\"tick_size\":0.5,\"tick_size_steps\":[],\"contract_size\":10,\"min_trade_amount\":10,\"expiration_timestamp\":32503708800000,\"creation_timestamp\":1534242287000," +
        "\"settlement_period\":\"perpetual\",\"is_active\":true,\"state\":\"open\",\"maker_commission\":0.0,\"taker_commission\":0.0005,\"max_leverage\":50}";

    private void Subscribe(Call call)
    {
        string[] granted = Channels(call).Where(Grants).ToArray();
        Result(call, List(granted.Select(c => $"\"{c}\"")));
        foreach (string name in granted)
        {
            bool isNew = !Subscribed.Contains(name);
            if (isNew) Subscribed.Add(name);
            if (isNew && name.StartsWith("book.", StringComparison.Ordinal) && name.Count(c => c == '.') == 2) Snapshot(name.Split('.')[1]);
        }
    }

    private void Edit(Call call)
    {
        FakeOrder? order = Orders.Find(o => o.Id == call.Get("order_id"));
        if (order is not { State: "open" })
        {
            Error(call, 11044, "not_open_order");
            return;
        }

        order.Price = decimal.Parse(call.Get("price"), CultureInfo.InvariantCulture);
        order.Amount = decimal.Parse(call.Get("amount"), CultureInfo.InvariantCulture);
        order.UpdatedMs = (_nowNs + OffsetNs) / Units.NsPerMs;
        Changes(order);
        Result(call, $"{{\"order\":{order.Json},\"trades\":[]}}");
    }

    private void CancelOne(Call call)
    {
        FakeOrder? order = Orders.Find(o => o.Id == call.Get("order_id"));
        if (order is not { State: "open" })
        {
            Error(call, 11044, "not_open_order");
            return;
        }

        Cancel(order, "user_request", _nowNs);
        Result(call, order.Json);
    }
}
