using System;
using System.Diagnostics;
using System.Text;
using System.Threading;
using Minnow.Host.Net;
using Minnow.Native;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Tests.Host.Net;

[Collection(Alone.Name)]
public sealed class LinkAllocationTests(ITestOutputHelper output)
{
    private const int Messages = 20_000;
    private const int Warm = 2_000;

    // Read by the link's clock, which the reader thread calls each time bytes came in.
    private long _readerBytes;
    private int _reads;

    [Fact]
    public void A_plain_link_allocates_nothing_on_either_thread()
    {
        Assert.Equal(0, Allocated.Least(() =>
        {
            (long polling, long reader) = Measure(null);
            return polling + reader;
        }));
    }

    [Fact]
    public void A_link_over_TLS_allocates_nothing_on_the_polling_thread_and_TLS_itself_little_on_the_reader()
    {
        using TestAuthority authority = new();
        long reader = 0;
        long polling = Allocated.Least(() =>
        {
            (long polled, reader) = Measure(authority);
            return polled;
        });
        output.WriteLine($"polling thread: {polling} bytes; reader thread (all of it SslStream's): {reader} bytes, {(double)reader / Messages:F3} a message");
        Assert.Equal(0, polling);
        // A collection for another thread adds the rest of an allocation buffer, 8 KB at most, to what this thread is said to have allocated.
        Assert.InRange((double)reader / Messages, 0, 16);
    }

    [Fact]
    public void A_message_over_TLS_is_one_read_of_the_socket()
    {
        using TestAuthority authority = new();
        _ = Measure(authority);
        output.WriteLine($"{_reads} reads for {Warm + Messages} messages");
        Assert.InRange(_reads, Warm + Messages, Warm + Messages + 50);
    }

    // Bytes that the two threads allocate for each message that comes and one that goes.
    private (long Polling, long Reader) Measure(TestAuthority? authority)
    {
        byte[] frame = Frames.Text(new string('q', 300));
        using TestServer server = new(authority?.Issue(), peer =>
        {
            peer.Upgrade();
            byte[] drop = new byte[64 * 1024];
            // A message for a message: the reader comes back to the kernel for each.
            for (int i = 0; i < Warm + Messages + 10; i++)
            {
                peer.Stream.Write(frame);
                if (peer.Stream.Read(drop) <= 0) return;
            }
            peer.WaitForEnd();
        });
        using WebSocketLink link = new(LinkBench.Options(server, authority), Clock);
        link.Open();
        Assert.True(LinkBench.Until(() => link.State != LinkState.Opening));
        Assert.True(link.State == LinkState.Open, link.EndText);
        byte[] order = Encoding.ASCII.GetBytes(new string('o', 250));
        long polling = 0, reader = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Warm + Messages; i++)
        {
            if (i == Warm) (polling, reader) = (GC.GetAllocatedBytesForCurrentThread(), Volatile.Read(ref _readerBytes));
            while (!link.TryReceive(out _, out _)) if (link.State != LinkState.Open) Assert.Fail($"{link.End} {link.EndText}");
            link.Release();
            if (!link.TrySend(order)) Assert.Fail($"{link.End} {link.EndText}");
        }
        polling = GC.GetAllocatedBytesForCurrentThread() - polling;
        output.WriteLine($"{watch.Elapsed.TotalMicroseconds / (Warm + Messages):F1} us for one message in and one out, {(authority == null ? "plain" : "TLS")}");
        return (polling, Volatile.Read(ref _readerBytes) - reader);
    }

    private long Clock()
    {
        Interlocked.Increment(ref _reads);
        Volatile.Write(ref _readerBytes, GC.GetAllocatedBytesForCurrentThread());
        return LibcClock.RealtimeNs();
    }
}
