using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

public sealed class MmpTests
{
    private readonly World _world = new();
    private readonly MmpConfig _config = new()
    {
        IndexName = "btc_usd", IntervalUs = 5 * Units.SecondUs, FrozenUs = 2 * Units.SecondUs, QuantityLimitE8 = World.E8(0.02),
    };

    [Fact]
    public void Without_a_configuration_there_is_no_protection()
    {
        Assert.Equal(13040, Quote(OrderSide.Buy, 10, 49_990).Error.Code);
        Account other = _world.Engine.AddAccount(new AccountSpec { Name = "other", MayUseMmp = false });
        Assert.Equal(13040, _world.Engine.SetMmp(other, _config).Code);
        Assert.Equal(-32602, _world.Engine.SetMmp(_world.Ann, _config with { IntervalUs = 3601 * Units.SecondUs }).Code);
    }

    [Fact]
    public void Enough_fills_in_a_window_pull_every_protected_order_and_freeze()
    {
        _world.Engine.SetMmp(_world.Ann, _config);
        Order bid = Quote(OrderSide.Buy, 1000, 49_999).Order!;
        Order ask = Quote(OrderSide.Sell, 1000, 50_001).Order!;
        Order plain = _world.Rests(_world.Buy(_world.Ann, 10, 49_000));
        _world.Sell(_world.Bob, 500, 49_999);
        Assert.True(bid.IsLive);
        _world.Buy(_world.Bob, 510, 50_001);
        Assert.Contains("mmp ann btc_usd", _world.Log);
        Assert.All([bid, ask], order => Assert.True(order.MmpCancelled && order.CancelReason == CancelReason.MmpTrigger));
        Assert.True(plain.IsLive && !plain.MmpCancelled);
        Assert.Equal(13030, Quote(OrderSide.Buy, 10, 49_999).Error.Code);
        Assert.True(_world.Buy(_world.Ann, 10, 49_000).IsDone);
        _world.After(2);
        Assert.True(Quote(OrderSide.Buy, 10, 49_999).IsDone);
        _world.CheckInvariants();
    }

    [Fact]
    public void Fills_far_apart_do_not_add_up()
    {
        _world.Engine.SetMmp(_world.Ann, _config);
        Order bid = Quote(OrderSide.Buy, 10_000, 49_999).Order!;
        for (int i = 0; i < 5; i++)
        {
            _world.Sell(_world.Bob, 900, 49_999);
            _world.After(5);
        }

        Assert.True(bid.IsLive);
    }

    [Fact]
    public void A_delta_limit_counts_net_and_a_freeze_without_end_waits_for_a_reset()
    {
        _world.Engine.SetMmp(_world.Ann, _config with { QuantityLimitE8 = null, DeltaLimitE8 = World.E8(0.02), FrozenUs = 0 });
        Quote(OrderSide.Buy, 5000, 49_999);
        Quote(OrderSide.Sell, 5000, 50_001);
        for (int i = 0; i < 3; i++)
        {
            _world.Sell(_world.Bob, 900, 49_999);
            _world.Buy(_world.Bob, 900, 50_001);
        }

        Assert.Equal(2, _world.Ann.OpenOrders.Count);
        _world.Sell(_world.Bob, 1010, 49_999);
        Assert.Empty(_world.Ann.OpenOrders);
        MmpGuard guard = _world.Engine.FindMmp(_world.Ann, "btc_usd")!;
        _world.After(10_000);
        Assert.True(guard.IsFrozen(_world.Engine.NowUs));
        Assert.Equal(0, guard.FrozenUntilUs);
        _world.Engine.ResetMmp(_world.Ann, "btc_usd");
        Assert.True(Quote(OrderSide.Buy, 10, 49_999).IsDone);
    }

    [Fact]
    public void The_quote_limit_bounds_each_side_and_curtails_what_rests()
    {
        _world.Engine.SetMmp(_world.Ann, _config with { MaxQuoteQuantityE8 = World.E8(0.02) });
        Order order = Quote(OrderSide.Buy, 900, 49_999).Order!;
        Assert.False(Quote(OrderSide.Buy, 900, 49_998).IsDone);
        Assert.True(Quote(OrderSide.Sell, 900, 50_001).IsDone);
        _world.Engine.SetMmp(_world.Ann, _config with { MaxQuoteQuantityE8 = World.E8(0.001) });
        Assert.Equal(CancelReason.MmpConfigCurtailment, order.CancelReason);
        _world.Engine.SetMmp(_world.Ann, _config with { IntervalUs = 0 });
        Assert.Null(_world.Engine.FindMmp(_world.Ann, "btc_usd"));
    }

    [Fact]
    public void A_mass_quote_makes_changes_and_cancels_both_sides()
    {
        _world.Engine.SetMmp(_world.Ann, _config with { Group = "g" });
        MassQuoteResult made = Mass("1", new QuoteSide(World.E8(49_999), World.E8(10)), new QuoteSide(World.E8(50_001), World.E8(10)));
        Assert.Equal(2, made.Orders.Count);
        Assert.All(made.Orders, order => Assert.True(order.IsQuote && order.Mmp && order.MmpGroup == "g" && order.QuoteId == "1"));
        Order bid = made.Orders[0];
        _world.Buy(_world.Bob, 10, 49_999);
        Mass("2", new QuoteSide(null, null), null);
        Assert.Equal("ann:10@49999 bob:10@49999", _world.Queue(OrderSide.Buy));
        Mass("3", new QuoteSide(World.E8(49_999), World.E8(10)), null);
        Assert.Equal("bob:10@49999 ann:10@49999", _world.Queue(OrderSide.Buy));
        Assert.Equal("3", bid.QuoteId);
        Assert.Equal(10004, _world.Engine.Edit(_world.Ann, bid.Id, new EditRequest { AmountE8 = World.E8(20) }).Error.Code);
        MassQuoteResult bad = Mass("4", new QuoteSide(World.E8(60_000), World.E8(10)), new QuoteSide(null, 0));
        Assert.Equal((OrderSide.Buy, 10007), (bad.Errors.Single().Side, bad.Errors.Single().Error.Code));
        Assert.Empty(_world.Ann.OpenOrders);
        _world.CheckInvariants();
    }

    [Fact]
    public void A_mass_quote_needs_its_group_cancel_on_disconnect_and_no_freeze()
    {
        QuoteSide side = new(World.E8(49_999), World.E8(10));
        Assert.Equal(13040, Mass("1", side, null).Error.Code);
        _world.Engine.SetMmp(_world.Ann, _config with { Group = "g" });
        _world.Engine.FreezeQuotes(_world.Ann, _world.Engine.NowUs + Units.SecondUs);
        Assert.Equal(13043, Mass("1", side, null).Error.Code);
        _world.After(1);
        Assert.True(Mass("1", side, null).Error.IsNone);
        Assert.Equal(13042, _world.Engine.MassQuote(new MassQuoteRequest { Account = _world.Ann, Quotes = [], MmpGroup = "g", QuoteId = "1" }).Error.Code);
    }

    private OrderResult Quote(OrderSide side, double amount, double price) =>
        _world.Engine.Place(_world.Ask(_world.Ann, side, amount, price) with { Mmp = true });

    private MassQuoteResult Mass(string id, QuoteSide? bid, QuoteSide? ask) => _world.Engine.MassQuote(new MassQuoteRequest
    {
        Account = _world.Ann, QuoteId = id, MmpGroup = "g", CancelOnDisconnect = true,
        Quotes = [new QuoteEntry(_world.Instrument, "s", bid, ask)],
    });
}
