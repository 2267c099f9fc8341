using System.Collections.Generic;

namespace Minnow.Tests.Deribit.Private;

/// <summary>Payloads of the order connection, in the shapes that the venue documents and sends.</summary>
internal static class WrittenPrivate
{
    public const long Epoch = 0x0189abcdef01;

    public const string OpenOrder =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.orders.BTC-PERPETUAL.raw","data":{"order_id":"74311538594","order_state":"open","order_type":"limit","time_in_force":"good_til_cancelled","instrument_name":"BTC-PERPETUAL","direction":"buy","price":3.2e4,"amount":10.0,"contracts":1.0,"filled_amount":0.0,"average_price":0.0,"label":"mn0189abcdef01-17","post_only":true,"reject_post_only":true,"reduce_only":false,"replaced":false,"mmp":false,"risk_reducing":false,"is_liquidation":false,"api":true,"web":false,"user_id":10580,"creation_timestamp":1765463719142,"last_update_timestamp":1765463719142}}}""";

    public const string OrderArray =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.orders.future.BTC.100ms","data":[{"order_id":"476137","order_state":"cancelled","cancel_reason":"user_request","instrument_name":"BTC-PERPETUAL","direction":"sell","price":92000.5,"amount":4e1,"filled_amount":20,"average_price":92000.123,"label":"","last_update_timestamp":1765463719142},{"order_id":476138,"order_state":"speed_bumped","instrument_name":"BTC_USDC-PERPETUAL","direction":"buy","price":"market_price","amount":0.0005,"filled_amount":0.0,"label":"mn000000000001-5","post_only":"false","reduce_only":"true","last_update_timestamp":1765463719143}]}}""";

    public const string WrappedOrder =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.orders.any.any.raw","data":{"order":{"order_id":"ETH-584849853","order_state":"filled","instrument_name":"ETH-PERPETUAL","direction":"sell","price":3000.0,"amount":7,"filled_amount":7,"label":"hand"}}}}""";

    public const string Trades =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.trades.BTC-PERPETUAL.raw","data":[{"trade_id":"208465104","trade_seq":123024306,"order_id":"74365704227","label":"mn0189abcdef01-18","instrument_name":"BTC-PERPETUAL","timestamp":1765505266849,"direction":"buy","price":92037.0,"amount":10.0,"contracts":1.0,"liquidity":"T","fee":5.0e-8,"fee_currency":"BTC","profit_loss":-4.0e-7,"state":"filled","order_type":"limit","post_only":false,"reduce_only":false,"mmp":false,"self_trade":false,"risk_reducing":false,"api":false,"matching_id":null,"tick_direction":0,"index_price":92035.22,"mark_price":92035.41,"user_id":10580}]}}""";

    public const string ComboTrades =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.trades.any.any.raw","data":[{"trade_id":"501","order_id":"9","instrument_name":"BTC-PERPETUAL","timestamp":1784494768235,"direction":"sell","price":64451.5,"amount":10.0,"liquidity":"M","fee":-8.0e-8,"profit_loss":null,"combo_id":"BTC-FS-25DEC26_PERP","combo_trade_id":"503","starbase_match_id":204703712348741632,"starbase_timestamp":1784494768235877496},{"trade_id":"502","order_id":"9","instrument_name":"BTC-25DEC26","timestamp":1784494768235,"direction":"buy","price":65650.5,"amount":10.0,"liquidity":"M","fee":0.0,"combo_id":"BTC-FS-25DEC26_PERP","combo_trade_id":503},{"trade_id":"503","order_id":"9","instrument_name":"BTC-FS-25DEC26_PERP","timestamp":1784494768235,"direction":"buy","price":1199.0,"amount":10.0,"liquidity":"M","fee":0.0,"combo_id":"BTC-FS-25DEC26_PERP","combo_trade_id":"503","legs":[{"trade_id":"501"},{"trade_id":"502"}]}]}}""";

