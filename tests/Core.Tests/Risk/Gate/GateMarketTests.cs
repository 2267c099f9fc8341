using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Core.Risk.Monitors;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>What the gate takes an instrument for, how it counts messages, and what a monitor is without values.</summary>
public sealed class GateMarketTests
{
    private const long Second = Units.NsPerSecond;

    private static InstrumentDefined Spec(ContractKind kind = ContractKind.Inverse, long tickE8 = 50, long lotE8 = 10 * Units.E8, int minLots = 1, long expiryNs = 9) =>
        new() { TickE8 = tickE8, LotE8 = lotE8, MinLots = minLots, ExpiryNs = expiryNs, Contract = kind, IsActive = 1, Trading = TradingState.Open };

    private static GateMarket Defined(InstrumentDefined spec, bool isStated = true)
    {
        GateMarket market = new() { IsAllowed = true };
        market.Define(in spec, isStated);
        return market;
    }

    [Fact]
    public void Only_what_is_allowed_and_can_be_counted_is_traded()
    {
        Assert.True(Defined(Spec()).IsTradable);
        Assert.True(Defined(Spec(ContractKind.Linear, tickE8: 1, lotE8: 1)).IsTradable);
        Assert.False(Defined(Spec(tickE8: 0)).IsTradable);
        Assert.False(Defined(Spec(lotE8: 0)).IsTradable);
        Assert.False(Defined(Spec(ContractKind.Option)).IsTradable);
        GateMarket market = Defined(Spec(ContractKind.Unknown));
        Assert.Equal((false, false), (market.IsTradable, market.IsDefined));
        market = Defined(Spec());
        market.IsAllowed = false;
        Assert.False(market.IsTradable);
        market = Defined(Spec());
        market.IsDefined = false;
        Assert.False(market.IsTradable);
    }

    [Fact]
    public void The_first_stated_definition_holds_and_another_one_is_a_change()
    {
        GateMarket market = Defined(Spec(minLots: 1, expiryNs: 9), isStated: false);
        InstrumentDefined stated = Spec(minLots: 5, expiryNs: 7);
        market.Define(in stated, isStated: true);
        Assert.Equal((false, true, 5), (market.IsChanged, market.IsStated, market.Spec.MinLots));
        InstrumentDefined again = stated;
        market.Define(in again, isStated: true);
        Assert.False(market.IsChanged);
        InstrumentDefined[] others =
            [stated with { MinLots = 6 }, stated with { ExpiryNs = 8 }, stated with { TickE8 = 51 }, stated with { LotE8 = 1 }, stated with { Contract = ContractKind.Linear }];
        foreach (InstrumentDefined other in others)
        {
            GateMarket changed = market;
            changed.Define(in other, isStated: true);
            Assert.Equal((true, 5), (changed.IsChanged, changed.Spec.MinLots));
        }
        InstrumentDefined unknown = new() { Contract = ContractKind.Unknown, Trading = TradingState.Open };
        market.Define(in unknown, isStated: true);
        Assert.Equal((false, TradingState.Inactive), (market.IsChanged, market.Trading));
        InstrumentDefined locked = stated with { IsActive = 0, Trading = TradingState.Locked };
        market.Define(in locked, isStated: true);
        Assert.Equal(TradingState.Locked, market.Trading);
    }

    [Fact]
    public void A_lot_is_worth_its_coins_rounded_up_at_the_higher_of_mark_and_middle()
    {
        GateMarket market = Defined(Spec());
        Assert.Equal(0, market.PerLotE8());
        market.Reference.MarkE8 = 60_000 * Units.E8;
        Assert.Equal(16_667, market.PerLotE8()); // 10 USD at 60,000: 0.00016666...
        market.Reference.MarkE8 = 50_000 * Units.E8;
        Assert.Equal(20_000, market.PerLotE8());
        (market.Reference.BidTicks, market.Reference.AskTicks) = (100_000 * Units.E8 / 50 - 1, 100_000 * Units.E8 / 50 + 1);
        Assert.Equal(10_000, market.PerLotE8());
        Assert.Equal(7, Defined(Spec(ContractKind.Linear, lotE8: 7)).PerLotE8());
        Assert.Equal((0L, 0L), (Defined(Spec(lotE8: 0)).PerLotE8(), Defined(Spec(ContractKind.Linear, lotE8: -1)).PerLotE8()));
        market = Defined(Spec(lotE8: long.MaxValue));
        market.Reference.MarkE8 = 1;
        Assert.Equal(long.MaxValue, market.PerLotE8());
    }

