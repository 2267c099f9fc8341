using System;
using System.Text;
using Minnow.Core.Accounting;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>From accounts of instruments to accounts of coins and to USD: two instruments settle in BTC, one in ETH, one in USDC.</summary>
public sealed class AccountDeskTests : IDisposable
{
    private const long Day = 86_400 * Units.NsPerSecond, Settled = 8 * 3600 * Units.NsPerSecond;
    private static readonly Int128 s_coin = Money.FromE8(Units.E8);

    private readonly QuoterScript _s = new(5);

    public AccountDeskTests() => _s.Name("BTC-PERPETUAL").Define().Name("BTC-27JUN", 1).Define(instrument: 1).Name("ETH-PERPETUAL", 2).Define(instrument: 2)
        .Name("SOL_USDC-PERPETUAL", 3).Define(lotE8: Units.E8 / 100, contract: ContractKind.Linear, instrument: 3);

    public void Dispose() => _s.Dispose();

    private ref RiskState Risk => ref _s.Block.Head.Risk;

    private ref LiveAccount Of(int instrument) => ref _s.Block[instrument].Risk.Account;

    private static uint Hash(string coin) => (uint)XxHash64.Hash(Encoding.ASCII.GetBytes(coin));

    // Cash is the whole of a flat account.
    private AccountDeskTests Earn(int instrument, Int128 coins)
    {
        Of(instrument).Ledger.CashE24 = coins;
        AccountDesk.Value(_s.Block);
        return this;
    }

    [Fact]
    public void An_instrument_settles_in_the_coin_that_its_name_says()
    {
        Assert.Equal((0, 0, 1, 2), (_s.Block[0].Risk.Coin, _s.Block[1].Risk.Coin, _s.Block[2].Risk.Coin, _s.Block[3].Risk.Coin));
        Assert.Equal((Hash("BTC"), Hash("ETH"), Hash("USDC"), 0L), (Risk.Coins[0].CoinHash, Risk.Coins[1].CoinHash, Risk.Coins[2].CoinHash, Risk.Coins[3].CoinHash));
        using QuoterScript s = new(3);
        s.Name("BTC").Name("-X", 1).Name("A_B_C-D", 2);
        Assert.Equal((Hash("BTC"), Hash(""), Hash("B_C")), (s.Block.Head.Risk.Coins[0].CoinHash, s.Block.Head.Risk.Coins[1].CoinHash, s.Block.Head.Risk.Coins[2].CoinHash));
    }

    [Fact]
    public void A_statement_of_the_account_belongs_to_its_coin_and_one_of_a_coin_that_nothing_settles_in_to_none()
    {
        bool State(uint hash, long equityE8)
        {
            Event e = _s.Make(EventKind.Account, -1);
            e.Detail = hash;
            e.Account = new AccountReport { EquityE8 = equityE8, InitialMarginE8 = equityE8 + 1, MaintenanceMarginE8 = equityE8 + 2, BalanceE8 = equityE8 + 3 };
            return AccountDesk.OnAccount(in e, _s.Block);
        }

        Assert.True(State(Hash("ETH"), 7));
        Assert.Equal((Units.Missing, 7L, 8L, Units.Missing), (Risk.Coins[0].EquityE8, Risk.Coins[1].EquityE8, Risk.Coins[1].InitialMarginE8, Risk.Coins[2].InitialMarginE8));
        Assert.Equal((9L, 10L, Units.Missing, Units.Missing), (Risk.Coins[1].MaintenanceMarginE8, Risk.Coins[1].BalanceE8, Risk.Coins[0].MaintenanceMarginE8, Risk.Coins[2].BalanceE8));
        Assert.False(State(Hash("SOL"), 9));
        Assert.False(State(0, 9));
        Assert.Equal((Units.Missing, 7L, Units.Missing, 0L), (Risk.Coins[0].EquityE8, Risk.Coins[1].EquityE8, Risk.Coins[2].EquityE8, Risk.Coins[3].EquityE8));
        for (uint i = 0; i < CoinAccounts.Capacity; i++) Risk.Coins[(int)i].CoinHash = 100 + i;
        Assert.True(State(107, 5));
        Assert.False(State(108, 5));
    }

