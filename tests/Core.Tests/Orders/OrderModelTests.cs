using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Minnow.Core.Tests.Orders;

/// <summary>Every history of one order up to a length, with everything that the venue and both wires can do; each state once.</summary>
public class OrderModelTests
{
    // Six messages of the venue, and the steps that make them.
    private const int Depth = 11;

    [Fact]
    public void C15_No_history_of_the_venue_makes_us_count_less_than_what_may_still_come()
    {
        HashSet<string> seen = [];
        List<(OrderWorld World, Trace? Trace)> front = [(new OrderWorld(), null)];
        int[] reached = new int[7];
        for (int depth = 0; depth < Depth; depth++)
        {
            List<(OrderWorld World, Trace? Trace)> next = [];
            foreach ((OrderWorld world, Trace? trace) in front)
                foreach ((string what, OrderWorld then) in world.Next())
                {
                    if (!seen.Add(then.Key())) continue;
                    reached[(int)then.Own.State]++;
                    Trace step = new(what, trace);
                    if (then.Wrong() is { } wrong) Assert.Fail($"{wrong}\nafter:\n  {step}");
                    if (depth + 1 < Depth) next.Add((then, step));
                }
            front = next;
        }
        Assert.True(seen.Count > 100_000, $"only {seen.Count} states");
        Assert.All(reached, count => Assert.True(count > 0));
    }

    private sealed record Trace(string What, Trace? Before)
    {
        public override string ToString() => string.Join("\n  ", Steps().Reverse());

        private IEnumerable<string> Steps()
        {
            for (Trace? at = this; at != null; at = at.Before) yield return at.What;
        }
    }
}
