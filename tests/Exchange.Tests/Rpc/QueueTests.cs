using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Exchange.Rpc;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class QueueTests
{
    private const string Order = """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000,"label":"a"}""";

    [Fact]
    public void Matching_takes_its_time_one_request_after_the_other_and_others_overtake()
    {
        Desk desk = Slow(5_000);
        Client client = desk.Enter();
        int first = client.Send("private/buy", Order);
        int second = client.Send("private/buy", Order);
        client.Ok("public/get_time");
        desk.Pass(0.005);
        Assert.Equal(5_000, Reply(client, first)!.Value.GetProperty("usDiff").GetInt64());
        Assert.Null(Reply(client, second));
        desk.Pass(0.005);
        Assert.Equal(10_000, Reply(client, second)!.Value.GetProperty("usDiff").GetInt64());
    }

    [Fact]
    public void Eight_may_wait_and_one_more_is_10047()
    {
        Desk desk = Slow(5_000);
        Client client = desk.Enter();
        for (int i = 0; i < 9; i++) client.Send("private/buy", Order);
        Assert.Equal(10047, client.Fails("private/buy", Order));
        int other = client.Send("private/buy", Order.Replace("BTC-PERPETUAL", "ETH-PERPETUAL", System.StringComparison.Ordinal).Replace("49000", "2990", System.StringComparison.Ordinal));
        desk.Pass(0.005);
        Assert.NotNull(Reply(client, other));
    }

    [Fact]
    public void A_cancel_takes_back_what_waits_and_an_edit_replaces_an_older_one()
    {
        Desk desk = Slow(5_000);
        Client client = desk.Enter();
        int placed = client.Send("private/buy", Order);
        desk.Pass(0.005);
        string id = Reply(client, placed)!.Value.GetProperty("result").GetProperty("order").GetProperty("order_id").GetString()!;
        client.Send("private/buy", Order);
        int old = client.Send("private/edit", $$"""{"order_id":"{{id}}","amount":20,"price":49000}""");
        int young = client.Send("private/edit", $$"""{"order_id":"{{id}}","amount":30,"price":49000}""");
        Assert.Equal(13777, Code(client, old));
        int waiting = client.Send("private/buy", Order);
        int cancel = client.Send("private/cancel_all_by_instrument", """{"instrument_name":"BTC-PERPETUAL"}""");
        Assert.Equal((13666, 13666), (Code(client, young), Code(client, waiting)));
        desk.Pass(1);
        Assert.Equal(2, Reply(client, cancel)!.Value.GetProperty("result").GetInt32());
    }

    [Fact]
    public void An_order_whose_time_ran_out_in_the_queue_is_13888()
    {
        Desk desk = Slow(5_000);
        Client client = desk.Enter();
        long until = (Desk.StartUs / 1000) + 4;
        int late = client.Send("private/buy", Order.Replace("\"label\"", $"\"valid_until\":{until},\"label\"", System.StringComparison.Ordinal));
        desk.Pass(0.01);
        Assert.Equal(13888, Code(client, late));
    }

    [Fact]
    public void A_bumped_order_is_answered_when_it_is_released()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        Client bob = desk.Enter("BOB");
        bob.Place("sell", 0.001, 50_000, instrument: "BTC_USDC-PERPETUAL");
        int held = ann.Send("private/buy", """{"instrument_name":"BTC_USDC-PERPETUAL","amount":0.001,"price":50000}""");
        Assert.Equal("speed_bumped", ann.Ok("private/get_open_orders", "{}")[0].GetProperty("order_state").GetString());
        desk.Pass(0.009999);
        Assert.Null(Reply(ann, held));
        desk.Pass(0.000001);
        JsonElement result = Reply(ann, held)!.Value;
        Assert.Equal(10_000, result.GetProperty("usDiff").GetInt64());
        Assert.Equal(1, result.GetProperty("result").GetProperty("trades").GetArrayLength());
        Assert.StartsWith("USDC-", result.GetProperty("result").GetProperty("order").GetProperty("order_id").GetString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void B25_Replies_can_be_lost_late_double_or_other()
    {
        Desk desk = new();
        Client client = desk.Enter();
        Queue<FrameFate> fates = new([new(FrameFateKind.Drop), new(FrameFateKind.Delay, 1_000), new(FrameFateKind.Duplicate), new(FrameFateKind.Replace, 0, Encoding.UTF8.GetBytes("""{"usIn":1}"""))]);
        desk.Venue.Hooks.BeforeReply = reply => reply.Method == "private/buy" && fates.TryDequeue(out FrameFate fate) ? fate : default;
        int lost = client.Send("private/buy", Order);
        Assert.Null(Reply(client, lost));
        Assert.Single(desk.Venue.Engine.Accounts[0].OpenOrders);
        int late = client.Send("private/buy", Order);
        Assert.Null(Reply(client, late));
        desk.Pass(0.001);
        Assert.NotNull(Reply(client, late));
        int twice = client.Send("private/buy", Order);
        Assert.Equal(2, client.Replies.Count(r => r.GetProperty("id").GetInt32() == twice));
        client.Send("private/buy", Order);
        Assert.Equal("""{"usIn":1}""", client.Texts[^1]);
        desk.Venue.Hooks.BeforeRequest = (_, method) => method == "private/buy" ? (10040, "retry") : null;
        Assert.Equal(10040, client.Fails("private/buy", Order));
        desk.Venue.Hooks.DropRequest = (_, _) => true;
        Assert.Null(Reply(client, client.Send("public/test")));
    }

    [Fact]
    public void C5_C6_C19_Fills_can_be_doubled_and_invented_and_positions_be_wrong()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        ann.Ok("private/subscribe", """{"channels":["user.changes.any.any.raw"]}""");
        Assert.False(desk.Venue.RepeatLastFill("ann"));
        ann.Place("buy", 10, 49_900);
        desk.Enter("BOB").Place("sell", 10, 49_900);
        Assert.True(desk.Venue.RepeatLastFill("ann"));
        List<JsonElement> changes = ann.Of("user.changes.any.any.raw");
        Assert.Equal(3, changes.Count);
        Assert.Equal(changes[1].GetProperty("trades")[0].GetRawText(), changes[2].GetProperty("trades")[0].GetRawText());
        desk.Venue.InventFill("ann", "BTC-PERPETUAL", isBuy: false, Desk.E8(50_000), Desk.E8(30), movesPosition: true);
        JsonElement invented = ann.Of("user.changes.any.any.raw")[^1];
        Assert.Equal(-20, invented.GetProperty("positions")[0].GetProperty("size").GetDouble());
        Assert.Equal(10004, ann.Fails("private/get_order_state", $$"""{"order_id":"{{invented.GetProperty("trades")[0].GetProperty("order_id").GetString()}}"}"""));
        desk.Venue.ShiftReportedPosition("ann", "BTC-PERPETUAL", Desk.E8(70));
        Assert.Equal(80, ann.Ok("private/get_position", """{"instrument_name":"BTC-PERPETUAL"}""").GetProperty("size").GetDouble());
        desk.Venue.ShiftReportedPosition("ann", "BTC-PERPETUAL", 0);
        Assert.Equal(10, ann.Ok("private/get_positions", "{}")[0].GetProperty("size").GetDouble());
    }

    private static Desk Slow(long delayUs)
    {
        Desk desk = new();
        desk.Venue.Options.MatchingDelayMinUs = delayUs;
        desk.Venue.Options.MatchingDelayMaxUs = delayUs;
        return desk;
    }

    private static JsonElement? Reply(Client client, int id)
    {
        client.Drain();
        foreach (JsonElement reply in client.Replies)
        {
            if (reply.TryGetProperty("id", out JsonElement of) && of.GetInt32() == id) return reply;
        }

        return null;
    }

    private static int Code(Client client, int id) => Reply(client, id)!.Value.GetProperty("error").GetProperty("code").GetInt32();
}
