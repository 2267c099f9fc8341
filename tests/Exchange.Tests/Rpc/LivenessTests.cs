using System.Text.Json;
using Minnow.Exchange.Rpc;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class LivenessTests
{
    [Fact]
    public void The_first_test_request_comes_two_seconds_after_the_interval_and_then_every_ten_and_a_half()
    {
        Desk desk = new();
        Client client = desk.Connect();
        client.Ok("public/set_heartbeat", """{"interval":10}""");
        double[] at = new double[4];
        for (int i = 0; i < at.Length; i++)
        {
            while (!client.Heartbeats().Contains("test_request")) desk.Pass(0.01);
            at[i] = (desk.Venue.NowUs - Desk.StartUs) / 1e6;
            client.Notifications.Clear();
            client.Ok("public/test");
        }

        Assert.InRange(at[0], 12.0, 12.62);
        for (int i = 1; i < at.Length; i++) Assert.InRange(at[i] - at[i - 1], 10.58, 10.72);
    }

    [Fact]
    public void An_unanswered_test_request_closes_after_exactly_ten_seconds()
    {
        Desk desk = new();
        Client client = desk.Connect();
        client.Ok("public/set_heartbeat", """{"interval":10}""");
        while (!client.Heartbeats().Contains("test_request")) desk.Venue.AdvanceTo(desk.Venue.NextDeadlineUs);
        long since = desk.Venue.NowUs;
        desk.Venue.AdvanceTo(since + 9_999_999);
        client.Ok("public/get_time");
        Assert.True(client.Connection.IsOpen);
        desk.Venue.AdvanceTo(since + 10_000_000);
        Assert.Equal(((ushort)4000, "heartbeat close"), client.Connection.Closed);
    }

    [Fact]
    public void A_heartbeat_may_be_no_shorter_than_ten_seconds_and_can_be_taken_back()
    {
        Desk desk = new();
        Client client = desk.Connect();
        Assert.Equal(-32602, client.Fails("public/set_heartbeat", """{"interval":9}"""));
        client.Ok("public/set_heartbeat", """{"interval":10}""");
        client.Ok("public/disable_heartbeat");
        desk.Pass(40);
        Assert.Empty(client.Heartbeats());
        Assert.True(client.Connection.IsOpen);
    }

    [Fact]
    public void A_bare_socket_dies_after_a_minute_and_a_subscribed_one_lives()
    {
        Desk desk = new();
        Client bare = desk.Connect();
        Client busy = desk.Connect();
        busy.Ok("public/subscribe", """{"channels":["platform_state"]}""");
        desk.Pass(30);
        bare.Ok("public/test");
        desk.Pass(59.9);
        Assert.True(bare.Connection.IsOpen);
        desk.Pass(1.1);
        Assert.Equal((ushort)1006, bare.Connection.Closed!.Value.Code);
        Assert.True(busy.Connection.IsOpen);
    }

    [Fact]
    public void A_reader_that_does_not_read_is_dropped()
    {
        Desk desk = new(o => o.MaxUnreadBytes = 10_000);
        Connection connection = desk.Venue.Connect("10.0.0.1")!;
        for (int i = 0; i < 200 && connection.IsOpen; i++) desk.Venue.Receive(connection, """{"id":1,"method":"public/get_time"}"""u8);
        Assert.Equal("connection_too_slow", connection.Closed!.Value.Reason);
    }

    [Fact]
    public void Trap16_Logout_is_silent_closes_and_leaves_the_orders()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        client.Place("buy", 10, 49_000);
        int before = client.Texts.Count;
        client.Send("private/logout", "{}");
        Assert.Equal(before, client.Texts.Count);
        Assert.False(client.Connection.IsOpen);
        Assert.Single(desk.Venue.Engine.Accounts[0].OpenOrders);
    }

    // Trigger × switched on × armed: only a trigger that is on takes the orders of a connection that armed.
    [Theory]
    [InlineData(DisconnectKind.Fin, true, true)]
    [InlineData(DisconnectKind.Fin, true, false)]
    [InlineData(DisconnectKind.Fin, false, true)]
    [InlineData(DisconnectKind.Reset, true, true)]
    [InlineData(DisconnectKind.Reset, true, false)]
    [InlineData(DisconnectKind.Reset, false, true)]
    [InlineData(DisconnectKind.HeartbeatFailure, true, true)]
    [InlineData(DisconnectKind.HeartbeatFailure, true, false)]
    [InlineData(DisconnectKind.HeartbeatFailure, false, true)]
    [InlineData(DisconnectKind.Inactivity, true, true)]
    [InlineData(DisconnectKind.Inactivity, true, false)]
    [InlineData(DisconnectKind.Inactivity, false, true)]
    public void Cancel_on_disconnect_acts_on_each_trigger_that_is_switched_on(DisconnectKind how, bool isOn, bool isArmed)
    {
        Desk desk = new(o => o.Cod = new CodOptions
        {
            OnFin = how != DisconnectKind.Fin || isOn,
            OnReset = how != DisconnectKind.Reset || isOn,
            OnHeartbeat = how != DisconnectKind.HeartbeatFailure || isOn,
            OnInactivity = how != DisconnectKind.Inactivity || isOn,
        });
        Client client = desk.Enter();
        Client watcher = desk.Enter();
        watcher.Ok("private/subscribe", """{"channels":["user.orders.any.any.raw"]}""");
        string early = client.Place("buy", 10, 48_000).GetProperty("order").GetProperty("order_id").GetString()!;
        if (isArmed) client.Ok("private/enable_cancel_on_disconnect", "{}");
        string late = client.Place("buy", 10, 49_000).GetProperty("order").GetProperty("order_id").GetString()!;
        watcher.Place("buy", 10, 47_000);
        watcher.Of("user.orders.any.any.raw");
        watcher.Notifications.Clear();
        if (how == DisconnectKind.HeartbeatFailure)
        {
            client.Ok("public/set_heartbeat", """{"interval":10}""");
            desk.Pass(23);
        }
        else if (how == DisconnectKind.Inactivity)
        {
            desk.Pass(61);
        }
        else
        {
            desk.Venue.Disconnect(client.Connection, how);
        }

        Assert.False(client.Connection.IsOpen);
        bool isCancelled = isOn && isArmed;
        Assert.Equal(isCancelled ? 2 : 3, desk.Venue.Engine.Accounts[0].OpenOrders.Count);
        Assert.Equal("open", State(watcher, early, null));
        Assert.Equal(isCancelled ? "cancelled" : "open", State(watcher, late, isCancelled ? "cancel_on_disconnect" : null));
        Assert.Equal(isCancelled ? 1 : 0, watcher.Of("user.orders.any.any.raw").Count);
    }

    [Fact]
    public void Account_scope_arms_new_connections_only()
    {
        Desk desk = new();
        Client first = desk.Enter();
        Client second = desk.Enter();
        second.Ok("private/enable_cancel_on_disconnect", """{"scope":"account"}""");
        Client third = desk.Enter();
        Assert.False(first.Ok("private/get_cancel_on_disconnect", "{}").GetProperty("enabled").GetBoolean());
        Assert.True(third.Ok("private/get_cancel_on_disconnect", "{}").GetProperty("enabled").GetBoolean());
        JsonElement account = first.Ok("private/get_cancel_on_disconnect", """{"scope":"account"}""");
        Assert.Equal(("account", true), (account.GetProperty("scope").GetString(), account.GetProperty("enabled").GetBoolean()));
        third.Place("buy", 10, 49_000);
        first.Place("buy", 10, 48_000);
        desk.Venue.Disconnect(third.Connection, DisconnectKind.Fin);
        desk.Venue.Disconnect(first.Connection, DisconnectKind.Fin);
        Assert.Equal(Desk.E8(48_000), Assert.Single(desk.Venue.Engine.Accounts[0].OpenOrders).PriceE8);
    }

    [Fact]
    public void Cancel_on_disconnect_can_fail_and_can_deny()
    {
        Desk desk = new(o => o.Cod.EnableFails = true);
        Client client = desk.Enter();
        Assert.Equal(10049, client.Fails("private/enable_cancel_on_disconnect", "{}"));
        desk.Venue.Options.Cod.EnableFails = false;
        desk.Venue.Options.Cod.ReportsDisabled = true;
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        Assert.False(client.Ok("private/get_cancel_on_disconnect", "{}").GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public void Maintenance_is_announced_refuses_and_can_drop_the_sockets()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("public/subscribe", """{"channels":["platform_state"]}""");
        desk.Venue.SetMaintenance(true);
        Assert.True(Assert.Single(client.Of("platform_state")).GetProperty("maintenance").GetBoolean());
        Assert.Equal(11051, client.Fails("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000}"""));
        desk.Venue.SetMaintenance(false);
        client.Place("buy", 10, 49_000);
        desk.Venue.SetMaintenance(true, dropSockets: true);
        Assert.False(client.Connection.IsOpen);
    }

    private static string State(Client client, string id, string? reason)
    {
        JsonElement order = client.Ok("private/get_order_state", $$"""{"order_id":"{{id}}"}""");
        if (reason is not null) Assert.Equal(reason, order.GetProperty("cancel_reason").GetString());
        return order.GetProperty("order_state").GetString()!;
    }
}
