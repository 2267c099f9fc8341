using System.Linq;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

/// <summary>Details of the venue that few look at, each as its description says.</summary>
public sealed class FidelityTests
{
    private const long HalfPastSevenUs = ((Desk.StartUs / Units.DayUs) + 1) * Units.DayUs + (15 * 1800 * Units.SecondUs);

    [Theory]
    [InlineData("BTC-PERPETUAL", "none 1 2 5 10", "0 3 25 100 250 x")]
    [InlineData("BTC_USDC-PERPETUAL", "none 1 2 5 10", "25 100")]
    [InlineData("ETH-PERPETUAL", "none 5 10 25 100 250", "1 2 50")]
    public void A_book_is_grouped_by_the_steps_of_its_coin_only(string instrument, string known, string unknown)
    {
        Client client = new Desk().Enter();
        string[] channels = [.. $"{known} {unknown}".Split(' ').Select(group => $"book.{instrument}.{group}.10.100ms")];
        JsonElement granted = client.Ok("public/subscribe", $$"""{"channels":{{JsonSerializer.Serialize(channels)}}}""");
        Assert.Equal(known.Split(' ').Select(group => $"book.{instrument}.{group}.10.100ms"), granted.EnumerateArray().Select(static c => c.GetString()));
    }

    [Fact]
    public void A_group_counts_whole_units_of_btc_and_hundredths_of_eth()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Place("buy", 10, 49_997.5);
        client.Place("buy", 20, 49_993);
        client.Place("sell", 30, 50_003.5);
        client.Place("buy", 7, 2_999.95, instrument: "ETH-PERPETUAL");
        client.Ok("public/subscribe", """{"channels":["book.BTC-PERPETUAL.5.10.100ms","book.BTC-PERPETUAL.10.10.100ms","book.ETH-PERPETUAL.25.10.100ms"]}""");
        Assert.Equal("[[49995,10],[49990,20]] [[50005,30]]", Window(client, "book.BTC-PERPETUAL.5.10.100ms"));
        Assert.Equal("[[49990,30]] [[50010,30]]", Window(client, "book.BTC-PERPETUAL.10.10.100ms"));
        Assert.Equal("[[2999.75,7]] []", Window(client, "book.ETH-PERPETUAL.25.10.100ms"));
    }

    [Theory]
    [InlineData(false, "positions")]
    [InlineData(true, "position")]
    public void Changes_name_their_positions_in_either_way(bool alias, string name)
    {
        Client client = new Desk(options => options.Style = new JsonStyle { Shapes = new ShapeStyle { PositionAlias = alias } }).Enter();
        client.Ok("private/subscribe", """{"channels":["user.changes.BTC-PERPETUAL.raw"]}""");
        client.Place("buy", 10, 49_990);
        Client.HasMembers(client.Of("user.changes.BTC-PERPETUAL.raw").Single(), $"orders trades {name}");
        Assert.Contains(Enumerable.Range(0, 64), static seed => ShapeStyle.Drawn((ulong)seed).PositionAlias);
    }

    [Fact]
    public void In_the_half_hour_before_a_delivery_its_price_is_told_every_second()
    {
        Desk desk = new();
        Client client = desk.Enter();
        const string Channel = "estimated_expiration_price.btc_usd";
        client.Ok("public/subscribe", $$"""{"channels":["{{Channel}}"]}""");
        desk.Venue.AdvanceTo(HalfPastSevenUs - (2 * Units.SecondUs));
        Assert.Empty(client.Of(Channel));
        desk.Venue.AdvanceTo(HalfPastSevenUs + (900 * Units.SecondUs));
        desk.Venue.Engine.SetIndex("btc_usd", Desk.E8(50_100));
        client.Drain();
        client.Notifications.Clear();
        desk.Venue.AdvanceTo(HalfPastSevenUs + (1200 * Units.SecondUs) + 1);
        JsonElement last = client.Of(Channel)[^1];
        Assert.InRange(client.Of(Channel).Count, 299, 301);
        Assert.Equal((true, 600, 150, 450), (last.GetProperty("is_estimated").GetBoolean(), last.GetProperty("seconds").GetInt32(), last.GetProperty("left_ticks").GetInt32(), last.GetProperty("total_ticks").GetInt32()));
        // A quarter of the window at the higher price.
        Assert.Equal(50_025m, last.GetProperty("price").GetDecimal());
        decimal told = client.Ok("public/ticker", """{"instrument_name":"BTC-PERPETUAL"}""").GetProperty("estimated_delivery_price").GetDecimal();
        Assert.InRange(told, 50_025m, 50_026m);
        Assert.Equal(told, client.Ok("public/get_index_price", """{"index_name":"btc_usd"}""").GetProperty("estimated_delivery_price").GetDecimal());
        desk.Venue.AdvanceTo(HalfPastSevenUs + (1801 * Units.SecondUs));
        client.Drain();
        client.Notifications.Clear();
        desk.Pass(60);
        Assert.Empty(client.Of(Channel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_connection_lost_during_settlement_cancels_at_once_or_when_the_book_opens_again(bool waits)
    {
        Desk desk = new(options => options.Cod.WaitsForSettlement = waits);
        Client client = desk.Enter();
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        client.Place("buy", 10, 49_990);
        Instrument instrument = desk.Venue.Engine.Instruments[0];
        desk.Venue.Engine.SetState(instrument, InstrumentState.Settlement);
        desk.Venue.Disconnect(client.Connection, DisconnectKind.Fin);
        desk.Pass(2);
        Account ann = desk.Venue.Engine.Accounts.First(static account => account.Name == "ann");
        Assert.Equal(waits ? 1 : 0, ann.OpenOrders.Count);
        desk.Venue.Engine.SetState(instrument, InstrumentState.Open);
        desk.Pass(0.2);
        Assert.Empty(ann.OpenOrders);
        Assert.Equal(CancelReason.CancelOnDisconnect, ann.ClosedOrders.Single().CancelReason);
    }

    [Fact]
    public void A_delivered_future_is_archived_and_then_unknown()
    {
        const long Expiry = HalfPastSevenUs + (1800 * Units.SecondUs);
        Desk desk = new(options =>
        {
            options.Instruments.Add(InstrumentSpec.BtcDated(Expiry));
            options.Engine = new EngineOptions { ArchivesAfterUs = 3600 * Units.SecondUs };
        });
        Client client = desk.Enter();
        string name = desk.Venue.Engine.Instruments[3].Name;
        client.Ok("public/subscribe", """{"channels":["instrument.state.future.BTC"]}""");
        desk.Venue.AdvanceTo(Expiry + (4 * Units.SecondUs));
        Assert.Equal("delivered", client.Ok("public/get_instrument", $$"""{"instrument_name":"{{name}}"}""").GetProperty("state").GetString());
        desk.Venue.AdvanceTo(Expiry + (3605 * Units.SecondUs));
        string[] states = [.. client.Of("instrument.state.future.BTC").Where(change => change.GetProperty("instrument_name").GetString() == name).Select(static change => change.GetProperty("state").GetString()!)];
        Assert.Equal(["settlement", "delivered", "archivized"], states);
        Assert.Equal(-32602, client.Fails("public/get_instrument", $$"""{"instrument_name":"{{name}}"}"""));
    }

    private static string Window(Client client, string channel)
    {
        JsonElement data = client.Of(channel)[0];
        return $"{Side("bids")} {Side("asks")}";

        string Side(string side) => "[" + string.Join(',', data.GetProperty(side).EnumerateArray().Select(static row => $"[{row[0].GetDecimal():0.##},{row[1].GetDecimal():0.##}]")) + "]";
    }
}
