using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class RateLimitTests
{
    private readonly PrivateBench _bench = new();

    [Fact]
    public void Groups_without_a_currency_are_read_in_the_long_spelling()
    {
        PrivateMessage m = _bench.Read(WrittenPrivate.Summary);
        Assert.Equal((5.0, 20.0), (m.TradingRate, m.TradingBurst));
        Assert.Equal((200.0, 250.0), (m.CancelAllRate, m.CancelAllBurst));
        Assert.Equal((20.0, 100.0), (m.OtherRate, m.OtherBurst));
        Assert.Equal((10.0, 10.0), (m.MassQuoteRate, m.MassQuoteBurst));
    }

    [Fact]
    public void The_short_spelling_and_the_smaller_of_total_and_perpetuals_count()
    {
        PrivateMessage m = _bench.Read(With("""
            {"matching_engine":{"trading":{"total":{"burst":250,"rate":2e2},"perpetuals":{"rate":10,"burst":30},"options":{"rate":1,"burst":1}},"quotes":{"rate":9,"burst":9},"max_quotes":{"rate":8,"burst":16},"guaranteed_quotes":{"rate":2,"burst":2},"cancel_all":{"rate":4.5,"burst":250}}}
            """));
        Assert.Equal((10.0, 30.0), (m.TradingRate, m.TradingBurst));
        Assert.Equal((8.0, 16.0), (m.MassQuoteRate, m.MassQuoteBurst));
        Assert.Equal((4.5, 250.0), (m.CancelAllRate, m.CancelAllBurst));
    }

    [Theory]
    [InlineData("""{"limits_per_currency":true,"eth":{ME 7},"btc":{ME 11},"usdc":{ME 3}}""")]
    [InlineData("""{"limits_per_currency":{"eth":{ME 7},"btc":{ME 11},"usdc":{ME 3}}}""")]
    [InlineData("""{"matching_engine":{"usdc":{T 3},"btc":{T 11}}}""")]
    [InlineData("""{"btc":{ME 11},ME 5}""")]
    public void The_group_of_the_accounts_own_currency_counts_before_any_other(string limits)
    {
        Assert.Equal((11.0, 11.0), Trading(limits));
    }

    [Fact]
    public void If_only_other_currencies_are_named_the_smallest_counts() =>
        Assert.Equal((3.0, 3.0), Trading("""{"eth":{ME 7},"usdc":{ME 3}}"""));

    [Fact]
    public void A_limit_of_zero_or_none_at_all_is_not_said()
    {
        Assert.Equal((0.0, 0.0), Trading("""{"matching_engine":{"trading":{"total":{"rate":0,"burst":0}}}}"""));
        Assert.Equal((0.0, 0.0), Trading("{}"));
    }

    [Fact]
    public void A_limit_that_is_no_number_that_fits_is_refused() => Assert.Equal(ParseStatus.Overflow, _bench.Parse(With("""{"trading":{"rate":1e300}}""")));

    private (double Rate, double Burst) Trading(string limits)
    {
        foreach (int n in (int[])[3, 5, 7, 11])
        {
            limits = limits.Replace($"ME {n}", $"\"matching_engine\":{{T {n}}}");
            limits = limits.Replace($"T {n}", $$$"""
                "trading":{"total":{"rate":{{{n}}},"burst":{{{n}}}}}
                """.Trim());
        }

        PrivateMessage m = _bench.Read(With(limits));
        return (m.TradingRate, m.TradingBurst);
    }

    private static string With(string limits) => $$$"""{"id":1,"result":{"limits":{{{limits.Trim()}}},"equity":1,"currency":"BTC"}}""";
}
