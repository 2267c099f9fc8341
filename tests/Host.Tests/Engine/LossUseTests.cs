using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Engine;
using Xunit;

namespace Minnow.Host.Tests.Engine;

public sealed class LossUseTests
{
    private const long Coin = Units.E8;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-79_999_999, 79)]
    [InlineData(-80_000_000, 80)]
    [InlineData(-100_000_000, 100)]
    [InlineData(-250_000_000, 250)]
    [InlineData(30_000_000, 0)]
    public void The_loss_of_the_session_is_a_part_of_its_limit(long changeE8, long percent)
    {
        RiskState risk = Of(changeE8);
        Assert.Equal(0, LossUse.Percent(in risk));
        risk.Parameters.MaxSessionLossE8 = Coin;
        Assert.Equal(percent, LossUse.Percent(in risk));
    }

    [Fact]
    public void The_limit_that_is_used_most_counts_in_coin_in_usd_and_as_a_share_of_equity()
    {
        RiskState risk = Of(-Coin);
        risk.Parameters.MaxSessionLossE8 = 10 * Coin;
        Assert.Equal(10, LossUse.Percent(in risk));
        risk.Parameters.MaxDailyLossE8 = 5 * Coin;
        Assert.Equal(20, LossUse.Percent(in risk));
        risk.Parameters.MaxDrawdownE8 = 4 * Coin;
        Assert.Equal(25, LossUse.Percent(in risk));
        risk.Coins[0].EquityE8 = 9 * Coin;
        risk.Parameters.MaxDrawdownShare = 0.2;
        Assert.Equal(50, LossUse.Percent(in risk));
        risk.SessionUsdE8 = -60 * Coin;
        risk.Parameters.MaxSessionLossUsdE8 = 100 * Coin;
        Assert.Equal(60, LossUse.Percent(in risk));
        risk.PeakUsdE8 = 10 * Coin;
        risk.Parameters.MaxDrawdownUsdE8 = 100 * Coin;
        Assert.Equal(70, LossUse.Percent(in risk));
        risk.DailyUsdE8 = -81 * Coin;
        risk.Parameters.MaxDailyLossUsdE8 = 100 * Coin;
        Assert.Equal(81, LossUse.Percent(in risk));
    }

    private static RiskState Of(long changeE8)
    {
        RiskState risk = default;
        risk.SessionUsdE8 = risk.DailyUsdE8 = Units.Missing;
        risk.Coins[0].CoinHash = 1;
        risk.Coins[0].EquityE8 = Units.Missing;
        risk.Coins[0].TotalE24 = Money.FromE8(changeE8);
        return risk;
    }
}
