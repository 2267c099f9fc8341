using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Margin by the venue's rule, of what is and of what could be, against the equity that the venue states. A lot is 10 USD, marked at 10,000: 0.001 BTC; an order has 10 of them, the position limit is 30.</summary>
public sealed class MarginTests
{
    private static QuoterScript Ready(params (RiskParameterId Id, double Value)[] limits)
    {
        QuoterScript s = QuoterScript.Ready();
        s.Apply(KillDeskTests.Mark(s, 20_000));
        foreach ((RiskParameterId id, double value) in limits) s.Parameter((ParameterId)id, BitConverter.DoubleToInt64Bits(value));
        return s;
    }

    private static void Account(QuoterScript s, long equityE8, long marginE8, string coin = "BTC")
    {
        Event e = s.Make(EventKind.Account, -1);
        e.Detail = (uint)XxHash64.Hash(System.Text.Encoding.ASCII.GetBytes(coin));
        e.Account = new AccountReport { EquityE8 = equityE8, InitialMarginE8 = marginE8, BalanceE8 = equityE8, AvailableE8 = equityE8 - marginE8, MaintenanceMarginE8 = marginE8 / 2 };
        s.Apply(e);
    }

    private static (long Cap, RiskLimit Cause) Seen(QuoterScript s, int instrument = 0)
    {
        DecisionRecord record = default;
        ExposureDesk.Limit(s.Block, ref s.Block[instrument]);
        LimitDesk.Limit(ref record, s.Block, ref s.Block[instrument]);
        return (record.CapLots, (RiskLimit)record.CapCause);
    }

    private static void Hold(QuoterScript s, long lots)
    {
        s.Operator(OperatorVerb.Pause).AckAll().Pass(200).AckAll().Position(lots, opening: true);
        s.Operator(OperatorVerb.Resume).AckAll().Pass(200, 2).AckAll();
    }

    // Worked out from the fact sheet's words: 2 % and 1 %, both plus 0.005 % for each BTC, of what the position is worth.
    [Theory]
    [InlineData(ContractKind.Inverse, 100_000, 1_000, 0.01 * (0.02 + 0.00005 * 0.01), 0.01 * (0.01 + 0.00005 * 0.01))] // 10,000 USD at 100,000: 0.1 BTC would be ten of these
    [InlineData(ContractKind.Inverse, 50_000, 5_000_000, 100 * (0.02 + 0.00005 * 100), 100 * (0.01 + 0.00005 * 100))] // 5 million USD: 100 BTC
    [InlineData(ContractKind.Linear, 60_000, 2, 2 * 60_000 * (0.02 + 0.00005 * 2), 2 * 60_000 * (0.01 + 0.00005 * 2))] // 2 BTC, margin in USDC
    public void Margin_is_the_venues_rule_in_the_settlement_coin(ContractKind contract, long price, double amount, double initial, double maintenance)
    {
        using QuoterScript s = new();
        bool linear = contract == ContractKind.Linear;
        s.Defaults().Name(linear ? "BTC_USDC-PERPETUAL" : "BTC-PERPETUAL").Define(lotE8: linear ? 10_000 : 10 * Units.E8, contract: contract);
        s.Apply(KillDeskTests.Mark(s, 2 * price));
        long lots = (long)Math.Round(amount * Units.E8) / s.Instrument.Spec.LotE8;
        Assert.Equal(initial, MarginDesk.Initial(in s.Instrument, lots), initial * 1e-12);
        Assert.Equal(MarginDesk.Initial(in s.Instrument, lots), MarginDesk.Initial(in s.Instrument, -lots));
        Assert.Equal(maintenance, MarginDesk.Maintenance(in s.Instrument, lots), maintenance * 1e-12);
        Assert.Equal(0, MarginDesk.Initial(in s.Instrument, 0));
    }

