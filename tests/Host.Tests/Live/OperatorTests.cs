using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Host.Control;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Live;

/// <summary>Commands of persons on their way through the live agent, in time that the test makes.</summary>
public sealed class OperatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-operator-").FullName;
    private readonly LiveRig _rig = new();

    [Fact]
    public void P15_A_kill_cancels_past_the_quoter_in_the_round_that_sees_it()
    {
        Ready(orders: 3);
        _rig.QuoterHangs = true;
        OperatorTicket ticket = Ask(OperatorVerb.Kill);
        _rig.Round();
        Assert.Contains(_rig.Orders.Commanded, c => c.Verb == CommandVerb.CancelAll && c.InstrumentIndex == 0);
        Assert.Equal((true, 3, 0L, false), (ticket.IsTaken, ticket.OrdersAtStart, ticket.NothingRestsNs, ticket.IsApplied));
        _rig.Orders.OrdersUnderWay = 0;
        _rig.Round(1);
        Assert.NotEqual(0, ticket.NothingRestsNs);
        Assert.False(ticket.IsApplied);
    }

    [Fact]
    public void F6_After_a_kill_nothing_is_placed_until_a_person_arms()
    {
        Ready(orders: 0);
        Ask(OperatorVerb.Kill);
        _rig.Round(1);
        _rig.Command(CommandVerb.Place, 7);
        _rig.Command(CommandVerb.Edit, 8);
        _rig.Command(CommandVerb.Cancel, 9);
        _rig.Round(1);
        Assert.Equal([CommandVerb.Cancel], _rig.Orders.Commanded.Where(c => c.OrderId > 0).Select(c => c.Verb));
        Assert.Equal(1, _rig.Page.Counters.Read(CounterId.ControlKilled));
        Ask(OperatorVerb.Arm);
        _rig.Round(1);
        _rig.Command(CommandVerb.Place, 10);
        _rig.Round(1);
        Assert.Contains(_rig.Orders.Commanded, c => c.OrderId == 10);
        Assert.Equal(0, _rig.Page.Counters.Read(CounterId.ControlKilled));
    }

    [Fact]
    public void A_pause_is_over_when_the_quoter_holds_it_and_the_venue_has_said_the_end_of_every_order()
    {
        Ready(orders: 2);
        OperatorTicket ticket = Ask(OperatorVerb.Pause);
        _rig.Round(1);
        _rig.Round(1);
        Assert.True(_rig.IsStoppedByOperator);
        _rig.Round(1);
        Assert.Equal((true, 0L), (ticket.IsApplied, ticket.NothingRestsNs));
        _rig.Orders.OrdersUnderWay = 0;
        _rig.Round(1);
        Assert.NotEqual(0, ticket.NothingRestsNs);
    }

    [Fact]
    public void A_link_that_is_not_ready_says_nothing_about_what_rests()
    {
        Ready(orders: 0);
        _rig.Orders.Phase = GatewayPhase.Reconciling;
        _rig.Orders.OrdersMayRest = true;
        OperatorTicket ticket = Ask(OperatorVerb.Kill);
        _rig.Run(20);
        Assert.Equal(0, ticket.NothingRestsNs);
        Assert.Equal(1, _rig.PullsAsked);
        _rig.Orders.Phase = GatewayPhase.Ready;
        _rig.Run(2);
        Assert.NotEqual(0, ticket.NothingRestsNs);
    }

    [Theory]
    [InlineData(OperatorVerb.Kill)]
    [InlineData(OperatorVerb.Pause)]
    [InlineData(OperatorVerb.Resume)]
    [InlineData(OperatorVerb.StopAdding)]
    [InlineData(OperatorVerb.Widen)]
    [InlineData(OperatorVerb.Arm)]
    public void Every_command_becomes_one_event_of_the_journal(OperatorVerb verb)
    {
        Ready(orders: 0);
        long before = _rig.Published;
        OperatorTicket ticket = Ask(verb);
        _rig.Round();
        _rig.Round();
        Assert.Equal(before + 1, _rig.Published);
        Assert.True(ticket.IsApplied);
    }

    [Fact]
    public void What_frees_is_not_done_late_behind_the_back_of_whoever_asked()
    {
        Ready(orders: 0);
        long before = _rig.Published;
        foreach (OperatorVerb verb in (OperatorVerb[])[OperatorVerb.Arm, OperatorVerb.Resume])
            Assert.True(_rig.Inbox.TryAsk(new OperatorTicket(verb, 1, LibcClock.MonotonicNs() - Units.NsPerSecond)));
        Assert.True(_rig.Inbox.TryAsk(new OperatorTicket(OperatorVerb.Pause, 1, LibcClock.MonotonicNs() - Units.NsPerSecond)));
        _rig.Round();
        Assert.Equal(before + 1, _rig.Published);
        _rig.Round();
        Assert.True(_rig.IsStoppedByOperator);
    }

    [Fact]
    public void F5_A_latch_that_was_laid_while_we_were_away_is_seen_before_anything_goes_out()
    {
        Ready(orders: 1);
        _rig.IsLatched = true;
        _rig.Command(CommandVerb.Place, 5, timeNs: _rig.NowNs + 3 * Units.NsPerSecond);
        _rig.Round(3_000);
        Assert.DoesNotContain(_rig.Orders.Commanded, c => c.Verb == CommandVerb.Place);
        Assert.Contains(_rig.Orders.Commanded, c => c.Verb == CommandVerb.CancelAll);
    }

    [Fact]
    public void A_latch_laid_by_another_process_kills_the_run_and_one_of_our_own_does_not()
    {
        HaltLatch latch = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        OperatorDesk desk = new(_rig.Inbox, _rig.Page.Counters, latch, _root);
        desk.Round(1);
        Assert.False(_rig.Inbox.TryTake(out _));
        Assert.Equal("", new HaltLatch(_root, "wss://venue", "key", ["BTC-PERPETUAL"]).Lay("killed by ann: a test", ""));
        desk.Round(2);
        Assert.True(_rig.Inbox.TryTake(out OperatorTicket? ticket));
        Assert.Equal(OperatorVerb.Kill, ticket!.Verb);
        desk.Round(3);
        Assert.False(_rig.Inbox.TryTake(out _));

        latch.TakeAway("ann", "done");
        desk.Round(4);
        _rig.Page.Counters.Set(CounterId.QuoterHalted, 1);
        latch.Lay("PositionMismatch", "run");
        desk.Round(5);
        Assert.False(_rig.Inbox.TryTake(out _));
    }

    [Fact]
    public void F5_After_a_pause_the_latch_of_our_own_flattening_is_no_kill_and_a_line_that_another_process_added_is_one()
    {
        Ready(orders: 0);
        HaltLatch latch = _rig.Latch = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        Ask(OperatorVerb.Flatten);
        _rig.Run(3);
        latch.Watch(_rig.Page.Counters, _root);
        _rig.Page.Counters.Set(CounterId.QuoterHalted, 1);
        Assert.Equal(1, latch.DoWork(0));
        Assert.True(latch.IsSet);
        _rig.Round(3_000);
        _rig.Command(CommandVerb.Place, 5);
        _rig.Round(1);
        Assert.Contains(_rig.Orders.Commanded, c => c.OrderId == 5);
        Assert.Equal(0, _rig.Page.Counters.Read(CounterId.ControlKilled));

        Assert.Equal("", new HaltLatch(_root, "wss://venue", "key", ["BTC-PERPETUAL"]).Lay("killed by bob: from outside", ""));
        _rig.Round(3_000);
        _rig.Command(CommandVerb.Place, 6);
        _rig.Round(1);
        Assert.DoesNotContain(_rig.Orders.Commanded, c => c.OrderId == 6);
        Assert.Equal(1, _rig.Page.Counters.Read(CounterId.ControlKilled));
    }

    [Fact]
    public void A_kill_from_outside_is_noticed_by_a_run_that_had_latched_itself_and_again_after_somebody_armed_from_outside()
    {
        HaltLatch latch = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        OperatorDesk desk = new(_rig.Inbox, _rig.Page.Counters, latch, _root);
        _rig.Page.Counters.Set(CounterId.QuoterHalted, 1);
        latch.Lay("SessionLoss", "run");
        desk.Round(1);
        Assert.False(_rig.Inbox.TryTake(out _));
        HaltLatch other = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        other.Lay("killed by bob", "");
        desk.Round(2);
        desk.Round(3);
        Assert.True(_rig.Inbox.TryTake(out OperatorTicket? ticket));
        Assert.Equal(OperatorVerb.Kill, ticket!.Verb);
        Assert.False(_rig.Inbox.TryTake(out _));

        other.TakeAway("ann", "looked");
        desk.Round(4);
        other.Lay("x", "");
        desk.Round(5);
        Assert.True(_rig.Inbox.TryTake(out _));
    }

    [Fact]
    public void P6_Arming_needs_a_name_and_a_reason_and_keeps_the_record()
    {
        HaltLatch latch = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        OperatorDesk desk = new(_rig.Inbox, _rig.Page.Counters, latch, _root);
        IControlVerb arm = desk.Verbs.Single(v => v.Name == "arm");
        foreach ((string by, string reason) in (IEnumerable<(string, string)>)[("", "why"), ("ann", " ")])
        {
            Assert.True(arm.Begin(new ControlRequest("arm", by, reason, default), default).TryFinish(0, out ControlAnswer refused));
            Assert.False(refused.IsOk);
        }
        Ready(orders: 0);
        IControlTask kill = desk.Verbs.Single(v => v.Name == "kill").Begin(new ControlRequest("kill", "bob", "it looks wrong", default), default);
        _rig.Run(3);
        Assert.True(kill.TryFinish(LibcClock.MonotonicNs(), out ControlAnswer killed));
        Assert.True(killed.IsOk, killed.Text);
        Assert.Contains("killed by bob: it looks wrong", File.ReadAllText(Assert.Single(HaltLatch.Find(_root))), StringComparison.Ordinal);
        IControlTask task = arm.Begin(new ControlRequest("arm", "ann", "looked at it", default), default);
        _rig.Run(3);
        Assert.True(task.TryFinish(LibcClock.MonotonicNs(), out ControlAnswer armed));
        Assert.True(armed.IsOk, armed.Text);
        Assert.Empty(HaltLatch.Find(_root));
        string record = File.ReadAllText(Assert.Single(Directory.GetFiles(_root, "armed-*")));
        Assert.Contains("killed by bob: it looks wrong", record, StringComparison.Ordinal);
        Assert.Contains("by ann: looked at it", record, StringComparison.Ordinal);
        Assert.Contains($"kill by bob ({OperatorDesk.Hash("bob"):x16}): it looks wrong", File.ReadAllText(Path.Combine(_root, OperatorDesk.RecordName)), StringComparison.Ordinal);
    }

    [Fact]
    public void F16_An_engine_whose_thread_hangs_is_said_in_time_and_the_latch_lies_all_the_same()
    {
        HaltLatch latch = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        OperatorDesk desk = new(_rig.Inbox, _rig.Page.Counters, latch, _root);
        IControlTask kill = desk.Verbs.Single(v => v.Name == "kill").Begin(new ControlRequest("kill", "bob", "", default), default);
        long nowNs = LibcClock.MonotonicNs();
        Assert.False(kill.TryFinish(nowNs, out _));
        Assert.False(kill.IsTaken);
        Assert.True(kill.TryFinish(nowNs + OperatorTask.TakeLimitNs + 1, out ControlAnswer answer));
        Assert.False(answer.IsOk);
        Assert.False(JsonDocument.Parse(answer.Line()).RootElement.GetProperty("taken").GetBoolean());
        Assert.True(latch.IsSet);
    }

    [Fact]
    public void A_venue_that_does_not_confirm_is_said_after_2_s_and_counted()
    {
        OperatorDesk desk = new(_rig.Inbox, _rig.Page.Counters, null, _root);
        Ready(orders: 2);
        IControlTask kill = desk.Verbs.Single(v => v.Name == "kill").Begin(new ControlRequest("kill", "bob", "", default), default);
        _rig.Run(3);
        Assert.True(kill.IsTaken);
        Assert.False(kill.TryFinish(LibcClock.MonotonicNs(), out _));
        Assert.True(kill.TryFinish(LibcClock.MonotonicNs() + OperatorTask.CancelLimitNs, out ControlAnswer answer));
        Assert.Equal((false, "not confirmed: 2 orders may rest"), (answer.IsOk, answer.Text));
        Assert.Equal(1, _rig.Page.Counters.Read(CounterId.ControlUnconfirmed));
    }

    public void Dispose()
    {
        _rig.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Ready(int orders)
    {
        _rig.Connect();
        _rig.Orders.Phase = GatewayPhase.Ready;
        _rig.Orders.OrdersMayRest = true;
        _rig.Orders.OrdersUnderWay = orders;
        _rig.Run(3);
    }

    private OperatorTicket Ask(OperatorVerb verb)
    {
        OperatorTicket ticket = new(verb, 1, LibcClock.MonotonicNs());
        Assert.True(_rig.Inbox.TryAsk(ticket));
        return ticket;
    }
}