    [Fact]
    public void Accounts_of_a_coin_are_added_and_all_coins_at_their_indices_are_the_account()
    {
        (Of(0).IndexE8, Of(2).IndexE8) = (50_000 * Units.E8, 2_000 * Units.E8);
        Earn(0, s_coin).Earn(1, 2 * s_coin).Earn(2, -10 * s_coin).Earn(3, 30 * s_coin);
        Assert.Equal((3 * s_coin, -10 * s_coin, 30 * s_coin), (Risk.Coins[0].TotalE24, Risk.Coins[1].TotalE24, Risk.Coins[2].TotalE24));
        Assert.Equal((50_000 * Units.E8, 2_000 * Units.E8, Units.E8), (Risk.Coins[0].UsdE8, Risk.Coins[1].UsdE8, Risk.Coins[2].UsdE8));
        // What is behind the last instrument is none.
        (Of(4).Terms.LotE8, Of(4).Ledger.CashE24) = (1, s_coin);
        Earn(3, 30 * s_coin);
        Assert.Equal(3 * s_coin, Risk.Coins[0].TotalE24);
        long usd = (150_000 - 20_000 + 30) * Units.E8;
        Assert.Equal((usd, usd, 150_000 * Units.E8), (Risk.SessionUsdE8, Risk.DailyUsdE8, Risk.PeakUsdE8));
        // What a person began anew counts from there, the day goes on; and the peak does not fall.
        Risk.Coins[0].BaseE24 = 2 * s_coin;
        Risk.Coins[2].DayBaseE24 = 10 * s_coin;
        AccountDesk.Value(_s.Block);
        Assert.Equal((usd - 100_000 * Units.E8, usd - 10 * Units.E8, 150_000 * Units.E8), (Risk.SessionUsdE8, Risk.DailyUsdE8, Risk.PeakUsdE8));
    }

    [Fact]
    public void A_coin_is_worth_its_index_else_what_its_instrument_is_valued_at()
    {
        Of(2).MidHalfE8 = 2 * 1_900 * Units.E8;
        Earn(2, s_coin);
        Assert.Equal((1_900 * Units.E8, 1_900 * Units.E8), (Risk.Coins[1].UsdE8, Risk.SessionUsdE8));
        Of(2).MidHalfE8 = 2;
        Earn(2, s_coin);
        Assert.Equal(1, Risk.Coins[1].UsdE8);
        (Of(2).IndexE8, Of(2).MidHalfE8) = (1, 6);
        Earn(2, s_coin);
        Assert.Equal((1, 1), (Risk.Coins[1].UsdE8, Risk.SessionUsdE8));
        // The last one that was known stays.
        (Of(2).IndexE8, Of(2).MidHalfE8) = (0, 0);
        Earn(2, s_coin);
        Assert.Equal(1, Risk.Coins[1].UsdE8);
    }

    [Fact]
    public void A_coin_without_a_price_leaves_the_whole_unknown_only_if_there_is_something_in_it()
    {
        Earn(3, s_coin);
        Assert.Equal((Units.E8, Units.E8, Units.E8, 0L), (Risk.SessionUsdE8, Risk.DailyUsdE8, Risk.PeakUsdE8, Risk.Coins[0].UsdE8));
        Earn(0, 1);
        Assert.Equal((Units.Missing, Units.Missing, Units.E8), (Risk.SessionUsdE8, Risk.DailyUsdE8, Risk.PeakUsdE8));
        // A price that is none is none.
        Risk.Coins[0].UsdE8 = -1;
        AccountDesk.Value(_s.Block);
        Assert.Equal((Units.Missing, Units.E8), (Risk.SessionUsdE8, Risk.PeakUsdE8));
        Risk.Coins[0].UsdE8 = 0;
        // Nothing in the session, something in the day; and the other way round.
        Risk.Coins[0].BaseE24 = 1;
        AccountDesk.Value(_s.Block);
        Assert.Equal((Units.Missing, Units.Missing), (Risk.SessionUsdE8, Risk.DailyUsdE8));
        (Risk.Coins[0].BaseE24, Risk.Coins[0].DayBaseE24) = (0, 1);
        AccountDesk.Value(_s.Block);
        Assert.Equal((Units.Missing, Units.Missing), (Risk.SessionUsdE8, Risk.DailyUsdE8));
        Risk.Coins[0].BaseE24 = 1;
        AccountDesk.Value(_s.Block);
        Assert.Equal((Units.E8, Units.E8), (Risk.SessionUsdE8, Risk.DailyUsdE8));
    }