    [Fact]
    public void The_bucket_empties_with_time_and_begins_anew_when_the_clock_was_set_back()
    {
        MessageCount count = default;
        long now = 1_000_000 * Second;
        Assert.Equal((true, 0L), (count.HasToken(now, 10, 1), count.Used(now, 10)));
        count.TakeToken(now, 10);
        Assert.Equal((false, true, 1L), (count.HasToken(now, 10, 1), count.HasToken(now, 10, 2), count.Used(now, 10)));
        count.TakeToken(now, 10);
        Assert.Equal((2L, 2L, 1L, 1L), (count.Used(now, 10), count.Used(now + 1, 10), count.Used(now + (Second / 10), 10), count.Used(now + (Second / 5) - 1, 10)));
        Assert.Equal((0L, 0L), (count.Used(now + (Second / 5), 10), count.Used(now + Second, 10)));
        count.TakeToken(now + (Second / 5), 10);
        Assert.Equal(1, count.Used(now + (Second / 5), 10));
        // More than a day ahead: a clock that was set back.
        count.TakeToken(now - (90_000 * Second), 10);
        Assert.Equal(1, count.Used(now - (90_000 * Second), 10));
        MessageCount edge = default;
        edge.TakeToken(now, 1);
        edge.TakeToken(now + Second - (86_400 * Second), 1);
        Assert.Equal(86_401, edge.Used(now + Second - (86_400 * Second), 1));
    }

    [Fact]
    public void A_day_ends_at_midnight_of_UTC_and_volume_earns_messages()
    {
        GateLimits limits = GateLimits.Safe;
        limits.Set(GateLimit.MessagesPerDay, 1000);
        limits.Set(GateLimit.FreeMessagesPerDay, 100);
        limits.Set(GateLimit.MessagesPerCoin, 10);
        MessageCount count = default;
        count.Roll(5 * 86_400 * Second);
        (count.Today, count.CoinsE8) = (949, 90 * Units.E8);
        Assert.Equal(((System.Int128)1000, false, false), (count.Allowed(in limits), count.IsDayFull(in limits), count.IsVolumeFull(in limits)));
        count.Today++;
        Assert.Equal((true, true), (count.IsDayFull(in limits), count.IsVolumeFull(in limits)));
        count.Roll((6 * 86_400 * Second) - 1);
        Assert.Equal((950L, 90 * Units.E8), (count.Today, count.CoinsE8));
        count.Roll(6 * 86_400 * Second);
        Assert.Equal((0L, 0L), (count.Today, count.CoinsE8));
    }

    [Fact]
    public void D6_What_can_not_be_counted_any_more_shuts_the_gate()
    {
        GateScript s = new(static t => t.Inverse.Set(GateLimit.OpenOrders, GateLimits.MostOpenOrders));
        Assert.Equal(GateControl.None, s.Place(1));
        s.Told(1, OrderReport.Cancelled, 1, 0);
        for (int i = 2; i <= 65; i++)
        {
            Assert.Equal(GateControl.None, s.Place(1));
            s.Told(i, OrderReport.Filled, 0, 1).Pass(50);
        }
        s.Fill(1, 1);
        Assert.Equal(GateControl.Uncounted, s.Place(1));
        Assert.Equal(GateControl.None, s.Cancel(70));
    }

    [Fact]
    public void A_monitor_is_on_with_any_of_its_thresholds()
    {
        Assert.False(default(MonitorParameters).IsOn);
        MonitorParameters[] each =
        [
            new() { TouchShare = 0.5 }, new() { EdgeFills = 1 }, new() { QueueShare = 0.5 }, new() { MessagesPerFill = 1 }, new() { MessagesPerCoin = 1 }, new() { RoundTripNs = 1 },
            new() { RefusalShare = 0.1 }, new() { Outages = 1 },
        ];
        foreach (MonitorParameters one in each) Assert.True(one.IsOn);
        MonitorParameters parameters = default;
        for (uint id = MonitorParameters.First; id < MonitorParameters.First + MonitorParameters.Count; id++)
        {
            Assert.True(MonitorParameters.TrySet(ref parameters, id, id));
            Assert.Equal(id, MonitorParameters.Bits(in parameters, (int)(id - MonitorParameters.First)));
        }
        Assert.Equal((2300u, 18, 2317L), (MonitorParameters.First, MonitorParameters.Count, parameters.RecoverNs));
        Assert.False(MonitorParameters.TrySet(ref parameters, MonitorParameters.First - 1, 1));
        Assert.False(MonitorParameters.TrySet(ref parameters, MonitorParameters.First + MonitorParameters.Count, 1));
        Assert.Throws<System.ArgumentOutOfRangeException>(() => MonitorParameters.Bits(default, MonitorParameters.Count));
    }

    [Fact]
    public void Churn_is_messages_by_fills_and_coins_of_the_window_and_by_one_at_least()
    {
        Churn churn = default;
        Churn.Sent(ref churn, Second, 60 * Second, 12);
        Assert.Equal((12.0, 12.0, 12.0), (churn.Messages, churn.PerFill, churn.PerCoin));
        Churn.Filled(ref churn, Second, 60 * Second, 0.5);
        Assert.Equal((12.0, 12.0), (churn.PerFill, churn.PerCoin));
        Churn.Filled(ref churn, Second, 60 * Second, 3.5);
        Assert.Equal((6.0, 3.0), (churn.PerFill, churn.PerCoin));
        Churn.Advance(ref churn, 200 * Second, 60 * Second);
        Assert.Equal((0.0, 0.0, 0.0), (churn.Messages, churn.PerFill, churn.PerCoin));
        Churn.Sent(ref churn, 200 * Second, 60 * Second, 5);
        Assert.Equal((5.0, 5.0), (churn.PerFill, churn.PerCoin));
    }
}
