using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class LinkUpgradeTests : IDisposable
{
    private const string Page = "<!DOCTYPE html><html><body>{\"jsonrpc\":\"2.0\",\"result\":\"no\"}</body></html>";
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData("301 Moved Permanently\r\nLocation: https://elsewhere.test/", LinkFault.HttpRedirect, LinkEnd.NotMade)]
    [InlineData("302 Found\r\nLocation: wss://elsewhere.test/", LinkFault.HttpRedirect, LinkEnd.NotMade)]
    [InlineData("401 Unauthorized", LinkFault.HttpUnauthorized, LinkEnd.NotMade)]
    [InlineData("403 Forbidden", LinkFault.HttpForbidden, LinkEnd.NotMade)]
    [InlineData("429 Too Many Requests", LinkFault.HttpTooMany, LinkEnd.TooMany)]
    [InlineData("500 Internal Server Error", LinkFault.HttpOther, LinkEnd.NotMade)]
    [InlineData("503 Service Unavailable", LinkFault.HttpUnavailable, LinkEnd.TooMany)]
    [InlineData("200 OK", LinkFault.HttpOther, LinkEnd.NotMade)]
    public void B14_A_refused_upgrade_is_typed_and_its_page_is_never_a_payload(string answer, LinkFault fault, LinkEnd end)
    {
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.ReadHead();
            peer.Say($"HTTP/1.1 {answer}\r\nContent-Type: text/html\r\nContent-Length: {Page.Length}\r\n\r\n{Page}");
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority));
        Assert.Equal((end, fault), (link.End, link.Fault));
        Assert.Contains(answer[..3], link.EndText, StringComparison.Ordinal);
        Assert.DoesNotContain("html", link.EndText, StringComparison.OrdinalIgnoreCase);
        Assert.False(link.TryReceive(out _, out _));
    }

    [Theory]
    [InlineData("", "closed the connection instead of answering"), InlineData("SSH-2.0-OpenSSH_9\r\n", "does not answer in HTTP")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n", "Sec-WebSocket-Accept")]
    public void B14_An_answer_that_is_none_or_wrong_is_refused(string answer, string says)
    {
        using TestServer server = new(_authority.Issue(), peer =>
        {
            peer.ReadHead();
            peer.Say(answer);
        });
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority));
        Assert.Equal((LinkEnd.NotMade, LinkFault.Upgrade), (link.End, link.Fault));
        Assert.Contains(says, link.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void B14_A_head_without_end_is_read_to_its_limit_only()
    {
        using TestServer server = new(_authority.Issue(), static peer =>
        {
            peer.ReadHead();
            peer.Say("HTTP/1.1 101 Switching Protocols\r\n");
            while (true) peer.Say("X-More: " + new string('x', 1000) + "\r\n");
        });
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority));
        Assert.Contains("longer than", link.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void B14_Retry_after_is_kept_even_if_the_session_opens_earlier()
    {
        int asked = 0;
        using TestServer server = new(_authority.Issue(), peer =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                peer.Upgrade();
                return;
            }
            peer.ReadHead();
            peer.Say("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n\r\n");
        });
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority));
        // The server says when: the session need not wait as for a maintenance.
        Assert.Equal(LinkEnd.NotMade, link.End);
        Stopwatch watch = Stopwatch.StartNew();
        link.Close();
        link.Open();
        Thread.Sleep(100);
        link.Close(); // a wait can be given up, and is not forgotten
        link.Open();
        Assert.True(LinkBench.Until(() => link.State != LinkState.Opening));
        Assert.Equal(LinkState.Open, link.State);
        Assert.InRange(watch.ElapsedMilliseconds, 900, 5000);
    }

    [Fact]
    public void B14_A_word_in_between_is_passed_over_and_the_answer_behind_it_counts()
    {
        using TestServer server = new(_authority.Issue(), static peer =>
        {
            peer.Say("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Contin");
            peer.Say("ue\r\n\r\n");
            peer.Upgrade(Frames.Text("early"));
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
        Assert.Equal("early", LinkBench.Next(link));
    }

    [Fact]
    public void B14_Words_in_between_without_end_are_read_to_the_limit_only()
    {
        using TestServer server = new(null, static peer =>
        {
            peer.ReadHead();
            while (true) peer.Say("HTTP/1.1 102 Processing\r\n\r\n");
        });
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, null));
        Assert.Equal(LinkFault.Upgrade, link.Fault);
        Assert.Contains("longer than", link.EndText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("503 Service Unavailable", true), InlineData("429 Too Many Requests", true), InlineData("302 Found", false), InlineData("500 Internal Server Error", false), InlineData("200 OK", false)]
    public void B14_Retry_after_counts_for_429_and_503_alone(string answer, bool isObeyed)
    {
        using TestServer server = new(null, peer =>
        {
            peer.ReadHead();
            peer.Say($"HTTP/1.1 {answer}\r\nRetry-After: 60\r\n\r\n");
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, null));
        Assert.Equal(isObeyed, link.EndText.Contains("waiting until", StringComparison.Ordinal));
        link.Close();
        link.Open();
        Assert.Equal(!isObeyed, LinkBench.Until(() => server.AcceptedCount == 2, isObeyed ? 300 : LinkBench.PatienceMs));
    }

    [Fact]
    public void A_proxy_is_asked_for_a_tunnel_and_the_server_behind_it_is_verified()
    {
        using TestServer server = new(_authority.Issue(), static peer =>
        {
            peer.Upgrade(Frames.Text("through"));
            peer.WaitForEnd();
        });
        string asked = "";
        using TestServer proxy = new(null, peer =>
        {
            asked = peer.ReadHead();
            using TcpClient behind = new("127.0.0.1", server.Port);
            peer.Say("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
            new Thread(() => Pipe(behind.GetStream(), peer.Stream)) { IsBackground = true }.Start();
            Pipe(peer.Stream, behind.GetStream());
        });
        LinkOptions options = LinkBench.Options(server, _authority) with { ProxyUrl = new Uri($"http://127.0.0.1:{proxy.Port}") };
        using WebSocketLink link = LinkBench.Opened(options);
        Assert.Equal("through", LinkBench.Next(link));
        Assert.Equal($"CONNECT localhost:{server.Port} HTTP/1.1\r\nHost: localhost:{server.Port}\r\n\r\n", asked);
        using WebSocketLink wrongHost = LinkBench.Refused(options with { Url = new Uri($"wss://other.test:{server.Port}/") });
        Assert.Equal(LinkFault.Certificate, wrongHost.Fault);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "407"), InlineData("HTTP/1.1 502 Bad Gateway\r\n\r\n<html>", "502")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nand more", "speaks before"), InlineData("nonsense\r\n\r\n", "does not answer in HTTP")]
    public void A_proxy_that_refuses_or_is_none_is_said(string answer, string says)
    {
        using TestServer proxy = new(null, peer =>
        {
            peer.ReadHead();
            peer.Say(answer);
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Refused(new LinkOptions { Url = new Uri("wss://venue.test/"), CaFile = _authority.CaFile, ProxyUrl = new Uri($"http://127.0.0.1:{proxy.Port}") });
        Assert.Equal((LinkEnd.NotMade, LinkFault.Proxy), (link.End, link.Fault));
        Assert.Contains(says, link.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void H8_What_was_sent_is_in_no_text_of_the_link()
    {
        const string Canary = "canary-6f1d-secret";
        foreach (string end in new[] { "close", "violation", "reset", "cut" })
        {
            using TestServer server = new(_authority.Issue(), peer =>
            {
                peer.Upgrade();
                byte[] echoed = peer.Read().Payload;
                if (end == "close") peer.Send(Frames.Close(1008, "no"));
                if (end == "violation") peer.Send(Frames.Of(2, echoed));
                if (end == "cut") peer.Send(Frames.Of(1, echoed)[..12]);
                if (end == "reset") peer.Reset();
            });
            using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
            Assert.True(link.TrySend(Encoding.ASCII.GetBytes($"{{\"client_secret\":\"{Canary}\"}}")));
            Assert.Empty(LinkBench.All(link));
            Assert.NotEmpty(link.EndText);
            Assert.DoesNotContain("canary", link.EndText, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _authority.Dispose();

    private static void Pipe(Stream from, Stream to)
    {
        try
        {
            from.CopyTo(to);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One side went.
        }
    }
}