    [Fact]
    public void A_position_without_a_price_leaves_its_coin_as_it_was_and_the_whole_unknown()
    {
        Of(0).IndexE8 = 50_000 * Units.E8;
        Earn(0, s_coin).Earn(3, s_coin);
        Of(1).Ledger.PositionLots = 3;
        Earn(0, 2 * s_coin);
        Assert.Equal((0L, 1L, s_coin), (Risk.Coins[0].IsValued, Risk.Coins[2].IsValued, Risk.Coins[0].TotalE24));
        Assert.Equal((Units.Missing, Units.Missing, 50_001 * Units.E8), (Risk.SessionUsdE8, Risk.DailyUsdE8, Risk.PeakUsdE8));
        // The order of the instruments says nothing.
        (Of(0).PendingLots, Of(1).Ledger.PositionLots) = (1, 0);
        Earn(0, 2 * s_coin);
        Assert.Equal((0L, s_coin), (Risk.Coins[0].IsValued, Risk.Coins[0].TotalE24));
        Of(0).PendingLots = 0;
        Earn(0, 2 * s_coin);
        Assert.Equal((1L, 2 * s_coin, 100_001 * Units.E8), (Risk.Coins[0].IsValued, Risk.Coins[0].TotalE24, Risk.SessionUsdE8));
        // What is not defined yet has no account.
        Of(1).Terms.LotE8 = 0;
        Of(1).Ledger.PositionLots = 3;
        Earn(0, 3 * s_coin);
        Assert.Equal((1L, 3 * s_coin), (Risk.Coins[0].IsValued, Risk.Coins[0].TotalE24));
    }

    [Theory]
    [InlineData(20_000 * Day + Settled, 20_000)]
    [InlineData(20_000 * Day + Settled - 1, 19_999)]
    [InlineData(20_001 * Day + Settled - 1, 20_000)]
    public void The_day_begins_with_the_venues_settlement_at_eight(long nowNs, long day)
    {
        _s.Block.Head.NowNs = nowNs;
        AccountDesk.Value(_s.Block);
        Assert.Equal((day, day, day, 0L), (Risk.Coins[0].Day, Risk.Coins[1].Day, Risk.Coins[2].Day, Risk.Coins[3].Day));
    }

    [Fact]
    public void With_all_places_taken_every_coin_is_valued()
    {
        using QuoterScript s = new(CoinAccounts.Capacity);
        for (int i = 0; i < CoinAccounts.Capacity; i++)
        {
            s.Name($"X_C{i}-PERPETUAL", i).Define(contract: ContractKind.Linear, instrument: i);
            s.Block[i].Risk.Account.Ledger.CashE24 = s_coin;
        }
        AccountDesk.Value(s.Block);
        Assert.Equal(CoinAccounts.Capacity * Units.E8, s.Block.Head.Risk.SessionUsdE8);
    }

    [Fact]
    public void An_opening_statement_brings_what_the_venue_counted_before_us_once_and_not_after_a_fill()
    {
        void State(int instrument, long realisedE8, long floatingE8)
        {
            Event e = _s.Make(EventKind.Position, instrument);
            e.Position = new PositionReport { SizeLots = 0, MarkE8 = Units.Missing, RealizedE8 = realisedE8, FloatingE8 = floatingE8, FundingE8 = Units.Missing };
            AccountDesk.OnPosition(in e, ref _s.Block.Head, ref _s.Block[instrument]);
        }

        State(0, 5, 70);
        Assert.Equal((75L, 1L), (Risk.Coins[0].CarriedE8, _s.Block[0].Risk.HasCarried));
        State(0, 5, 70);
        Assert.Equal(75, Risk.Coins[0].CarriedE8);
        State(1, Units.Missing, 20);
        Assert.Equal(95, Risk.Coins[0].CarriedE8);
        State(2, 30, Units.Missing);
        Assert.Equal((30L, 0L), (Risk.Coins[1].CarriedE8, Risk.Coins[2].CarriedE8));
        // The first statement decides, also when it came after a fill and brought nothing.
        _s.Block[3].FillCount = 1;
        State(3, 30, 30);
        _s.Block[3].FillCount = 0;
        State(3, 30, 30);
        Assert.Equal((0L, 1L), (Risk.Coins[2].CarriedE8, _s.Block[3].Risk.HasCarried));
        (_s.Block[0].Risk.Coin, _s.Block[0].Risk.HasCarried) = (-1, 0);
        State(0, 5, 70);
        Assert.Equal((95L, 0L), (Risk.Coins[0].CarriedE8, _s.Block[0].Risk.HasCarried));
    }

