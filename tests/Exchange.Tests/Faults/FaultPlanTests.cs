using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Minnow.Exchange.Faults;
using Xunit;

namespace Minnow.Exchange.Tests.Faults;

public sealed class FaultPlanTests
{
    private const string Snapshot =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":1000,"type":"snapshot","change_id":5000000,"instrument_name":"BTC-PERPETUAL","bids":[["new",100.5,10.0]],"asks":[["new",101.0,20.0],["new",102.0,20.0]]}}}""";

    private const string Change =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":2000,"type":"change","prev_change_id":5000000,"change_id":5000001,"instrument_name":"BTC-PERPETUAL","bids":[["change",100.5,30.0]],"asks":[]}}}""";

    private const string ChangeOfTwo =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":2000,"type":"change","prev_change_id":5000000,"change_id":5000001,"instrument_name":"BTC-PERPETUAL","bids":[["change",100.5,30.0]],"asks":[["change",101.5,10.0],["new",102.5,20.0],["delete",103.0,0.0]]}}}""";

    private const string Window =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.none.10.100ms","data":{"timestamp":2000,"change_id":5000001,"instrument_name":"BTC-PERPETUAL","bids":[[100.5,30.0],[100.0,20.0]],"asks":[]}}}""";

    private const string Fill =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.BTC-PERPETUAL.raw","data":{"instrument_name":"BTC-PERPETUAL","orders":[],"trades":[{"trade_id":"1","amount":10.0}],"positions":[{"instrument_name":"BTC-PERPETUAL","size":10.0,"direction":"buy"}]}}}""";

    [Fact]
    public void Without_faults_everything_passes_in_order_and_at_once()
    {
        Wires wires = new("");
        wires.Out(Snapshot, 0);
        wires.Out(Change, 0);
        wires.In("""{"id":1,"method":"public/test"}""", 0);

        Assert.Equal([Snapshot, Change], wires.TakeOut(0));
        Assert.Single(wires.TakeIn(0));
    }

    [Fact]
    public void A1_The_nth_change_is_lost_and_no_other()
    {
        Wires wires = new("at 1s drop frames channel=book.* count=1");
        wires.Out(Snapshot, 0);
        wires.Out(Change, 1_000_000);
        wires.Out(Change, 1_000_001);

        Assert.Equal([Snapshot, Change], wires.TakeOut(2_000_000));
        Assert.Equal(1, wires.Plan.Fired(1));
    }

    [Fact]
    public void A2_A_change_comes_twice()
    {
        Wires wires = new("duplicate frames channel=book.*");
        wires.Out(Change, 0);

        Assert.Equal([Change, Change], wires.TakeOut(0));
    }

    [Fact]
    public void A3_Two_frames_change_places()
    {
        Wires wires = new("reorder frames channel=book.*");
        wires.Out(Snapshot, 0);
        Assert.Empty(wires.TakeOut(0));
        wires.Out(Change, 10);

        Assert.Equal([Change, Snapshot], wires.TakeOut(10));
    }

    [Fact]
    public void A3_A_frame_that_no_other_follows_is_late_and_not_lost()
    {
        Wires wires = new("reorder frames channel=book.*");
        wires.Out(Snapshot, 0);

        Assert.Equal([Snapshot], wires.TakeOut(1_000_000));
    }

    [Theory]
    [InlineData("at 0s stale-snapshot", Snapshot, "change_id", "4000000")]
    [InlineData("restart-sequence 0", Change, "prev_change_id", "0")]
    [InlineData("shift-timestamps -3s", Change, "timestamp", "-1000")]
    [InlineData("empty-side both", Snapshot, "asks", "[]")]
    [InlineData("crossed-snapshot", Snapshot, "bids", """[["new",102.0,10.0]]""")]
    [InlineData("drift", Change, "bids", """[["change",100.5,60.0]]""")]
    [InlineData("drift-deep", ChangeOfTwo, "asks", """[["change",101.5,10.0],["new",102.5,40.0],["delete",103.0,0.0]]""")]
    [InlineData("delete-unknown", Change, "bids", """[["change",100.5,30.0],["delete",50,0]]""")]
    [InlineData("crossed-book", Change, "bids", """[["change",100.5,30.0],["new",106,1000]]""")]
    [InlineData("wrong-position +5", Fill, "positions", """[{"instrument_name":"BTC-PERPETUAL","size":15.0,"direction":"buy"}]""")]
    [InlineData("hide-fills", Fill, "trades", "[]")]
    [InlineData("overfill", Fill, "trades", """[{"trade_id":"1","amount":100.0}]""")]
    public void A_message_says_something_else(string script, string message, string member, string expected)
    {
        Wires wires = new(script);
        wires.Out(message, 0);

        using JsonDocument changed = JsonDocument.Parse(Assert.Single(wires.TakeOut(0)));
        Assert.Equal(expected, changed.RootElement.GetProperty("params").GetProperty("data").GetProperty(member).GetRawText());
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("drift-deep")]
    [InlineData("crossed-book")]
    [InlineData("restart-sequence 0")]
    [InlineData("delete-unknown")]
    public void A_window_is_no_change_of_the_book(string script)
    {
        Wires wires = new(script);
        wires.Out(Window, 0);
        Assert.Equal([Window], wires.TakeOut(0));
    }