    public const string Changes =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.any.any.raw","data":{"instrument_name":"BTC-PERPETUAL","orders":[{"order_id":"74365704227","order_state":"filled","price":9.21e4,"amount":10.0,"filled_amount":10.0,"average_price":92037.123,"instrument_name":"BTC-PERPETUAL","direction":"buy","label":"mn0189abcdef01-18","mmp":true,"is_liquidation":true,"last_update_timestamp":1765505266849}],"trades":[{"trade_id":208465104,"order_id":"74365704227","label":"mn0189abcdef01-18","instrument_name":"BTC-PERPETUAL","timestamp":1765505266849,"direction":"buy","price":9.2037e4,"amount":1e1,"liquidity":"M","liquidation":"M","fee":-0.000000054}],"positions":[{"instrument_name":"BTC-PERPETUAL","kind":"future","direction":"zero","size":0.0,"size_currency":0.0,"average_price":0.0,"mark_price":92035.41,"index_price":92035.22,"settlement_price":90484.97,"delta":0.0,"floating_profit_loss":0.0,"realized_profit_loss":-3.97e-7,"total_profit_loss":0.0,"realized_funding":0.0,"interest_value":0.2738695181418799,"initial_margin":0.0,"maintenance_margin":0.0,"leverage":50}]}}}""";

    public const string ChangesWithOnePosition =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.BTC-PERPETUAL.raw","data":{"instrument_name":"BTC-PERPETUAL","orders":[],"trades":[],"position":{"instrument_name":"BTC-PERPETUAL","direction":"sell","size":-50.0,"average_price":7440.18,"floating_profit_loss":null}}}}""";

    public const string Portfolio =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.portfolio.btc","data":{"currency":"BTC","balance":302.60065765,"equity":302.6188592,"margin_balance":302.62675921,"available_funds":301.38036328,"initial_margin":1.24639592,"maintenance_margin":0.8854841,"session_rpl":-0.03311399,"session_upl":0.05341555,"delta_total_map":{"btc_usd":31.594397699},"margin_model":"segregated_sm","cross_collateral_enabled":false,"fee_balance":0,"options_value":-0.0079}}}""";

    public const string Protection =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.mmp_trigger.btc_usd","data":{"index_name":"btc_usd","frozen_until":1744275841861,"mmp_group":"g1"}}}""";

    public const string Lock = """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.lock","data":{"currency":"ALL","locked":true}}}""";

    public const string TestRequest = """{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""";

    public const string Heartbeat = """{"params":{"type":"heartbeat"},"method":"heartbeat","jsonrpc":"2.0"}""";

    public const string Authentication =
        """{"jsonrpc":"2.0","id":1,"result":{"access_token":"1582628593469.1MbQ-J_4","expires_in":31536000,"refresh_token":"1582628593469.1GP4rQd0","scope":"session:mm-exec mainaccount trade:read_write","enabled_features":[],"token_type":"bearer","sid":"x"},"usIn":1767978363485278,"usOut":1767978363495053,"usDiff":9775,"testnet":false}""";

    public const string Bought =
        """{"jsonrpc":"2.0","id":3,"result":{"order":{"label":"mn0189abcdef01-3","price":2973.55,"user_id":96103,"amount":0.001,"direction":"buy","time_in_force":"good_til_cancelled","instrument_name":"ETH_USDC-PERPETUAL","web":false,"api":true,"order_id":"USDC-104819327443","creation_timestamp":1767978363493,"replaced":false,"filled_amount":0.0,"last_update_timestamp":1767978363493,"post_only":true,"reduce_only":false,"average_price":0.0,"mmp":false,"contracts":1.0,"reject_post_only":false,"order_state":"open","order_type":"limit","is_liquidation":false,"risk_reducing":false},"trades":[]},"usIn":1767978363485278,"usOut":1767978363495053,"usDiff":9775,"testnet":false}""";

    public const string Cancelled =
        """{"jsonrpc":"2.0","id":11,"result":{"order_id":"USDC-104819327443","order_state":"cancelled","cancel_reason":"user_request","replaced":true,"filled_amount":0.0,"amount":0.001,"price":3067.2,"instrument_name":"ETH_USDC-PERPETUAL","direction":"buy","last_update_timestamp":1767978373490},"usIn":1767978373489878,"usOut":1767978373495006,"usDiff":5128,"testnet":false}""";

    public const string CancelledCount = """{"jsonrpc":"2.0","id":13,"result":4.0}""";

    public const string PostOnlyReject =
        """{"jsonrpc":"2.0","id":4,"error":{"code":11054,"message":"post_only_reject"},"usIn":0,"usOut":0,"usDiff":0,"testnet":false}""";

    public const string InvalidParams =
        """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Invalid params","data":{"reason":"instrument not found","param":"instrument_name"}},"testnet":false,"usIn":0,"usOut":0,"usDiff":0}""";

