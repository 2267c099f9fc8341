using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Native;

namespace Minnow.Workloads.Wire;

/// <summary>What a request was, as far as the venue's script cares.</summary>
internal enum WireCall
{
    Other,
    Subscribe,
    Place,
    Edit,
}

/// <summary>Answers of a venue on which nothing happens but what the script does: every order rests where it was put.</summary>
internal sealed class WireReplies
{
    private const long FirstOrder = 70_000_000_000;

    private readonly List<(byte[] Label, bool Sell)> _orders = [];
    private readonly WireText _reply = new(16 * 1024);

    /// <summary>The answer to <paramref name="request"/>, valid until the next call.</summary>
    internal ReadOnlySpan<byte> Answer(ReadOnlySpan<byte> request, out WireCall call)
    {
        call = WireCall.Other;
        long nowUs = LibcClock.RealtimeNs() / 1000;
        ReadOnlySpan<byte> method = WireText.Value(request, "\"method\":"u8).Trim((byte)'"');
        _reply.Clear().Add("{\"jsonrpc\":\"2.0\",\"id\":"u8).Add(WireText.Value(request, "\"id\":"u8)).Add(",\"result\":"u8);
        if (method.SequenceEqual("private/edit"u8))
        {
            call = WireCall.Edit;
            AddOrder(request, Number(request), "open"u8, nowUs);
        }
        else if (method.SequenceEqual("private/buy"u8) || method.SequenceEqual("private/sell"u8))
        {
            call = WireCall.Place;
            _orders.Add((WireText.Value(request, "\"label\":"u8).ToArray(), method.SequenceEqual("private/sell"u8)));
            AddOrder(request, _orders.Count - 1, "open"u8, nowUs);
        }
        else if (method.SequenceEqual("private/cancel"u8))
        {
            AddOrder(request, Number(request), "cancelled"u8, nowUs);
        }
        else
        {
            AddPlain(request, Encoding.ASCII.GetString(method), ref call);
        }
        return _reply.Add(",\"usIn\":"u8).Add(nowUs).Add(",\"usOut\":"u8).Add(nowUs).Add(",\"usDiff\":0,\"testnet\":false}"u8).Bytes;
    }

    private static int Number(ReadOnlySpan<byte> request)
    {
        ReadOnlySpan<byte> id = WireText.Value(request, "\"order_id\":"u8).Trim((byte)'"');
        return (int)(long.Parse(id) - FirstOrder);
    }

    private void AddOrder(ReadOnlySpan<byte> request, int number, ReadOnlySpan<byte> state, long nowUs)
    {
        ReadOnlySpan<byte> price = WireText.Value(request, "\"price\":"u8), amount = WireText.Value(request, "\"amount\":"u8);
        if (price.IsEmpty) price = amount = "10.0"u8;
        (byte[] label, bool sell) = _orders[number];
        bool isCancel = state[0] == 'c';
        _reply.Add(isCancel ? "{\"label\":"u8 : "{\"order\":{\"label\":"u8).Add(label).Add(",\"price\":"u8).Add(price).Add(",\"user_id\":96103,\"amount\":"u8).Add(amount)
            .Add(sell ? ",\"direction\":\"sell\""u8 : ",\"direction\":\"buy\""u8)
            .Add(",\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":\"BTC-PERPETUAL\",\"web\":false,\"api\":true,\"order_id\":\""u8).Add(FirstOrder + number)
            .Add("\",\"creation_timestamp\":1767978363493,\"replaced\":true,\"filled_amount\":0.0,\"last_update_timestamp\":"u8).Add(nowUs / 1000)
            .Add(",\"post_only\":true,\"reduce_only\":false,\"average_price\":0.0,\"mmp\":false,\"contracts\":10.0,\"reject_post_only\":true,\"order_state\":\""u8).Add(state)
            .Add(isCancel ? "\",\"cancel_reason\":\"user_request\",\"order_type\":\"limit\"}"u8 : "\",\"order_type\":\"limit\",\"is_liquidation\":false,\"risk_reducing\":false},\"trades\":[]}"u8);
    }

    private void AddPlain(ReadOnlySpan<byte> request, string method, ref WireCall call)
    {
        if (method == "public/subscribe") call = WireCall.Subscribe;
        switch (method)
        {
            case "public/auth":
                _reply.Add("{\"access_token\":\"1767978363493.1MbQ-J_4\",\"expires_in\":31536000,\"refresh_token\":\"1767978363493.1GP4rQd0\",\"scope\":\"session:wire mainaccount account:read_write trade:read_write\",\"token_type\":\"bearer\"}"u8);
                break;
            case "public/get_instrument":
                _reply.Add("{\"instrument_name\":\"BTC-PERPETUAL\",\"instrument_id\":124972,\"kind\":\"future\",\"instrument_type\":\"reversed\",\"base_currency\":\"BTC\",\"quote_currency\":\"USD\",\"counter_currency\":\"USD\",\"settlement_currency\":\"BTC\",\"price_index\":\"btc_usd\",\"tick_size\":0.5,\"tick_size_steps\":[],\"contract_size\":10.0,\"min_trade_amount\":10.0,\"expiration_timestamp\":32503708800000,\"creation_timestamp\":1534167754000,\"settlement_period\":\"perpetual\",\"is_active\":true,\"state\":\"open\",\"maker_commission\":0.0,\"taker_commission\":0.0005}"u8);
                break;
            case "public/subscribe" or "private/subscribe" or "public/unsubscribe":
                _reply.Add(WireText.Value(request, "\"channels\":"u8));
                break;
            case "private/get_cancel_on_disconnect":
                _reply.Add("{\"scope\":\"connection\",\"enabled\":true}"u8);
                break;
            case "private/cancel_all_by_instrument":
                _reply.Add("0"u8);
                break;
            case "private/get_user_trades_by_currency_and_time":
                _reply.Add("{\"trades\":[],\"has_more\":false}"u8);
                break;
            case "private/get_open_orders_by_currency" or "private/get_positions" or "private/get_order_state_by_label" or "private/get_user_locks":
                _reply.Add("[]"u8);
                break;
            case "private/get_account_summary":
                // More a second than the session ever uses, and a burst that is full before the first order: the budget holds nothing back.
                _reply.Add("{\"currency\":\"BTC\",\"balance\":10.0,\"equity\":10.0,\"margin_balance\":10.0,\"available_funds\":9.5,\"limits\":{\"limits_per_currency\":false,\"non_matching_engine\":{\"burst\":100000,\"rate\":100000},\"matching_engine\":{\"trading\":{\"total\":{\"burst\":100,\"rate\":10000}},\"cancel_all\":{\"burst\":100,\"rate\":100}}},\"initial_margin\":0.01,\"maintenance_margin\":0.005}"u8);
                break;
            case "public/test":
                _reply.Add("{\"version\":\"1.2.26\"}"u8);
                break;
            default:
                _reply.Add("\"ok\""u8);
                break;
        }
    }
}