    [Fact]
    public void Margin_without_a_price_is_not_known_and_leaves_nothing()
    {
        using QuoterScript s = new();
        s.Defaults().Name("BTC-PERPETUAL").Define().Parameter(ParameterId.MaxPositionAmountE8, 300 * Units.E8, 0).Parameter((ParameterId)RiskParameterId.MaxMarginShare, BitConverter.DoubleToInt64Bits(0.5));
        Account(s, 100 * Units.E8, 0);
        Assert.True(double.IsNaN(MarginDesk.Initial(in s.Instrument, 1)));
        Assert.Equal((0L, RiskLimit.ProjectedMargin), Seen(s));
        s.Apply(KillDeskTests.Mark(s, 20_000));
        Assert.Equal((30L, RiskLimit.Position), Seen(s));
    }

    // 20 lots are 0.02 BTC: 0.02 · (0.02 + 0.000001) of one coin.
    [Theory]
    [InlineData(0.00040002, 20)]
    [InlineData(0.00040001, 19)]
    [InlineData(0.00001, 0)]
    [InlineData(0.5, 30)]
    public void D12_The_largest_position_is_the_one_whose_margin_is_the_share_of_equity(double share, long cap)
    {
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, share));
        Account(s, Units.E8, 0);
        Assert.Equal((cap, cap < 30 ? RiskLimit.ProjectedMargin : RiskLimit.Position), Seen(s));
        s.Parameter((ParameterId)RiskParameterId.MaxMarginShare, 0);
        Assert.Equal((30L, RiskLimit.Position), Seen(s));
    }

    [Theory]
    [InlineData(8, CommandVerb.Place, false, 6)]
    [InlineData(-8, CommandVerb.Place, true, 6)]
    public void D12_The_next_order_that_would_exceed_the_share_of_margin_is_cut_to_what_is_left(long position, CommandVerb verb, bool sell, long lots)
    {
        // 14 lots: 0.014 · (0.02 + 0.0000007).
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, 0.0002800098));
        Account(s, Units.E8, 0);
        Hold(s, position);
        Assert.Equal((14L, RiskLimit.ProjectedMargin), Seen(s));
        Assert.Equal(lots, s.Instrument.Side(sell).WorstLots);
        Assert.Equal(10, s.Instrument.Side(!sell).WorstLots); // what brings it back keeps its size
        Assert.Contains(s.Commands, c => c.Verb == verb && ((c.Flags & OutputRecord.SellFlag) != 0) == sell && c.SizeLots == lots);
        Assert.Contains(s.Decisions, static d => d.Head.CapLots == 14 && (RiskLimit)d.Head.CapCause == RiskLimit.ProjectedMargin && d.Head.Clamps.HasFlag(Clamps.RiskCap));
        Assert.True(MarginDesk.Projected(in s.Instrument) <= 0.0002800098 * (1 + 1e-9));
    }

    [Fact]
    public void Other_instruments_of_the_coin_count_with_every_order_filled_and_set_nothing_off()
    {
        // 30 lots: 0.03 · (0.02 + 0.0000015).
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, 0.00060005));
        Account(s, Units.E8, 0);
        s.Name("BTC-27JUN", 1).Define(instrument: 1);
        Assert.Equal(30, Seen(s).Cap);
        ref InstrumentState future = ref s.Block[1];
        future.Risk.Account.MarkE8 = 10_000 * Units.E8;
        future.PositionLots = -5;
        Assert.Equal((25L, RiskLimit.ProjectedMargin), Seen(s));
        int slot = OrderSide.Take(ref future.Asks);
        OwnOrders.Placed(ref future.Asks[slot], 900, sell: true, 20_000, 7, s.NowNs);
        future.Asks[slot].State = OwnOrderState.Unknown;
        // 12 lots of the future are 0.012 · (0.02 + 0.0000006); a long perpetual against a short future sets nothing off.
        Assert.Equal((18L, RiskLimit.ProjectedMargin), Seen(s));
        s.Instrument.PositionLots = 12;
        Assert.Equal((18L, RiskLimit.ProjectedMargin), Seen(s));
    }

    [Fact]
    public void Instruments_that_settle_in_another_coin_do_not_count()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, 0.00060005));
        Account(s, Units.E8, 0);
        s.Name("BTC_USDC-PERPETUAL", 1).Define(lotE8: 100_000, contract: ContractKind.Linear, instrument: 1);
        s.Block[1].Risk.Account.MarkE8 = 10_000 * Units.E8;
        s.Block[1].PositionLots = 5_000;
        Assert.Equal(30, Seen(s).Cap);
        Assert.Equal(5_000 * 0.001 * 10_000 * (0.02 + 0.00005 * 5), MarginDesk.Projected(s.Block, 1), 1e-6);
    }

    [Fact]
    public void Margin_that_the_venue_states_for_what_is_not_ours_is_gone_for_us_as_well()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, 0.5));
        double ours = MarginDesk.Projected(s.Block, 0);
        Assert.Equal(0.01 * (0.02 + 0.00005 * 0.01), ours, 1e-15); // an order of ten lots rests on either side
        Account(s, Units.E8, 49_959_000);
        Assert.Equal(49_959_000 - (long)Math.Ceiling(ours * 1e8), s.Block.Head.Risk.Coins[0].OtherMarginE8);
        // 0.0004 and some are left: 20 lots are 0.00040002, and 10 of them count already.
        Assert.Equal((30L, RiskLimit.Position), Seen(s));
        Account(s, Units.E8, 49_979_000);
        Assert.Equal((20L, RiskLimit.ProjectedMargin), Seen(s));
        Account(s, Units.E8, (long)(ours * 1e8));
        Assert.Equal((0L, 30L), (s.Block.Head.Risk.Coins[0].OtherMarginE8, Seen(s).Cap));
    }

    [Fact]
    public void Without_a_stated_equity_there_is_nothing_to_add_where_there_is_a_venue()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, 0.5));
        Assert.Equal(30, Seen(s).Cap);
        s.Gateway(GatewayPhase.Ready);
        Assert.Equal((0L, RiskLimit.ProjectedMargin), Seen(s));
        Account(s, Units.E8, 0);
        Assert.Equal(30, Seen(s).Cap);
        Account(s, -1, 0);
        Assert.Equal(0, Seen(s).Cap);
    }

    [Fact]
    public void The_capital_of_an_instrument_holds_it_alone()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, 0.5));
        s.Name("BTC-27JUN", 1).Define(instrument: 1).Parameter(ParameterId.MaxPositionAmountE8, 300 * Units.E8, 1);
        s.Block[1].Risk.Account.MarkE8 = 10_000 * Units.E8;
        Account(s, Units.E8, 0);
        s.Parameter((ParameterId)RiskParameterId.MaxMarginShare, BitConverter.DoubleToInt64Bits(0.00040002), 0);
        Assert.Equal((20L, RiskLimit.Capital), Seen(s));
        Assert.Equal((30L, RiskLimit.Position), Seen(s, instrument: 1));
        // What the other one holds is not taken from it.
        s.Block[1].PositionLots = 25;
        Assert.Equal((20L, RiskLimit.Capital), Seen(s));
    }

    [Fact]
    public void How_many_lots_fit_is_the_rule_read_backwards()
    {
        SplitMix64 random = new(12);
        for (int i = 0; i < 20_000; i++)
        {
            double price = 1 + random.NextDouble() * 200_000, coins = random.NextDouble() * 0.01, worth = i % 2 == 0 ? coins : coins * price, left = worth * random.NextDouble() * 1e6;
            double lots = MarginRule.Lots(left, worth, coins, 0.02, 0.00005);
            Assert.Equal(left, MarginRule.Of(lots * worth, lots * coins, 0.02, 0.00005), left * 1e-9 + 1e-18);
        }
        Assert.Equal(0, MarginRule.Lots(double.NaN, 1, 1, 0.02, 0.00005));
        Assert.Equal(0, MarginRule.Lots(1, double.NaN, 1, 0.02, 0.00005));
        Assert.Equal(50, MarginRule.Lots(1, 1, 1, 0.02, 0));
        Assert.Equal(double.PositiveInfinity, MarginRule.Lots(1, 1, 1, 0, 0));
    }
}
