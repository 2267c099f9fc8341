using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;
using static Minnow.Core.Tests.Engine.TriggerScript;

namespace Minnow.Core.Tests.Engine;

/// <summary>Each trigger of what is about all instruments, through the whole quoter: just below its threshold, at it, over, and switched off.</summary>
public sealed class AccountTriggerTests
{
    private const long Second = Units.NsPerSecond;
    private static readonly uint s_btc = (uint)XxHash64.Hash("BTC"u8);

    [Theory]
    [InlineData(RiskParameterId.MaxSessionLossE8, KillTrigger.SessionLoss, HaltReason.SessionLoss)]
    [InlineData(RiskParameterId.MaxDailyLossE8, KillTrigger.DailyLoss, HaltReason.DailyLoss)]
    [InlineData(RiskParameterId.MaxDrawdownE8, KillTrigger.Drawdown, HaltReason.Drawdown)]
    [InlineData(RiskParameterId.MaxSessionLossUsdE8, KillTrigger.SessionLoss, HaltReason.SessionLoss)]
    [InlineData(RiskParameterId.MaxDailyLossUsdE8, KillTrigger.DailyLoss, HaltReason.DailyLoss)]
    [InlineData(RiskParameterId.MaxDrawdownUsdE8, KillTrigger.Drawdown, HaltReason.Drawdown)]
    public void D11_A_loss_exactly_at_its_limit_halts_and_one_less_does_not(RiskParameterId limit, KillTrigger trigger, HaltReason reason)
    {
        bool isUsd = limit.ToString().EndsWith("UsdE8", StringComparison.Ordinal);
        // 12 lots of 10 USD bought at 10,002.5 and marked at 10,000: 120 * (1/10000 - 1/10002.5) BTC.
        long lostE8 = isUsd ? 2_999_000 : 299;
        foreach ((long limitE8, bool trips) in ((long, bool)[])[(lostE8, true), (isUsd ? 3_100_000 : 300, false), (0, false)])
        {
            using QuoterScript s = Ready(trigger, KillStep.Latch, 0);
            s.Parameter((ParameterId)limit, limitE8);
            s.Fill(0, false, 20_005, 12, 9, FillDetails.FormerRun);
            s.Apply(KillDeskTests.Mark(s, 20_000));
            Assert.Equal(trips ? (KillStep.Latch, (long)reason) : (KillStep.None, 0), (Step(s), s.Block.Head.Halted));
        }
    }

    [Fact]
    public void A_person_who_arms_begins_the_session_and_its_peak_anew_and_not_the_day()
    {
        foreach ((RiskParameterId limit, KillTrigger trigger, bool again) in ((RiskParameterId, KillTrigger, bool)[])[
            (RiskParameterId.MaxSessionLossE8, KillTrigger.SessionLoss, false), (RiskParameterId.MaxDrawdownE8, KillTrigger.Drawdown, false), (RiskParameterId.MaxDailyLossE8, KillTrigger.DailyLoss, true)])
        {
            using QuoterScript s = Ready(trigger, KillStep.Latch, 0);
            s.Parameter((ParameterId)limit, 200);
            s.Fill(0, false, 20_005, 12, 9, FillDetails.FormerRun);
            s.Apply(KillDeskTests.Mark(s, 20_000));
            Assert.Equal(KillStep.Latch, Step(s));
            s.Operator(OperatorVerb.Arm).Pass(200, 3);
            Assert.Equal(again ? KillStep.Latch : KillStep.None, Step(s));
        }
    }

    [Fact]
    public void What_the_venue_stated_as_lost_today_counts_for_the_day_and_not_for_the_session()
    {
        using QuoterScript s = Ready(KillTrigger.DailyLoss, KillStep.Latch, 0);
        s.Parameter((ParameterId)RiskParameterId.MaxDailyLossE8, 500).Parameter((ParameterId)RiskParameterId.MaxSessionLossE8, 500);
        Event e = s.Make(EventKind.Position, 0);
        e.Flags |= EventFlags.Snapshot;
        e.Position = new PositionReport { SizeLots = 0, MarkE8 = 20_005 * 50_000_000L, RealizedE8 = -450, FloatingE8 = -50, FundingE8 = 0 };
        s.Apply(e);
        s.Timer();
        Assert.Equal((KillStep.Latch, (long)HaltReason.DailyLoss), (Step(s), s.Block.Head.Halted));
        Assert.Equal(0, s.Block.Head.Risk.Coins[0].SessionE24);
    }

