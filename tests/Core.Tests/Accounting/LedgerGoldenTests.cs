using System;
using System.Text.Json;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Tests.Signals;
using Xunit;

namespace Minnow.Core.Tests.Accounting;

/// <summary>Profit, ledger and funding of the golden files.</summary>
public sealed class LedgerGoldenTests
{
    [Fact]
    public void A_closed_trade_earns_the_golden_amount_and_not_that_of_a_linear_contract()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("inverse_pnl.json", "closed_trade"))
        {
            ContractTerms terms = Inverse(item.Number("contract_usd"));
            long lots = Lots(item.Inputs);
            PositionLedger ledger = default;
            PositionLedger.Trade(ref ledger, in terms, lots, Half(item.Number("entry")));
            item.Near("entry_value_btc", Coins(terms.NotionalE24(lots, Half(item.Number("entry")))));
            item.Near("exit_value_btc", Coins(terms.NotionalE24(lots, Half(item.Number("exit")))));
            item.Near("pnl_btc", Coins(ledger.UnrealisedE24(in terms, Half(item.Number("exit")))));
            PositionLedger.Trade(ref ledger, in terms, -lots, Half(item.Number("exit")));
            item.Near("pnl_btc", Coins(ledger.RealisedE24));
            item.Near("pnl_usd_at_exit", Money.ToUsdE8(ledger.RealisedE24, Half(item.Number("exit")) / 2) * 1e-8 + RestOfUsd(ledger.RealisedE24, item.Number("exit")));
            Assert.Equal((0L, (Int128)0), (ledger.PositionLots, ledger.CostE24));
            cases++;
        }
        Assert.Equal(6, cases);
    }

    [Fact]
    public void The_ledger_is_the_golden_one_after_each_event()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("inverse_pnl.json", "ledger"))
        {
            ContractTerms terms = Inverse(item.Number("contract_usd"));
            PositionLedger ledger = default;
            JsonElement states = item.Expected.GetProperty("after_each_event");
            int at = 0;
            foreach (JsonElement e in item.Inputs.GetProperty("events").EnumerateArray())
            {
                if (e.GetProperty("type").GetString() == "fill")
                {
                    long lots = Lots(e), price = Half(e.GetProperty("price").GetDouble());
                    Int128 fee = Money.DivideRound(terms.NotionalE24(lots, price) * RateE8(e.GetProperty("fee_rate").GetDouble()), Units.E8);
                    PositionLedger.Fill(ref ledger, in terms, lots, price, fee);
                }
                else
                {
                    long nowNs = ledger.Funding.AccruedNs == 0 ? 1 : ledger.Funding.AccruedNs;
                    FundingAccrual.Accrue(ref ledger.Funding, in terms, 0, nowNs);
                    FundingAccrual.Marked(ref ledger.Funding, Half(e.GetProperty("price").GetDouble()), nowNs);
                    FundingAccrual.Rated(ref ledger.Funding, (long)Math.Round(e.GetProperty("rate").GetDouble() * 1e12), nowNs);
                    long forNs = (long)Math.Round(e.GetProperty("time_fraction").GetDouble() * 28_800e9);
                    FundingAccrual.Accrue(ref ledger.Funding, in terms, ledger.PositionLots, nowNs + forNs);
                }
                JsonElement want = states[at++];
                long mark = Half(e.GetProperty("mark").GetDouble());
                item.Near(want.GetProperty("position_contracts"), ledger.PositionLots, "position_contracts");
                item.Near(want.GetProperty("avg_entry"), terms.PriceOf(ledger.PositionLots, ledger.CostE24), "avg_entry");
                item.Near(want.GetProperty("realised_btc"), Coins(ledger.RealisedE24), "realised_btc");
                item.Near(want.GetProperty("unrealised_btc"), Coins(ledger.UnrealisedE24(in terms, mark)), "unrealised_btc");
                item.Near(want.GetProperty("fees_paid_btc"), Coins(ledger.FeesE24), "fees_paid_btc");
                item.Near(want.GetProperty("funding_received_btc"), Coins(ledger.Funding.ReceivedE24), "funding_received_btc");
                item.Near(want.GetProperty("equity_change_btc"), Coins(ledger.TotalE24(in terms, mark)), "equity_change_btc");
            }
            cases++;
        }
        Assert.Equal(4, cases);
    }

    [Fact]
    public void Funding_is_the_golden_one_whole_and_in_steps()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("funding.json", "deribit"))
        {
            ContractTerms terms = Inverse(1);
            long lots = (long)item.Number("position_usd"), forNs = (long)(item.Number("seconds") * 1e9);
            long rateE12 = (long)Math.Round(item.Expected.GetProperty("rate_8h").GetDouble() * 1e12);
            FundingAccrual whole = At(item.Number("mark"), rateE12), steps = whole;
            FundingAccrual.Accrue(ref whole, in terms, lots, 1 + forNs);
            for (long now = 1; now <= forNs; now += 7_654_321) FundingAccrual.Accrue(ref steps, in terms, lots, now);
            FundingAccrual.Accrue(ref steps, in terms, lots, 1 + forNs);
            item.Near("received_btc", Coins(whole.ReceivedE24));
            Assert.Equal((whole.ReceivedE24, whole.CarriedParts), (steps.ReceivedE24, steps.CarriedParts));
            cases++;
        }
        Assert.True(cases >= 4, $"{cases} cases");
    }

    [Fact]
    public void A_position_profit_is_the_venues_own_example()
    {
        // docs of the venue: long 185,160 USD, average 15,000, settlement 16,025.83, mark 17,391.
        ContractTerms terms = Inverse(10);
        PositionLedger since = default, session = default;
        PositionLedger.Trade(ref since, in terms, 18_516, Half(15_000));
        PositionLedger.Trade(ref session, in terms, 18_516, Half(16_025.83));
        Assert.Equal(169_711_368, Money.ToE8(since.UnrealisedE24(in terms, Half(17_391))));
        Assert.Equal(90_696_144, Money.ToE8(session.UnrealisedE24(in terms, Half(17_391))));
        Assert.Equal(1_064_688_632, Money.ToE8(terms.NotionalE24(18_516, Half(17_391))));
    }

    [Fact]
    public void Time_on_a_stale_rate_is_counted()
    {
        ContractTerms terms = Inverse(10);
        FundingAccrual funding = At(60_000, 250_000_000);
        FundingAccrual.Accrue(ref funding, in terms, 5, 1 + 90 * Units.NsPerSecond);
        Assert.Equal(30 * Units.NsPerSecond, funding.StaleNs);
        FundingAccrual.Accrue(ref funding, in terms, 5, 1);
        Assert.Equal(1 + 90 * Units.NsPerSecond, funding.AccruedNs);
    }

    internal static ContractTerms Inverse(double contractUsd) => new() { TickE8 = Units.E8 / 2, LotE8 = (long)(contractUsd * Units.E8), Contract = ContractKind.Inverse };

    internal static long Half(double price) => 2 * (long)Math.Round(price * 1e8);

    internal static double Coins(Int128 e24) => (double)e24 * 1e-24;

    internal static long RateE8(double rate) => (long)Math.Round(rate * 1e8);

    internal static long Lots(JsonElement item) => (long)item.GetProperty("contracts").GetDouble() * (item.GetProperty("side").GetString() == "buy" ? 1 : -1);

    // The USD view is a whole number of 1e-8; the golden number has more digits.
    private static double RestOfUsd(Int128 e24, double price) => Coins(e24) * price - Math.Round(Coins(e24) * price, 8);

    private static FundingAccrual At(double mark, long rateE12)
    {
        FundingAccrual funding = new() { AccruedNs = 1 };
        FundingAccrual.Marked(ref funding, Half(mark), 1);
        FundingAccrual.Rated(ref funding, rateE12, 1);
        return funding;
    }
}
