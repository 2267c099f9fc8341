using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class SocketPipeTests
{
    private const int KeptBytes = 4 * SocketPipe.BlockBytes;

    [Fact]
    public void On_random_histories_it_shows_what_the_library_s_pipe_shows()
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            Random random = new(seed);
            SocketPipe ours = new(KeptBytes);
            Pipe theirs = new(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false));
            for (int life = 0; life < 3; life++)
            {
                for (int step = 0; step < 400; step++)
                {
                    if (random.Next(2) == 0) Write(ours.Writer, theirs.Writer, random);
                    if (random.Next(2) == 0) Read(ours.Reader, theirs.Reader, random, $"seed {seed}, life {life}, step {step}");
                }
                ours.Writer.Complete();
                theirs.Writer.Complete();
                Read(ours.Reader, theirs.Reader, random, $"seed {seed}, life {life}, end");
                theirs.Reader.Complete();
                theirs.Reset();
                ours.Reset();
                Assert.Equal((0, 0), (ours.WrittenBytes, ours.TakenBytes));
            }
        }
    }

    [Fact]
    public void Between_two_threads_every_byte_comes_once_and_in_order_and_few_blocks_are_made()
    {
        const long Total = 20L << 20;
        SocketPipe pipe = new(KeptBytes);
        Thread writer = new(() =>
        {
            Random random = new(7);
            byte next = 0;
            for (long sent = 0; sent < Total;)
            {
                if (pipe.WrittenBytes - pipe.TakenBytes > KeptBytes / 2)
                {
                    Thread.Yield();
                    continue;
                }
                Span<byte> room = pipe.Writer.GetSpan();
                int bytes = (int)Math.Min(Math.Min(room.Length, 1 + random.Next(9000)), Total - sent);
                for (int i = 0; i < bytes; i++) room[i] = next++;
                pipe.Writer.Advance(bytes);
                _ = pipe.Writer.FlushAsync();
                sent += bytes;
            }
            pipe.Writer.Complete();
        });
        writer.Start();
        Random taking = new(8);
        byte expected = 0;
        long taken = 0;
        bool isOver = false;
        while (!isOver)
        {
            if (!pipe.Reader.TryRead(out ReadResult read)) continue;
            ReadOnlySequence<byte> bytes = read.Buffer;
            isOver = read.IsCompleted;
            // Now and then only a part is taken, as of a message that is not whole yet.
            long take = isOver || bytes.Length > KeptBytes / 4 || taking.Next(4) > 0 ? bytes.Length : taking.NextInt64(bytes.Length + 1);
            foreach (ReadOnlyMemory<byte> part in bytes.Slice(0, take))
                foreach (byte one in part.Span)
                    if (one != expected++) Assert.Fail($"byte {taken + expected} is {one}");
            taken += take;
            pipe.Reader.AdvanceTo(bytes.GetPosition(take), bytes.End);
        }
        writer.Join();
        Assert.Equal(Total, taken);
        Assert.Equal(Total, pipe.TakenBytes);
        Assert.InRange(pipe.MadeCount, 1, KeptBytes / SocketPipe.BlockBytes + 2);
    }

    [Fact]
    public void Room_beyond_the_rest_of_a_block_is_refused()
    {
        SocketPipe pipe = new(KeptBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => pipe.Writer.GetMemory(2));
        pipe.Writer.Advance(SocketPipe.BlockBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => pipe.Writer.Advance(1));
        Assert.Equal(SocketPipe.BlockBytes, pipe.Writer.GetSpan().Length);
    }

    private static void Write(PipeWriter ours, PipeWriter theirs, Random random)
    {
        int bytes = random.Next(20) == 0 ? random.Next(3 * SocketPipe.BlockBytes) : random.Next(500);
        byte[] text = new byte[bytes];
        random.NextBytes(text);
        for (int at = 0; at < bytes;)
        {
            Span<byte> room = ours.GetSpan();
            int part = Math.Min(room.Length, bytes - at);
            text.AsSpan(at, part).CopyTo(room);
            ours.Advance(part);
            at += part;
        }
        theirs.Write(text);
        _ = ours.FlushAsync();
        _ = theirs.FlushAsync().AsTask().Wait(1000);
    }

    private static void Read(PipeReader ours, PipeReader theirs, Random random, string where)
    {
        bool isThere = theirs.TryRead(out ReadResult expected);
        Assert.True(isThere == ours.TryRead(out ReadResult read), where);
        if (!isThere) return;
        Assert.Equal(expected.IsCompleted, read.IsCompleted);
        Assert.True(expected.Buffer.ToArray().AsSpan().SequenceEqual(read.Buffer.ToArray()), where);
        long take = random.Next(3) == 0 && read.Buffer.Length < 300_000 ? 0 : random.NextInt64(read.Buffer.Length + 1);
        bool examinesAll = random.Next(2) == 0;
        theirs.AdvanceTo(expected.Buffer.GetPosition(take), examinesAll ? expected.Buffer.End : expected.Buffer.GetPosition(take));
        ours.AdvanceTo(read.Buffer.GetPosition(take), examinesAll ? read.Buffer.End : read.Buffer.GetPosition(take));
    }
}
