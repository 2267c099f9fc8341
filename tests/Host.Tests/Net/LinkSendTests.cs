using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class LinkSendTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData(false), InlineData(true)]
    public void B6_A_venue_that_reads_a_little_all_the_time_ends_the_link_within_the_send_limit(bool isTls)
    {
        using TestServer server = new(isTls ? _authority.Issue() : null, peer =>
        {
            peer.Upgrade();
            byte[] some = new byte[128 * 1024];
            while (peer.Socket.Receive(some) > 0) Thread.Sleep(60);
        }, receiveBufferBytes: 64 * 1024);
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, isTls ? _authority : null) with { MaxSendBytes = 16 << 20 });
        byte[] large = new byte[16 << 20];
        Stopwatch watch = Stopwatch.StartNew();
        Assert.False(link.TrySend(large));
        Assert.InRange(watch.ElapsedMilliseconds, 200, 1500);
        Assert.Equal((LinkEnd.Stalled, LinkFault.Stalled), (link.End, link.Fault));
    }

    [Theory]
    [InlineData(SocketError.TimedOut, LinkEnd.Stalled)]
    [InlineData(SocketError.HostUnreachable, LinkEnd.Stalled)]
    [InlineData(SocketError.NetworkUnreachable, LinkEnd.Stalled)]
    [InlineData(SocketError.ConnectionReset, LinkEnd.Broken)]
    public void B3_A_link_that_the_kernel_gives_up_is_one_of_which_the_venue_may_not_know(SocketError error, LinkEnd end) =>
        Assert.Equal(end, LinkConnection.EndOf(new IOException("broken", new SocketException((int)error))));

    [Fact]
    public void B6_Orders_that_the_venue_did_not_take_are_void_when_we_close()
    {
        using ManualResetEventSlim closed = new();
        BlockingCollection<(bool IsReset, int Bytes)> ends = [];
        using TestServer server = new(null, peer =>
        {
            peer.Upgrade();
            closed.Wait();
            bool isReset = LinkBench.Until(() => peer.Socket.Poll(0, SelectMode.SelectError), 2000);
            ends.Add((isReset, Drain(peer.Stream)));
        }, receiveBufferBytes: 4096);
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, null));
        byte[] order = new byte[500];
        const int Orders = 100;
        for (int i = 0; i < Orders; i++) Assert.True(link.TrySend(order));
        link.Close();
        closed.Set();
        (bool reset, int bytes) = ends.Take();
        Assert.True(reset);
        Assert.InRange(bytes, 0, Orders * order.Length / 2);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void B4_The_venue_s_reason_is_told_though_a_send_failed_before_it_was_read(bool isTls)
    {
        using TestServer server = new(isTls ? _authority.Issue() : null, static peer =>
        {
            peer.Upgrade();
            peer.Send(Frames.Text("last"), Frames.Close(4001, "maintenance"));
            Thread.Sleep(50);
            peer.Reset();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, isTls ? _authority : null));
        Assert.True(LinkBench.Until(() => !link.TrySend("order"u8)));
        Assert.Equal(["last"], LinkBench.All(link));
        Assert.Equal((LinkEnd.Peer, LinkFault.ClosedByPeer, "the venue closed with code 4001: 'maintenance'"), (link.End, link.Fault, link.EndText));
    }

    [Fact]
    public void B2_A_failed_send_ends_the_link_when_nothing_more_was_said()
    {
        using TestServer server = new(null, static peer =>
        {
            peer.Upgrade();
            peer.Reset();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, null));
        Assert.True(LinkBench.Until(() => !link.TrySend("order"u8)));
        Assert.Empty(LinkBench.All(link));
        Assert.Equal((LinkState.Ended, LinkEnd.Broken, LinkFault.Cut), (link.State, link.End, link.Fault));
        Assert.False(link.TrySend("order"u8));
        link.Close();
        Assert.Equal(LinkState.Closed, link.State);
    }

    [Fact]
    public void H6_A_payload_does_not_stay_in_memory_after_it_was_sent()
    {
        using TestServer server = new(null, static peer =>
        {
            peer.Upgrade();
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, null));
        byte[] payload = Encoding.ASCII.GetBytes("{\"client_secret\":\"canary\"}");
        int frameBytes = 6 + payload.Length; // head and mask; what lies behind was never written
        Assert.True(link.TrySend(payload));
        var buffer = (byte[])typeof(WebSocketLink).GetField("_sendBuffer", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(link)!;
        Assert.Equal(-1, buffer.AsSpan(0, frameBytes).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void H6_A_payload_does_not_stay_in_the_outbox_after_it_was_sent()
    {
        byte[] secret = Encoding.ASCII.GetBytes("canary");
        FrameOutbox outbox = new(1, 64);
        outbox.Begin();
        outbox.Write(secret);
        Assert.True(outbox.Commit());
        outbox.Release();
        outbox.Begin();
        Assert.Equal(-1, outbox.GetSpan()[..secret.Length].IndexOf(secret));
        outbox.Write(secret);
        Assert.True(outbox.Commit());
        outbox.Clear();
        outbox.Begin();
        Assert.Equal(-1, outbox.GetSpan()[..secret.Length].IndexOf(secret));
    }

    public void Dispose() => _authority.Dispose();

    private static int Drain(Stream stream)
    {
        byte[] drop = new byte[4096];
        int sum = 0;
        try
        {
            while (stream.Read(drop) is var bytes and > 0) sum += bytes;
        }
        catch (IOException)
        {
            // Reset.
        }
        return sum;
    }
}
