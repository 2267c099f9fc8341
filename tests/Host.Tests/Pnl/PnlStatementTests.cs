using System;
using System.Text.Json;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Host.Statements;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Host.Tests.Pnl;

/// <summary>The venue's statements against our account: what agrees, what does not, and which fills stand between.</summary>
public sealed class PnlStatementTests
{
    // 1,000 USD bought at 50,000; stated at a mark of 50,100 the session's floating profit is 1000/50000 − 1000/50100.
    private const long FloatingE8 = 3_992;

    [Fact]
    public void Statements_that_agree_are_counted_and_the_session_is_the_venues()
    {
        using PnlScript script = Bought().Wait(1).Position(100, opening: false, mark: 50_100, realizedE8: 0, floatingE8: FloatingE8, fundingE8: 0).Mark(50_100, 50_100);
        (int code, string output, string errors) = script.Run();
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("statements   1 of the venue's agree", output, StringComparison.Ordinal);
        JsonElement session = script.Json().GetProperty("instruments")[0].GetProperty("session");
        Assert.Equal(1000m / 50_000m - 1000m / 50_100m, session.GetProperty("floating").GetDecimal(), 18);
        Assert.Equal(0m, session.GetProperty("realised").GetDecimal());
    }

    [Fact]
    public void C19_A_profit_that_stays_away_from_ours_ends_with_1_and_names_the_fills_since_both_agreed()
    {
        using PnlScript script = Bought().Wait(1).Position(100, opening: false, mark: 50_100, realizedE8: 0, floatingE8: FloatingE8, fundingE8: 0).Wait(1).Fill(-10, 50_100, 0, 77).Wait(1);
        // The venue says 100e-8 more of what was realised than the fills make.
        for (int i = 0; i < 3; i++) script.Wait(5).Position(90, opening: false, mark: 50_100, realizedE8: 399 + 100, floatingE8: 3_593, fundingE8: 0);
        (int code, string output, string errors) = script.Mark(50_100, 50_100).Run();
        Assert.Equal(1, code);
        Assert.Contains("DIFFERS from the venue's statement", output, StringComparison.Ordinal);
        Assert.Contains("profit +0.00000100, funding 0, 1 fills since both agreed: trade 77 of -100 at 50100", output, StringComparison.Ordinal);
        Assert.Contains("stayed different", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, true)] // three figures now and three then, each off by half a unit at most
    [InlineData(4, false)]
    public void The_tolerance_is_what_the_venue_rounds_and_not_a_unit_more(long apartE8, bool agrees)
    {
        StatementCheck check = default;
        ContractTerms terms = new() { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, Contract = ContractKind.Inverse };
        PositionReport flat = new() { MarkE8 = 50_000 * Units.E8 };
        Assert.Equal(StatementVerdict.None, StatementCheck.Stated(ref check, in terms, in flat, isOpening: true, 0, 1));
        flat.RealizedE8 = apartE8;
        Assert.Equal(agrees ? StatementVerdict.Agrees : StatementVerdict.Differs, StatementCheck.Stated(ref check, in terms, in flat, isOpening: false, 0, 2));
    }

