namespace Minnow.Tests.Deribit.Session;

/// <summary>One order at the fake venue.</summary>
internal sealed class FakeOrder
{
    public required string Id;
    public required string Label;
    public required string Instrument;
    public bool Sell;
    public decimal Price;
    public decimal Amount;
    public decimal Filled;
    public string State = "open";
    public string Reason = "";
    public long UpdatedMs;
    public int Connection;
    public string QuoteId = "";
    public string QuoteSet = "";

    public string Json =>
        $"{{\"order_id\":\"{Id}\",\"order_state\":\"{State}\",\"order_type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":\"{Instrument}\"," +
        $"\"direction\":\"{(Sell ? "sell" : "buy")}\",\"price\":{Price},\"amount\":{Amount},\"contracts\":1.0,\"filled_amount\":{Filled},\"average_price\":0.0," +
        $"\"label\":\"{Label}\",\"post_only\":true,\"reject_post_only\":true,\"reduce_only\":false,\"replaced\":false,\"mmp\":false,\"is_liquidation\":false," +
        (QuoteId.Length > 0 ? $"\"quote\":true,\"quote_id\":\"{QuoteId}\",\"quote_set_id\":\"{QuoteSet}\",\"mmp_group\":\"g\"," : "") +
        (Reason.Length > 0 ? $"\"cancel_reason\":\"{Reason}\"," : "") +
        $"\"api\":true,\"web\":false,\"creation_timestamp\":{UpdatedMs},\"last_update_timestamp\":{UpdatedMs}}}";
}
