using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Operator;

/// <summary>What status, positions and limits say of a page that the test writes, beside latches that it lays.</summary>
public sealed class StatusTests : IDisposable
{
    private const string Instrument = "BTC-PERPETUAL-WITH-A-LONG-NAME-01";

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-status-").FullName;
    private readonly CountersPage _page;

    public StatusTests()
    {
        string run = Directory.CreateDirectory(Path.Combine(_root, "run-20260101T000000.000Z")).FullName;
        File.CreateSymbolicLink(Path.Combine(_root, LiveDirectory.LatestName), Path.GetFileName(run));
        _page = CountersPage.Create(run);
        Set(CounterId.FeedConnected, 1);
        Set(CounterId.GatewayPhase, (long)GatewayPhase.Ready);
        Set(CounterId.QuoterInstruments, 1);
        byte[] name = new byte[40];
        Encoding.ASCII.GetBytes(Instrument, name);
        for (int word = 0; word < 5; word++) Set(InstrumentCounter.Name0 + word, BinaryPrimitives.ReadInt64LittleEndian(name.AsSpan(word * 8)));
        Set(InstrumentCounter.LotE8, 1_000_000_000);
        Set(InstrumentCounter.BookValid, 1);
        Set(InstrumentCounter.Trading, (long)TradingState.Open);
        Set(InstrumentCounter.SeenNs, LibcClock.RealtimeNs());
        Set(InstrumentCounter.PositionLots, -7);
        Set(InstrumentCounter.WorstLongLots, 3);
        Set(InstrumentCounter.WorstShortLots, -17);
        Set(InstrumentCounter.LimitLots, 100);
        Set(InstrumentCounter.MarkE8, 6_300_050_000_000);
    }

    [Fact]
    public void A_run_that_quotes_is_0_and_says_what_it_has_at_stake()
    {
        JsonElement status = Status(0);
        Assert.Equal((1, "QUOTING", 0, true), (status.GetProperty("v").GetInt32(), status.GetProperty("state").GetString(), status.GetProperty("code").GetInt32(), status.GetProperty("runs").GetBoolean()));
        Assert.Equal(0, status.GetProperty("causes").GetArrayLength());
        JsonElement one = Assert.Single(status.GetProperty("instruments").EnumerateArray());
        Assert.Equal((Instrument, -7, -70m, -17, 63_000.5m), (one.GetProperty("instrument").GetString(), one.GetProperty("positionLots").GetInt32(), one.GetProperty("position").GetDecimal(),
            one.GetProperty("worstShortLots").GetInt32(), one.GetProperty("mark").GetDecimal()));
        Assert.Equal(JsonValueKind.Null, one.GetProperty("total").ValueKind);
        string text = Text(StatusVerb.Status);
        Assert.StartsWith("QUOTING\n", text, StringComparison.Ordinal);
        Assert.Contains($"{Instrument}  position -70 (-7 of 100 lots, worst case -17 to 3), market - / -", text, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Length <= 24, text);
    }

