using Minnow.Tactics.Measures;
using Xunit;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>What a fill was worth, by hand.</summary>
public sealed class LedgerTests
{
    private const long LotE8 = 10 * 100_000_000L;
    private const long TickE8 = 50_000_000;

    [Fact]
    public void A_markout_takes_the_last_mid_at_or_before_its_time()
    {
        Ledger ledger = New();
        ledger.Mid(0, 100_005);
        ledger.Fill(1_000_000, 1, 100_000, 10, 0, isMaker: true, during: null);
        ledger.Mid(1_100_000, 100_010); // exactly 0.1 s later: counts
        ledger.Mid(1_100_001, 100_020); // too late for it
        ledger.Mid(6_000_001, 99_900);  // 1 s and 5 s saw what stood before
        RunResult got = ledger.Close(60_000_000, 0, 10);
        Assert.Equal([0.5, 1.5, 1.5, -10.5], got.AdverseBps, Close);
        Assert.Equal([1, 2, 2, -10], got.MarkoutBps, Close);
        Assert.Equal(0.5, got.SpreadBps, 9);
    }

    [Fact]
    public void A_sale_is_the_mirror_of_a_purchase_and_lots_are_weights()
    {
        Ledger ledger = New();
        ledger.Mid(0, 100_000);
        ledger.Fill(0, -1, 100_000, 30, 0, isMaker: true, during: null);
        ledger.Fill(0, 1, 100_000, 10, 0, isMaker: false, during: null);
        ledger.Mid(50_000, 100_100);
        RunResult got = ledger.Close(60_000_000, 0, 10);
        Assert.Equal((-30 + 10) * 10 / 40.0, got.AdverseBps[Ledger.FiveSeconds], 9);
        Assert.Equal((0.75, 2, 40.0), (got.MakerShare, got.Fills, got.VolumeLots));
    }

    [Fact]
    public void Profit_is_what_the_inverse_contract_pays_less_fees()
    {
        Ledger ledger = New();
        ledger.Mid(0, 100_000);
        // 100 lots are 1,000 USD: bought at 50,000, worth something at 55,000.
        ledger.Fill(0, 1, 100_000, 100, 200_000, isMaker: true, during: null);
        ledger.Mid(1, 110_000);
        RunResult got = ledger.Close(60_000_000, 0, 100);
        Assert.Equal((1_000 / 50_000.0) - (1_000 / 55_000.0) - 0.002, got.PnlCoin, 12);
        Assert.Equal((0.02, 0.002, 1000.0), (got.VolumeCoin, got.FeesCoin, got.FeeBps), Near);
    }

    [Fact]
    public void Inventory_and_time_quoted_are_weighted_by_time()
    {
        Ledger ledger = New();
        ledger.Mid(0, 100_000);
        ledger.Resting(0, any: true);
        ledger.Fill(10_000_000, 1, 100_000, 20, 0, isMaker: true, during: null);
        ledger.Resting(15_000_000, any: false);
        ledger.Fill(20_000_000, -1, 100_000, 20, 0, isMaker: true, during: null);
        RunResult got = ledger.Close(40_000_000, 0, 10);
        // 2 orders held for a quarter of the time.
        Assert.Equal(1, got.InventoryRmsOrders, 9);
        Assert.Equal(15, got.QuotedSeconds, 9);
    }

    private static Ledger New()
    {
        Ledger ledger = new(LotE8, TickE8, isInverse: true);
        ledger.Start(0);
        return ledger;
    }

    private static bool Close(double a, double b) => System.Math.Abs(a - b) < 1e-9;

    private static bool Near((double, double, double) a, (double, double, double) b) => Close(a.Item1, b.Item1) && Close(a.Item2, b.Item2) && Close(a.Item3, b.Item3);
}
