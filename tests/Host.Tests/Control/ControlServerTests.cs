using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using Minnow.Host.Control;
using Minnow.Host.Counters;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Control;

public sealed class ControlServerTests : IDisposable
{
    /// <summary>Where a verb throws.</summary>
    public enum Fails
    {
        Beginning,
        Looking,
        Answering,
    }

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-control-").FullName;
    private readonly CountersPage _page;
    private readonly PingVerb _ping = new();

    public ControlServerTests() => _page = CountersPage.Create(Path.Combine(_root, "counters"));

    [Fact]
    public void A_request_is_taken_and_answered_in_two_lines()
    {
        using ControlServer server = Start(_root);
        using ControlClient client = ControlClient.TryConnect(_root)!;
        Assert.True(client.TryAsk("ping", "ann", "a look"));
        Assert.True(client.Answer(2_000)!.Value.GetProperty("taken").GetBoolean());
        JsonElement answer = client.Answer(2_000)!.Value;
        Assert.Equal(1, answer.GetProperty("v").GetInt32());
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal($"pong to ann: a look, user {LibcOwner.EffectiveUser}, process {Environment.ProcessId}", answer.GetProperty("text").GetString());
        Assert.Null(client.Answer(200));
        Assert.Equal(1, _page.Counters.Read(CounterId.ControlRequests));
    }

    [Fact]
    public void P13_H11_The_socket_is_for_its_owner_alone()
    {
        using ControlServer server = Start(_root);
        Assert.Equal(Errno.Ok, LibcOwner.Look(Path.Combine(_root, ControlSocket.FileName), out FileOwner owner));
        Assert.Equal(0x180u, owner.Permissions);
    }