    [Theory]
    [InlineData(CounterId.QuoterPaused, 1, "CANCEL_ONLY", "paused by a person")]
    [InlineData(CounterId.RiskStep, (long)KillStep.Widen, "WIDENED", "kill ladder at widen")]
    [InlineData(CounterId.RiskStep, (long)KillStep.StopAdding, "REDUCE_ONLY", "kill ladder at stop-adding")]
    [InlineData(CounterId.RiskStep, (long)KillStep.Cancel, "CANCEL_ONLY", "kill ladder at cancel")]
    [InlineData(CounterId.FeedConnected, 0, "CANCEL_ONLY", "market data does not follow")]
    [InlineData(CounterId.GatewayPhase, (long)GatewayPhase.Down, "CANCEL_ONLY", "orders down")]
    [InlineData(CounterId.QuoterPlatform, (long)TradingState.Locked, "CANCEL_ONLY", "platform is locked")]
    [InlineData(CounterId.QuoterAccountLocked, 1, "CANCEL_ONLY", "locked the account")]
    [InlineData(CounterId.QuoterFrozen, 1, "CANCEL_ONLY", "market-maker protection")]
    public void What_holds_something_back_is_3_and_named(CounterId id, long value, string state, string why)
    {
        Set(id, value);
        JsonElement status = Status(3);
        Assert.Equal(state, status.GetProperty("state").GetString());
        Assert.Contains(why, status.GetProperty("causes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_of_unknown_fate_and_a_missing_book_are_3()
    {
        Set(InstrumentCounter.UnknownOrders, 2);
        Assert.Equal("REDUCE_ONLY", Status(3).GetProperty("state").GetString());
        Set(InstrumentCounter.BookValid, 0);
        Assert.Equal("CANCEL_ONLY", Status(3).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(CounterId.QuoterHalted, (long)HaltReason.Overfill, "halted: Overfill")]
    [InlineData(CounterId.ControlKilled, 1, "killed by a person")]
    [InlineData(CounterId.RiskStep, (long)KillStep.Flatten, "kill ladder at flatten")]
    [InlineData(CounterId.RiskStep, (long)KillStep.Latch, "kill ladder at latch")]
    public void A_halt_is_4(CounterId id, long value, string why)
    {
        Set(id, value);
        Assert.Contains(why, Status(4).GetProperty("causes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_latch_on_disk_is_4_while_it_runs_and_after_it()
    {
        Lay();
        Assert.Contains("latched on disk: BTC halted: Overfill", Status(4).GetProperty("causes")[0].GetString(), StringComparison.Ordinal);
        _page.Dispose();
        JsonElement after = Status(4);
        Assert.False(after.GetProperty("runs").GetBoolean());
        Assert.True(after.GetProperty("latched").GetBoolean());
    }

    [Fact]
    public void A_run_that_ended_one_that_never_was_and_one_that_does_not_beat_are_5()
    {
        _page.Beat(LibcClock.RealtimeNs() - 10 * Units.NsPerSecond);
        Assert.Contains("does not beat", Status(5).GetProperty("causes")[0].GetString(), StringComparison.Ordinal);
        _page.Dispose();
        Assert.Contains("stopped cleanly", Status(5).GetProperty("causes")[0].GetString(), StringComparison.Ordinal);
        using StringWriter output = new();
        Assert.Equal(5, StatusVerb.Status(Path.Combine(_root, "no", "such"), asJson: false, output));
        Assert.StartsWith("NOT RUNNING  exit code 5\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_directory_of_one_run_is_as_good_as_that_of_all()
    {
        using StringWriter output = new();
        Assert.Equal(0, StatusVerb.Status(Path.Combine(_root, LiveDirectory.LatestName), asJson: false, output));
        Lay();
        Assert.Equal(4, StatusVerb.Status(Directory.GetDirectories(_root, "run-*").Single(), asJson: false, output));
    }

    [Fact]
    public void What_is_late_or_close_to_its_limit_is_a_warning_and_not_an_exit_code()
    {
        Set(CounterId.GatewayClockOffsetNs, 70 * Units.NsPerMs);
        Set(InstrumentCounter.SeenNs, LibcClock.RealtimeNs() - 5 * Units.NsPerSecond);
        Set(InstrumentCounter.WorstLongLots, 81);
        string[] warnings = [.. Status(0).GetProperty("warnings").EnumerateArray().Select(static w => w.GetString()!)];
        Assert.Contains("our clock is 70 ms off the venue's", warnings);
        Assert.Contains(warnings, static w => w.StartsWith($"nothing heard of {Instrument} for 5.", StringComparison.Ordinal));
        Assert.Contains($"{Instrument}: with all that rests filled the position would be 81 % of its limit", warnings);
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    [InlineData(100, true)]
    public void D8_A_limit_of_loss_the_rate_and_the_day_are_warned_of_from_80_percent_on(long percent, bool isWarned)
    {
        Set(CounterIds.Coin(0, CoinCounter.Name), BitConverter.ToInt64("BTC\0\0\0\0\0"u8));
        Set(CounterIds.Coin(0, CoinCounter.DailyE8), -percent * 100_000);
        Set(CounterIds.Money(MoneyCounter.MaxDailyLossE8), 10_000_000);
        Set(CounterIds.Watch(WatchCounter.RatePercent), percent);
        Set(CounterIds.Watch(WatchCounter.DayPercent), percent);
        string[] warnings = [.. Status(0).GetProperty("warnings").EnumerateArray().Select(static w => w.GetString()!)];
        Assert.Equal(isWarned, warnings.Contains($"BTC: daily loss is at {percent} % of its limit of 0.1 BTC"));
        Assert.Equal(isWarned, warnings.Contains($"{percent} % of our part of the venue's rate limit is used up"));
        Assert.Equal(isWarned, warnings.Any(w => w.StartsWith($"{percent} % of the day's messages", StringComparison.Ordinal)));
    }

    [Fact]
    public void Positions_and_limits_have_the_same_exit_code_and_their_numbers()
    {
        Set(InstrumentCounter.Coin, BitConverter.ToInt64("BTC\0\0\0\0\0"u8));
        Set(InstrumentCounter.TotalE8, -123);
        string positions = Text(StatusVerb.Positions);
        Assert.Contains("-0.00000123 BTC", positions, StringComparison.Ordinal);
        using StringWriter json = new();
        Assert.Equal(0, StatusVerb.Limits(_root, asJson: true, json));
        JsonElement[] rows = [.. JsonDocument.Parse(json.ToString()).RootElement.GetProperty("limits").EnumerateArray()];
        JsonElement sold = rows.Single(static r => r.GetProperty("limit").GetString() == "short position, worst case");
        Assert.Equal((Instrument, 17m, 100m, 17.0m), (sold.GetProperty("of").GetString(), sold.GetProperty("used").GetDecimal(), sold.GetProperty("allowed").GetDecimal(), sold.GetProperty("percent").GetDecimal()));
        Set(CounterId.QuoterPaused, 1);
        using StringWriter text = new();
        Assert.Equal((3, 3), (StatusVerb.Positions(_root, asJson: true, text), StatusVerb.Limits(_root, asJson: false, text)));
    }

    [Fact]
    public void The_money_of_each_coin_is_shown_with_the_limits_that_hold_it_and_what_is_not_known_is_not_0()
    {
        Set(CounterIds.Coin(0, CoinCounter.Name), BitConverter.ToInt64("BTC\0\0\0\0\0"u8));
        JsonElement nothing = Assert.Single(Json(StatusVerb.Positions).GetProperty("accounts").EnumerateArray());
        Assert.Equal(("BTC", JsonValueKind.Null, JsonValueKind.Null), (nothing.GetProperty("coin").GetString(), nothing.GetProperty("equity").ValueKind, nothing.GetProperty("total").ValueKind));
        foreach ((CoinCounter what, long e8) in (ReadOnlySpan<(CoinCounter, long)>)[(CoinCounter.EquityE8, 200_000_000), (CoinCounter.InitialMarginE8, 50_000_000), (CoinCounter.SessionE8, -1_000_000), (CoinCounter.DailyE8, 700_000),
            (CoinCounter.DrawdownE8, 3_000_000), (CoinCounter.GrossE8, 300_000_000), (CoinCounter.TotalE8, -900_000)])
            Set(CounterIds.Coin(0, what), e8);
        Set(CounterIds.Money(MoneyCounter.MaxSessionLossE8), 4_000_000);
        Set(CounterIds.Money(MoneyCounter.MaxMarginShareE6), 500_000);
        Set(CounterIds.Money(MoneyCounter.MaxLeverageE6), 3_000_000);
        Set(CounterIds.Money(MoneyCounter.MaxNetExposureE8), 10_000_000);
        Set(InstrumentCounter.LotCoinsE8, 15_873);
        JsonElement account = Assert.Single(Json(StatusVerb.Positions).GetProperty("accounts").EnumerateArray());
        Assert.Equal((-0.01m, 25m, 1.5m), (account.GetProperty("session").GetDecimal(), account.GetProperty("marginPercent").GetDecimal(), account.GetProperty("leverage").GetDecimal()));
        JsonElement[] rows = [.. Json(StatusVerb.Limits).GetProperty("limits").EnumerateArray()];
        Assert.Equal((0.01m, 0.04m, 25m), Row("BTC", "session loss"));
        Assert.Equal((0m, null, null), Row("BTC", "daily loss"));
        Assert.Equal((25m, 50m, 50m), Row("BTC", "initial margin of equity"));
        Assert.Equal((1.5m, 3m, 50m), Row("BTC", "leverage, worst case"));
        Assert.Equal((null, null, null), Row("account", "session loss"));
        // 17 lots short at worst: more than 3 long.
        Assert.Equal((17 * 0.00015873m, 0.1m, 2.7m), Row("account", "net position, worst case"));
        Assert.Contains("equity 2, session -0.01, day 0.007, below its peak 0.03; margin 25 % of equity, leverage 1.5", Text(StatusVerb.Status), StringComparison.Ordinal);
        Assert.Contains("-0.009", Text(StatusVerb.Positions), StringComparison.Ordinal);

        (decimal? Used, decimal? Allowed, decimal? Percent) Row(string of, string limit)
        {
            JsonElement row = rows.Single(r => r.GetProperty("of").GetString() == of && r.GetProperty("limit").GetString() == limit);
            return (Number(row, "used"), Number(row, "allowed"), Number(row, "percent"));
        }
    }

    public void Dispose()
    {
        _page.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Lay() => Assert.Equal("", new HaltLatch(_root, "wss://venue", "key", ["BTC"]).Lay("Overfill", ""));

    private void Set(CounterId id, long value) => _page.Counters.Set(id, value);

    private void Set(InstrumentCounter what, long value) => Set(CounterIds.Instrument(0, what), value);

    private JsonElement Status(int code)
    {
        using StringWriter output = new();
        Assert.Equal(code, StatusVerb.Status(_root, asJson: true, output));
        JsonElement root = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(code, root.GetProperty("code").GetInt32());
        return root;
    }

    private static decimal? Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    private JsonElement Json(Func<string, bool, TextWriter, int> verb)
    {
        using StringWriter output = new();
        Assert.Equal(0, verb(_root, true, output));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private string Text(Func<string, bool, TextWriter, int> verb)
    {
        using StringWriter output = new() { NewLine = "\n" };
        Assert.Equal(0, verb(_root, false, output));
        return output.ToString();
    }
}