    [Fact]
    public void A_statement_older_than_a_fill_or_of_another_position_says_nothing()
    {
        StatementCheck check = default;
        ContractTerms terms = new() { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, Contract = ContractKind.Inverse };
        PositionReport stated = new() { MarkE8 = 50_000 * Units.E8 };
        StatementCheck.Stated(ref check, in terms, in stated, isOpening: true, 0, 1);
        StatementCheck.Fill(ref check, in terms, 5, terms.PriceHalfE8(100_000), 0, exchangeNs: 50 * Units.NsPerMs, nowNs: 60 * Units.NsPerMs);
        (stated.SizeLots, stated.RealizedE8) = (5, 1_000_000);
        Assert.Equal(StatementVerdict.None, StatementCheck.Stated(ref check, in terms, in stated, false, 50 * Units.NsPerMs, 70 * Units.NsPerMs));
        Assert.Equal(StatementVerdict.Differs, StatementCheck.Stated(ref check, in terms, in stated, false, 51 * Units.NsPerMs, 71 * Units.NsPerMs));
        stated.SizeLots = 4;
        Assert.Equal(StatementVerdict.None, StatementCheck.Stated(ref check, in terms, in stated, false, 99 * Units.NsPerMs, 100 * Units.NsPerMs));
        stated.SizeLots = 5;
        Assert.Equal(StatementVerdict.Differs, StatementCheck.Stated(ref check, in terms, in stated, false, 99 * Units.NsPerMs, 101 * Units.NsPerMs));
        Assert.Equal(StatementVerdict.Persists, StatementCheck.Stated(ref check, in terms, in stated, false, 99 * Units.NsPerMs, 102 * Units.NsPerMs));
        stated.RealizedE8 = 0;
        Assert.Equal(StatementVerdict.Agrees, StatementCheck.Stated(ref check, in terms, in stated, false, 99 * Units.NsPerMs, 103 * Units.NsPerMs));
        Assert.Equal(0, check.IsApart);
    }

    [Fact]
    public void A_settlement_pays_the_session_out_and_begins_another_at_its_price()
    {
        using PnlScript script = Bought().Settled(49_000).Wait(1).Settled(50_050).Wait(1).Mark(50_100, 50_100);
        JsonElement one = script.Json().GetProperty("instruments")[0], session = one.GetProperty("session");
        Assert.Equal(1000m / 50_050m - 1000m / 50_100m, session.GetProperty("floating").GetDecimal(), 18);
        Assert.Equal((50_050m, 0m), (session.GetProperty("settlementPrice").GetDecimal(), session.GetProperty("realised").GetDecimal()));
        // The account itself is not touched by it.
        Assert.Equal(1000m / 50_000m - 1000m / 50_100m, one.GetProperty("total").GetDecimal() - one.GetProperty("funding").GetDecimal(), 18);
        Assert.Equal(0m, one.GetProperty("residual").GetDecimal());
    }

    [Fact]
    public void A_balance_that_moves_without_a_fee_is_a_difference_and_one_unit_counts()
    {
        using PnlScript script = Bought(feeE8: 30).Balance(99_999_970).Wait(1).Fill(1, 50_000, 7, 2).Wait(1).Balance(99_999_963).Wait(1);
        (int code, string output, _) = script.Mark(50_000, 50_000).Run();
        Assert.True(code == 0, output);
        using PnlScript other = Bought(feeE8: 30).Balance(99_999_970).Wait(1).Fill(1, 50_000, 7, 2).Wait(1);
        for (int i = 0; i < 4; i++) other.Wait(2).Balance(99_999_962);
        (code, output, _) = other.Mark(50_000, 50_000).Run();
        Assert.Equal(1, code);
        Assert.Contains("the balance is -0.00000001 away from the fees that were told", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_001_269, false)]
    [InlineData(100_001_270, true)] // the control: what is paid after the settlement is compared again
    public void Statements_of_before_a_settlement_that_come_after_its_news_begin_no_session(long laterE8, bool isRaised)
    {
        const long settledNs = 1_790_000_000 * Units.NsPerSecond;
        StatementWatch watch = Watch();
        PositionReport before = new() { MarkE8 = 50_000 * Units.E8, RealizedE8 = 1_269 }, after = new() { MarkE8 = 50_000 * Units.E8 };
        long nowNs = settledNs - Units.NsPerSecond;
        Position(before, nowNs, EventFlags.Snapshot);
        Balance(100_000_000);
        nowNs = settledNs + 5 * Units.NsPerMs;
        Tell(new Event { Kind = EventKind.InstrumentState, ExchangeNs = settledNs, State = new StateChange { Trading = TradingState.Settlement } });
        // These were on their way on another connection.
        Balance(100_000_000);
        Position(before, settledNs - Units.NsPerMs);
        Balance(100_000_000);
        Position(after, settledNs + 2 * Units.NsPerMs);
        Balance(100_001_269);
        StatementChange last = StatementChange.None;
        for (int i = 0; i < 4 && last == StatementChange.None; i++)
        {
            nowNs += 2 * Units.NsPerSecond;
            Position(after, nowNs);
            last = Balance(laterE8);
        }
        Assert.Equal(isRaised ? StatementChange.Raised : StatementChange.None, last);

        StatementChange Tell(Event e) => watch.Apply(in e, nowNs);

        void Position(PositionReport stated, long exchangeNs, EventFlags flags = EventFlags.None) =>
            Assert.Equal(StatementChange.None, Tell(new Event { Kind = EventKind.Position, Flags = flags, ExchangeNs = exchangeNs, Position = stated }));

        StatementChange Balance(long balanceE8) =>
            Tell(new Event { Kind = EventKind.Account, Detail = (uint)TextHash.Of("BTC"u8), InstrumentIndex = Units.NoInstrument, Account = new AccountReport { BalanceE8 = balanceE8 } });
    }

