using System.Collections.Generic;

namespace Minnow.Tests;

/// <summary>Frames of kinds that nobody recorded, in the shapes that the venue documents.</summary>
internal static class WrittenFrames
{
    public const string IncrementalTicker =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"incremental_ticker.BTC-PERPETUAL","data":{"type":"change","timestamp":1623060199024,"instrument_name":"BTC-PERPETUAL","best_bid_price":36452.5,"best_bid_amount":300,"mark_price":36448.61,"stats":{"volume":7872.02139035,"volume_usd":284073480}}}}""";

    public const string PriceIndex =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"deribit_price_index.btc_usd","data":{"index_name":"btc_usd","price":86744.11,"timestamp":1790133840887}}}""";

    public const string Perpetual =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"perpetual.BTC_USDC-PERPETUAL.100ms","data":{"index_price":86744.11,"interest":1.423032929843748e-4,"timestamp":1790133840887}}}""";

    public const string PlatformLocked =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"platform_state","data":{"locked":true,"price_index":"btc_usd","reasons":["index"]}}}""";

    public const string PlatformMaintenance =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"platform_state","data":{"maintenance":true}}}""";

    public const string InstrumentState =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"instrument.state.future.BTC","data":{"instrument_name":"BTC-PERPETUAL","state":"locked","timestamp":1766736000000}}}""";

    public const string BookChange =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":1790133840701,"type":"change","change_id":136069961990,"prev_change_id":136069961946,"instrument_name":"BTC-PERPETUAL","bids":[["change",86742.5,2.2e3],["delete",86742.0,0.0]],"asks":[["new",86743.5,10]]}}}""";

    public const string BookSnapshot =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":1790133840638,"type":"snapshot","change_id":136069961946,"instrument_name":"BTC-PERPETUAL","bids":[["new",86742.5,2700.0],["new",86742.0,7410.0]],"asks":[["new",86743.0,50.0],["new",86744.5,4200.0]]}}}""";

    public const string Quote =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"quote.BTC-PERPETUAL","data":{"timestamp":1765541767174,"instrument_name":"BTC-PERPETUAL","best_ask_price":92288.5,"best_bid_price":92288.0,"best_ask_amount":99470.0,"best_bid_amount":133440.0}}}""";

    public const string Trade =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.BTC-PERPETUAL.raw","data":[{"timestamp":1765531356452,"price":92294.5,"amount":10.0,"contracts":1.0,"direction":"sell","index_price":92276.75,"mark_price":92287.11,"instrument_name":"BTC-PERPETUAL","trade_seq":271252854,"trade_id":"403691824","tick_direction":2}]}}""";

    public const string Ticker =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"ticker.BTC-PERPETUAL.100ms","data":{"timestamp":1765541474086,"state":"open","stats":{"high":93612.0,"low":89277.5,"price_change":2.3275,"volume":11897.27640428,"volume_usd":1092371540.0,"volume_notional":1092371540.0},"index_price":92263.55,"instrument_name":"BTC-PERPETUAL","last_price":92283.5,"settlement_price":92464.66,"min_price":90897.5,"max_price":93666.5,"open_interest":1132329370.0,"mark_price":92281.78,"interest_value":0.0028213400122472977,"best_ask_price":92284.0,"best_bid_price":92283.5,"estimated_delivery_price":92263.55,"best_ask_amount":186520.0,"best_bid_amount":117660.0,"current_funding":0.0,"funding_8h":1.742e-05}}}""";

    public const string OptionTicker =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"ticker.BTC-25DEC26-100000-C.100ms","data":{"timestamp":1790133840887,"state":"open","instrument_name":"BTC-25DEC26-100000-C","mark_price":0.0525,"mark_iv":45.91,"bid_iv":45.2,"ask_iv":0.0,"best_bid_price":0.0515,"best_bid_amount":12.5,"best_ask_price":0.0,"best_ask_amount":0.0,"underlying_price":87510.3,"underlying_index":"BTC-25DEC26","index_price":86744.11,"interest_rate":0.0,"open_interest":3120.4,"last_price":null,"settlement_price":0.0519,"estimated_delivery_price":86744.11,"min_price":0.001,"max_price":0.14,"greeks":{"delta":0.31,"gamma":0.00001,"vega":132.4,"theta":-58.7,"rho":66.1},"stats":{"high":0.055,"low":0.049,"price_change":-1.2,"volume":88.1,"volume_usd":401233.1}}}}""";

    public const string Instruments =
        """{"jsonrpc":"2.0","id":1,"result":[{"instrument_name":"BTC-PERPETUAL","kind":"future","instrument_type":"reversed","base_currency":"BTC","quote_currency":"USD","settlement_currency":"BTC","tick_size":0.5,"tick_size_steps":[],"contract_size":10.0,"min_trade_amount":10.0,"expiration_timestamp":32503708800000,"settlement_period":"perpetual","is_active":true,"state":"open","maker_commission":-0.0001,"taker_commission":0.00035},{"instrument_name":"BTC_USDC-PERPETUAL","kind":"future","instrument_type":"linear","base_currency":"BTC","quote_currency":"USDC","settlement_currency":"USDC","tick_size":0.1,"contract_size":0.0001,"min_trade_amount":0.001,"expiration_timestamp":32503708800000,"is_active":true,"state":"open","maker_commission":0.0,"taker_commission":0.0005}],"usIn":1,"usOut":2,"usDiff":1,"testnet":false}""";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        IncrementalTicker, PriceIndex, Perpetual, PlatformLocked, PlatformMaintenance, InstrumentState, BookChange, BookSnapshot, Quote,
        Trade, Ticker, OptionTicker, Instruments,
    ];
}
