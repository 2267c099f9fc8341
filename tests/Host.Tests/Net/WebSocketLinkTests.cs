using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class WebSocketLinkTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    public void A_message_goes_and_comes_over_TLS_with_an_independent_server()
    {
        using TestServer server = new(_authority.Issue(), static peer =>
        {
            peer.Upgrade();
            using WebSocket socket = WebSocket.CreateFromStream(peer.Stream, new WebSocketCreationOptions { IsServer = true });
            byte[] bytes = new byte[200_000];
            while (true)
            {
                WebSocketReceiveResult got = socket.ReceiveAsync(bytes, CancellationToken.None).GetAwaiter().GetResult();
                if (got.MessageType == WebSocketMessageType.Close) return;
                socket.SendAsync(bytes.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.StartsWith("sha256/", link.PeerKeyHash, StringComparison.Ordinal);
        foreach (int length in new[] { 0, 1, 125, 126, 4096, 65_000 })
        {
            string text = new('m', length);
            Assert.True(link.TrySend(Encoding.ASCII.GetBytes(text)));
            Assert.Equal(text, LinkBench.Next(link));
        }
    }

    [Fact]
    public void What_comes_with_the_answer_to_the_upgrade_is_not_lost()
    {
        using TestServer server = new(null, static peer =>
        {
            peer.Upgrade(Frames.Join(Frames.Text("early"), Frames.Text("la")[..1]));
            peer.Send(Frames.Text("la")[1..]);
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, null));
        Assert.Equal("early", LinkBench.Next(link));
        Assert.Equal("la", LinkBench.Next(link));
    }

    [Fact]
    public void A21_A_ping_is_answered_with_its_payload_also_inside_a_message()
    {
        BlockingCollection<(int, string)> answers = [];
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade();
            peer.Send(Frames.Of(9, "one"u8), Frames.Text("a", final: false), Frames.Of(9, "two"u8), Frames.Of(0, "b"u8));
            for (int i = 0; i < 2; i++) answers.Add(peer.Read() is var (opcode, payload) ? (opcode, Encoding.ASCII.GetString(payload)) : default);
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal("ab", LinkBench.Next(link));
        Assert.Equal((10, "one"), answers.Take());
        Assert.Equal((10, "two"), answers.Take());
    }

    [Fact]
    public void A21_A_close_frame_is_answered_and_its_words_are_shown_without_control_characters()
    {
        BlockingCollection<(int, byte[])> answers = [];
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade();
            peer.Send(Frames.Text("last"), Frames.Close(4000, "see\x1b you"));
            answers.Add(peer.Read());
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal(["last"], LinkBench.All(link));
        Assert.Equal((LinkEnd.Peer, LinkFault.ClosedByPeer, "the venue closed with code 4000: 'see. you'"), (link.End, link.Fault, link.EndText));
        Assert.Equal([4000 >> 8, 4000 & 255], answers.Take().Item2);
    }

    [Fact]
    public void A21_A_violation_is_answered_with_its_code_and_ends_the_link()
    {
        BlockingCollection<(int Opcode, byte[] Payload)> answers = [];
        using TestServer server = new(null, peer =>
        {
            peer.Upgrade();
            peer.Send(Frames.Text("good"), Frames.Of(2, "bad"u8), Frames.Text("too late"));
            answers.Add(peer.Read());
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, null));
        Assert.Equal(["good"], LinkBench.All(link));
        Assert.Equal((LinkEnd.Protocol, LinkFault.Protocol), (link.End, link.Fault));
        Assert.Equal([1003 >> 8, 1003 & 255], answers.Take().Payload);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void A17_A_message_of_64_MiB_ends_the_link_with_1009_and_is_not_kept(bool inParts)
    {
        byte[] part = new byte[1 << 20];
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade(Frames.Text("before"));
            for (int i = 0; i < 64; i++)
            {
                if (inParts) peer.Send(Frames.Of(i == 0 ? 1 : 0, part, final: i == 63));
                else peer.Send(i == 0 ? Frames.Of(1, part, claimedBytes: 64 << 20) : part);
            }
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal(["before"], LinkBench.All(link));
        Assert.Equal(LinkEnd.Protocol, link.End);
        Assert.Contains("1009", link.EndText, StringComparison.Ordinal);
        Assert.InRange(link.BlocksMade * 64, 0, 5 * 1024); // KiB: the limit on what waits, and one block
    }

    [Fact]
    public void What_is_not_polled_stays_with_the_venue_and_comes_in_order_later()
    {
        int sent = 0;
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade();
            byte[] frame = Frames.Text(new string('f', 10_000));
            for (; sent < 3000; sent++) peer.Send(frame);
            peer.Send(Frames.Close(1000));
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority) with { MaxMessageBytes = 20_000, MaxWaitingBytes = 200_000 });
        int seen = -1;
        Assert.True(LinkBench.Until(() => seen == (seen = Volatile.Read(ref sent)) && Sleep(200) && seen == Volatile.Read(ref sent)), "the server never had to wait");
        Assert.InRange(seen, 1, 2999);
        Assert.InRange(link.BlocksMade, 1, 6);
        Assert.Equal(3000, LinkBench.All(link).Count);
        Assert.Equal(LinkEnd.Peer, link.End);
    }

    [Fact]
    public void B1_A_FIN_ends_the_link_after_what_came_before_it()
    {
        using TestServer server = new(_authority.Issue(), static peer => peer.Upgrade(Frames.Join(Frames.Text("a"), Frames.Text("b"))));
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal(["a", "b"], LinkBench.All(link));
        Assert.Equal((LinkEnd.Peer, LinkFault.Cut), (link.End, link.Fault));
    }

    [Fact]
    public void B2_A_reset_in_the_middle_of_a_message_breaks_the_link_and_drops_the_piece()
    {
        using ManualResetEventSlim seen = new();
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade(Frames.Join(Frames.Text("whole"), Frames.Text("torn apart")[..6]));
            seen.Wait();
            peer.Reset();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal("whole", LinkBench.Next(link));
        seen.Set();
        Assert.Empty(LinkBench.All(link));
        Assert.Equal(LinkEnd.Broken, link.End);
        Assert.Contains("reset", link.EndText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void B10_A_connection_cut_in_the_middle_of_a_frame_or_record_is_broken_and_the_piece_is_not_given(bool insideRecord)
    {
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade(Frames.Join(Frames.Text("whole"), Frames.Text("{\"price\":12345}")[..9]));
            // The start of an encrypted record of 256 bytes that never comes.
            if (insideRecord) peer.Socket.Send([23, 3, 3, 1, 0, 1, 2, 3]);
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal(["whole"], LinkBench.All(link));
        Assert.Equal((LinkEnd.Broken, LinkFault.Cut), (link.End, link.Fault));
    }

    [Fact]
    public void B6_A_venue_that_stops_reading_ends_the_link_within_the_send_limit()
    {
        using ManualResetEventSlim over = new();
        BlockingCollection<bool> resets = [];
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade();
            over.Wait();
            resets.Add(LinkBench.Until(() => peer.Socket.Poll(0, SelectMode.SelectError)));
        }, receiveBufferBytes: 4096);
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority) with { SendBufferBytes = 8192 });
        byte[] order = new byte[500];
        long longestMs = 0;
        bool sent = true;
        for (int i = 0; sent && i < 10_000; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            sent = link.TrySend(order);
            longestMs = Math.Max(longestMs, watch.ElapsedMilliseconds);
        }
        Assert.False(sent);
        Assert.Equal((LinkEnd.Stalled, LinkFault.Stalled, LinkState.Ended), (link.End, link.Fault, link.State));
        Assert.InRange(longestMs, 200, 1500);
        over.Set();
        Assert.True(resets.Take()); // a FIN would stand behind the orders that the venue did not take
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void B26_Bytes_that_come_in_tiny_slices_give_the_same_messages(int sliceBytes)
    {
        List<string> expected = Enumerable.Range(0, 40).Select(static i => new string((char)('a' + i % 26), i * 7)).ToList();
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade();
            byte[] stream = Frames.Join(expected.Select(static (text, i) => i % 3 == 0
                ? Frames.Join(Frames.Text(text[..(text.Length / 2)], final: false), Frames.Of(10, []), Frames.Of(0, Encoding.ASCII.GetBytes(text[(text.Length / 2)..])))
                : Frames.Text(text)).ToArray());
            foreach (byte[] slice in stream.Chunk(sliceBytes)) peer.Send(slice);
            peer.Send(Frames.Close(1000));
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal(expected, LinkBench.All(link));
    }

    [Fact]
    public void Close_is_seen_by_the_venue_at_once()
    {
        using ManualResetEventSlim open = new(), ended = new();
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.Upgrade(Frames.Text("x"));
            open.Set();
            peer.WaitForEnd();
            ended.Set();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        open.Wait();
        Stopwatch watch = Stopwatch.StartNew();
        link.Close();
        Assert.InRange(watch.ElapsedMilliseconds, 0, 500);
        Assert.True(ended.Wait(2000));
        Assert.Equal((LinkState.Closed, LinkEnd.Ours), (link.State, link.End));
        Assert.False(link.TrySend("x"u8));
        Assert.False(link.TryReceive(out _, out _));
    }

    public void Dispose() => _authority.Dispose();

    private static bool Sleep(int ms)
    {
        Thread.Sleep(ms);
        return true;
    }
}
