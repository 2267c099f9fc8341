using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>Section A of the fault catalogue over sockets: what market data does to quotes.</summary>
public sealed class BookFaultTests
{
    [Fact]
    public async Task A1_A_gap_pulls_the_quotes_until_a_new_snapshot()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("A1-dropped-delta", 0.4));
        await rig.UntilFired();
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        PullsAtEachResync(story, 1);
    }

    [Theory]
    [InlineData("A3-reordered-delta", 1)]
    [InlineData("A4-sequence-restart", 2)]
    [InlineData("A8-bad-numbers", 3)]
    [InlineData("A9-overflow", 2)]
    [InlineData("A16-truncated-json", 2)]
    public async Task A3_A4_A8_A9_A16_A_message_that_can_not_be_is_not_applied(string script, int resyncs)
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read(script, 0.25));
        await rig.UntilFired();
        await rig.UntilCounter(CounterId.FeedResyncs, n => n >= resyncs);
        await rig.UntilQuotes();
        Assert.Equal(1, rig.Counter(CounterId.FeedConnections));
        PullsAtEachResync(await rig.Finish(), resyncs);
    }

    [Fact]
    public async Task A5_Without_a_snapshot_nothing_is_quoted_and_it_is_asked_for_again()
    {
        await using FaultRig rig = await FaultRig.Start(FaultFile.Read("A5-snapshot-withheld", 0.6));
        await rig.UntilCounter(CounterId.FeedMissingSnapshots, static n => n >= 2);
        Assert.Equal(0, await rig.Mine(static (_, mine) => mine.OpenOrders.Count + mine.ClosedOrders.Count));
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task A11_A_crossed_book_is_not_quoted_on_and_is_asked_for_anew()
    {
        await using FaultRig rig = await FaultRig.Quoting("crossed-book");
        await rig.UntilNoQuotes();
        await rig.UntilCounter(CounterId.FeedResyncs, static n => n >= 1);
        await rig.UntilQuotes();
        await rig.Inject("drop frames channel=book.*.raw count=1\ncrossed-snapshot count=1");
        await rig.UntilFired();
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Fact]
    public async Task A13_A_silent_feed_pulls_the_quotes_at_its_deadline()
    {
        await using FaultRig rig = await FaultRig.Quoting("silent link=data for 2500ms");
        await rig.UntilNoQuotes();
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Event[] feed = [.. story.Told(EventKind.BookLevel)];
        Event last = default, next = default;
        for (int i = 1; i < feed.Length; i++)
            if (feed[i].ReceivedNs - feed[i - 1].ReceivedNs > next.ReceivedNs - last.ReceivedNs) (last, next) = (feed[i - 1], feed[i]);
        OutputRecord pulled = story.Commands.First(c => c.Verb is CommandVerb.Cancel or CommandVerb.CancelAll && c.TimeNs > last.ReceivedNs + 500 * Units.NsPerMs);
        // By the quoter's own time: 1 s, and the 5 ms of its timer; the rest is for a machine that does other things too.
        Assert.InRange((pulled.TimeNs - last.ReceivedNs) / 1e9, 0.9, 1.15);
    }

    [Fact]
    public async Task A14_A_feed_that_lags_is_as_stale_as_a_silent_one()
    {
        await using FaultRig rig = await FaultRig.Quoting("shift-timestamps -3s for 1500ms");
        await rig.UntilNoQuotes();
        await rig.UntilQuotes();
        await rig.Finish();
    }

    [Theory]
    [InlineData("huge 67108864 link=data")]
    [InlineData("deep 100000 link=data")]
    [InlineData("raw-bytes 83ff link=data")]
    [InlineData("raw-bytes 817f7fffffffffffffff link=data")]
    public async Task A17_A18_A21_What_is_no_message_costs_at_most_the_connection(string fault)
    {
        await using FaultRig rig = await FaultRig.Quoting(fault);
        await rig.UntilFired();
        await rig.UntilCounter(CounterId.FeedConnected, static connected => connected == 1);
        await Task.Delay(300);
        await rig.UntilCounter(CounterId.FeedConnected, static connected => connected == 1);
        await rig.UntilQuotes();
        Assert.Equal(1, rig.Counter(CounterId.GatewayConnections));
        await rig.Finish();
    }

    [Fact]
    public async Task A22_A_level_that_is_wrong_below_the_top_is_noticed_the_quotes_are_pulled_and_the_book_is_asked_for_anew()
    {
        await using FaultRig rig = await FaultRig.Quoting();
        await rig.UntilCounter(CounterId.QuoterDepthsCompared, static n => n >= 20);
        Assert.Equal((0, 0), (rig.Counter(CounterId.QuoterDepthsDifferent), rig.Counter(CounterId.FeedResyncs)));
        await rig.Inject("drift-deep for 1s");
        await rig.UntilFired();
        await rig.UntilCounter(CounterId.FeedResyncs, static n => n >= 1);
        // Whole again: twenty windows in a row are our book's.
        long different = -1, from = 0;
        await rig.UntilCounter(CounterId.QuoterDepthsCompared, n =>
        {
            long now = rig.Counter(CounterId.QuoterDepthsDifferent);
            if (now != different) (different, from) = (now, n);
            return n >= from + 20;
        });
        await rig.UntilQuotes();
        Assert.Equal((0, 1), (rig.Counter(CounterId.FeedGaps), rig.Counter(CounterId.FeedConnections)));
        RunStory story = await rig.Finish();
        OutputRecord resync = story.Sent(CommandVerb.Resync).First();
        Assert.Equal(EventKind.GroupedLevel, story.Inputs[(int)resync.CauseSequence].Kind);
        Assert.Contains(story.Commands, c => c.Verb is CommandVerb.Cancel or CommandVerb.CancelAll && c.CauseSequence == resync.CauseSequence);
        Assert.True(story.NextSnapshot(resync.CauseSequence) < story.Inputs.Count);
    }

    [Fact]
    public async Task A24_An_index_that_stands_still_shuts_the_gate_pulls_the_quotes_and_lets_them_back_when_it_moves()
    {
        await using FaultRig rig = await FaultRig.Quoting(FaultFile.Read("A24-frozen-index"));
        await rig.UntilFired();
        await rig.UntilCounter(CounterId.GateShut, static shut => shut == 1);
        await rig.UntilNoQuotes();
        await rig.UntilCounter(CounterId.GateShut, static shut => shut == 0);
        await rig.UntilQuotes();
        RunStory story = await rig.Finish();
        Event shut = default, open = default, lastIndex = default;
        foreach (Event e in story.Inputs)
        {
            if (e.Kind == EventKind.Gate && e.Has(EventFlags.Lost) && e.ReceivedNs > story.Told(EventKind.Fill).Concat(story.Told(EventKind.OrderUpdate)).First().ReceivedNs) shut = shut.Kind == EventKind.None ? e : shut;
            if (e.Kind == EventKind.IndexPrice && shut.Kind == EventKind.None) lastIndex = e;
            if (e.Kind == EventKind.Gate && shut.Kind != EventKind.None && e.Gate.Closed == 0) open = open.Kind == EventKind.None ? e : open;
        }
        Assert.Equal((1L << (int)GateControl.Reference, (uint)GateControl.Reference), (shut.Gate.Closed, shut.Detail));
        // From the last word of the index channel, or a ticker shortly after it that still moved; the rest is for a machine that does other things too.
        Assert.InRange((shut.ReceivedNs - lastIndex.ReceivedNs) / 1e9, 1.99, 3.1);
        Assert.True(open.ReceivedNs > shut.ReceivedNs);
        Assert.DoesNotContain(story.Commands, c => c.Verb is CommandVerb.Place or CommandVerb.Edit && c.TimeNs > shut.ReceivedNs && c.TimeNs < open.ReceivedNs);
        Assert.Contains(story.Commands, c => c.Verb is CommandVerb.Cancel or CommandVerb.CancelAll && c.TimeNs >= shut.ReceivedNs && c.TimeNs < open.ReceivedNs);
        Assert.Contains(story.Commands, c => c.Verb == CommandVerb.Place && c.TimeNs >= open.ReceivedNs);
    }

    private static void PullsAtEachResync(RunStory story, int atLeast)
    {
        long firstRested = story.Next(0, static e => e.Kind == EventKind.OrderUpdate && e.Order.Report == OrderReport.Accepted);
        long[] breaks = [.. story.Breaks().Where(at => at > firstRested)];
        Assert.True(breaks.Length >= atLeast, $"the book broke {breaks.Length} times");
        Assert.Contains(story.Commands, c => c.Verb is CommandVerb.Cancel or CommandVerb.CancelAll && c.CauseSequence >= breaks[0] && c.CauseSequence < story.NextSnapshot(breaks[0]));
    }
}
