using System;
using Minnow.Core.Journal;
using Xunit;

namespace Minnow.Core.Tests.Journal;

/// <summary>Headers and frames, as bytes.</summary>
public sealed unsafe class HeaderTests
{
    [Fact]
    public void Sizes_are_those_of_the_document() =>
        Assert.Equal((128, 96, 32, 64), (sizeof(SegmentHeader), sizeof(BlockHeader), sizeof(IndexEntry), sizeof(SegmentTotals)));

    [Fact]
    public void The_descriptor_check_of_a_frame_is_what_the_format_asks_for()
    {
        fixed (byte* descriptor = Lz4Frame.DescriptorBytes)
            Assert.Equal(Lz4Frame.DescriptorCheck, (byte)(XxHash32.Hash(descriptor, Lz4Frame.DescriptorBytes.Length) >> 8));
    }

    [Fact]
    public void A_frame_opens_to_its_block_and_every_flipped_bit_is_noticed()
    {
        var frame = new byte[Lz4Frame.OverheadBytes + 40];
        for (int i = 0; i < 40; i++) frame[Lz4Frame.HeadBytes + i] = (byte)(i * 7);
        Lz4Frame.Seal(frame, isStored: true);
        Assert.True(Lz4Frame.TryOpen(frame, out ReadOnlySpan<byte> block, out bool isStored));
        Assert.True(isStored);
        Assert.Equal(40, block.Length);
        for (int bit = 0; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << bit % 8);
            bool isOpen = Lz4Frame.TryOpen(frame, out _, out bool other);
            Assert.False(isOpen && other, $"bit {bit}"); // the stored bit is in the frame hash, not in the frame's own checksum
            frame[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void A_segment_header_is_told_from_half_a_one_a_foreign_one_and_a_newer_one()
    {
        var header = new SegmentHeader { Tag = JournalFormat.Tag, FormatVersion = 1, SegmentNumber = 1 };
        header.Seal();
        var bytes = new byte[SegmentStart.Bytes];
        header.Write(bytes);
        Assert.Equal(SegmentStatus.Ok, SegmentStart.Read(bytes, out SegmentHeader back));
        Assert.Equal(header.HeaderHash, back.HeaderHash);
        for (int length = 0; length < bytes.Length; length++) Assert.Equal(SegmentStatus.Cut, SegmentStart.Read(bytes.AsSpan(0, length), out _));
        bytes[0] ^= 1;
        Assert.Equal(SegmentStatus.Foreign, SegmentStart.Read(bytes, out _));
        bytes[0] ^= 1;
        bytes[9] ^= 1;
        Assert.Equal(SegmentStatus.Foreign, SegmentStart.Read(bytes, out _));
        bytes[9] ^= 1;
        bytes[16] = 2;
        Assert.Equal(SegmentStatus.Newer, SegmentStart.Read(bytes, out back));
        Assert.Equal(2u, back.FormatVersion);
        bytes[16] = 1;
        for (int at = 20; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x10;
            Assert.Equal(SegmentStatus.Damaged, SegmentStart.Read(bytes, out _));
            bytes[at] ^= 0x10;
        }
    }

    [Fact]
    public void A_block_header_covers_all_its_bytes()
    {
        var header = new BlockHeader { Kind = BlockKind.Inputs, RecordCount = 5, FirstSequence = 77 };
        header.Seal();
        Assert.True(header.IsSealed);
        byte* at = (byte*)&header;
        for (int bit = 0; bit < 8 * sizeof(BlockHeader); bit++)
        {
            at[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(header.IsSealed, $"bit {bit}");
            at[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }
}
