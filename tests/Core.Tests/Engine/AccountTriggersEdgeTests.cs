using System;
using Minnow.Core.Accounting;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The triggers of the account by themselves: at the threshold, a unit before it, what is not known, and when they let go.</summary>
public sealed class AccountTriggersEdgeTests : IDisposable
{
    private const long Second = Units.NsPerSecond;
    private readonly QuoterScript _s = new(4);

    public AccountTriggersEdgeTests() => _s.Name("BTC-PERPETUAL").Define().Name("BTC-27JUN", 1).Define(instrument: 1).Name("ETH-PERPETUAL", 2).Define(instrument: 2).Wait(Second).Timer();

    public void Dispose() => _s.Dispose();

    private ref QuoterState Head => ref _s.Block.Head;

    private ref RiskState Risk => ref _s.Block.Head.Risk;

    private KillStep Step => (KillStep)Risk.Ladder.Step;

    private void Rule(KillTrigger trigger, double threshold = 0, KillStep step = KillStep.Cancel, long forNs = 0, long releaseNs = 0, double releaseShare = 1) =>
        KillRules.Of(ref Risk.Parameters.Rules, trigger) = KillRule.Of(step, threshold, forNs, releaseNs, releaseShare);

    private bool Losses() => AccountTriggers.LookAtLosses(ref Risk, Head.NowNs);

    // So much was lost of a coin since the session began, since the day began, and below the peak.
    private void Lost(int coin, Int128 session, Int128 day, Int128 peak)
    {
        ref CoinAccount account = ref Risk.Coins[coin];
        (account.TotalE24, account.BaseE24, account.DayBaseE24, account.PeakE24) = (0, session, day, peak);
    }

    public static TheoryData<KillTrigger> Losings => [KillTrigger.SessionLoss, KillTrigger.DailyLoss, KillTrigger.Drawdown];

    private void Lose(KillTrigger trigger, int coin, Int128 lost) =>
        Lost(coin, trigger == KillTrigger.SessionLoss ? lost : 0, trigger == KillTrigger.DailyLoss ? lost : 0, trigger == KillTrigger.Drawdown ? lost : 0);

    private void Limit(KillTrigger trigger, long limitE8)
    {
        ref RiskParameters p = ref Risk.Parameters;
        if (trigger == KillTrigger.SessionLoss) p.MaxSessionLossE8 = limitE8;
        if (trigger == KillTrigger.DailyLoss) p.MaxDailyLossE8 = limitE8;
        if (trigger == KillTrigger.Drawdown) p.MaxDrawdownE8 = limitE8;
    }

    [Theory]
    [MemberData(nameof(Losings))]
    public void D11_A_loss_of_any_coin_to_the_last_digit_trips_and_a_digit_less_does_not(KillTrigger trigger)
    {
        foreach (int coin in (int[])[0, 1])
        {
            Risk.Ladder = default;
            Rule(trigger);
            // Too large for a double to tell from its neighbour.
            Int128 limit = Money.FromE8(123 * Units.E8);
            Limit(trigger, 123 * Units.E8);
            Lose(trigger, 1 - coin, 5);
            Lose(trigger, coin, limit - 1);
            Assert.False(Losses());
            Assert.Equal(KillStep.None, Step);
            Lose(trigger, coin, limit);
            Assert.True(Losses());
            Assert.Equal((KillStep.Cancel, (long)trigger), (Step, Risk.Ladder.Cause));
            // A profit is no loss of so much.
            Lose(trigger, coin, -limit);
            Assert.True(Losses());
            Assert.Equal(KillStep.None, Step);
            Lose(trigger, coin, limit + 1);
            Assert.True(Losses());
            Lose(trigger, coin, 0);
            Losses();
        }
    }

    [Theory]
    [MemberData(nameof(Losings))]
    public void Without_a_limit_any_loss_is_none_and_the_smallest_limit_is_one(KillTrigger trigger)
    {
        Rule(trigger);
        foreach (long limitE8 in (long[])[0, -1])
        {
            Limit(trigger, limitE8);
            Lose(trigger, 0, Money.FromE8(Units.E8));
            Assert.False(Losses());
        }
        Limit(trigger, 1);
        Lose(trigger, 0, 0);
        Assert.False(Losses());
        Lose(trigger, 0, 1);
        Assert.False(Losses());
        Lose(trigger, 0, Money.PerE8);
        Assert.True(Losses());
    }

