using System;
using System.IO;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Host.Tests.Live;

public sealed class HaltLatchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-latch-").FullName;

    [Fact]
    public void A_halt_is_found_by_the_next_run_until_a_person_arms_it()
    {
        string run = Directory.CreateDirectory(_root + "/run-1").FullName, next = Directory.CreateDirectory(_root + "/run-2").FullName;
        using (CountersPage page = CountersPage.Create(run))
        {
            HaltLatch latch = Latch();
            latch.ThrowIfSet();
            latch.Watch(page.Counters, run);
            Assert.Equal(0, latch.DoWork(0));
            latch.ThrowIfSet();
            page.Counters.Set(CounterId.QuoterHalted, (long)HaltReason.PositionMismatch);
            Assert.Equal(1, latch.DoWork(0));
            Assert.Equal(0, latch.DoWork(0));
        }
        LiveRefusedException refused = Assert.Throws<LiveRefusedException>(() => Latch().ThrowIfSet());
        Assert.Equal(ExitCode.Halted, refused.ExitCode);
        Assert.Contains("BTC-PERPETUAL halted: PositionMismatch, ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(run, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"minnow arm --journal {_root} --by YOU", refused.Message, StringComparison.Ordinal);
        Latch("another-key").ThrowIfSet();
        Assert.Contains("PositionMismatch", Latch().Arm("a fill by hand", next), StringComparison.Ordinal);
        Latch().ThrowIfSet();
        Assert.StartsWith("armed: a fill by hand\nBTC-PERPETUAL halted: PositionMismatch, ", File.ReadAllText(next + "/armed.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_latch_that_can_not_be_written_is_said_and_tried_again_each_second()
    {
        using CountersPage page = CountersPage.Create(_root);
        File.WriteAllText(_root + "/file", "");
        HaltLatch latch = new(_root + "/file", "a", "b", ["BTC-PERPETUAL"]);
        latch.Watch(page.Counters, _root);
        page.Counters.Set(CounterId.QuoterHalted, 1);
        Assert.Equal(1, latch.DoWork(0));
        Assert.NotEqual("", latch.FailureText);
        Assert.Equal(0, latch.DoWork(Units.NsPerSecond - 1));
        Assert.Equal(1, latch.DoWork(Units.NsPerSecond));
        Assert.NotEqual("", latch.FailureText);
        File.Delete(_root + "/file");
        Assert.Equal(1, latch.DoWork(2 * Units.NsPerSecond));
        Assert.Equal("", latch.FailureText);
        Assert.True(latch.IsSet);
        Assert.Equal(0, latch.DoWork(9 * Units.NsPerSecond));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private HaltLatch Latch(string key = "key") => new(_root, "wss://venue", key, ["BTC-PERPETUAL"]);
}