    [Theory]
    [InlineData("bad-number NaN", """[["new",NaN,10.0]]""")]
    [InlineData("truncate 20", """{"jsonrpc":"2.0","me""")]
    public void A8_A16_A_message_is_no_json_any_more(string script, string part)
    {
        Wires wires = new(script);
        wires.Out(Snapshot, 0);

        string changed = Assert.Single(wires.TakeOut(0));
        Assert.Contains(part, changed, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(changed));
    }

    [Fact]
    public void C5_A_fill_comes_twice_and_an_order_without_one_does_not()
    {
        Wires wires = new("at 0s..10s duplicate-fill");
        string none = Fill.Replace("""{"trade_id":"1","amount":10.0}""", "", StringComparison.Ordinal);
        wires.Out(Fill, 0);
        wires.Out(none, 0);

        Assert.Equal([Fill, Fill, none], wires.TakeOut(0));
    }

    [Fact]
    public void C8_The_reply_to_the_nth_order_is_lost_though_the_venue_acted()
    {
        Wires wires = new("after request private/buy #2 lose-reply");
        for (int id = 1; id <= 3; id++) wires.In($$"""{"id":{{id}},"method":"private/buy"}""", id);
        Assert.Equal(3, wires.TakeIn(3).Count);
        for (int id = 1; id <= 3; id++) wires.Out("{\"id\":" + id + ",\"result\":{}}", 10);

        Assert.Equal(["""{"id":1,"result":{}}""", """{"id":3,"result":{}}"""], wires.TakeOut(10));
    }

    [Fact]
    public void C8_A_request_that_never_reaches_the_venue()
    {
        Wires wires = new("after request private/buy #1 lose-request");
        wires.In("""{"id":1,"method":"private/buy"}""", 0);
        wires.In("""{"id":2,"method":"private/buy"}""", 0);

        Assert.Equal(["""{"id":2,"method":"private/buy"}"""], wires.TakeIn(0));
    }

