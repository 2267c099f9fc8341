using System;
using System.Text;
using Minnow.Core.Journal;
using Minnow.Core.Numerics;
using Xunit;

namespace Minnow.Core.Tests.Journal;

/// <summary>Known values: the sanity vectors of the reference implementation, and the output of its command-line tool.</summary>
public sealed unsafe class XxHashTests
{
    private const uint Prime = 2654435761;

    [Theory]
    [InlineData(0, 0, 0xEF46DB3751D8E999)]
    [InlineData(0, Prime, 0xAC75FDA2929B17EF)]
    [InlineData(1, 0, 0xE934A84ADB052768)]
    [InlineData(1, Prime, 0x5014607643A9B4C3)]
    [InlineData(4, 0, 0x9136A0DCA57457EE)]
    [InlineData(8, 0, 0xCDBCF538E71D1348)]
    [InlineData(14, 0, 0x8282DCC4994E35C8)]
    [InlineData(14, Prime, 0xC3BD6BF63DEB6DF0)]
    [InlineData(31, 0, 0x299B39A290E6D783)]
    [InlineData(32, 0, 0x18B216492BB44B70)]
    [InlineData(33, 0, 0x55C8DC3E578F5B59)]
    [InlineData(222, 0, 0xB641AE8CB691C174)]
    [InlineData(222, Prime, 0x20CB8AB7AE10C14A)]
    [InlineData(1000, 0, 0x52BD1358F22E9EF7)]
    [InlineData(2367, 0, 0xA82418DDEC0EA581)]
    public void XXH64_of_the_sanity_buffer(int length, ulong seed, ulong expected) => Assert.Equal(expected, XxHash64.Hash(Buffer(length), seed));

    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void XXH64_of_texts(string text, ulong expected) => Assert.Equal(expected, XxHash64.Hash(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(0, 0x02CC5D05)]
    [InlineData(1, 0xCF65B03E)]
    [InlineData(4, 0xA9DE7CE9)]
    [InlineData(14, 0x1208E7E2)]
    [InlineData(31, 0x5F40E562)]
    [InlineData(33, 0x31A427E5)]
    [InlineData(222, 0x5BD11DBD)]
    [InlineData(1000, 0x2052D698)]
    public void XXH32_of_the_sanity_buffer(int length, uint expected)
    {
        fixed (byte* start = Buffer(length)) Assert.Equal(expected, XxHash32.Hash(start, length));
    }

    [Fact]
    public void The_place_in_memory_does_not_matter()
    {
        byte[] text = Buffer(300);
        var shifted = new byte[400];
        for (int shift = 0; shift < 64; shift++)
        {
            text.CopyTo(shifted, shift);
            Assert.Equal(XxHash64.Hash(text), XxHash64.Hash(shifted.AsSpan(shift, 300)));
        }
    }

    private static byte[] Buffer(int length)
    {
        var bytes = new byte[length];
        ulong generator = Prime;
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)(generator >> 56);
            generator *= 11400714785074694797;
        }
        return bytes;
    }
}
