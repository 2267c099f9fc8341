using System.Text;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Xunit;

namespace Minnow.Exchange.Tests.Server;

/// <summary>A venue with its faults in one thread, as a simulation drives it.</summary>
public sealed class RunTests
{
    private const long StartUs = 1_790_000_000_000_000;

    [Fact]
    public void A_reader_that_takes_nothing_is_dropped_with_1008()
    {
        ExchangeRun run = Open("", 20_000);
        RunLink link = run.Connect("10.0.0.1")!;
        for (int i = 0; i < 300 && link.Close is null; i++) Ask(link, "public/get_time");
        Assert.Equal(new LinkClose(WireEnd.Close, 1008, "connection_too_slow"), link.Close);
    }

    [Fact]
    public void A_reader_that_takes_all_is_not_dropped()
    {
        ExchangeRun run = Open("", 20_000);
        RunLink link = run.Connect("10.0.0.1")!;
        for (int i = 0; i < 300; i++)
        {
            Ask(link, "public/get_time");
            Assert.True(link.TryTake(out _));
        }

        Assert.Null(link.Close);
    }

    [Fact]
    public void What_a_stall_holds_back_counts_as_unread()
    {
        ExchangeRun run = Open("at 0s stall for 60s", 20_000);
        RunLink link = run.Connect("10.0.0.1")!;
        Ask(link, "public/set_heartbeat", """{"interval":10}""");
        for (int i = 0; i < 200 && run.Venue.Connections.Count > 0; i++) run.Venue.Notify(link.Connection, "x", new byte[500]);
        run.Pump();
        Assert.Equal("connection_too_slow", link.Connection.Closed?.Reason);
    }

    [Fact]
    public void A_link_that_vanished_half_open_stays_until_its_heartbeat_fails()
    {
        ExchangeRun run = Open("at 5s half-open", 1_000_000);
        RunLink link = run.Connect("10.0.0.1")!;
        Ask(link, "public/set_heartbeat", """{"interval":10}""");
        run.AdvanceTo(StartUs + 6_000_000);
        link.Disconnect(DisconnectKind.Reset);
        run.AdvanceTo(StartUs + 7_000_000);
        Assert.Single(run.Links);
        Assert.True(link.Connection.IsOpen);
        run.AdvanceTo(StartUs + 40_000_000);
        Assert.Empty(run.Links);
        Assert.False(link.Connection.IsOpen);
    }

    [Fact]
    public void A_reply_that_was_spoiled_before_it_gets_another_id_is_let_through()
    {
        byte[] spoiled = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"res""");
        Assert.Equal(spoiled, Mutation.WithId(spoiled, 7));
        Assert.Equal("[1]"u8.ToArray(), Mutation.WithId("[1]"u8.ToArray(), 7));
    }

    private static ExchangeRun Open(string script, long maxUnreadBytes)
    {
        VenueOptions options = DemoVenue.Options();
        options.MaxUnreadBytes = maxUnreadBytes;
        options.RateLimits = false;
        options.OtherDelayMinUs = options.OtherDelayMaxUs = 0;
        return new ExchangeRun(new Venue(options, 1, StartUs), new FaultPlan(FaultScript.Parse(script), 1, StartUs));
    }

    private static void Ask(RunLink link, string method, string parameters = "{}") =>
        link.Receive(Encoding.UTF8.GetBytes($"{{\"id\":1,\"method\":\"{method}\",\"params\":{parameters}}}"));
}