    [Theory]
    [MemberData(nameof(Losings))]
    public void D11_A_loss_in_usd_trips_at_its_limit_and_one_that_is_not_known_does_not(KillTrigger trigger)
    {
        Rule(trigger);
        void Lost(long lostE8, long peakE8 = 0) =>
            (Risk.SessionUsdE8, Risk.DailyUsdE8, Risk.PeakUsdE8) = (trigger == KillTrigger.DailyLoss ? 0 : -lostE8, trigger == KillTrigger.DailyLoss ? -lostE8 : 0, peakE8);
        (Risk.Parameters.MaxSessionLossUsdE8, Risk.Parameters.MaxDailyLossUsdE8, Risk.Parameters.MaxDrawdownUsdE8) =
            (trigger == KillTrigger.SessionLoss ? 100 : 0, trigger == KillTrigger.DailyLoss ? 100 : 0, trigger == KillTrigger.Drawdown ? 100 : 0);
        Lost(99);
        Assert.False(Losses());
        Lost(trigger == KillTrigger.Drawdown ? 60 : 99, trigger == KillTrigger.Drawdown ? 39 : 900);
        Assert.False(Losses());
        (Risk.SessionUsdE8, Risk.DailyUsdE8) = (Units.Missing, Units.Missing);
        Assert.False(Losses());
        Lost(trigger == KillTrigger.Drawdown ? 60 : 100, trigger == KillTrigger.Drawdown ? 40 : 0);
        Assert.True(Losses());
        // Of coin and USD the worse counts: neither hides the other.
        Lost(0);
        Assert.True(Losses());
        Limit(trigger, 1);
        Lose(trigger, 0, Money.PerE8);
        Assert.True(Losses());
        Assert.Equal((KillStep.Cancel, (long)trigger), (Step, Risk.Ladder.Cause));
    }

    [Fact]
    public void A_fall_below_the_peak_is_a_share_of_the_equity_there_and_with_nothing_left_all_of_it()
    {
        Rule(KillTrigger.Drawdown);
        Risk.Parameters.MaxDrawdownShare = 0.25;
        foreach ((long equityE8, long downE8, bool trips) in ((long, long, bool)[])[
            (75, 25, true), (76, 24, false), (75, 0, false), (0, 0, false), (0, 1, true), (-1, 1, true), (-50, 10, true), (-50, 0, false), (Units.Missing, 25, false), (3, 1, true), (4, 1, false)])
        {
            Risk.Ladder = default;
            Risk.Coins[0].EquityE8 = equityE8;
            Lost(0, 0, 0, Money.FromE8(downE8));
            Assert.Equal(trips, Losses());
        }
        // The share of one coin does not hide what the other lost.
        Risk.Ladder = default;
        (Risk.Coins[0].EquityE8, Risk.Coins[1].EquityE8) = (1, 100);
        Lost(0, 0, 0, Money.FromE8(1));
        Assert.True(Losses());
        Risk.Ladder = default;
        (Risk.Parameters.MaxDrawdownShare, Risk.Parameters.MaxDrawdownE8) = (0, 1);
        Assert.True(Losses());
        // Nothing that is off asks.
        Risk.Ladder = default;
        Risk.Parameters.MaxDrawdownE8 = 0;
        Assert.False(Losses());
    }

    [Fact]
    public void A_loss_lets_go_below_its_share_of_the_limit_and_not_before()
    {
        Rule(KillTrigger.SessionLoss, releaseShare: 0.5);
        Limit(KillTrigger.SessionLoss, 100);
        foreach ((long lostE8, bool changes, KillStep step) in ((long, bool, KillStep)[])[(100, true, KillStep.Cancel), (250, false, KillStep.Cancel), (50, false, KillStep.Cancel), (49, true, KillStep.None)])
        {
            Lose(KillTrigger.SessionLoss, 0, Money.FromE8(lostE8));
            Assert.Equal((changes, step), (Losses(), Step));
        }
    }

