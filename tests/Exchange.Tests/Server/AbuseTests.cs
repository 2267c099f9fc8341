using System;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Xunit;

namespace Minnow.Exchange.Tests.Server;

/// <summary>What no client may do to the server.</summary>
public sealed class AbuseTests
{
    [Fact]
    public async Task Half_a_surrogate_pair_does_not_stop_the_venue()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.OpenAsync(server);
        await client.Socket.SendAsync(Encoding.UTF8.GetBytes("""{"id":1,"method":"\ud800"}"""), WebSocketMessageType.Text, true, CancellationToken.None);
        JsonElement reply = await client.Receive();
        Assert.Equal(11050, reply.GetProperty("error").GetProperty("code").GetInt32());
        Assert.True((await client.Ask("public/test")).TryGetProperty("result", out _));
        Assert.Null(server.Failure);
    }

    [Fact]
    public async Task A_binary_message_is_closed_with_1003()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.OpenAsync(server);
        await client.Socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        while (await client.ReceiveBytes() is not null) { }
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_flood_keeps_nobody_else_waiting()
    {
        await using ExchangeServer server = await Start();
        using Client flood = await Client.OpenAsync(server);
        using Client other = await Client.OpenAsync(server);
        using CancellationTokenSource stop = new();
        Task sending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await flood.Send("public/get_instruments", """{"currency":"BTC"}""");
        });
        Task reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await flood.Receive();
        });
        for (int i = 0; i < 20; i++) Assert.True((await other.Ask("public/get_time").WaitAsync(TimeSpan.FromSeconds(5))).TryGetProperty("result", out _));
        await stop.CancelAsync();
        await sending;
        await Task.WhenAny(reading, Task.Delay(1_000));
        Assert.Null(server.Failure);
    }

    private static Task<ExchangeServer> Start()
    {
        VenueOptions venue = DemoVenue.Options();
        venue.RateLimits = false;
        return ExchangeServer.StartAsync(new ExchangeServerOptions { Port = 0, Venue = venue, Market = MarketKind.None });
    }
}