    [Fact]
    public void Around_eight_o_clock_nothing_is_compared()
    {
        const long day = 86_400 * Units.NsPerSecond, eight = 20_000 * day + 8 * 3600 * Units.NsPerSecond;
        Assert.Equal(
            [false, true, true, true, false],
            Array.ConvertAll((long[])[-10 * Units.NsPerSecond - 1, -10 * Units.NsPerSecond, 0, 120 * Units.NsPerSecond - 1, 120 * Units.NsPerSecond], static after => SettlementTime.IsNear(eight + after)));
    }

    [Fact]
    public void The_watch_raises_once_says_which_fills_and_clears_when_both_agree_again()
    {
        StatementWatch watch = Watch();
        Assert.Equal(StatementChange.None, Say(0, 0, EventFlags.Snapshot));
        Event e = new() { Kind = EventKind.Fill, Fill = new Fill { PriceTicks = 100_000, SizeLots = 2, TradeId = 5, FeeE8 = 3 } };
        watch.Apply(in e, 2);
        Assert.Equal(StatementChange.None, Say(2, 50));
        Assert.Equal(StatementChange.None, Say(2, 50));
        Assert.Equal((StatementChange.Raised, true, 50), (Say(2, 50), watch.IsApart, watch.ApartE8));
        Assert.Equal(StatementChange.None, Say(2, 50));
        Assert.Equal("BTC-PERPETUAL: profit +0.00000050 and funding 0 of the venue's are not ours, 1 fills since both agreed: trade 5 of 20 at 50000", watch.Text());
        Assert.Equal((StatementChange.Cleared, false, ""), (Say(2, 0), watch.IsApart, watch.Text()));

        StatementChange Say(long lots, long realizedE8, EventFlags flags = EventFlags.None)
        {
            Event stated = new() { Kind = EventKind.Position, Flags = flags, Position = new PositionReport { SizeLots = lots, MarkE8 = 50_000 * Units.E8, RealizedE8 = realizedE8 } };
            return watch.Apply(in stated, 1_790_000_000 * Units.NsPerSecond);
        }
    }

    private static StatementWatch Watch()
    {
        StatementWatch watch = new(1);
        Event e = new() { Kind = EventKind.InstrumentNamed };
        "BTC-PERPETUAL"u8.CopyTo(e.Named.Name);
        watch.Apply(in e, 1);
        e = new Event { Kind = EventKind.InstrumentDefined, Defined = new InstrumentDefined { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, Contract = ContractKind.Inverse } };
        watch.Apply(in e, 1);
        return watch;
    }

    private static PnlScript Bought(long feeE8 = 0) =>
        new PnlScript().Mark(50_000, 50_000).Position(0, mark: 50_000, realizedE8: 0, floatingE8: 0, fundingE8: 0).Wait(1).Fill(100, 50_000, feeE8, 1);
}