    [Fact]
    public void C1_A_request_is_refused_without_reaching_the_venue()
    {
        Wires wires = new("reject 11054 post_only_reject method=private/buy");
        wires.In("""{"id":7,"method":"private/buy"}""", 0);

        Assert.Empty(wires.TakeIn(0));
        using JsonDocument reply = JsonDocument.Parse(Assert.Single(wires.TakeOut(0)));
        Assert.Equal(7, reply.RootElement.GetProperty("id").GetInt32());
        Assert.Equal(11054, reply.RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public void C2_A_late_reply_is_overtaken_by_what_follows_it()
    {
        Wires wires = new("after request private/buy late-ack 400ms");
        wires.In("""{"id":1,"method":"private/buy"}""", 0);
        wires.Out("""{"id":1,"result":{}}""", 0);
        wires.Out(Fill, 10);

        Assert.Equal([Fill], wires.TakeOut(399_999));
        Assert.Equal(["""{"id":1,"result":{}}"""], wires.TakeOut(400_000));
    }

    [Fact]
    public void B5_A_delay_keeps_the_order_and_ends_with_its_window()
    {
        Wires wires = new("at 1s..2s delay 300ms dir=out");
        wires.Out(Snapshot, 1_999_999);
        wires.Out(Change, 2_000_000);

        Assert.Empty(wires.TakeOut(2_000_000));
        Assert.Equal([Snapshot, Change], wires.TakeOut(2_299_999));
    }

    [Fact]
    public void B3_Half_open_lets_nothing_pass_and_tells_nobody()
    {
        Wires wires = new("at 1s half-open");
        wires.Plan.AdvanceTo(1_000_000);
        wires.Out(Snapshot, 1_000_001);
        wires.In("""{"id":1,"method":"public/test"}""", 1_000_001);

        Assert.Empty(wires.TakeOut(long.MaxValue));
        Assert.Empty(wires.TakeIn(long.MaxValue));
        Assert.Equal(WireEnd.None, wires.Wire.End);
    }

    [Fact]
    public void B4_What_comes_during_a_stall_waits_for_its_end()
    {
        Wires wires = new("at 1s stall for 2s");
        wires.In("""{"id":1,"method":"private/buy"}""", 1_500_000);
        wires.Out(Change, 1_500_000);

        Assert.False(wires.Wire.Reads(1_500_000));
        Assert.Empty(wires.TakeIn(2_999_999));
        Assert.Single(wires.TakeIn(3_000_000));
        Assert.Single(wires.TakeOut(3_000_000));
    }

    [Theory]
    [InlineData("at 1s fin", WireEnd.Fin)]
    [InlineData("at 1s rst", WireEnd.Reset)]
    [InlineData("at 1s close 4000 bye", WireEnd.Close)]
    public void B1_B2_A_connection_ends_in_its_own_way(string script, WireEnd end)
    {
        Wires wires = new(script);
        Assert.Equal(1_000_000, wires.Plan.NextUs);
        wires.Plan.AdvanceTo(1_000_000);

        Assert.Equal(end, wires.Wire.End);
    }

    [Fact]
    public void B15_A_period_strikes_again_and_again()
    {
        Wires wires = new("every 200ms fin");
        int ends = 0;
        for (long us = 0; us <= 1_000_000; us += 200_000)
        {
            wires.Plan.AdvanceTo(us);
            if (wires.Wire.End == WireEnd.Fin) ends++;
            wires.Reopen(us);
        }

        Assert.Equal(5, ends);
    }

    [Fact]
    public void B22_A_line_can_mean_the_connection_of_orders_alone()
    {
        Wires wires = new("at 1s rst link=orders");
        FaultyWire data = wires.Wire;
        wires.Reopen(0);
        wires.In("""{"id":1,"method":"private/buy"}""", 0);
        wires.Plan.AdvanceTo(1_000_000);

        Assert.Equal(WireEnd.None, data.End);
        Assert.Equal(WireEnd.Reset, wires.Wire.End);
    }

    [Fact]
    public void B14_The_door_refuses_as_often_as_it_was_told()
    {
        FaultPlan plan = new(FaultScript.Parse("at 1s upgrade 503 count=2"), 1, 0);

        Assert.Null(plan.AtDoor(0, isUpgrade: true));
        Assert.NotNull(plan.AtDoor(1_000_000, isUpgrade: true));
        Assert.Null(plan.AtDoor(1_000_000, isUpgrade: false));
        Assert.NotNull(plan.AtDoor(1_000_000, isUpgrade: true));
        Assert.Null(plan.AtDoor(1_000_000, isUpgrade: true));
    }

    [Fact]
    public void A_fault_of_the_venue_begins_and_ends()
    {
        FaultPlan plan = new(FaultScript.Parse("at 1s maintenance for 2s"), 1, 0);
        Assert.Equal(1_000_000, plan.NextUs);
        plan.AdvanceTo(1_000_000);
        Assert.True(plan.TryTakeVenueFault(out VenueFault begin));
        Assert.Equal(3_000_000, plan.NextUs);
        plan.AdvanceTo(3_000_000);
        Assert.True(plan.TryTakeVenueFault(out VenueFault end));

        Assert.Equal((false, true), (begin.Ends, end.Ends));
        Assert.Equal(long.MaxValue, plan.NextUs);
    }

    [Fact]
    public void A_share_of_the_messages_is_drawn_from_the_seed()
    {
        int Lost(ulong seed)
        {
            Wires wires = new("at 0s..10s drop rate=30%", seed);
            for (int i = 0; i < 1_000; i++) wires.Out(Change, 0);
            return 1_000 - wires.TakeOut(0).Count;
        }

        Assert.InRange(Lost(1), 240, 360);
        Assert.Equal(Lost(1), Lost(1));
    }

    [Fact]
    public void Another_script_can_be_added_and_counts_from_then()
    {
        Wires wires = new("");
        wires.Plan.Add(FaultScript.Parse("at 1s drop"), 5_000_000);
        wires.Out(Change, 5_500_000);
        wires.Out(Change, 6_000_000);

        Assert.Single(wires.TakeOut(6_000_000));
    }

    private sealed class Wires
    {
        public Wires(string script, ulong seed = 1)
        {
            Plan = new FaultPlan(FaultScript.Parse(script), seed, 0);
            Wire = Plan.Open(0);
        }

        public FaultPlan Plan { get; }

        public FaultyWire Wire { get; private set; }

        public void Reopen(long us) => Wire = Plan.Open(us);

        public void In(string text, long us) => Wire.FromClient(Encoding.UTF8.GetBytes(text), us);

        public void Out(string text, long us) => Wire.FromVenue(Encoding.UTF8.GetBytes(text), us);

        public List<string> TakeOut(long us)
        {
            List<string> taken = [];
            while (Wire.TryTakeForClient(us, out byte[] payload)) taken.Add(Encoding.UTF8.GetString(payload));
            return taken;
        }

        public List<string> TakeIn(long us)
        {
            List<string> taken = [];
            while (Wire.TryTakeForVenue(us, out byte[] payload)) taken.Add(Encoding.UTF8.GetString(payload));
            return taken;
        }
    }
}