    [Fact]
    public void With_all_places_taken_every_coin_is_looked_at_and_behind_the_last_one_none()
    {
        foreach (int last in (int[])[CoinAccounts.Capacity - 1, 1])
        {
            Risk.Ladder = default;
            Rule(KillTrigger.SessionLoss);
            Rule(KillTrigger.Margin, 0.5);
            Limit(KillTrigger.SessionLoss, 1);
            for (int i = 0; i < CoinAccounts.Capacity; i++) Risk.Coins[i] = new CoinAccount { CoinHash = i <= last ? 1 + i : 0, EquityE8 = 100, InitialMarginE8 = i > last ? 90 : 1, BaseE24 = i > last ? Money.PerE8 : 0 };
            Assert.False(AccountTriggers.Look(_s.Block));
            Risk.Coins[last].InitialMarginE8 = 50;
            Risk.Coins[last].BaseE24 = Money.PerE8;
            Assert.True(AccountTriggers.Look(_s.Block));
            Assert.Equal(1UL << (int)KillTrigger.SessionLoss | 1UL << (int)KillTrigger.Margin, Risk.Ladder.Triggers);
        }
    }

    [Fact]
    public void D12_Margin_is_the_share_of_the_worst_coin_and_lets_go_below_its_release()
    {
        Rule(KillTrigger.Margin, 0.8, releaseShare: 0.5);
        void Use(long first, long second) => (Risk.Coins[0].EquityE8, Risk.Coins[0].InitialMarginE8, Risk.Coins[1].EquityE8, Risk.Coins[1].InitialMarginE8) = (100, first, 100, second);
        foreach ((long first, long second, bool changes) in ((long, long, bool)[])[(79, 10, false), (80, 10, true), (10, 80, false), (10, 40, false), (10, 39, true), (10, 80, true), (0, 0, true)])
        {
            Use(first, second);
            Assert.Equal(changes, AccountTriggers.Look(_s.Block));
        }
        Assert.Equal(KillStep.None, Step);
        // No rule is one of nothing: margin that is not used does not trip it, and lets go of what did.
        Rule(KillTrigger.Margin, 0);
        Assert.False(AccountTriggers.Look(_s.Block));
        Use(1, 0);
        Assert.True(AccountTriggers.Look(_s.Block));
        Use(0, 0);
        Assert.True(AccountTriggers.Look(_s.Block));
        Assert.Equal(KillStep.None, Step);
    }

    [Fact]
    public void Refusals_trip_at_their_number_within_their_time_and_let_go_below_it()
    {
        Rule(KillTrigger.Refusals, 3, forNs: 10 * Second, releaseShare: 0.5);
        bool Refuse(int count)
        {
            for (int i = 0; i < count; i++) RecentTimes.Add(ref Risk.Refusals, Head.NowNs);
            return AccountTriggers.LookAtRefusals(ref Risk, Head.NowNs);
        }

        Assert.False(Refuse(2));
        Assert.True(Refuse(1));
        Head.NowNs += 10 * Second + 1;
        // Two are not below a half of three, one is.
        Assert.False(Refuse(2));
        Assert.Equal(KillStep.Cancel, Step);
        Head.NowNs += 10 * Second + 1;
        Assert.True(Refuse(1));
        Assert.Equal(KillStep.None, Step);
        // With a threshold of nothing there must be one at least, and none lets go.
        Rule(KillTrigger.Refusals, 0, forNs: 10 * Second);
        Head.NowNs += 10 * Second + 1;
        Assert.False(Refuse(0));
        Assert.True(Refuse(1));
        Head.NowNs += 10 * Second + 1;
        Assert.True(Refuse(0));
        Rule(KillTrigger.Refusals, 0, KillStep.None, 10 * Second);
        Assert.False(Refuse(5));
        Assert.Equal(KillStep.None, Step);
    }