    [Fact]
    public void A_drawdown_may_be_a_share_of_the_equity_at_the_peak()
    {
        foreach ((long equityE8, bool trips) in ((long, bool)[])[(29_900 - 299, true), (40_000, false)])
        {
            using QuoterScript s = Ready(KillTrigger.Drawdown, KillStep.Latch, 0);
            s.Real((ParameterId)RiskParameterId.MaxDrawdownShare, 0.01);
            Event e = s.Make(EventKind.Account, -1);
            e.Detail = s_btc;
            e.Account.EquityE8 = equityE8;
            e.Account.InitialMarginE8 = Units.Missing;
            s.Apply(e);
            s.Fill(0, false, 20_005, 12, 9, FillDetails.FormerRun);
            s.Apply(KillDeskTests.Mark(s, 20_000));
            Assert.Equal(trips ? KillStep.Latch : KillStep.None, Step(s));
        }
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public void D12_Margin_at_its_share_moves_the_ladder(long marginE8, bool trips)
    {
        using QuoterScript s = Ready(KillTrigger.Margin, KillStep.Flatten, 0.8);
        Event e = s.Make(EventKind.Account, -1);
        e.Detail = s_btc;
        e.Account.EquityE8 = 100;
        e.Account.InitialMarginE8 = marginE8;
        s.Apply(e);
        s.Pass(100);
        Assert.Equal(trips ? (KillStep.Flatten, (long)HaltReason.Margin) : (KillStep.None, 0), (Step(s), s.Block.Head.Halted));
    }

    [Fact]
    public void An_answer_that_does_not_come_moves_the_ladder()
    {
        using QuoterScript s = Ready(KillTrigger.Latency, KillStep.StopAdding, 1000, releaseNs: 0);
        s.PlaceAnew().Pass(999);
        Assert.Equal(KillStep.None, Step(s));
        s.Pass(1);
        Assert.Equal(KillStep.StopAdding, Step(s));
        s.AckAll().Pass(200).AckAll().Pass(100);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Fact]
    public void Refusals_within_their_time_move_the_ladder_and_late_quotes_are_none()
    {
        using QuoterScript s = Ready(KillTrigger.Refusals, KillStep.Cancel, 3, forNs: 10 * Second);
        void Refuse(OrderReason reason)
        {
            s.PlaceAnew();
            s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Rejected, reason: reason).AckAll().Pass(1500).AckAll();
        }
        foreach (OrderReason reason in (OrderReason[])[OrderReason.PostOnly, OrderReason.PostOnly, OrderReason.PostOnly, OrderReason.Denied, OrderReason.Price, OrderReason.Funds]) Refuse(reason);
        Assert.Equal(KillStep.None, Step(s));
        Refuse(OrderReason.Price);
        Assert.Equal((KillStep.Cancel, KillTrigger.Refusals), (Step(s), Cause(s)));
        s.Pass(1000, 14);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Fact]
    public void A_clock_that_is_off_moves_the_ladder_by_what_the_gateway_measured_or_by_an_alert()
    {
        using QuoterScript s = Ready(KillTrigger.Clock, KillStep.Cancel, 1000);
        void Offset(long ms)
        {
            Event e = s.Make(EventKind.Gateway, -1);
            e.Detail = (uint)GatewayPhase.Ready;
            e.Gateway = new GatewayState { ClockOffsetNs = ms * Units.NsPerMs, RoundTripNs = Units.Missing, RestingOrders = Units.Missing };
            s.Apply(e);
            s.Pass(100);
        }
        Offset(-999);
        Assert.Equal(KillStep.None, Step(s));
        Offset(-1000);
        Assert.Equal(KillStep.Cancel, Step(s));
        Offset(10);
        s.Pass(1000);
        Assert.Equal(KillStep.None, Step(s));
        s.Apply(Alert(s, AlertKind.Clock, raised: true));
        Assert.Equal(KillStep.Cancel, Step(s));
        s.Apply(Alert(s, AlertKind.Clock, raised: false));
        s.Pass(1100).Pass(1000);
        Assert.Equal(KillStep.None, Step(s));
    }

