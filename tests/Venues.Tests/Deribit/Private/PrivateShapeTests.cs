using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class PrivateShapeTests
{
    private readonly PrivateBench _bench = new();

    [Fact]
    public void A_raw_order_notification_is_one_object()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.OpenOrder);
        Assert.Equal(PrivateKind.Changes, m.Kind);
        Assert.Equal(Units.Missing, m.RequestId);
        OrderRow order = Assert.Single(m.Orders[..m.OrderCount]);
        Assert.Equal("74311538594", PrivateBench.IdText(order.VenueId));
        Assert.Equal((LabelOwner.ThisRun, 17L, WrittenPrivate.Epoch), (order.Owner, order.OrderId, order.Epoch));
        Assert.Equal((OrderWord.Open, OrderReason.None, false), (order.State, order.Reason, order.Sell));
        Assert.Equal((PrivateBench.Inverse, 64_000L, 1L, 0L), (order.InstrumentIndex, order.PriceTicks, order.AmountLots, order.FilledLots));
        Assert.Equal(1765463719142_000_000, order.UpdatedNs);
        Assert.Equal((true, false, false, false), (order.PostOnly, order.ReduceOnly, order.Protected, order.Liquidation));
    }

    [Fact]
    public void Collected_order_notifications_are_an_array_and_spell_ids_flags_and_market_prices_otherwise()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.OrderArray);
        Assert.Equal(2, m.OrderCount);
        Assert.Equal((OrderWord.Cancelled, OrderReason.Requested, LabelOwner.Foreign, true), (m.Orders[0].State, m.Orders[0].Reason, m.Orders[0].Owner, m.Orders[0].Sell));
        Assert.Equal((184_001L, 4L, 2L), (m.Orders[0].PriceTicks, m.Orders[0].AmountLots, m.Orders[0].FilledLots));
        Assert.Equal("476138", PrivateBench.IdText(m.Orders[1].VenueId));
        Assert.Equal((OrderWord.SpeedBumped, LabelOwner.OtherRun, 0L, 1L), (m.Orders[1].State, m.Orders[1].Owner, m.Orders[1].OrderId, m.Orders[1].Epoch));
        Assert.Equal((PrivateBench.Linear, Units.Missing, 5L), (m.Orders[1].InstrumentIndex, m.Orders[1].PriceTicks, m.Orders[1].AmountLots));
        Assert.Equal((false, true), (m.Orders[1].PostOnly, m.Orders[1].ReduceOnly));
    }

    [Fact]
    public void An_order_of_an_instrument_that_is_not_tracked_is_kept_without_numbers()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.WrappedOrder);
        OrderRow order = Assert.Single(m.Orders[..m.OrderCount]);
        Assert.Equal("ETH-584849853", PrivateBench.IdText(order.VenueId));
        Assert.Equal((Units.NoInstrument, Units.Missing, Units.Missing, Units.Missing), (order.InstrumentIndex, order.PriceTicks, order.AmountLots, order.FilledLots));
        Assert.Equal(LabelOwner.Foreign, order.Owner);
    }

    [Fact]
    public void A_trade_has_its_own_side_its_fee_to_the_last_digit_and_the_order_that_it_filled()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Trades);
        TradeRow trade = Assert.Single(m.Trades[..m.TradeCount]);
        Assert.Equal((208465104L, 18L, LabelOwner.ThisRun), (trade.TradeId, trade.OrderId, trade.Owner));
        Assert.Equal("74365704227", PrivateBench.IdText(trade.VenueId));
        Assert.Equal((false, false, false, false), (trade.Sell, trade.Maker, trade.Liquidation, trade.IsCombination));
        Assert.Equal((184_074L, 1L, 5L, 123024306L, 1765505266849_000_000L), (trade.PriceTicks, trade.SizeLots, trade.FeeE8, trade.TradeSeq, trade.TradedNs));
    }

    [Fact]
    public void A_mass_quote_has_the_sides_that_rest_ours_by_their_quote_id_and_those_that_were_refused()
    {
        PrivateMessage m = _bench.Read(
            """{"jsonrpc":"2.0","id":7859,"result":{"orders":[{"order_id":"6653855","quote":true,"quote_id":"mn0189abcdef01-7-8","quote_set_id":"mn0189abcdef01-0","mmp":true,"mmp_group":"g1","direction":"sell","price":43800,"amount":10,"filled_amount":0,"order_state":"open","instrument_name":"BTC-PERPETUAL","label":"","last_update_timestamp":1}],"trades":[],"errors":[{"instrument_name":"BTC-PERPETUAL","side":"bid","error":{"code":10007,"message":"price_too_high 43666.4288"}}]}}""");
        Assert.Equal((1, 1, 0), (m.OrderCount, m.QuoteErrorCount, m.OtherRowCount));
        Assert.Equal((true, LabelOwner.ThisRun, 8L), (m.Orders[0].IsQuote, m.Orders[0].Owner, m.Orders[0].OrderId));
        Assert.Equal((PrivateBench.Inverse, false, 10007, OrderReason.Price), (m.QuoteErrors[0].InstrumentIndex, m.QuoteErrors[0].Sell, m.QuoteErrors[0].Code, m.QuoteErrors[0].Meaning.Reason));
        Assert.Equal(ParseStatus.WrongType, _bench.Parse("""{"jsonrpc":"2.0","id":1,"result":{"orders":[],"errors":[{"instrument_name":"BTC-PERPETUAL","side":"both","error":{"code":1,"message":"x"}}]}}"""));
        Assert.Equal(ParseStatus.MissingField, _bench.Parse("""{"jsonrpc":"2.0","id":1,"result":{"orders":[],"errors":[{"instrument_name":"BTC-PERPETUAL","side":"ask"}]}}"""));
    }

    [Fact]
    public void Of_a_combination_the_legs_count_and_the_net_row_does_not()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.ComboTrades);
        Assert.Equal([false, false, true], m.Trades[..m.TradeCount].Select(t => t.IsCombination));
        Assert.Equal([PrivateBench.Inverse, Units.NoInstrument, Units.NoInstrument], m.Trades[..m.TradeCount].Select(t => t.InstrumentIndex));
        Assert.Equal((true, true, -8L, 128_903L), (m.Trades[0].Sell, m.Trades[0].Maker, m.Trades[0].FeeE8, m.Trades[0].PriceTicks));
    }

    [Fact]
    public void A_change_has_orders_trades_and_positions_and_the_same_trade_id_however_it_is_spelled()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Changes);
        Assert.Equal((1, 1, 1, true), (m.OrderCount, m.TradeCount, m.PositionCount, m.IsList));
        Assert.Equal((OrderWord.Filled, 184_200L, 1L, true, true), (m.Orders[0].State, m.Orders[0].PriceTicks, m.Orders[0].FilledLots, m.Orders[0].Protected, m.Orders[0].Liquidation));
        Assert.Equal((208465104L, true, true, -5L), (m.Trades[0].TradeId, m.Trades[0].Maker, m.Trades[0].Liquidation, m.Trades[0].FeeE8));
        Assert.Equal((0L, 9_203_541_000_000L, -40L, 0L, 0L), Numbers(m.Positions[0].Report));
    }

    [Fact]
    public void A_change_may_have_one_position_and_nothing_else()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.ChangesWithOnePosition);
        Assert.Equal((0, 0, 1), (m.OrderCount, m.TradeCount, m.PositionCount));
        Assert.Equal((-5L, Units.Missing, Units.Missing, Units.Missing, Units.Missing), Numbers(m.Positions[0].Report));
    }

    [Fact]
    public void An_order_that_brings_its_trades_along_is_not_lost_over_them()
    {
        string trades = WrittenPrivate.Trades[WrittenPrivate.Trades.IndexOf('[')..^2];
        PrivateMessage m = _bench.Read(WrittenPrivate.OpenOrder.Replace("\"api\":true", $"\"trades\":{trades}"));
        Assert.Equal((1, 1), (m.OrderCount, m.TradeCount));
        m = _bench.Read(WrittenPrivate.Cancelled.Replace("\"replaced\":true", $"\"trades\":{trades}"));
        Assert.Equal((1, 1), (m.OrderCount, m.TradeCount));
    }

    [Fact]
    public void A_trade_is_our_liquidation_only_if_it_names_our_side()
    {
        Assert.True(_bench.Read(WrittenPrivate.Changes).Trades[0].Liquidation);
        Assert.False(_bench.Read(WrittenPrivate.Changes.Replace("\"liquidation\":\"M\"", "\"liquidation\":\"T\"")).Trades[0].Liquidation);
        Assert.True(_bench.Read(WrittenPrivate.Changes.Replace("\"liquidation\":\"M\"", "\"liquidation\":\"MT\"")).Trades[0].Liquidation);
    }

    [Fact]
    public void A_portfolio_and_a_summary_are_the_same_five_numbers()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Portfolio);
        Assert.Equal((PrivateKind.Portfolio, true, (uint)TextHash.Of("BTC"u8)), (m.Kind, m.HasAccount, m.CurrencyHash));
        Assert.Equal((30_261_885_920L, 30_260_065_765L, 30_138_036_328L, 124_639_592L, 88_548_410L),
            (m.Account.EquityE8, m.Account.BalanceE8, m.Account.AvailableE8, m.Account.InitialMarginE8, m.Account.MaintenanceMarginE8));
        m = _bench.Read(WrittenPrivate.Summary);
        Assert.Equal((PrivateKind.Reply, 25L, true, 1_050_000_000L), (m.Kind, m.RequestId, m.HasAccount, m.Account.EquityE8));
    }

    [Fact]
    public void Protection_and_lock_say_whom_they_are_about()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Protection);
        Assert.Equal((PrivateKind.Protection, 1744275841861_000_000L, TextHash.Of("btc_usd"u8)), (m.Kind, m.Protection.FrozenUntilNs, m.Protection.IndexHash));
        m = _bench.Read(WrittenPrivate.Lock);
        Assert.Equal((PrivateKind.AccountLock, true, (uint)TextHash.Of("ALL"u8)), (m.Kind, m.Locked, m.CurrencyHash));
        Assert.False(_bench.Read(WrittenPrivate.Lock.Replace("true", "\"false\"")).Locked);
    }

    [Fact]
    public void A_heartbeat_wants_an_answer_or_not()
    {
        Assert.Equal(PrivateKind.TestRequest, _bench.Read(WrittenPrivate.TestRequest).Kind);
        Assert.Equal(PrivateKind.Heartbeat, _bench.Read(WrittenPrivate.Heartbeat).Kind);
    }

    [Fact]
    public void An_authentication_has_tokens_scope_and_life()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Authentication);
        Assert.Equal((1L, true, 31_536_000L), (m.RequestId, m.HasAuthentication, m.ExpiresInSeconds));
        Assert.Equal("1582628593469.1MbQ-J_4", PrivateBench.Text(m.AccessToken));
        Assert.Equal("1582628593469.1GP4rQd0", PrivateBench.Text(m.RefreshToken));
        Assert.Equal("session:mm-exec mainaccount trade:read_write", PrivateBench.Text(m.Scope));
        Assert.Equal((1767978363485278_000L, 1767978363495053_000L), (m.UsInNs, m.UsOutNs));
    }

    [Fact]
    public void Placing_answers_with_order_and_trades_and_cancelling_with_the_bare_order()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Bought);
        Assert.Equal((3L, 1, 0, true), (m.RequestId, m.OrderCount, m.TradeCount, m.IsList));
        Assert.Equal((PrivateBench.Ether, 59_471L, 1L, 3L), (m.Orders[0].InstrumentIndex, m.Orders[0].PriceTicks, m.Orders[0].AmountLots, m.Orders[0].OrderId));
        m = _bench.Read(WrittenPrivate.Cancelled);
        Assert.Equal((11L, 1, false), (m.RequestId, m.OrderCount, m.IsList));
        Assert.Equal((OrderWord.Cancelled, OrderReason.Requested, 61_344L), (m.Orders[0].State, m.Orders[0].Reason, m.Orders[0].PriceTicks));
        Assert.Equal(4, _bench.Read(WrittenPrivate.CancelledCount).Number);
    }

    [Fact]
    public void An_error_has_code_message_and_what_it_adds()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.PostOnlyReject);
        Assert.Equal((4L, true, 11054, "post_only_reject", ""), (m.RequestId, m.IsError, m.ErrorCode, PrivateBench.Text(m.Text), PrivateBench.Text(m.Detail)));
        m = _bench.Read(WrittenPrivate.InvalidParams);
        Assert.Equal((7L, -32602, "instrument not found"), (m.RequestId, m.ErrorCode, PrivateBench.Text(m.Detail)));
        m = _bench.Read(WrittenPrivate.BadRequest);
        Assert.Equal((Units.Missing, 11050, "invalid json"), (m.RequestId, m.ErrorCode, PrivateBench.Text(m.Detail)));
    }

    [Fact]
    public void Lists_are_told_by_their_rows()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.OpenOrders);
        Assert.Equal((2, true, false), (m.OrderCount, m.IsList, m.HasMore));
        Assert.Equal((OrderWord.Untriggered, Units.Missing), (m.Orders[1].State, m.Orders[1].PriceTicks));
        m = _bench.Read(WrittenPrivate.TradePage);
        Assert.Equal((1, true, true), (m.TradeCount, m.IsList, m.HasMore));
        Assert.Equal((long)TextHash.Of("ETH-34066694"u8), m.Trades[0].TradeId);
        m = _bench.Read(WrittenPrivate.PositionList);
        Assert.Equal((18_516L, 1_739_100_000_000L, -125_000L, 90_696_144L, -12L), Numbers(m.Positions[0].Report));
        Assert.Equal(-123, m.Positions[1].Report.SizeLots);
        m = _bench.Read("""{"id":5,"result":[]}""");
        Assert.Equal((true, 0, 0, 0, 0), (m.IsList, m.OrderCount, m.TradeCount, m.PositionCount, m.ChannelCount));
    }

    [Fact]
    public void Cancel_on_disconnect_is_on_off_or_not_said()
    {
        Assert.Equal(1, _bench.Read(WrittenPrivate.CancelOnDisconnect).Enabled);
        Assert.Equal(0, _bench.Read(WrittenPrivate.CancelOnDisconnect.Replace("true", "false")).Enabled);
        Assert.Equal(-1, _bench.Read(WrittenPrivate.Ok).Enabled);
    }

    [Fact]
    public void A_subscription_is_acknowledged_by_its_channels()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Subscribed);
        Assert.Equal([TextHash.Of("user.changes.BTC-PERPETUAL.raw"u8), TextHash.Of("user.lock"u8)], m.Channels[..m.ChannelCount]);
    }

    [Fact]
    public void Rows_that_are_none_of_ours_are_counted()
    {
        Assert.Equal(1, _bench.Read("""{"id":5,"result":[{"instrument_name":"X","tick_size":0.5}]}""").OtherRowCount);
        Assert.Equal(0, _bench.Read(WrittenPrivate.Quoted).OtherRowCount);
        Assert.Equal((1, 0), (_bench.Message.OrderCount, _bench.Message.TradeCount));
    }

    [Fact]
    public void Answers_that_are_a_word_a_time_or_a_version_are_taken()
    {
        Assert.Equal("ok", PrivateBench.Text(_bench.Read(WrittenPrivate.Ok).Text));
        Assert.Equal(1790133840887, _bench.Read(WrittenPrivate.Time).Number);
        Assert.Equal((12L, Units.Missing), (_bench.Read(WrittenPrivate.Version).RequestId, _bench.Message.Number));
    }

    [Theory]
    [InlineData("user_request", OrderReason.Requested)]
    [InlineData("autoliquidation", OrderReason.Liquidation)]
    [InlineData("cancel_on_disconnect", OrderReason.Disconnect)]
    [InlineData("risk_mitigation", OrderReason.Liquidation)]
    [InlineData("pme_risk_reduction", OrderReason.Liquidation)]
    [InlineData("pme_account_locked", OrderReason.Closed)]
    [InlineData("position_locked", OrderReason.Closed)]
    [InlineData("mmp_trigger", OrderReason.Protection)]
    [InlineData("mmp_config_curtailment", OrderReason.Protection)]
    [InlineData("edit_post_only_reject", OrderReason.PostOnly)]
    [InlineData("oco_other_closed", OrderReason.Other)]
    [InlineData("oto_primary_closed", OrderReason.Other)]
    [InlineData("settlement", OrderReason.Settlement)]
    [InlineData("order_overlap", OrderReason.SelfTrade)]
    [InlineData("order_overlap_another_sub", OrderReason.SelfTrade)]
    [InlineData("a_word_of_next_year", OrderReason.Other)]
    public void C17_Each_reason_for_which_the_venue_cancels_is_told_apart(string word, OrderReason reason)
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Cancelled.Replace("user_request", word));
        Assert.Equal((OrderWord.Cancelled, reason), (m.Orders[0].State, m.Orders[0].Reason));
    }

    [Theory]
    [InlineData("open", OrderWord.Open)]
    [InlineData("filled", OrderWord.Filled)]
    [InlineData("rejected", OrderWord.Rejected)]
    [InlineData("cancelled", OrderWord.Cancelled)]
    [InlineData("untriggered", OrderWord.Untriggered)]
    [InlineData("triggered", OrderWord.Triggered)]
    [InlineData("speed_bumped", OrderWord.SpeedBumped)]
    [InlineData("archive", OrderWord.Unknown)]
    [InlineData("a_word_of_next_year", OrderWord.Unknown)]
    public void An_order_in_a_state_that_nobody_knows_is_kept(string word, OrderWord state) =>
        Assert.Equal(state, _bench.Read(WrittenPrivate.OpenOrder.Replace("\"open\"", $"\"{word}\"")).Orders[0].State);

    [Fact]
    public void Public_and_unused_channels_are_ignored_and_unheard_ones_are_counted()
    {
        Assert.Equal(ParseStatus.Ignored, _bench.Parse("""{"method":"subscription","params":{"channel":"user.access_log","data":{"id":1}}}"""));
        Assert.Equal(ParseStatus.Ignored, _bench.Parse(WrittenFrames.PlatformMaintenance));
        Assert.Equal(ParseStatus.UnknownChannel, _bench.Parse("""{"method":"subscription","params":{"channel":"weather.london","data":{"id":1}}}"""));
    }

    [Fact]
    public void C12_What_is_filled_of_an_edited_order_and_its_whole_size_are_both_read()
    {
        string edited = WrittenPrivate.Bought.Replace("\"amount\":0.001", "\"amount\":0.005").Replace("\"filled_amount\":0.0", "\"filled_amount\":0.002");
        OrderRow order = _bench.Read(edited).Orders[0];
        Assert.Equal((5L, 2L), (order.AmountLots, order.FilledLots));
    }

    private static (long Size, long Mark, long Realized, long Floating, long Funding) Numbers(in PositionReport r) =>
        (r.SizeLots, r.MarkE8, r.RealizedE8, r.FloatingE8, r.FundingE8);
}
