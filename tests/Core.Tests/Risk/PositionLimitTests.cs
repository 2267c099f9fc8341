using System;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Risk;

public sealed class PositionLimitTests
{
    [Theory]
    [InlineData(0, 0, 10, 10, 10)]
    [InlineData(3, 0, 10, 7, 13)]
    [InlineData(-3, 0, 10, 13, 7)]
    [InlineData(3, 2, 10, 5, 11)]
    [InlineData(10, 0, 10, 0, 20)]
    [InlineData(9, 0, 10, 1, 19)]
    [InlineData(11, 0, 10, 0, 21)]
    [InlineData(-10, 0, 10, 20, 0)]
    [InlineData(-9, 0, 10, 19, 1)]
    [InlineData(-11, 0, 10, 21, 0)]
    [InlineData(0, 10, 10, 0, 0)]
    [InlineData(0, 9, 10, 1, 1)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(2, 0, 0, 0, 2)]
    public void There_is_room_up_to_the_limit_and_not_a_lot_beyond(long position, long untold, long limit, long buy, long sell)
    {
        Assert.Equal(buy, PositionLimit.RoomLots(position, untold, limit, sell: false));
        Assert.Equal(sell, PositionLimit.RoomLots(position, untold, limit, sell: true));
    }

    [Theory]
    [InlineData(long.MinValue, 0, long.MaxValue, long.MaxValue, 0)]
    [InlineData(long.MaxValue, 0, long.MaxValue, 0, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue, 1, 0, 1)]
    [InlineData(-1, 0, long.MaxValue - 1, long.MaxValue, long.MaxValue - 2)]
    [InlineData(-2, 0, long.MaxValue - 3, long.MaxValue - 1, long.MaxValue - 5)]
    public void Nothing_overflows(long position, long untold, long limit, long buy, long sell)
    {
        Assert.Equal(buy, PositionLimit.RoomLots(position, untold, limit, sell: false));
        Assert.Equal(sell, PositionLimit.RoomLots(position, untold, limit, sell: true));
    }

    [Fact]
    public void Whatever_is_filled_of_what_there_is_room_for_the_position_stays_within()
    {
        for (long position = -6; position <= 6; position++)
        for (long untold = 0; untold <= 6; untold++)
        for (long limit = 0; limit <= 5; limit++)
        {
            long buy = PositionLimit.RoomLots(position, untold, limit, sell: false), sell = PositionLimit.RoomLots(position, untold, limit, sell: true);
            Assert.True(buy == 0 || position + untold + buy == limit, $"{position} {untold} {limit} {buy}");
            Assert.True(sell == 0 || position - untold - sell == -limit, $"{position} {untold} {limit} {sell}");
            Assert.Equal((Math.Max(0, limit - position - untold), Math.Max(0, limit + position - untold)), (buy, sell));
        }
    }
}
