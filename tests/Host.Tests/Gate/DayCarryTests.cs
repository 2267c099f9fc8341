using System;
using System.IO;
using System.Text;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Gate;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Gate;

/// <summary>What former runs of the day have used, as they left it on disk.</summary>
public sealed class DayCarryTests : IDisposable
{
    private const string Key = "/etc/minnow/key.json";

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-carry-").FullName;
    private readonly long _nowNs = LibcClock.RealtimeNs();

    [Fact]
    public void D8_The_newest_run_of_the_day_on_the_account_says_what_was_used()
    {
        Run("run-20260101T000000.000Z", 10, 5);
        Run("run-20260101T000001.000Z", 250, 70);
        Assert.Equal(new DayCarry(250, 70), Look());
    }

    [Fact]
    public void D8_Where_no_run_was_there_is_nothing()
    {
        Assert.Equal(default, Look());
        Assert.Equal(default, DayCarry.Of(Path.Combine(_root, "nothing"), Configuration(), _nowNs));
    }

    [Fact]
    public void D8_A_run_of_another_day_counts_nothing()
    {
        Run("run-20260101T000000.000Z", 10, 5);
        Assert.Equal(default, DayCarry.Of(_root, Configuration(), _nowNs + 86_400 * Units.NsPerSecond));
    }

    [Fact]
    public void D8_A_dry_run_and_one_of_another_account_are_passed_over()
    {
        Run("run-20260101T000000.000Z", 10, 5);
        Run("run-20260101T000001.000Z", 99, 9, phase: GatewayPhase.None);
        Run("run-20260101T000002.000Z", 77, 7, key: "/etc/minnow/other.json");
        Assert.Equal(new DayCarry(10, 5), Look());
    }

    [Fact]
    public void D8_One_that_says_not_whose_it_was_counts()
    {
        Run("run-20260101T000000.000Z", 10, 5);
        string unknown = Path.Combine(_root, "run-20260101T000001.000Z");
        using (CountersPage page = CountersPage.Create(unknown)) Fill(page, 33, 3, GatewayPhase.Down);
        Assert.Equal(new DayCarry(33, 3), Look());
        // No page, no word of it.
        Directory.CreateDirectory(Path.Combine(_root, "run-20260101T000002.000Z"));
        Assert.Equal(new DayCarry(33, 3), Look());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private DayCarry Look() => DayCarry.Of(_root, Configuration(), _nowNs);

    private static MinnowConfiguration Configuration(string key = Key) => Loaded(key).Value;

    private static LoadedConfiguration Loaded(string key, string root = "/tmp") => ConfigurationFile.Parse("carry", Encoding.UTF8.GetBytes($$"""
        { "connection": { "environment": "testnet", "credentials": "{{key}}" }, "instruments": [ { "name": "BTC-PERPETUAL", "quote": false } ], "limits": { "maxLevels": 512 }, "rings": { "inputSlots": 1024, "directory": "{{root}}/rings" } }
        """)).Configuration!;

    private void Run(string name, long messages, long coinsE8, GatewayPhase phase = GatewayPhase.Ready, string key = Key)
    {
        using RunEngine engine = new(Loaded(key, Path.Combine(_root, "of-" + name)), Path.Combine(_root, name), "test");
        Fill(engine.Page, messages, coinsE8, phase);
    }

    private static void Fill(CountersPage page, long messages, long coinsE8, GatewayPhase phase)
    {
        page.Counters.Set(CounterId.GatewayPhase, (long)phase);
        page.Counters.Set(CounterId.GateMessagesToday, messages);
        page.Counters.Set(CounterId.GateCoinsTodayE8, coinsE8);
        page.Beat(LibcClock.RealtimeNs());
    }
}
