using System;
using System.Numerics;
using System.Text.Json;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Rpc.Access;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class CreditTests
{
    [Fact]
    public void A_bucket_agrees_with_exact_fractions()
    {
        ulong seed = (ulong)Environment.TickCount64;
        SplitMix random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            long capacity = random.Between(1, 100_000);
            long rate = random.Between(1, 20_000);
            Bucket bucket = new(capacity, rate, 0);
            BigInteger level = (BigInteger)capacity * 1_000_000;
            long now = 0;
            for (int step = 0; step < 200; step++)
            {
                long wait = random.Below(random.Chance(0.1) ? 100_000_000 : 200_000);
                now += wait;
                level = BigInteger.Min((BigInteger)capacity * 1_000_000, level + ((BigInteger)wait * rate));
                long cost = random.Between(1, Math.Max(1, capacity / 4));
                bool expected = level >= (BigInteger)cost * 1_000_000;
                if (expected) level -= (BigInteger)cost * 1_000_000;
                Assert.True(expected == bucket.TryTake(cost, now), $"seed {seed}, round {round}, step {step}");
            }
        }
    }

    [Theory]
    [InlineData("public/get_time", "{}", 100, 50_000)]
    [InlineData("public/subscribe", """{"channels":["platform_state"]}""", 10, 300_000)]
    [InlineData("public/get_instruments", """{"currency":"BTC"}""", 5, 10_000_000)]
    [InlineData("private/get_transaction_log", """{"currency":"BTC"}""", 8, 1_000_000)]
    [InlineData("private/cancel_all_by_instrument", """{"instrument_name":"BTC-PERPETUAL"}""", 20, 200_000)]
    [InlineData("private/cancel_all", "{}", 250, 5_000)]
    [InlineData("private/cancel_by_label", """{"label":"a"}""", 250, 5_000)]
    [InlineData("private/cancel_by_label", """{"label":"a","currency":"BTC"}""", 20, 200_000)]
    public void Each_pool_gives_its_burst_and_then_its_rate(string method, string parameters, int burst, long everyUs)
    {
        Desk desk = new(o => o.RateLimitEndsSession = false);
        Client client = desk.Enter();
        desk.Venue.Options.RateLimits = true;
        for (int i = 0; i < burst; i++) client.Ok(method, parameters);
        Assert.Equal(10028, client.Fails(method, parameters));
        desk.Venue.AdvanceTo(desk.Venue.NowUs + everyUs - 1);
        Assert.Equal(10028, client.Fails(method, parameters));
        desk.Venue.AdvanceTo(desk.Venue.NowUs + 1);
        client.Ok(method, parameters);
        Assert.Equal(10028, client.Fails(method, parameters));
    }

    [Fact]
    public void B18_Too_many_requests_end_the_session_and_cancel_the_orders()
    {
        Desk desk = new();
        Client client = desk.Enter();
        Client watcher = desk.Enter("BOB");
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        client.Place("buy", 10, 49_000);
        desk.Venue.Options.RateLimits = true;
        for (int i = 0; i < 20; i++) client.Fails("private/cancel", """{"order_id":"1"}""");
        Assert.Equal(10028, client.Fails("private/cancel", """{"order_id":"1"}"""));
        Assert.False(client.Connection.IsOpen);
        Assert.Empty(desk.Venue.Engine.Accounts[0].OpenOrders);
        watcher.Ok("private/get_positions", "{}");
    }

    [Fact]
    public void B18_The_tier_can_change_while_it_runs()
    {
        Desk desk = new(o => { o.RateLimitEndsSession = false; o.Tier = 1; });
        Client client = desk.Enter();
        Assert.Equal((100, 30), Limits(client));
        desk.Venue.Options.RateLimits = true;
        for (int i = 0; i < 100; i++) client.Ok("private/cancel_by_label", """{"label":"x","currency":"BTC"}""");
        Assert.Equal(10028, client.Fails("private/cancel_by_label", """{"label":"x","currency":"BTC"}"""));
        desk.Pass(30);
        desk.Venue.SetTier("ann", 4);
        Assert.Equal((20, 5), Limits(client));
        for (int i = 0; i < 20; i++) client.Ok("private/cancel_by_label", """{"label":"x","currency":"BTC"}""");
        Assert.Equal(10028, client.Fails("private/cancel_by_label", """{"label":"x","currency":"BTC"}"""));
    }

    [Fact]
    public void Connections_of_an_account_share_its_credits_and_strangers_share_their_address()
    {
        Desk desk = new(o => { o.RateLimitEndsSession = false; o.UnauthenticatedBurst = 5; });
        Client one = desk.Enter();
        Client two = desk.Enter();
        desk.Venue.Options.RateLimits = true;
        for (int i = 0; i < 100; i++) (i % 2 == 0 ? one : two).Ok("public/get_time");
        Assert.Equal(10028, two.Fails("public/get_time"));
        Client stranger = desk.Connect();
        Client other = desk.Connect();
        for (int i = 0; i < 5; i++) (i % 2 == 0 ? stranger : other).Ok("public/get_time");
        Assert.Equal(10028, other.Fails("public/get_time"));
        desk.Connect("10.0.0.9").Ok("public/get_time");
    }

    private static (int Burst, int Rate) Limits(Client client)
    {
        JsonElement total = client.Ok("private/get_account_summary", """{"currency":"BTC"}""").GetProperty("limits").GetProperty("matching_engine").GetProperty("trading").GetProperty("total");
        return (total.GetProperty("burst").GetInt32(), total.GetProperty("rate").GetInt32());
    }
}
