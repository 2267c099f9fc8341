using System;
using System.Diagnostics;
using System.Text;
using Minnow.Exchange.Rpc;
using Minnow.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Exchange.Tests.Rpc;

/// <summary>A venue that is slow makes the simulator slow: the bound is far above what is measured, and far below what a quadratic slip would cost. Processor time, because other work may share the machine.</summary>
[Collection(Alone.Name)]
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void An_order_with_its_reply_and_notifications_takes_microseconds()
    {
        const int Rounds = 20_000;
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("private/subscribe", """{"channels":["user.changes.any.any.raw","book.BTC-PERPETUAL.raw"]}""");
        Connection connection = client.Connection;
        byte[] buy = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":3,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":100,"type":"limit","price":49900.5,"post_only":true,"label":"mm1-000017"}}""");
        byte[] cancel = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":4,"method":"private/cancel_all_by_instrument","params":{"instrument_name":"BTC-PERPETUAL"}}""");
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < Rounds; i++)
        {
            desk.Venue.AdvanceTo(desk.Venue.NowUs + 1000);
            desk.Venue.Receive(connection, buy);
            desk.Venue.Receive(connection, cancel);
            while (connection.TryTake(out _))
            {
            }
        }

        double us = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / (2 * Rounds);
        output.WriteLine(FormattableString.Invariant($"{us:0.0} µs of processor time a request"));
        Assert.InRange(us, 0, 400);
    }
}
