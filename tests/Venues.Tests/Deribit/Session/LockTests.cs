using System.Linq;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class LockTests
{
    private const string Channel = "user.lock";
    private const string Question = "private/get_user_locks";

    [Fact]
    public void B17_The_end_of_an_account_lock_that_nobody_heard_is_known_before_the_gateway_is_ready()
    {
        using OrderBench bench = new();
        bench.Ready();
        Lock(bench, "ALL", locked: true);
        Assert.True(Told(bench)[^1]);
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.False(Told(bench)[^1]);
        Assert.True(bench.Rig.Events.FindLastIndex(e => e.Kind == EventKind.AccountLock) < bench.Rig.Events.FindLastIndex(e => e.Kind == EventKind.Gateway));
    }

    [Theory]
    [InlineData("{\"currency\":\"BTC\",\"enabled\":true,\"message\":\"\"}", true)]
    [InlineData("{\"currency\":\"BTC\",\"locked\":true,\"message\":\"locked in one currency\"}", true)]
    [InlineData("{\"currency\":\"ALL\",\"enabled\":true}", true)]
    [InlineData("{\"enabled\":true}", true)]
    [InlineData("{\"currency\":\"ETH\",\"enabled\":true},{\"currency\":\"BTC\",\"enabled\":false}", false)]
    [InlineData("{\"currency\":\"BTC\",\"enabled\":false,\"message\":\"\"}", false)]
    [InlineData("", false)]
    public void B17_An_account_lock_that_began_while_nobody_listened_is_known_before_the_gateway_is_ready(string rows, bool isLocked)
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Rig.Drop();
        bench.Venue.Locks.Clear();
        if (rows.Length > 0) bench.Venue.Locks.Add(rows);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(isLocked, Told(bench)[^1]);
    }

    [Fact]
    public void B17_News_of_a_lock_that_overtake_the_answer_are_not_taken_back()
    {
        using OrderBench bench = new();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/get_user_locks") return false;
            bench.Venue.Result(c, "[]", 5 * Units.NsPerMs);
            bench.Venue.Notify(Channel, News("ALL", locked: true));
            return true;
        };
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.True(Told(bench)[^1]);
    }

    [Fact]
    public void B17_Locks_of_currencies_in_which_we_do_not_trade_neither_hold_nor_free_us()
    {
        using OrderBench bench = new();
        bench.Ready();
        Lock(bench, "ETH", locked: true);
        Assert.False(Told(bench)[^1]);
        Lock(bench, "BTC", locked: true);
        Lock(bench, "ETH", locked: false);
        Assert.True(Told(bench)[^1]);
        Lock(bench, "BTC", locked: false);
        Assert.False(Told(bench)[^1]);
    }

    [Fact]
    public void B17_News_of_one_currency_do_not_hide_what_the_answer_says_of_another()
    {
        using OrderBench bench = new();
        bench.Venue.Locks.Add("{\"currency\":\"BTC\",\"enabled\":true}");
        bench.Venue.Intercept = c =>
        {
            if (c.Method == Question && bench.Venue.CountOf(c.Method) == 1) bench.Venue.Notify(Channel, News("ETH", locked: false));
            return false;
        };
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.True(Told(bench)[^1]);
        Assert.Equal(2, bench.Venue.CountOf(Question));
    }

    [Fact]
    public void B17_News_of_locks_without_end_do_not_hold_the_start()
    {
        using OrderBench bench = new();
        bench.Venue.Intercept = c =>
        {
            if (c.Method == Question) bench.Venue.Notify(Channel, News("ETH", locked: false));
            return false;
        };
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(5, bench.Venue.CountOf(Question));
    }

    [Theory]
    [InlineData(0)] // no answer
    [InlineData(1)] // no list
    [InlineData(-32601)]
    [InlineData(11042)]
    [InlineData(11050)]
    [InlineData(13021)]
    [InlineData(13403)]
    public void B17_A_venue_that_does_not_tell_of_locks_leaves_what_was_believed_and_the_start_goes_on(int answer)
    {
        using OrderBench bench = new();
        bench.Ready();
        Lock(bench, "BTC", locked: true);
        bench.Rig.Drop();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != Question) return false;
            if (answer == 1) bench.Venue.Result(c, "\"ok\"");
            else if (answer != 0) bench.Venue.Error(c, answer, "error");
            return true;
        };
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 30);
        Assert.Equal((2L, 1L), (bench.Session.Counters.Connections, bench.Session.Counters.LocksUntold));
        Assert.True(Told(bench)[^1]);
        Assert.NotEmpty(bench.Session.FailureText);
        Lock(bench, "BTC", locked: false);
        Assert.False(Told(bench)[^1]);
    }

    [Fact]
    public void B17_A_question_for_locks_that_is_answered_with_a_lock_of_the_account_stops_us()
    {
        using OrderBench bench = new();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != Question) return false;
            bench.Venue.Error(c, 11098, "account_locked");
            return true;
        };
        bench.Rig.Run(5);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.AccountLocked), (bench.Session.Phase, bench.Session.Reason));
    }

    private static bool[] Told(OrderBench bench) => bench.Rig.Of(EventKind.AccountLock).Select(static e => e.Has(EventFlags.Lost)).ToArray();

    private static string News(string currency, bool locked) => $"{{\"currency\":\"{currency}\",\"locked\":{(locked ? "true" : "false")}}}";

    private static void Lock(OrderBench bench, string currency, bool locked)
    {
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Notify(Channel, News(currency, locked));
        bench.Rig.Run(1);
    }
}
