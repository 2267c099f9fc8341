using System;
using System.IO;
using System.Text;
using Minnow.Core.Ring;
using Minnow.Host.Journal;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>Raw frames as they were received, without secrets.</summary>
public sealed class CaptureTests : IDisposable
{
    private const int RingBytes = 1 << 20;

    private readonly JournalFolder _folder = new();
    private readonly NativeRingMemory _memory = new(ByteRing.BytesFor(RingBytes));
    private readonly ByteRing _ring;

    public CaptureTests() => _ring = new ByteRing(_memory, RingBytes);

    [Fact]
    public void A_capture_is_a_recording_of_lines()
    {
        string text = Capture("""{"a":1}""", "{\"b\":\n2}", "");
        Assert.Equal("1000 {\"a\":1}\n1001 {\"b\": 2}\n1002 \n", text);
    }

    [Fact]
    public void The_lz4_tool_reads_a_capture()
    {
        Capture(new string('x', 200_000), "y");
        var tool = JournalFolder.Lz4("-dc", Path.Combine(_folder.Path, "capture-000001.lz4"));
        Assert.Equal((0, 200_000 + 5 + 1 + 5 + 2), (tool.ExitCode, tool.Output.Length));
    }

    [Fact]
    public void H8_A_canary_token_is_in_no_captured_byte()
    {
        const string Canary = "CANARY-7f3a";
        string text = Capture(
            $$$"""{"result":{"token_type":"bearer","access_token":"{{{Canary}}}","refresh_token" : "1.{{{Canary}}}","expires_in":900}}""",
            $$$$"""{"params":{"client_secret":"{{{{Canary}}}}\"{{{{Canary}}}}","data":{"signature":"{{{{Canary}}}}"}}}""");
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.Contains("\"access_token\":\"xxxxxxxxxxx\"", text, StringComparison.Ordinal);
        Assert.Contains("\"token_type\":\"bearer\"", text, StringComparison.Ordinal);
        Assert.Contains("\"expires_in\":900", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"access_token":"abc""", """{"access_token":"xxx""")]
    [InlineData("""{"access_token":""", """{"access_token":""")]
    [InlineData("""{"access_token":null,"n":1}""", """{"access_token":null,"n":1}""")]
    [InlineData("""{"say":"a token","n":"v"}""", """{"say":"a token","n":"v"}""")]
    [InlineData("""{"refresh_token":"a\\","n":"v"}""", """{"refresh_token":"xxx","n":"v"}""")]
    [InlineData("token\"", "token\"")]
    public void Redaction_keeps_lengths_and_everything_else(string frame, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(frame);
        SecretRedactor.Redact(bytes);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Files_are_rolled_by_size_and_older_ones_never_written_over()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "capture-000001.lz4"), "of another run");
        using var writer = new CaptureWriter(_ring, _folder.Path, fileBytes: 1000);
        for (int i = 0; i < 20; i++)
        {
            var noise = new byte[70_000];
            new Random(i).NextBytes(noise);
            Assert.True(_ring.TryWrite(i, Encoding.ASCII.GetBytes(Convert.ToBase64String(noise))));
            writer.DoWork(i);
        }
        writer.Finish();
        Assert.Equal("of another run", File.ReadAllText(Path.Combine(_folder.Path, "capture-000001.lz4")));
        Assert.Equal(21, Directory.GetFiles(_folder.Path, "capture-*.lz4").Length);
    }

    [Fact]
    public void A_frame_waits_no_longer_than_the_flush_time_and_a_cut_file_is_readable_so_far()
    {
        using var writer = new CaptureWriter(_ring, _folder.Path, flushAfterNs: 50);
        _ring.TryWrite(5, "{}"u8);
        writer.DoWork(100);
        writer.DoWork(149);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        writer.DoWork(150);
        using var stream = new Lz4FrameStream(File.OpenRead(Path.Combine(_folder.Path, "capture-000001.lz4")));
        var buffer = new byte[100];
        Assert.Equal(5, stream.Read(buffer));
        Assert.Equal("5 {}\n", Encoding.ASCII.GetString(buffer, 0, 5));
        Assert.Throws<EndOfStreamException>(() => stream.Read(buffer));
    }

    private string Capture(params string[] frames)
    {
        using (var writer = new CaptureWriter(_ring, _folder.Path))
        {
            long ns = 1000;
            foreach (string frame in frames) Assert.True(_ring.TryWrite(ns++, Encoding.UTF8.GetBytes(frame)));
            writer.DoWork(0);
            writer.Finish();
        }
        using var text = new StreamReader(new Lz4FrameStream(File.OpenRead(Path.Combine(_folder.Path, "capture-000001.lz4"))));
        return text.ReadToEnd();
    }

    public void Dispose()
    {
        _memory.Dispose();
        _folder.Dispose();
    }
}
