using System;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Native;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class LinkStampTests
{
    // Counts the reads: the reader thread takes the time once for each.
    private int _reads;

    [Fact]
    public void A_message_of_10_KB_that_comes_byte_by_byte_is_received_and_so_is_the_next_one()
    {
        string text = new('s', 10_000);
        using TestServer server = new(null, peer =>
        {
            peer.Upgrade();
            foreach (byte one in Frames.Text(text)) SendAlone(peer, one);
            peer.Send(Frames.Text("next"));
            peer.WaitForEnd();
        });
        using WebSocketLink link = Opened(server);
        Assert.Equal(text, LinkBench.Next(link));
        Assert.Equal("next", LinkBench.Next(link));
    }

    [Fact]
    public void A_message_that_comes_byte_by_byte_while_nobody_polls_is_received_later()
    {
        string text = new('s', 6_000);
        using ManualResetEventSlim sent = new();
        using TestServer server = new(null, peer =>
        {
            peer.Upgrade();
            foreach (byte one in Frames.Text(text)) SendAlone(peer, one);
            sent.Set();
            peer.WaitForEnd();
        });
        using WebSocketLink link = Opened(server);
        sent.Wait(LinkBench.PatienceMs);
        Assert.Equal(text, LinkBench.Next(link));
    }

    [Fact]
    public void A21_After_5000_pings_a_message_is_still_received()
    {
        using TestServer server = new(null, static peer =>
        {
            peer.Upgrade();
            for (int i = 0; i < 5000; i++)
            {
                peer.Send(Frames.Of(9, "p"u8));
                peer.Read();
            }
            peer.Send(Frames.Text("after"));
            peer.WaitForEnd();
        });
        using WebSocketLink link = Opened(server);
        Assert.Equal("after", LinkBench.Next(link));
    }

    [Fact]
    public void A_stamp_without_room_is_left_out_and_the_next_one_covers_its_bytes()
    {
        ReceiveStamps stamps = new(4);
        for (int i = 1; i <= 6; i++) stamps.Add(i * 10, i);
        Assert.Equal(2, stamps.At(15));
        Assert.Equal(4, stamps.At(55));
        stamps.Add(70, 7);
        Assert.Equal(7, stamps.At(55));
        Assert.Equal(7, stamps.At(70));
    }

    private WebSocketLink Opened(TestServer server)
    {
        WebSocketLink link = new(LinkBench.Options(server, null), Clock);
        link.Open();
        Assert.True(LinkBench.Until(() => link.State == LinkState.Open));
        return link;
    }

    // The next byte follows when this one was read, so each is a read of its own; a reader that stops is waited for no longer than a test may last.
    private void SendAlone(TestPeer peer, byte one)
    {
        int before = Volatile.Read(ref _reads);
        peer.Stream.WriteByte(one);
        SpinWait wait = default;
        for (long endMs = Environment.TickCount64 + 500; Volatile.Read(ref _reads) == before && Environment.TickCount64 < endMs;) wait.SpinOnce(-1);
    }

    private long Clock()
    {
        Interlocked.Increment(ref _reads);
        return LibcClock.RealtimeNs();
    }
}
