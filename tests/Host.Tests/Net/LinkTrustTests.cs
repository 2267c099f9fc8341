using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Minnow.Host.Configuration;
using Minnow.Host.Net;
using Minnow.Native;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class LinkTrustTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public static TheoryData<string, string> BadServers => new()
    {
        { "expired", "expired on" },
        { "not yet valid", "is not valid before" },
        { "self-signed", "self-signed" },
        { "wrong host", "not for the host localhost" },
        { "untrusted authority", "authority that is not trusted" },
        { "1024-bit key", "1024 bits" },
        { "SHA-1", "broken hash" },
        { "for clients", "not made for servers" },
        { "TLS 1.0", "1.2 or 1.3" },
        { "TLS 1.1", "1.2 or 1.3" },
    };

    [Theory]
    [MemberData(nameof(BadServers))]
    public void B8_A_server_that_can_not_prove_itself_is_refused_with_the_reason(string which, string reason)
    {
        using TestAuthority stranger = new("Nobody's authority");
        using X509Certificate2 certificate = which switch
        {
            "expired" => _authority.Issue(fromDays: -30, toDays: -2),
            "not yet valid" => _authority.Issue(fromDays: 2),
            "self-signed" => TestAuthority.SelfSigned(),
            "wrong host" => _authority.Issue("www.deribit.com"),
            "untrusted authority" => stranger.Issue(),
            "1024-bit key" => _authority.Issue(key: RSA.Create(1024)),
            "SHA-1" => _authority.Issue(hash: HashAlgorithmName.SHA1),
            "for clients" => _authority.Issue(forServers: false),
            _ => _authority.Issue(),
        };
#pragma warning disable SYSLIB0039, CA5397 // a server that speaks only these is what must be refused
        SslProtocols protocols = which switch { "TLS 1.0" => SslProtocols.Tls, "TLS 1.1" => SslProtocols.Tls11, _ => SslProtocols.None };
#pragma warning restore SYSLIB0039, CA5397
        bool upgraded = false;
        using TestServer server = new(certificate, peer =>
        {
            peer.Upgrade();
            upgraded = true;
            peer.WaitForEnd();
        }, protocols, isWeak: true);
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority));
        Assert.Equal(LinkEnd.NotMade, link.End);
        Assert.Equal(protocols == SslProtocols.None ? LinkFault.Certificate : LinkFault.Tls, link.Fault);
        Assert.Contains(reason, link.EndText, StringComparison.Ordinal);
        Assert.False(upgraded); // not a byte of ours was sent
        Assert.Empty(link.PeerKeyHash);
    }

#pragma warning disable SYSLIB0039, SYSLIB0040, CA5397 // a client that is as old as the server
    [Theory]
    [InlineData(SslProtocols.Tls), InlineData(SslProtocols.Tls11)]
    public void B8_The_old_servers_above_are_real_an_old_client_reaches_them(SslProtocols protocol)
    {
        using TestServer server = new(_authority.Issue(), static peer => peer.Stream.WriteByte(7), protocol, isWeak: true);
        using TcpClient tcp = new("127.0.0.1", server.Port);
        using SslStream old = new(tcp.GetStream());
        old.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            EncryptionPolicy = EncryptionPolicy.AllowNoEncryption,
            CertificateChainPolicy = TrustAnchors.Load(_authority.CaFile).Policy(false),
        });
        Assert.Equal(7, old.ReadByte());
    }
