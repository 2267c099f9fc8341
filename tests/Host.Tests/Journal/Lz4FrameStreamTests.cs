using System;
using System.IO;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>Reading LZ4 recordings.</summary>
public sealed class Lz4FrameStreamTests
{
    private static readonly byte[] Content = Text();

    [Fact]
    public void The_library_is_the_one_that_was_measured() => Assert.InRange(Lz4.Version(), 10_900, 11_999);

    [Theory]
    [InlineData("-1")]
    [InlineData("-9")]
    [InlineData("-BD")]
    public void What_the_tool_packs_comes_back(string option)
    {
        byte[] packed = Pack(option);
        using var stream = new Lz4FrameStream(new MemoryStream(packed));
        var back = new MemoryStream();
        stream.CopyTo(back);
        Assert.True(Content.AsSpan().SequenceEqual(back.ToArray()));
    }

    [Fact]
    public void Frames_behind_each_other_are_one_content_and_skippable_ones_are_skipped()
    {
        byte[] packed = Pack("-1");
        byte[] skippable = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
        using var stream = new Lz4FrameStream(new MemoryStream([.. packed, .. skippable, .. packed]));
        var back = new MemoryStream();
        stream.CopyTo(back);
        Assert.Equal(2 * Content.Length, back.Length);
    }

    [Fact]
    public void E7_A_cut_frame_gives_all_that_is_whole_and_then_says_so()
    {
        byte[] packed = Pack("-1");
        for (int length = 1; length < packed.Length; length += 997)
        {
            using var stream = new Lz4FrameStream(new MemoryStream(packed[..length]));
            Assert.Throws<EndOfStreamException>(() => stream.CopyTo(Stream.Null));
        }
    }

    [Fact]
    public void E5_A_flipped_bit_is_refused()
    {
        byte[] packed = Pack("-1");
        for (int at = 0; at < packed.Length; at += 1009)
        {
            packed[at] ^= 4;
            using var stream = new Lz4FrameStream(new MemoryStream(packed));
            Assert.ThrowsAny<Exception>(() => stream.CopyTo(Stream.Null));
            packed[at] ^= 4;
        }
    }

    [Fact]
    public void An_empty_input_is_an_empty_content() => Assert.Equal(0, new Lz4FrameStream(new MemoryStream()).Read(new byte[10]));

    private static byte[] Pack(string option)
    {
        using var folder = new JournalFolder();
        string file = Path.Combine(folder.Path, "text");
        File.WriteAllBytes(file, Content);
        return JournalFolder.Lz4(option, "-c", file).Output;
    }

    private static byte[] Text()
    {
        var random = new Random(7);
        var text = new byte[300_000];
        for (int i = 0; i < text.Length; i++) text[i] = (byte)('a' + random.Next(i % 1000 < 500 ? 2 : 26));
        return text;
    }
}
