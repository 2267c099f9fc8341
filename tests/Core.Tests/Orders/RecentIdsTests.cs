using System.Collections.Generic;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

public class RecentIdsTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 1100)]
    [InlineData(3, 3000)]
    [InlineData(4, 1_000_000)]
    public void The_table_knows_what_a_queue_of_the_latest_ids_knows(ulong seed, int range)
    {
        RecentIds ids = default;
        SplitMix64 random = new(seed);
        Queue<long> latest = [];
        for (int i = 0; i < 20_000; i++)
        {
            // Neighbours and far apart, 0 and negative ones too.
            long id = (random.NextIndex(range) - range / 2) * (i % 3 == 0 ? 1 : 0x9E3779B9L);
            bool isNew = !latest.Contains(id);
            Assert.True(isNew == RecentIds.TryAdd(ref ids, id), $"seed {seed}, step {i}, id {id}");
            if (isNew) latest.Enqueue(id);
            if (latest.Count > RecentIds.Capacity) latest.Dequeue();
        }
    }

    [Fact]
    public void An_id_is_known_as_long_as_it_is_among_the_latest()
    {
        RecentIds ids = default;
        for (long id = 1; id <= RecentIds.Capacity; id++) Assert.True(RecentIds.TryAdd(ref ids, id));
        Assert.False(RecentIds.TryAdd(ref ids, 1));
        Assert.True(RecentIds.TryAdd(ref ids, 5000));
        Assert.True(RecentIds.TryAdd(ref ids, 1));
    }
}