#pragma warning restore SYSLIB0039, SYSLIB0040, CA5397

    [Fact]
    public void B8_With_revocation_on_an_authority_that_can_not_be_asked_is_a_refusal()
    {
        using TestServer server = new(_authority.Issue(), static peer => peer.Upgrade());
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority) with { ChecksRevocation = true });
        Assert.Equal(LinkFault.Certificate, link.Fault);
        Assert.Contains("could not be asked", link.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void B8_A_server_whose_authority_only_the_machine_could_know_is_refused_without_a_file()
    {
        using TestServer server = new(_authority.Issue(), static peer => peer.Upgrade());
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority) with { CaFile = null });
        Assert.Equal(LinkFault.Certificate, link.Fault);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12), InlineData(SslProtocols.Tls13)]
    public void Both_good_versions_of_TLS_and_both_kinds_of_key_are_taken(SslProtocols protocol)
    {
        foreach (AsymmetricAlgorithm key in new AsymmetricAlgorithm[] { RSA.Create(2048), ECDsa.Create(ECCurve.NamedCurves.nistP384) })
        {
            using X509Certificate2 certificate = _authority.Issue(key: key);
            using TestServer server = new(certificate, static peer => peer.Upgrade(Frames.Text("in")), protocol);
            using WebSocketLink link = LinkBench.Opened(LinkBench.Options(server, _authority));
            Assert.Equal("in", LinkBench.Next(link));
            Assert.Equal(KeyPin.Of(certificate), link.PeerKeyHash);
        }
    }

    [Fact]
    public void B12_A_changed_key_is_shown_and_with_pins_refused_by_name()
    {
        using X509Certificate2 first = _authority.Issue(), second = _authority.Issue();
        using TestServer one = new(first, static peer => peer.Upgrade()), two = new(second, static peer => peer.Upgrade());
        string backup = "sha256/" + Convert.ToBase64String(new byte[32]);
        LinkOptions pinned = LinkBench.Options(one, _authority) with { Pins = [KeyPin.Of(first), backup] };
        using (WebSocketLink link = LinkBench.Opened(pinned)) Assert.Equal(KeyPin.Of(first), link.PeerKeyHash);
        using (WebSocketLink link = LinkBench.Opened(LinkBench.Options(two, _authority))) Assert.Equal(KeyPin.Of(second), link.PeerKeyHash);
        using (WebSocketLink link = LinkBench.Refused(pinned with { Url = LinkBench.Options(two, _authority).Url }))
        {
            Assert.Equal(LinkFault.Pin, link.Fault);
            Assert.Contains(KeyPin.Of(second), link.EndText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("silence", LinkFault.Timeout), InlineData("trickle", LinkFault.Timeout), InlineData("silence after TLS", LinkFault.Timeout)]
    [InlineData("garbage", LinkFault.Tls), InlineData("plain HTTP", LinkFault.Tls), InlineData("end", LinkFault.Tls)]
    public void B9_A_handshake_that_stalls_or_is_none_ends_within_its_limit(string how, LinkFault fault)
    {
        using ManualResetEventSlim over = new();
        using TestServer server = new(how == "silence after TLS" ? _authority.Issue() : null, peer =>
        {
            if (how == "garbage") peer.Stream.Write("\0\0\0\0\0 what is this, and why does it not look like anything"u8);
            if (how == "plain HTTP") peer.Say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            // A record's head, then byte by byte, so that each read by itself is in time.
            if (how == "trickle") peer.Stream.Write([22, 3, 3, 8, 0, 2, 0, 7, 252, 3, 3]);
            while (how == "trickle" && !over.Wait(20)) peer.Stream.WriteByte(1);
            if (how != "end") over.Wait();
        });
        Stopwatch watch = Stopwatch.StartNew();
        using WebSocketLink link = LinkBench.Refused(LinkBench.Options(server, _authority) with { HandshakeMs = fault == LinkFault.Timeout ? 400 : 10_000 });
        over.Set();
        Assert.Equal((LinkEnd.NotMade, fault), (link.End, link.Fault));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5000);
        if (fault == LinkFault.Timeout) Assert.Contains("400 ms", link.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void B9_An_address_that_does_not_answer_costs_its_limit_and_one_that_refuses_nothing()
    {
        // A listener whose queue is full drops what knocks: the connect hangs.
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        full.Listen(0);
        int port = ((System.Net.IPEndPoint)full.LocalEndPoint!).Port;
        List<Socket> knocking = [];
        for (int i = 0; i < 4; i++)
        {
            Socket one = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            try { one.Connect("127.0.0.1", port); } catch (SocketException) { }
            knocking.Add(one);
        }
        LinkOptions options = new() { Url = new Uri($"wss://127.0.0.1:{port}/"), CaFile = _authority.CaFile, ConnectMs = 300 };
        Stopwatch watch = Stopwatch.StartNew();
        using (WebSocketLink link = LinkBench.Refused(options))
        {
            Assert.Equal(LinkFault.Connect, link.Fault);
            Assert.InRange(watch.ElapsedMilliseconds, 250, 2900);
        }
        using (WebSocketLink closing = new(options with { ConnectMs = 60_000, Name = "dialing" }, LibcClock.RealtimeNs))
        {
            closing.Open();
            Assert.True(LinkBench.Until(static () => LinkBench.Threads("dialing") == 1));
            Thread.Sleep(50);
            closing.Close();
            Assert.True(LinkBench.Until(static () => LinkBench.Threads("dialing") == 0)); // it was woken
        }
        foreach (Socket one in knocking) one.Dispose();
        full.Dispose();
        using WebSocketLink refused = LinkBench.Refused(options);
        Assert.Contains("refused", refused.EndText, StringComparison.Ordinal);
    }

    [Fact]
    public void B13_A_dead_first_address_is_passed_over()
    {
        using TestServer server = new(_authority.Issue(), static peer => peer.Upgrade(Frames.Text("in")));
        NameLookup names = new(static _ => System.Threading.Tasks.Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.IPv6Loopback, System.Net.IPAddress.Parse("127.0.0.2"), System.Net.IPAddress.Loopback]));
        using WebSocketLink link = new(LinkBench.Options(server, _authority), LibcClock.RealtimeNs, names);
        link.Open();
        Assert.True(LinkBench.Until(() => link.State != LinkState.Opening));
        Assert.True(link.State == LinkState.Open, link.EndText);
    }

    [Fact]
    public void B13_A_name_without_an_address_is_said()
    {
        using WebSocketLink link = new(new LinkOptions { Url = new Uri("wss://venue.test/"), CaFile = _authority.CaFile }, LibcClock.RealtimeNs,
            new NameLookup(static _ => System.Threading.Tasks.Task.FromException<System.Net.IPAddress[]>(new SocketException((int)SocketError.HostNotFound))));
        link.Open();
        Assert.True(LinkBench.Until(() => link.State == LinkState.Ended));
        Assert.Equal((LinkEnd.NotMade, LinkFault.Name), (link.End, link.Fault));
    }

    [Fact]
    public void B11_A_missing_or_empty_file_of_authorities_is_refused_at_start_with_what_to_do()
    {
        string empty = Path.GetTempFileName(), noPem = Path.GetTempFileName(), broken = Path.GetTempFileName();
        File.WriteAllText(noPem, "not a certificate\n");
        File.WriteAllText(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        foreach ((string file, string says) in new[] { ("/nowhere/ca.pem", "correct caFile"), (empty, "holds no certificate"), (noPem, "holds no certificate"), (broken, "can not be read"), ("/dev/null", "no ordinary file") })
        {
            LinkSetupException refused = Assert.Throws<LinkSetupException>(() => new WebSocketLink(new LinkOptions { Url = new Uri("wss://venue.test/"), CaFile = file }, LibcClock.RealtimeNs));
            Assert.Equal(ExitCode.Configuration, refused.ExitCode);
            Assert.StartsWith(file, refused.Message, StringComparison.Ordinal);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }
        foreach (string file in new[] { empty, noPem, broken }) File.Delete(file);
        LinkSetupException none = Assert.Throws<LinkSetupException>(static () => TrustAnchors.ThrowIfNone(0));
        Assert.Equal(ExitCode.Unavailable, none.ExitCode);
        Assert.Contains("ca-certificates", none.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws://10.0.0.1/", "not encrypted"), InlineData("ws://venue.test/", "not encrypted"), InlineData("https://venue.test/", "no address of a WebSocket")]
    [InlineData("wss://me:hunter2@venue.test/", "file of their own")]
    public void An_address_that_is_not_safe_is_refused_at_start_and_a_password_in_it_not_repeated(string url, string says)
    {
        LinkSetupException refused = Assert.Throws<LinkSetupException>(() => new WebSocketLink(new LinkOptions { Url = new Uri(url) }, LibcClock.RealtimeNs));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256/AAAA"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), InlineData("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void B12_A_malformed_pin_or_one_alone_is_refused_at_start(string pin) => Assert.Throws<LinkSetupException>(
        () => new WebSocketLink(new LinkOptions { Url = new Uri("wss://venue.test/"), CaFile = _authority.CaFile, Pins = [pin] }, LibcClock.RealtimeNs));

    public void Dispose() => _authority.Dispose();
}
