using Minnow.Core.Model;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Host.Tests.Live;

/// <summary>When a venue is taken for one that can not be understood, in time that the test makes.</summary>
public sealed class ProtocolWatchTests
{
    private const long StartNs = 1_700_000_000 * Units.NsPerSecond;

    private readonly FakeSession _market = new() { IsConnected = true };
    private readonly FakeSession _orders = new() { Phase = GatewayPhase.Ready };
    private readonly ProtocolWatch _watch = new(2, 3 * Units.NsPerSecond);
    private long _nowNs = StartNs;
    private long _frames;

    [Fact]
    public void A_book_of_which_nothing_is_understood_is_trouble_after_its_time_and_one_good_message_begins_it_anew()
    {
        Break(1);
        Break(1);
        Assert.Null(Pass(2_900));
        _watch.See(Level(0));
        Assert.NotNull(Pass(200));
        _watch.See(Level(1));
        Assert.Null(Pass(10_000));
        Break(1);
        Assert.Null(Pass(10_000));
        Break(Units.NoInstrument);
        Assert.Contains("no message of a book could be understood for 3 s", Pass(100), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_is_no_refusal()
    {
        Event gap = Broken(0, ParseStatus.Ok);
        for (int i = 0; i < 5; i++) _watch.See(in gap);
        Assert.Null(Pass(10_000));
    }

    [Fact]
    public void A_connection_that_comes_to_nothing_for_unreadable_answers_is_trouble_and_one_that_is_only_down_is_none()
    {
        (_market.IsConnected, _orders.Phase) = (false, GatewayPhase.Down);
        Assert.Null(Pass(60_000));
        _orders.CountRefused();
        Assert.Null(Pass(5_000));
        _orders.CountRefused();
        Assert.Contains("the order connection came to nothing", Pass(100), System.StringComparison.Ordinal);
        _orders.Phase = GatewayPhase.Ready;
        Assert.Null(Pass(100));
        _market.CountRefused();
        _market.CountRefused();
        Assert.Null(Pass(2_900));
        Assert.Contains("the market connection came to nothing", Pass(300), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(3, false)]
    public void A_large_part_of_all_messages_is_trouble_once_it_has_lasted(int percent, bool isTrouble)
    {
        string? text = null;
        for (int i = 0; i < 100 && text == null; i++)
        {
            _frames += 100;
            for (int n = 0; n < percent; n++) _market.CountRefused();
            text = Pass(100);
        }
        Assert.Equal(isTrouble, text != null);
    }

    private static Event Level(ushort instrument)
    {
        Event e = default;
        (e.Kind, e.InstrumentIndex) = (EventKind.BookLevel, instrument);
        return e;
    }

    private Event Broken(ushort instrument, ParseStatus status)
    {
        Event e = default;
        (e.Kind, e.InstrumentIndex, e.ReceivedNs) = (EventKind.BookInvalid, instrument, _nowNs);
        e.Invalid.Status = status;
        return e;
    }

    private void Break(ushort instrument)
    {
        Event e = Broken(instrument, ParseStatus.MissingField);
        _watch.See(in e);
    }

    private string? Pass(long ms)
    {
        string? text = null;
        for (long done = 0; done < ms && text == null; done += 100)
        {
            _nowNs += 100 * Units.NsPerMs;
            text = _watch.Look(_market, _orders, _frames, _nowNs);
        }
        return text;
    }
}
