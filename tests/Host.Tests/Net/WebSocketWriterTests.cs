using System;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class WebSocketWriterTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(7), InlineData(8), InlineData(125), InlineData(126), InlineData(65535), InlineData(65536), InlineData(100_003)]
    public async Task What_is_written_an_independent_server_reads(int bytes)
    {
        byte[] payload = Enumerable.Range(0, bytes).Select(static i => (byte)('a' + i % 26)).ToArray();
        byte[] frame = new byte[bytes + WebSocketWriter.MaxHeadBytes];
        int length = new WebSocketWriter(7).Write(WebSocketOpcode.Text, payload, frame);
        using WebSocket server = WebSocket.CreateFromStream(new MemoryStream(frame, 0, length), new WebSocketCreationOptions { IsServer = true });
        byte[] got = new byte[bytes + 1];
        int filled = 0;
        ValueWebSocketReceiveResult result;
        do filled += (result = await server.ReceiveAsync(got.AsMemory(filled), CancellationToken.None)).Count;
        while (!result.EndOfMessage);
        Assert.Equal(WebSocketMessageType.Text, result.MessageType);
        Assert.Equal(payload, got[..filled]);
    }

    [Fact]
    public void Masks_differ_from_frame_to_frame_and_follow_from_the_seed()
    {
        byte[][] one = Masks(5), again = Masks(5), other = Masks(6);
        Assert.Equal(one, again);
        Assert.Equal(200, one.Concat(other).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        WebSocketWriter writer = new(1);
        byte[] to = new byte[400];
        writer.Write(WebSocketOpcode.Text, new byte[300], to);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) writer.Write(WebSocketOpcode.Text, "{\"jsonrpc\":\"2.0\"}"u8, to);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[][] Masks(ulong seed)
    {
        WebSocketWriter writer = new(seed);
        byte[] to = new byte[20];
        return Enumerable.Range(0, 100).Select(_ =>
        {
            writer.Write(WebSocketOpcode.Text, "x"u8, to);
            return to[2..6];
        }).ToArray();
    }
}
