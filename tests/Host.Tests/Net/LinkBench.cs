using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Native;
using Xunit;

namespace Minnow.Tests.Host.Net;

/// <summary>Drives a link from a test.</summary>
internal static class LinkBench
{
    internal const int PatienceMs = 15_000;

    internal static LinkOptions Options(TestServer server, TestAuthority? authority, string host = "localhost") => new()
    {
        Url = new Uri($"{(authority == null ? "ws" : "wss")}://{host}:{server.Port}/ws/api/v2"),
        CaFile = authority?.CaFile,
        MaskSeed = 1,
        LookupMs = 10_000, // the lookup runs on the thread pool, which tests side by side keep busy
    };

    internal static WebSocketLink Opened(LinkOptions options)
    {
        WebSocketLink link = new(options, LibcClock.RealtimeNs);
        link.Open();
        Assert.True(Until(() => link.State != LinkState.Opening), "still opening");
        Assert.True(link.State == LinkState.Open, $"{link.End} {link.Fault}: {link.EndText}");
        return link;
    }

    /// <summary>Opens one that must fail.</summary>
    internal static WebSocketLink Refused(LinkOptions options)
    {
        WebSocketLink link = new(options, LibcClock.RealtimeNs);
        link.Open();
        Assert.True(Until(() => link.State != LinkState.Opening), "still opening");
        Assert.Equal(LinkState.Ended, link.State);
        Assert.False(link.TrySend("x"u8));
        return link;
    }

    internal static bool Until(Func<bool> condition, int limitMs = PatienceMs)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.ElapsedMilliseconds > limitMs) return false;
            Thread.Sleep(1);
        }
        return true;
    }

    /// <summary>The next payload; null if the link ended before one came.</summary>
    internal static string? Next(WebSocketLink link)
    {
        string? text = null;
        Assert.True(Until(() =>
        {
            if (!link.TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs)) return link.State == LinkState.Ended;
            text = Encoding.UTF8.GetString(payload);
            Assert.InRange(LibcClock.RealtimeNs() - receivedNs, 0, 10_000_000_000);
            link.Release();
            return true;
        }), "no payload and no end");
        return text;
    }

    /// <summary>All payloads until the end.</summary>
    internal static List<string> All(WebSocketLink link)
    {
        List<string> all = [];
        while (Next(link) is { } text) all.Add(text);
        return all;
    }

    /// <summary>Reader threads of the links with this name.</summary>
    internal static int Threads(string name) => Directory.GetDirectories("/proc/self/task").Count(task => Comm(task) == "mn-" + name);

    private static string Comm(string task)
    {
        try
        {
            return File.ReadAllText(task + "/comm").Trim();
        }
        catch (IOException)
        {
            return ""; // it ended meanwhile
        }
    }
}
