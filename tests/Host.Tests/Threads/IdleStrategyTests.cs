using System;
using System.Diagnostics;
using System.Threading;
using Minnow.Host.Threads;
using Xunit;

namespace Minnow.Host.Tests.Threads;

public sealed class IdleStrategyTests
{
    [Theory]
    [InlineData("spin", IdleKind.Spin)]
    [InlineData("yield", IdleKind.Yield)]
    [InlineData("park:75", IdleKind.Park)]
    [InlineData("backoff", IdleKind.Backoff)]
    public void The_text_of_the_configuration_reads_back(string text, IdleKind kind)
    {
        Assert.True(IdleOptions.TryParse(text, out IdleOptions options, out string error), error);
        Assert.Equal(kind, options.Kind);
        Assert.Equal(text, options.ToString());
        Assert.True(IdleOptions.TryParse("park", out options, out _));
        Assert.Equal(IdleOptions.DefaultParkMicros, options.ParkMicros);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Spin")]
    [InlineData("park:")]
    [InlineData("park:0")]
    [InlineData("park:-1")]
    [InlineData("park:100001")]
    [InlineData("park:99999999999")]
    [InlineData("sleep")]
    public void Another_text_is_refused_with_those_that_are_right(string text)
    {
        Assert.False(IdleOptions.TryParse(text, out _, out string error));
        Assert.Contains($"\"{text}\"", error, StringComparison.Ordinal);
        Assert.Contains("spin, yield, park:MICROSECONDS (1 to 100000), backoff", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Back_off_spins_then_yields_then_sleeps_and_work_starts_it_over()
    {
        IdleStrategy idle = new(new(IdleKind.Backoff));
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < IdleStrategy.MaxSpins; i++) Assert.False(idle.Idle());
            for (int i = 0; i < IdleStrategy.MaxYields; i++) Assert.True(idle.Idle());
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < 8; i++) idle.Idle(); // 10 + 20 + 40 + 80 + 4 times 100 µs
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMicroseconds, 550, 1_000_000);
            idle.Reset();
        }
    }

    [Fact]
    public void A_park_lasts_its_time_and_with_a_prepared_thread_not_much_more()
    {
        double micros = double.MaxValue;
        Thread thread = new(() =>
        {
            IdleStrategy idle = new(new(IdleKind.Park, 200));
            idle.PrepareThread();
            for (int i = 0; i < 20; i++)
            {
                long start = Stopwatch.GetTimestamp();
                idle.Idle();
                micros = Math.Min(micros, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        });
        thread.Start();
        thread.Join();
        Assert.InRange(micros, 200, 5000);
    }

    [Fact]
    public void A_park_outside_its_range_is_refused_when_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new IdleStrategy(new(IdleKind.Park, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IdleStrategy(new(IdleKind.Park, IdleOptions.MaxParkMicros + 1)));
    }
}