    [Fact]
    public void H11_Another_user_is_refused_and_counted_even_where_the_mode_would_let_them_in()
    {
        // Only root can become somebody else, and only then there is something to see.
        if (LibcOwner.EffectiveUser != 0) return;
        using ControlServer server = Start(_root);
        foreach (string path in (string[])[_root, Path.Combine(_root, ControlSocket.FileName)])
            using (Process chmod = Process.Start("chmod", ["0777", path])) chmod.WaitForExit();
        const string Script = "import socket,sys\ns=socket.socket(socket.AF_UNIX)\ns.settimeout(3)\ns.connect(sys.argv[1])\ntry:\n s.sendall(b'{\"v\":1,\"verb\":\"ping\"}\\n')\n print(s.recv(100))\nexcept OSError:\n print(b'')\n";
        ProcessStartInfo start = new("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", Script, Path.Combine(_root, ControlSocket.FileName)]) { RedirectStandardOutput = true };
        using Process other = Process.Start(start)!;
        string said = other.StandardOutput.ReadToEnd();
        other.WaitForExit();
        Assert.Equal("b''\n", said);
        Assert.Equal((0L, 1L), (_page.Counters.Read(CounterId.ControlRequests), _page.Counters.Read(CounterId.ControlRefused)));
    }

    [Theory]
    [InlineData("garbage", "no JSON object")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{\"v\":1,\"verb\":\"ping\",\"verb\":\"ping\"}", "verb is unknown, given twice")]
    [InlineData("{\"v\":1,\"verb\":\"ping\",\"secret\":\"x\"}", "secret is unknown")]
    [InlineData("{\"v\":2,\"verb\":\"ping\"}", "its version is 2")]
    [InlineData("{\"verb\":\"ping\"}", "its version is 0")]
    [InlineData("{\"v\":1,\"verb\":7}", "verb is unknown, given twice or of the wrong kind")]
    [InlineData("{\"v\":1,\"verb\":\"launch\"}", "names no verb")]
    [InlineData("{\"v\":1,\"verb\":\"ping\",\"by\":\"a\\nb\"}", "by is unknown, given twice or of the wrong kind")]
    [InlineData("{\"v\":1,\"verb\":\"ping\",\"arguments\":{\"a\":{\"b\":{\"c\":{}}}}}", "no JSON object")]
    public void H11_What_is_no_request_is_refused_counted_and_does_nothing(string line, string why)
    {
        using ControlServer server = Start(_root);
        Assert.Contains(why, Raw(Encoding.UTF8.GetBytes(line + "\n")), StringComparison.Ordinal);
        Assert.Equal((0L, 1L, 0), (_page.Counters.Read(CounterId.ControlRequests), _page.Counters.Read(CounterId.ControlRefused), _ping.Count));
    }

    [Fact]
    public void H11_A_request_that_is_too_long_is_refused_before_its_end()
    {
        using ControlServer server = Start(_root);
        byte[] huge = new byte[100_000];
        Array.Fill(huge, (byte)'a');
        Assert.Contains("at most 4096 bytes", Raw(huge.AsSpan(0, 4_096).ToArray()), StringComparison.Ordinal);
        // A flood ends too: what the socket still takes of it is nobody's.
        _ = Raw(huge);
        Assert.Equal(2, _page.Counters.Read(CounterId.ControlRefused));
        Assert.True(Ping());
    }

    [Fact]
    public void H11_Random_bytes_never_do_anything_and_never_stop_the_server()
    {
        using ControlServer server = Start(_root);
        Random random = new(11);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            bytes[^1] = (byte)'\n';
            _ = Raw(bytes);
        }
        Assert.Equal(0, _ping.Count);
        Assert.True(Ping());
    }

    [Fact]
    public void H11_Those_who_say_nothing_keep_nobody_out_and_are_let_go_after_a_second()
    {
        using ControlServer server = Start(_root);
        List<Socket> silent = [];
        for (int i = 0; i < 12; i++)
        {
            if (ControlSocket.TryConnect(_root) is { } socket) silent.Add(socket);
            Thread.Sleep(30); // each one is accepted
        }
        silent[^1].Send("{\"v\":1,"u8);
        long startedAt = Stopwatch.GetTimestamp();
        Assert.True(Ping());
        Assert.True(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds < 900);
        SpinWait.SpinUntil(() => _page.Counters.Read(CounterId.ControlRefused) >= silent.Count, 5_000);
        Assert.Equal(silent.Count, _page.Counters.Read(CounterId.ControlRefused));
        foreach (Socket socket in silent) socket.Dispose();
        Assert.True(Ping());
    }

    [Fact]
    public void A_directory_with_a_long_name_is_reached_all_the_same()
    {
        string deep = _root;
        while (deep.Length < 200) deep = Path.Combine(deep, "a-directory-with-a-name");
        Directory.CreateDirectory(deep);
        using ControlServer server = Start(deep);
        using ControlClient client = ControlClient.TryConnect(deep)!;
        Assert.True(client.TryAsk("ping", "", ""));
        Assert.NotNull(client.Answer(2_000));
    }

    [Fact]
    public void F16_A_server_that_never_answers_is_given_up_in_time()
    {
        using Socket deaf = ControlSocket.Listen(_root);
        using ControlClient client = ControlClient.TryConnect(_root)!;
        Assert.True(client.TryAsk("kill", "", ""));
        long startedAt = Stopwatch.GetTimestamp();
        Assert.Null(client.Answer(300));
        Assert.InRange(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds, 250, 900);
    }

    [Fact]
    public void Where_nobody_listens_there_is_no_client() => Assert.Null(ControlClient.TryConnect(_root));

    [Fact]
    public void A_round_without_a_request_allocates_nothing()
    {
        long bytes = -1, rounds = 0, before = 0;
        using ControlServer server = new(_root, [_ping], _page, _ =>
        {
            rounds++;
            if (rounds == 5) before = GC.GetAllocatedBytesForCurrentThread();
            if (rounds == 25) Volatile.Write(ref bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        });
        server.Start();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref bytes) >= 0, 20_000));
        Assert.Equal(0, Volatile.Read(ref bytes));
    }

    [Theory]
    [InlineData(Fails.Beginning)]
    [InlineData(Fails.Looking)]
    [InlineData(Fails.Answering)]
    public void A_verb_that_throws_is_answered_counted_written_down_and_ends_neither_thread_nor_process(Fails where)
    {
        ThrowingVerb broken = new(where);
        using ControlServer server = Start(_root, broken);
        for (int i = 0; i < 3; i++)
        {
            using ControlClient client = ControlClient.TryConnect(_root)!;
            Assert.True(client.TryAsk("break", "ann", ""));
            JsonElement answer = client.Answer(2_000)!.Value;
            Assert.False(answer.GetProperty("ok").GetBoolean());
            Assert.Contains("failed inside the engine, which goes on (InvalidTimeZoneException: a bug", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.True(Ping());
        }
        Assert.Equal(3, _page.Counters.Read(CounterId.ControlFailures));
        Assert.Equal(where == Fails.Beginning ? 0 : 3, broken.GivenUp);
        ErrorRecord error = Assert.Single(Errors());
        Assert.Equal((3L, "break on thread control failed: InvalidTimeZoneException: a bug"), (error.Count, error.Text));
    }

    [Fact]
    public void A_round_that_throws_keeps_nobody_out()
    {
        using ControlServer server = new(_root, [_ping], _page, static _ => throw new InvalidTimeZoneException("a bug"));
        server.Start();
        Assert.True(Ping());
        Assert.True(Ping());
        Assert.True(_page.Counters.Read(CounterId.ControlFailures) > 0);
        Assert.Contains("what is looked at in each round", Assert.Single(Errors()).Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _page.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private ControlServer Start(string directory, params IControlVerb[] more)
    {
        ControlServer server = new(directory, [_ping, .. more], _page);
        server.Start();
        return server;
    }

    private IReadOnlyList<ErrorRecord> Errors()
    {
        Assert.Equal(CountersFault.None, CountersReader.TryOpen(Path.Combine(_root, "counters"), out CountersReader? reader, out _));
        using (reader) return reader!.Snapshot().Errors;
    }

    private bool Ping()
    {
        using ControlClient? client = ControlClient.TryConnect(_root);
        return client != null && client.TryAsk("ping", "", "") && client.Answer(3_000) != null;
    }

    private string Raw(byte[] bytes)
    {
        using Socket socket = ControlSocket.TryConnect(_root)!;
        socket.Blocking = true;
        socket.ReceiveTimeout = socket.SendTimeout = 5_000;
        try
        {
            socket.Send(bytes);
            byte[] room = new byte[4_096];
            return Encoding.UTF8.GetString(room, 0, socket.Receive(room));
        }
        catch (SocketException)
        {
            return ""; // it was let go while it still sent
        }
    }

    private sealed class PingVerb : IControlVerb
    {
        internal int Count { get; private set; }

        public string Name => "ping";

        public IControlTask Begin(ControlRequest request, PeerOwner peer)
        {
            Count++;
            return new Pong(new ControlAnswer(true, $"pong to {request.By}: {request.Reason}, user {peer.User}, process {peer.Process}"));
        }
    }

    private sealed class ThrowingVerb(Fails where) : IControlVerb, IControlTask
    {
        internal int GivenUp { get; private set; }

        public string Name => "break";

        public bool IsTaken => false;

        public IControlTask Begin(ControlRequest request, PeerOwner peer) => where == Fails.Beginning ? throw new InvalidTimeZoneException("a bug") : this;

        public bool TryFinish(long nowNs, out ControlAnswer answer)
        {
            answer = new ControlAnswer(true, "") { More = static _ => throw new InvalidTimeZoneException("a bug") };
            return where == Fails.Answering ? true : throw new InvalidTimeZoneException("a bug");
        }

        public void GiveUp() => GivenUp++;
    }

    private sealed class Pong(ControlAnswer answer) : IControlTask
    {
        private int _looks;

        public bool IsTaken => true;

        public bool TryFinish(long nowNs, out ControlAnswer given)
        {
            given = answer;
            return _looks++ > 2;
        }
    }
}
