using System;
using System.Text;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class LabelTextTests
{
    [Theory]
    [InlineData(0x0189abcdef01, 123, "mn0189abcdef01-123")]
    [InlineData(0, 0, "mn000000000000-0")]
    [InlineData(LabelText.MaxEpoch, long.MaxValue, "mnffffffffffff-9223372036854775807")]
    public void C24_A_label_is_at_most_40_bytes_and_is_read_as_it_was_written(long epoch, long orderId, string label)
    {
        string written = Write(epoch, orderId);
        Assert.Equal(label, written);
        Assert.InRange(written.Length, 1, LabelText.MaxBytes);
        Assert.True(LabelText.TryRead(Encoding.ASCII.GetBytes(written), out long readEpoch, out long readId));
        Assert.Equal((epoch, orderId), (readEpoch, readId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mn")]
    [InlineData("mn0189abcdef01-")]
    [InlineData("mn0189abcdef01")]
    [InlineData("mn0189ABCDEF01-1")]
    [InlineData("mn0189abcdef0g-1")]
    [InlineData("mn0189abcdef01_1")]
    [InlineData("mn0189abcdef01-01")]
    [InlineData("mn0189abcdef01--1")]
    [InlineData("mn0189abcdef01-+1")]
    [InlineData("mn0189abcdef01-1 ")]
    [InlineData("mn0189abcdef01-1x")]
    [InlineData("mn0189abcdef01-9223372036854775808")]
    [InlineData("mn0189abcdef01-99999999999999999999999999")]
    [InlineData("Mn0189abcdef01-1")]
    [InlineData("mm1-000017")]
    public void C24_A_label_that_we_did_not_write_is_foreign(string label)
    {
        Assert.False(LabelText.TryRead(Encoding.UTF8.GetBytes(label), out long epoch, out long orderId));
        Assert.Equal((0L, 0L), (epoch, orderId));
    }

    [Fact]
    public void C24_No_two_orders_have_one_label_and_no_other_text_is_read_as_it()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int i = 0; i < 20_000; i++)
        {
            long epoch = random.NextInt64(LabelText.MaxEpoch + 1) >> random.Next(48);
            long id = random.NextInt64(long.MaxValue) >> random.Next(63);
            byte[] label = Encoding.ASCII.GetBytes(Write(epoch, id));
            label[random.Next(label.Length)] = (byte)random.Next(256);
            if (LabelText.TryRead(label, out long otherEpoch, out long otherId))
                Assert.True(Write(otherEpoch, otherId) == Encoding.ASCII.GetString(label), $"seed {seed}: {Encoding.Latin1.GetString(label)}");
        }
    }

    [Fact]
    public void A_number_that_does_not_fit_is_a_bug()
    {
        byte[] room = new byte[LabelText.MaxBytes];
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelText.Write(room, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelText.Write(room, LabelText.MaxEpoch + 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelText.Write(room, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelText.Write(room.AsSpan(1), 1, 1));
    }

    private static string Write(long epoch, long orderId)
    {
        Span<byte> room = stackalloc byte[LabelText.MaxBytes];
        return Encoding.ASCII.GetString(room[..LabelText.Write(room, epoch, orderId)]);
    }
}