    [Fact]
    public void The_record_of_a_decision_says_what_is_open_what_was_earned_and_how_far_below_the_peak()
    {
        (long Open, long Earned, long Down) Said(int instrument = 0)
        {
            DecisionRecord record = default;
            AccountDesk.Describe(ref record, in _s.Block.Head, in _s.Block[instrument]);
            return (record.UnrealisedE8, record.SessionPnlE8, record.DrawdownE8);
        }

        ref LiveAccount account = ref Of(0);
        Earn(0, Money.FromE8(500)).Earn(0, Money.FromE8(300));
        Assert.Equal((0, 300, 200), Said());
        Assert.Equal((0, 0, 0), Said(2));
        // A flat account has nothing open, whatever is left of its cost.
        account.Ledger.CostE24 = Money.FromE8(-7);
        account.MarkE8 = 1_000 * Units.E8;
        Assert.Equal(0, Said().Open);
        (account.Ledger.CostE24, account.MarkE8) = (0, 0);
        PositionLedger.Trade(ref account.Ledger, in account.Terms, 10, 2 * 1_000 * Units.E8);
        account.MarkE8 = 1_001 * Units.E8;
        Assert.Equal(Money.ToE8(10 * (account.Terms.LotWorthE24(2_002 * Units.E8) - account.Terms.LotWorthE24(2_000 * Units.E8))), Said().Open);
        Assert.NotEqual(0, Said().Open);
        (account.MarkE8, Risk.Coins[0].IsValued) = (0, 0);
        Assert.Equal((Units.Missing, Units.Missing, Units.Missing), Said());
        account.Ledger.PositionLots = 0;
        account.Terms.LotE8 = 0;
        Assert.Equal(Units.Missing, Said().Open);
        _s.Block[2].Risk.Coin = -1;
        Assert.Equal((0, Units.Missing, Units.Missing), Said(2));
    }

    [Fact]
    public void Whoever_arms_begins_the_session_its_peak_and_everything_that_is_counted_anew()
    {
        Earn(3, s_coin).Earn(3, -s_coin);
        foreach (int i in (int[])[0, 3])
        {
            ref InstrumentRisk own = ref _s.Block[i].Risk;
            own.Account.Trips.LosingInRow = 4;
            FillRun.Filled(ref own.Run, sold: true, 7, _s.NowNs);
            RecentTimes.Add(ref own.Breaks, _s.NowNs);
        }
        RecentTimes.Add(ref Risk.Refusals, _s.NowNs);
        Of(4).Trips.LosingInRow = 5;
        Assert.Equal((-Units.E8, Units.E8, 2 * s_coin), (Risk.SessionUsdE8, Risk.PeakUsdE8, Risk.Coins[2].DrawdownE24));
        AccountDesk.Rebase(_s.Block);
        Assert.Equal((0L, 0L, 0, -Units.E8), (Risk.SessionUsdE8, Risk.PeakUsdE8, Risk.Coins[2].DrawdownE24, Risk.DailyUsdE8));
        foreach (int i in (int[])[0, 3])
        {
            ref InstrumentRisk own = ref _s.Block[i].Risk;
            Assert.Equal((0L, 0L, 0L, 0L), (own.Account.Trips.LosingInRow, own.Run.Times.Count, own.Run.IsSell, own.Breaks.Count));
        }
        Assert.Equal((0L, 5L), (Risk.Refusals.Count, Of(4).Trips.LosingInRow));
    }
}
