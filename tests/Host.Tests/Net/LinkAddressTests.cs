using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Minnow.Host.Configuration;
using Minnow.Host.Net;
using Minnow.Native;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class LinkAddressTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    public void An_IPv6_address_stands_in_brackets_in_every_request()
    {
        if (!Socket.OSSupportsIPv6) return;
        string asked = "";
        using TestServer server = new(_authority.Issue(), peer =>
        {
            asked = peer.ReadHead();
            peer.Say("HTTP/1.1 404 Not Found\r\n\r\n");
            peer.WaitForEnd();
        }, address: IPAddress.IPv6Loopback);
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority, "[::1]"));
        Assert.Equal(LinkFault.HttpOther, link.Fault);
        Assert.Contains($"\r\nHost: [::1]:{server.Port}\r\n", asked, StringComparison.Ordinal);
    }

    [Fact]
    public void An_IPv6_address_stands_in_brackets_in_the_request_to_a_proxy()
    {
        string asked = "";
        using TestServer proxy = new(null, peer =>
        {
            asked = peer.ReadHead();
            peer.Say("HTTP/1.1 502 Bad Gateway\r\n\r\n");
            peer.WaitForEnd();
        });
        using WebSocketLink link = LinkBench.Refused(new LinkOptions { Url = new Uri("wss://[2001:db8::7]/"), CaFile = _authority.CaFile, ProxyUrl = new Uri($"http://127.0.0.1:{proxy.Port}") });
        Assert.Equal("CONNECT [2001:db8::7]:443 HTTP/1.1\r\nHost: [2001:db8::7]:443\r\n\r\n", asked);
        Assert.Equal("[::1]", UpgradeRequest.HostOf(new Uri("wss://[::1]/")));
    }

    [Theory]
    [InlineData("https://user:canary@venue.test/"), InlineData("wss://user:canary@venue.test/"), InlineData("https://venue.test/?token=canary"), InlineData("//user:canary@venue.test/x"), InlineData("ws://user:canary@venue.test/")]
    public void H8_An_address_that_is_refused_is_not_printed_whole(string url)
    {
        LinkSetupException refused = Assert.Throws<LinkSetupException>(() => new WebSocketLink(new LinkOptions { Url = new Uri(url, UriKind.RelativeOrAbsolute) }, LibcClock.RealtimeNs));
        Assert.Equal(ExitCode.Configuration, refused.ExitCode);
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_address_that_was_not_tried_is_said_with_its_reason()
    {
        NameLookup names = new(static _ => Task.FromResult(new[] { IPAddress.Parse("192.0.2.1") }));
        using WebSocketLink link = new(new LinkOptions { Url = new Uri("ws://localhost:1/") }, LibcClock.RealtimeNs, names);
        link.Open();
        Assert.True(LinkBench.Until(() => link.State == LinkState.Ended));
        Assert.Equal((LinkEnd.NotMade, LinkFault.Connect), (link.End, link.Fault));
        Assert.Contains("192.0.2.1: not on this machine", link.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_was_made_in_time_is_not_closed_by_its_limit()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using ConnectLimit limit = new(socket, 60_000);
        Assert.True(limit.TryLift());
        limit.Expire(); // the timer's call had begun
        Assert.False(socket.SafeHandle.IsClosed);
    }

    [Fact]
    public void A_connection_that_was_made_too_late_is_known_to_be_closed()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using ConnectLimit limit = new(socket, 60_000);
        limit.Expire();
        Assert.False(limit.TryLift());
        Assert.True(socket.SafeHandle.IsClosed);
    }

    [Fact]
    public void A_file_of_authorities_that_is_a_pipe_or_too_large_is_refused_without_waiting()
    {
        string directory = Directory.CreateTempSubdirectory("minnow-ca-").FullName;
        try
        {
            string pipe = Path.Combine(directory, "pipe"), large = Path.Combine(directory, "large"), link = Path.Combine(directory, "link");
            using (Process made = Process.Start("mkfifo", [pipe])) made.WaitForExit();
            File.WriteAllBytes(large, Encoding.ASCII.GetBytes(new string('\n', (1 << 20) + 1) + File.ReadAllText(_authority.CaFile)));
            File.CreateSymbolicLink(link, _authority.CaFile);
            Assert.Contains("no ordinary file", Refused(pipe), StringComparison.Ordinal);
            Assert.Contains("are the most", Refused(large), StringComparison.Ordinal);
            Assert.Contains("no ordinary file", Refused(directory), StringComparison.Ordinal);
            Assert.Contains("can not be read", Refused(Path.Combine(directory, "missing")), StringComparison.Ordinal);
            _ = TrustAnchors.Load(link); // as distributions name their bundle
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public void Dispose() => _authority.Dispose();

    private static string Refused(string caFile)
    {
        Task<LinkSetupException> refused = Task.Run(() => Assert.Throws<LinkSetupException>(() => TrustAnchors.Load(caFile)));
        Assert.True(refused.Wait(5000), "still reading");
        return refused.Result.Message;
    }
}
