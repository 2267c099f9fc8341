using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class ClientSignatureTests
{
    [Fact]
    public void The_venues_own_example_is_signed_as_the_venue_signs_it() =>
        Assert.Equal("56590594f97921b09b18f166befe0d1319b198bbcdad7ca73382de2f88fe9aa1", Sign("AMANDASECRECT", 1576074319000, "1iqt2wls", ""));

    [Fact]
    public void Any_text_is_signed_as_the_plain_way_signs_it()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int i = 0; i < 500; i++)
        {
            string secret = Word(random, 80);
            string nonce = Word(random, 60);
            string data = Word(random, 190);
            long timestamp = random.NextInt64();
            byte[] message = Encoding.ASCII.GetBytes($"{timestamp.ToString(CultureInfo.InvariantCulture)}\n{nonce}\n{data}");
            string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), message));
            Assert.True(expected == Sign(secret, timestamp, nonce, data), $"seed {seed}");
        }
    }

    [Fact]
    public void Texts_that_are_too_long_are_a_bug()
    {
        byte[] hex = new byte[ClientSignature.Bytes];
        Assert.Throws<ArgumentOutOfRangeException>(() => ClientSignature.Write(default, 1, new byte[200], new byte[57], hex));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClientSignature.Write(default, 1, default, default, hex.AsSpan(1)));
    }

    private static string Word(Random random, int max) =>
        string.Create(random.Next(max), random, static (text, r) => { foreach (ref char c in text) c = (char)r.Next(32, 127); });

    private static string Sign(string secret, long timestampMs, string nonce, string data)
    {
        Span<byte> hex = stackalloc byte[ClientSignature.Bytes];
        ClientSignature.Write(Encoding.ASCII.GetBytes(secret), timestampMs, Encoding.ASCII.GetBytes(nonce), Encoding.ASCII.GetBytes(data), hex);
        return Encoding.ASCII.GetString(hex);
    }
}