    public static TheoryData<AlertKind, KillTrigger> Alerts => new()
    {
        { AlertKind.Model, KillTrigger.ModelAlert }, { AlertKind.Journal, KillTrigger.JournalAlert }, { AlertKind.Venue, KillTrigger.VenueAlert },
        { AlertKind.Statement, KillTrigger.StatementAlert }, { AlertKind.External, KillTrigger.ExternalAlert },
    };

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_moves_the_ladder_as_its_rule_or_as_its_source_asks_and_is_let_go_when_it_is_over(AlertKind kind, KillTrigger trigger)
    {
        using QuoterScript s = Ready(trigger, KillStep.Widen, 0);
        s.Apply(Alert(s, kind, raised: true));
        Assert.Equal((KillStep.Widen, trigger), (Step(s), Cause(s)));
        s.Apply(Alert(s, kind, raised: true, step: (long)KillStep.Cancel, source: 8));
        Assert.Equal(KillStep.Cancel, Step(s));
        s.Apply(Alert(s, kind, raised: false, source: 7));
        s.Pass(2000, 3);
        Assert.Equal(KillStep.Cancel, Step(s));
        s.Apply(Alert(s, kind, raised: false, source: 8));
        s.Pass(900);
        Assert.Equal(KillStep.Cancel, Step(s));
        s.Pass(200);
        Assert.Equal(KillStep.None, Step(s));
        Rule(s, trigger, KillStep.None, 0);
        s.Apply(Alert(s, kind, raised: true));
        Assert.Equal(KillStep.None, Step(s));
        s.Apply(Alert(s, kind, raised: true, step: (long)KillStep.Latch, source: 9));
        Assert.Equal(KillStep.Latch, Step(s));
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_about_an_instrument_moves_the_ladder_of_that_instrument_alone_and_one_about_an_unknown_instrument_that_of_all(AlertKind kind, KillTrigger trigger)
    {
        using QuoterScript s = Ready(trigger, KillStep.Cancel, 0);
        s.Apply(About(s, kind, raised: true, 0));
        Assert.Equal((KillStep.None, KillStep.Cancel, trigger), (AllStep(s), OwnStep(s), (KillTrigger)s.Instrument.Risk.Ladder.Cause));
        Assert.True(s.Instrument.Bids.Count + s.Instrument.Asks.Count == 0 || s.Count(CommandVerb.Cancel) + s.Count(CommandVerb.CancelAll) > 0);
        // Cleared for all is not cleared for it.
        s.Apply(Alert(s, kind, raised: false)).Pass(100).Pass(2000);
        Assert.Equal(KillStep.Cancel, OwnStep(s));
        s.Apply(About(s, kind, raised: false, 0)).Pass(900);
        Assert.Equal(KillStep.Cancel, OwnStep(s));
        s.Pass(200);
        Assert.Equal(KillStep.None, OwnStep(s));
        s.Apply(About(s, kind, raised: true, 77));
        Assert.Equal((KillStep.Cancel, KillStep.None), (AllStep(s), OwnStep(s)));
    }

    [Fact]
    public void A_clock_alert_is_about_all_whatever_instrument_it_names()
    {
        using QuoterScript s = Ready(KillTrigger.Clock, KillStep.Cancel, 1000);
        s.Apply(About(s, AlertKind.Clock, raised: true, 0));
        Assert.Equal((KillStep.Cancel, KillStep.None), (AllStep(s), OwnStep(s)));
        s.Apply(About(s, AlertKind.Clock, raised: false, 0)).Pass(1100).Pass(1000);
        Assert.Equal(KillStep.None, AllStep(s));
    }

    private static KillStep AllStep(QuoterScript s) => (KillStep)s.Block.Head.Risk.Ladder.Step;

    private static KillStep OwnStep(QuoterScript s) => (KillStep)s.Instrument.Risk.Ladder.Step;

    private static Event About(QuoterScript s, AlertKind kind, bool raised, ushort instrument)
    {
        Event e = Alert(s, kind, raised);
        e.InstrumentIndex = instrument;
        return e;
    }

    [Fact]
    public void An_alert_of_no_kind_is_counted_and_does_nothing()
    {
        using QuoterScript s = QuoterScript.Ready();
        long before = s.Block.Head.Unapplied;
        s.Apply(Alert(s, AlertKind.None, raised: true)).Apply(Alert(s, (AlertKind)99, raised: true, step: 5));
        Assert.Equal((before + 2, KillStep.None), (s.Block.Head.Unapplied, Step(s)));
    }

    [Fact]
    public void Hb2534_What_trips_stops_new_orders_and_Hb1145_nothing_trips_without_a_trade()
    {
        using QuoterScript s = Ready(KillTrigger.SessionLoss, KillStep.Cancel, 0);
        s.Parameter((ParameterId)RiskParameterId.MaxSessionLossE8, 1).Parameter((ParameterId)RiskParameterId.MaxDrawdownE8, 1);
        for (int i = 0; i < 20; i++) s.Shift(i % 2 == 0 ? 40 : -40).Pass(300).AckAll();
        Assert.Equal(KillStep.None, Step(s));
        s.Fill(0, false, 20_205, 12, 9, FillDetails.FormerRun);
        s.Apply(KillDeskTests.Mark(s, 20_000));
        s.AckAll().Commands.Clear();
        for (int i = 0; i < 20; i++) s.Shift(i % 2 == 0 ? 40 : -40).Pass(300).AckAll();
        Assert.Equal(0, s.Count(CommandVerb.Place));
        Assert.True(s.Instrument.HasNoOrders);
    }
}
