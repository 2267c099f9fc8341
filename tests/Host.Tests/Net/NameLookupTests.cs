using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class NameLookupTests
{
    private static readonly IPAddress Four = IPAddress.Parse("127.0.0.9");

    [Fact]
    public void B13_The_families_take_turns_and_what_worked_last_goes_first()
    {
        IPAddress[] found = "::1 ::2 ::3 10.0.0.1 10.0.0.2".Split(' ').Select(IPAddress.Parse).ToArray();
        Assert.Equal("::1 10.0.0.1 ::2 10.0.0.2 ::3", string.Join(' ', NameLookup.Order(found, null)));
        Assert.Equal("10.0.0.2 ::1 10.0.0.1 ::2 ::3", string.Join(' ', NameLookup.Order(found, IPAddress.Parse("10.0.0.2"))));
        Assert.Equal("::1 10.0.0.1 ::2 10.0.0.2 ::3 127.0.0.9", string.Join(' ', NameLookup.Order(found, Four)));
    }

    [Fact]
    public void B13_When_the_name_fails_the_last_good_address_is_tried()
    {
        NameLookup names = new(static _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));
        Assert.Empty(names.Find("venue.test", 100, out string problem));
        Assert.NotEmpty(problem);
        names.Worked(Four);
        Assert.Equal([Four], names.Find("venue.test", 100, out _));
    }

    [Fact]
    public void B13_A_lookup_that_hangs_ends_at_its_limit_and_is_not_started_twice()
    {
        TaskCompletionSource<IPAddress[]> never = new();
        List<string> asked = [];
        NameLookup names = new(host =>
        {
            asked.Add(host);
            return never.Task;
        });
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Empty(names.Find("venue.test", 50, out string problem));
        Assert.Empty(names.Find("venue.test", 50, out _));
        Assert.InRange(watch.ElapsedMilliseconds, 90, 2000);
        Assert.Contains("50 ms", problem, System.StringComparison.Ordinal);
        Assert.Single(asked);
        never.SetResult([Four]);
        Assert.Equal([Four], names.Find("venue.test", 50, out _));
    }

    [Theory]
    [InlineData(29_000, true), InlineData(86_400_000, false)]
    public void B13_An_answer_that_came_after_its_limit_is_taken_only_while_it_is_fresh(long laterMs, bool isTaken)
    {
        long nowMs = 1_000_000;
        int asked = 0;
        TaskCompletionSource<IPAddress[]> late = new();
        IPAddress other = IPAddress.Parse("127.0.0.10");
        NameLookup names = new(_ => ++asked == 1 ? late.Task : Task.FromResult(new[] { other }), () => nowMs);
        Assert.Empty(names.Find("venue.test", 10, out _));
        late.SetResult([Four]);
        nowMs += laterMs;
        Assert.Equal([isTaken ? Four : other], names.Find("venue.test", 1000, out _));
    }

    [Theory]
    [InlineData("127.0.0.1"), InlineData("[::1]"), InlineData("::1")]
    public void An_address_in_digits_is_not_looked_up(string host) =>
        Assert.Single(new NameLookup(static _ => throw new System.InvalidOperationException()).Find(host, 100, out _));
}
