using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class BackoffTests
{
    private static readonly LinkOptions s_options = new() { ConnectsPerMinute = 1000 };

    [Fact]
    public void B15_A_wait_doubles_with_half_of_it_as_jitter_either_way_up_to_its_limit_and_begins_anew_when_a_connection_held()
    {
        double[] least = new double[12], most = new double[12];
        Array.Fill(least, double.MaxValue);
        for (ulong seed = 1; seed <= 2000; seed++)
        {
            Backoff backoff = new(s_options, seed);
            for (int i = 0; i < least.Length; i++)
            {
                double ms = (double)backoff.Next(0, slow: false) / Units.NsPerMs;
                (least[i], most[i]) = (Math.Min(least[i], ms), Math.Max(most[i], ms));
            }
            backoff.Held();
            Assert.InRange((double)backoff.Next(0, slow: false) / Units.NsPerMs, 0, 1.5 * s_options.BackoffFirstMs);
        }
        for (int i = 0; i < least.Length; i++)
        {
            double middleMs = s_options.BackoffFirstMs * Math.Pow(2, i);
            Assert.InRange(least[i], Math.Min(s_options.BackoffMaxMs, middleMs * 0.5), Math.Min(s_options.BackoffMaxMs, middleMs * 0.51));
            Assert.InRange(most[i], Math.Min(s_options.BackoffMaxMs, middleMs * 1.49), Math.Min(s_options.BackoffMaxMs, middleMs * 1.5));
        }
    }

    [Fact]
    public void B15_Two_runs_that_lose_the_venue_together_do_not_come_back_together()
    {
        long[] first = [.. Enumerable.Range(1, 100).Select(static seed => new Backoff(s_options, (ulong)seed).Next(0, slow: false) / Units.NsPerMs)];
        Assert.True(first.Distinct().Count() > 50, $"{first.Distinct().Count()} different waits of 100");
    }
}