    [Fact]
    public void The_longest_wait_for_an_answer_counts_whatever_order_of_whatever_instrument_waits()
    {
        Rule(KillTrigger.Latency, 1000);
        Assert.False(AccountTriggers.Look(_s.Block));
        for (int i = 0; i < 3; i++)
        {
            for (int place = 0; place < 4; place++)
            {
                foreach (OwnOrderState state in Enum.GetValues<OwnOrderState>())
                {
                    bool waits = state is OwnOrderState.PendingNew or OwnOrderState.PendingEdit or OwnOrderState.PendingCancel or OwnOrderState.Unknown;
                    ref InstrumentState instrument = ref _s.Block[i];
                    int slot = place < 2 ? OrderSide.Take(ref place == 0 ? ref instrument.Bids : ref instrument.Asks) : 0;
                    ref OwnOrder order = ref place == 0 ? ref instrument.Bids[slot] : ref place == 1 ? ref instrument.Asks[slot] : ref place == 2 ? ref instrument.Taker : ref instrument.Hedger;
                    order = new OwnOrder { OrderId = 5, State = state, SentNs = Head.NowNs - Second + 1 };
                    Assert.False(AccountTriggers.Look(_s.Block));
                    order.SentNs--;
                    Assert.Equal(waits, AccountTriggers.Look(_s.Block));
                    Assert.Equal(waits ? Second : 0, TriggerDesk.OldestWaitNs(in instrument, Head.NowNs));
                    // Sent later than now: the clock was set back.
                    order.SentNs = Head.NowNs + Second;
                    Assert.Equal(waits, AccountTriggers.Look(_s.Block));
                    order = default;
                    if (place < 2) OrderSide.Trim(ref place == 0 ? ref instrument.Bids : ref instrument.Asks);
                }
            }
        }
        // Of several the one that has waited longest.
        foreach (bool sell in (bool[])[false, true])
        {
            ref OrderSide side = ref _s.Block[0].Side(sell);
            foreach (long ns in (long[])[5, 9, 2])
            {
                int slot = OrderSide.Take(ref side);
                side[slot] = new OwnOrder { OrderId = 5, State = OwnOrderState.PendingNew, SentNs = Head.NowNs - ns };
            }
            Assert.Equal(9, TriggerDesk.OldestWaitNs(in _s.Block[0], Head.NowNs));
            _s.Block[0].Taker = new OwnOrder { OrderId = 5, State = OwnOrderState.PendingNew, SentNs = Head.NowNs - 30 };
            Assert.Equal(30, TriggerDesk.OldestWaitNs(in _s.Block[0], Head.NowNs));
            (side, _s.Block[0].Taker) = (default, default);
        }
        // What is behind the last instrument is none.
        _s.Block[3].Taker = new OwnOrder { OrderId = 5, State = OwnOrderState.Unknown, SentNs = 1 };
        Assert.False(AccountTriggers.Look(_s.Block));
        Head.RoundTripNs = Second;
        Assert.True(AccountTriggers.Look(_s.Block));
        Rule(KillTrigger.Latency, 1000, KillStep.None);
        Assert.True(AccountTriggers.Look(_s.Block));
        Assert.Equal(KillStep.None, Step);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    [InlineData(-1000, true)]
    public void A_clock_is_off_by_its_threshold_in_either_direction(long offMs, bool isOff)
    {
        Rule(KillTrigger.Clock, 1000, releaseShare: 0.5);
        Head.ClockOffsetNs = offMs * Units.NsPerMs;
        Assert.Equal(isOff, AccountTriggers.Look(_s.Block));
        foreach ((long ms, bool changes) in ((long, bool)[])[(500, false), (-499, isOff)])
        {
            Head.ClockOffsetNs = ms * Units.NsPerMs;
            Assert.Equal(changes, AccountTriggers.Look(_s.Block));
        }
        Assert.Equal(KillStep.None, Step);
    }

    private bool Tell(AlertKind kind, bool raised, long step = 0, ushort instrument = Units.NoInstrument)
    {
        Event e = _s.Make(EventKind.Alert, -1);
        e.InstrumentIndex = instrument;
        e.Detail = (uint)kind;
        if (raised) e.Flags |= EventFlags.Lost;
        e.Alert = new AlertReport { SourceHash = 7, Step = step };
        return AlertDesk.OnAlert(in e, _s.Block);
    }

    [Fact]
    public void A_clock_that_is_told_to_be_off_counts_at_once_by_the_higher_step_and_without_a_threshold()
    {
        Rule(KillTrigger.Clock, 0, KillStep.Widen, forNs: 5 * Second);
        Head.ClockOffsetNs = 900 * Second;
        Assert.False(AccountTriggers.Look(_s.Block));
        Assert.True(Tell(AlertKind.Clock, raised: true));
        Assert.Equal(KillStep.Widen, Step);
        Tell(AlertKind.Clock, raised: true, step: (long)KillStep.Cancel);
        Assert.Equal(KillStep.Cancel, Step);
        Tell(AlertKind.Clock, raised: false);
        Assert.Equal(KillStep.None, Step);
        // Told and measured: it is over when both are.
        Rule(KillTrigger.Clock, 1000, KillStep.Widen);
        Tell(AlertKind.Clock, raised: true);
        Head.ClockOffsetNs = 0;
        Assert.False(AccountTriggers.Look(_s.Block));
        Assert.Equal(KillStep.Widen, Step);
        Head.ClockOffsetNs = 2 * Second;
        Tell(AlertKind.Clock, raised: false);
        Assert.Equal(KillStep.Widen, Step);
        // What is below the threshold and not below its share of it is not over.
        Rule(KillTrigger.Clock, 1000, KillStep.Widen, releaseShare: 0.5);
        Head.ClockOffsetNs = 700 * Units.NsPerMs;
        Assert.False(AccountTriggers.Look(_s.Block));
        Head.ClockOffsetNs = 0;
        Assert.True(AccountTriggers.Look(_s.Block));
        Assert.Equal(KillStep.None, Step);
        // Measured alone it must last.
        Rule(KillTrigger.Clock, 1000, KillStep.Widen, forNs: 5 * Second);
        Head.ClockOffsetNs = 2 * Second;
        Assert.False(AccountTriggers.Look(_s.Block));
    }

    [Theory]
    [InlineData(-1, KillStep.None)]
    [InlineData(0, KillStep.None)]
    [InlineData(1, KillStep.Widen)]
    [InlineData((long)KillStep.Latch, KillStep.Latch)]
    [InlineData(99, KillStep.Latch)]
    public void A_step_of_an_alert_is_one_of_the_ladder(long told, KillStep step)
    {
        Assert.True(Tell(AlertKind.Model, raised: true, step: told));
        Assert.Equal(step, Step);
        Assert.False(Tell(AlertKind.None, raised: true, step: 3));
        Assert.False(Tell(AlertKind.External + 1, raised: true, step: 3));
        Assert.Equal(step, Step);
    }

    [Fact]
    public void An_alert_of_a_step_of_its_own_keeps_its_time_to_let_go_although_its_rule_is_off()
    {
        Rule(KillTrigger.ModelAlert, 0, KillStep.None, releaseNs: Second);
        Tell(AlertKind.Model, raised: true, step: (long)KillStep.Cancel);
        Tell(AlertKind.Model, raised: false);
        Assert.Equal(KillStep.Cancel, Step);
        Head.NowNs += Second - 1;
        Assert.False(AlertDesk.Look(_s.Block));
        Head.NowNs++;
        Assert.True(AlertDesk.Look(_s.Block));
        Assert.Equal(KillStep.None, Step);
        // One whose rule asks for time waits for it.
        Rule(KillTrigger.ModelAlert, 0, KillStep.Widen, forNs: Second);
        Tell(AlertKind.Model, raised: true);
        Assert.Equal(KillStep.None, Step);
        Head.NowNs += Second;
        Assert.True(AlertDesk.Look(_s.Block));
        Assert.Equal(KillStep.Widen, Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_alert_about_an_instrument_moves_its_ladder_by_its_time_and_no_other(int instrument)
    {
        ref InstrumentRisk own = ref _s.Block[instrument].Risk;
        KillRules.Of(ref own.Parameters.Rules, KillTrigger.VenueAlert) = KillRule.Of(KillStep.Widen, 0, Second, Second);
        Assert.True(Tell(AlertKind.Venue, raised: true, instrument: (ushort)instrument));
        Assert.False(AlertDesk.Look(_s.Block));
        Head.NowNs += Second;
        Assert.True(AlertDesk.Look(_s.Block));
        Assert.Equal(((long)KillStep.Widen, 0L, 0L), (own.Ladder.Step, Risk.Ladder.Step, _s.Block[1].Risk.Ladder.Step));
        // Over for all is not over for it.
        Tell(AlertKind.Venue, raised: false);
        Tell(AlertKind.Venue, raised: false, instrument: 1);
        Head.NowNs += Second;
        Assert.False(AlertDesk.Look(_s.Block));
        Tell(AlertKind.Venue, raised: false, instrument: (ushort)instrument);
        Head.NowNs += Second;
        Assert.True(AlertDesk.Look(_s.Block));
        Assert.Equal(0, own.Ladder.Step);
        // One that nobody knows is about all, and so is the clock.
        Tell(AlertKind.Venue, raised: true, step: (long)KillStep.Cancel, instrument: 3);
        Assert.Equal(KillStep.Cancel, Step);
        Tell(AlertKind.Clock, raised: true, step: (long)KillStep.Flatten, instrument: (ushort)instrument);
        Assert.Equal((KillStep.Flatten, 0L), (Step, own.Ladder.Step));
    }

    [Fact]
    public void Each_trigger_that_moves_the_ladder_says_so()
    {
        // Of one that alone moved; the last ones to be looked at too.
        foreach (AlertKind kind in (AlertKind[])[AlertKind.Model, AlertKind.Journal, AlertKind.Venue, AlertKind.Statement, AlertKind.External])
        {
            Risk.Ladder = default;
            AlertBoard.Raise(ref Risk.Alerts, kind, 1, (long)KillStep.Widen);
            Assert.True(AlertDesk.Look(_s.Block), $"{kind}");
            Assert.False(AlertDesk.Look(_s.Block), $"{kind}");
            AlertBoard.Clear(ref Risk.Alerts, kind, 1);
        }
        foreach (KillTrigger trigger in (KillTrigger[])[KillTrigger.SessionLoss, KillTrigger.DailyLoss, KillTrigger.Drawdown])
        {
            Risk.Ladder = default;
            Rule(trigger);
            Limit(trigger, 1);
            Lose(trigger, 0, Money.PerE8);
            Assert.True(Losses(), $"{trigger}");
            Assert.False(Losses(), $"{trigger}");
            Rule(trigger, step: KillStep.None);
        }
        Risk.Ladder = default;
        Rule(KillTrigger.Refusals, 1, forNs: Second);
        RecentTimes.Add(ref Risk.Refusals, Head.NowNs);
        Assert.True(AccountTriggers.Look(_s.Block));
        // Also where no rule looks at latency: nothing holds the ladder before it.
        (Risk.Ladder, Risk.Parameters.Rules) = (default, KillRules.Safe);
        KillLadder.Raise(ref Risk.Ladder, KillTrigger.Refusals, KillStep.Widen, Head.NowNs);
        Assert.True(AccountTriggers.Look(_s.Block));
        Assert.Equal(KillStep.None, Step);
    }

    [Fact]
    public void Nothing_told_and_nothing_held_moves_no_ladder_and_alerts_of_one_instrument_are_looked_at_with_those_of_none()
    {
        Assert.False(AlertDesk.Look(_s.Block));
        Assert.False(AlertDesk.Look(_s.Block, isTold: true));
        // A rule of an instrument behind the last one moves nothing.
        AlertBoard.Raise(ref Risk.Alerts, AlertKind.Model, 1, (long)KillStep.Widen, 3);
        Assert.False(AlertDesk.Look(_s.Block));
        Assert.Equal(0, _s.Block[3].Risk.Ladder.Step);
        AlertBoard.Raise(ref Risk.Alerts, AlertKind.Model, 1, (long)KillStep.Widen, 2);
        Assert.True(AlertDesk.Look(_s.Block));
        Assert.Equal((0L, (long)KillStep.Widen), (Risk.Ladder.Step, _s.Block[2].Risk.Ladder.Step));
        // A rule that holds nothing and is off stays so.
        Assert.Equal(1UL << (int)KillTrigger.ModelAlert, _s.Block[2].Risk.Ladder.Triggers);
    }
}
