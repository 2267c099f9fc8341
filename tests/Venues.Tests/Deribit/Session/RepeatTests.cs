using System;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class RepeatTests
{
    [Fact]
    public void Equal_inputs_and_seed_give_equal_bytes_and_events()
    {
        (string sent, byte[] events) = Play(seed: 5);
        (string again, byte[] eventsAgain) = Play(seed: 5);
        Assert.Equal(sent, again);
        Assert.Equal(events, eventsAgain);
        Assert.NotEqual(sent, Play(seed: 6).Sent);
    }

    [Fact]
    public void Placing_changing_and_cancelling_allocates_nothing()
    {
        using OrderBench bench = new(o => o with { PositionPollMs = 3_600_000 });
        bench.Ready();
        using EventBatch batch = new(4096);
        byte[][] answers = Answers();
        long bytes = 0;
        long now = bench.Rig.NowNs;
        for (int round = 0; round < 30; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            now = Cycle(bench.Session, batch, answers, now, round + 1);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(30, bench.Session.Counters.Cancels);
        Assert.Equal(0, bench.Session.Counters.UnknownReplies);
        Assert.Equal(0, bytes);
    }

    // Answers are patched in place: request id in 12 digits, label's order id in 4.
    private static byte[][] Answers()
    {
        string row(string state) =>
            $"{{\"order_id\":\"70000000001\",\"order_state\":\"{state}\",\"order_type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":\"BTC-PERPETUAL\",\"direction\":\"buy\",\"price\":60000.0," +
            $"\"amount\":10.0,\"filled_amount\":0.0,\"label\":\"mn{OrderBench.Epoch:x12}-1111\",\"post_only\":true,\"reduce_only\":false,\"mmp\":false,\"last_update_timestamp\":1790000100000}}";
        string reply(string result) => $"{{\"jsonrpc\":\"2.0\",\"id\":100000000000,\"result\":{result},\"usIn\":0,\"usOut\":0,\"usDiff\":0,\"testnet\":false}}";
        return
        [
            Encoding.UTF8.GetBytes(reply($"{{\"order\":{row("open")},\"trades\":[]}}")),
            Encoding.UTF8.GetBytes(reply(row("cancelled"))),
        ];
    }

    private static long Cycle(DeribitOrderSession session, EventBatch batch, byte[][] answers, long now, int round)
    {
        OutputRecord command = new() { Kind = OutputKind.Command, Verb = CommandVerb.Place, OrderId = 1000 + round, PriceTicks = 120_000, SizeLots = 1 };
        for (int step = 0; step < 3; step++)
        {
            command.Verb = step switch { 0 => CommandVerb.Place, 1 => CommandVerb.Edit, _ => CommandVerb.Cancel };
            session.Command(command, now, batch);
            long id = 0;
            while (session.Outbox.TryPeek(out ReadOnlySpan<byte> frame))
            {
                id = IdOf(frame);
                session.Outbox.Release();
            }

            now += Units.NsPerMs;
            byte[] answer = answers[step == 2 ? 1 : 0];
            Patch(answer, id, 1000 + round);
            session.Receive(answer, now, batch);
            now += 300 * Units.NsPerMs;
            session.Tick(now, batch);
            while (session.Outbox.TryPeek(out _)) session.Outbox.Release();
        }

        return now;
    }

    private static long IdOf(ReadOnlySpan<byte> frame)
    {
        int at = frame.IndexOf("\"id\":"u8) + 5;
        long id = 0;
        for (; frame[at] is >= (byte)'0' and <= (byte)'9'; at++) id = id * 10 + frame[at] - '0';
        return id;
    }

    private static void Patch(byte[] answer, long id, int orderId)
    {
        int at = answer.AsSpan().IndexOf("\"id\":"u8) + 5;
        // JSON knows no leading zeros: the digits are followed by spaces.
        answer.AsSpan(at, 12).Fill((byte)' ');
        System.Buffers.Text.Utf8Formatter.TryFormat(id, answer.AsSpan(at, 12), out _);
        at = answer.AsSpan().IndexOf("\"label\":"u8) + 9 + 15;
        System.Buffers.Text.Utf8Formatter.TryFormat(orderId, answer.AsSpan(at, 4), out _);
    }

    private static (string Sent, byte[] Events) Play(ulong seed)
    {
        using OrderBench bench = new(o => o with { Link = o.Link with { Seed = seed }, DrillsCancelOnDisconnect = true });
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        for (int id = 1; id < 20; id++)
        {
            bench.Place(id);
            bench.Rig.Run(0.2);
            if (id % 5 == 0) bench.Rig.Drop();
            bench.Cancel(id);
        }

        bench.Rig.Run(20);
        return (bench.Rig.SentText, MemoryMarshal.AsBytes(bench.Rig.Events.ToArray().AsSpan()).ToArray());
    }
}