    public const string BadRequest =
        """{"jsonrpc":"2.0","error":{"code":11050,"data":"invalid json","message":"bad_request"},"usIn":1790133844787014,"usOut":1790133844787041,"usDiff":27,"testnet":false}""";

    public const string OpenOrders =
        """{"jsonrpc":"2.0","id":20,"result":[{"order_id":"1","order_state":"open","instrument_name":"BTC-PERPETUAL","direction":"buy","price":86742.5,"amount":20,"filled_amount":10,"label":"mn0189abcdef01-1"},{"order_id":"2","order_state":"untriggered","instrument_name":"BTC-PERPETUAL","direction":"sell","price":0.0,"amount":20,"filled_amount":0}]}""";

    public const string TradePage =
        """{"jsonrpc":"2.0","id":21,"result":{"trades":[{"trade_id":"ETH-34066694","order_id":"ETH-9","instrument_name":"ETH-PERPETUAL","timestamp":1765505266849,"direction":"sell","price":3100.05,"amount":3,"liquidity":"M","fee":0}],"has_more":true}}""";

    public const string PositionList =
        """{"jsonrpc":"2.0","id":22,"result":[{"instrument_name":"BTC-PERPETUAL","kind":"future","direction":"buy","size":185160,"size_currency":10.64688632,"average_price":15000,"mark_price":17391,"settlement_price":16025.83,"floating_profit_loss":0.90696144,"realized_profit_loss":-1.25e-3,"total_profit_loss":1.69711368,"realized_funding":-0.00000012,"leverage":50},{"instrument_name":"BTC_USDC-PERPETUAL","direction":"sell","size":-0.0123,"average_price":86775.9}]}""";

    public const string CancelOnDisconnect = """{"jsonrpc":"2.0","id":23,"result":{"scope":"connection","enabled":true}}""";

    public const string Subscribed =
        """{"jsonrpc":"2.0","id":24,"result":["user.changes.BTC-PERPETUAL.raw","user.lock"],"usIn":1,"usOut":2,"usDiff":1,"testnet":false}""";

    public const string Summary =
        """{"jsonrpc":"2.0","id":25,"result":{"currency":"BTC","type":"main","id":10,"username":"x","email":"y","equity":10.5,"balance":10.25,"available_funds":9.5,"initial_margin":0.1,"maintenance_margin":0.05,"limits":{"limits_per_currency":false,"non_matching_engine":{"burst":100,"rate":20},"matching_engine":{"trading":{"total":{"burst":20,"rate":5}},"spot":{"burst":250,"rate":200},"cancel_all":{"burst":250,"rate":200},"maximum_quotes":{"burst":500,"rate":500},"maximum_mass_quotes":{"burst":10,"rate":10},"guaranteed_mass_quotes":{"burst":2,"rate":2}}},"fees":[{"index_name":"btc_usd","kind":"perpetual","value":{"default":{"type":"fixed","taker":0.00035,"maker":-0.0001}}}],"self_trading_reject_mode":"cancel_maker"}}""";

    public const string Quoted =
        """{"jsonrpc":"2.0","id":7859,"result":{"orders":[{"order_id":"6653855","quote":true,"quote_id":"1","quote_set_id":"perp","mmp":true,"mmp_group":"g1","instrument_name":"BTC-PERPETUAL","direction":"sell","price":43800,"amount":10,"order_state":"open"}],"trades":[],"errors":[{"instrument_name":"BTC-PERPETUAL","side":"bid","error":{"code":10007,"message":"price_too_high 43666.4288"}}]}}""";

    public const string Ok = """{"jsonrpc":"2.0","id":2,"result":"ok","usIn":1,"usOut":2,"usDiff":1,"testnet":false}""";

    public const string Version = """{"jsonrpc":"2.0","id":12,"result":{"version":"1.2.26"}}""";

    public const string Time = """{"jsonrpc":"2.0","id":42,"result":1790133840887,"usIn":1790133840888348,"usOut":1790133840888402,"usDiff":54,"testnet":false}""";

    /// <summary>All that the parser takes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        OpenOrder, OrderArray, WrappedOrder, Trades, ComboTrades, Changes, ChangesWithOnePosition, Portfolio, Protection, Lock, TestRequest, Heartbeat,
        Authentication, Bought, Cancelled, CancelledCount, PostOnlyReject, InvalidParams, BadRequest, OpenOrders, TradePage, PositionList, CancelOnDisconnect,
        Subscribed, Summary, Quoted, Ok, Version, Time,
    ];
}
