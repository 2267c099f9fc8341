using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Host.Configuration;
using Minnow.Host.Threads;
using Xunit;

namespace Minnow.Tests.Configuration;

public class ConfigurationFileTests
{
    public static TheoryData<string> Samples()
    {
        TheoryData<string> files = [];
        foreach (string file in Directory.GetFiles(Path.Combine(SharedFiles.ProjectRoot, "samples"), "*.jsonc")) files.Add(Path.GetFileName(file));
        return files;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_right_and_points_to_the_schema(string file)
    {
        ConfigurationResult result = ConfigurationFile.Load(Path.Combine(SharedFiles.ProjectRoot, "samples", file));
        Assert.Empty(result.Errors);
        Assert.Equal("../docs/minnow.schema.json", result.Configuration!.Value.Schema);
    }

    // The sample of defaults has none, as there is no amount that is right for everybody; those of threads and of watching are about other things.
    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_for_an_account_limits_the_loss_of_the_run_of_the_day_and_from_the_peak(string file)
    {
        MinnowConfiguration value = ConfigurationFile.Load(Path.Combine(SharedFiles.ProjectRoot, "samples", file)).Configuration!.Value;
        bool isForAnAccount = file is not ("deribit-perpetual.jsonc" or "fused.jsonc" or "watch-only.jsonc");
        value = value with { Connection = value.Connection ?? new ConnectionOptions { Environment = VenueEnvironment.Testnet } };
        Assert.Equal(isForAnAccount ? 0 : 3, RiskRules.Warnings(value).Count);
        if (isForAnAccount) Assert.True(value.Risk is { MaxSessionLoss: > 0, MaxDrawdown: > 0, MaxMarginPercent: > 0 } && value.Risk.MaxDailyLoss <= value.Risk.MaxDrawdown, file);
    }

    [Theory]
    [InlineData("cautious-first-day")]
    [InlineData("deribit-perpetual-0.9btc")]
    [InlineData("small-clip-rebate")]
    [InlineData("futures-pair")]
    [InlineData("futures-hedged")]
    public void A_sample_of_a_persona_says_of_each_of_its_lines_why(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedFiles.ProjectRoot, "samples", $"{file}.jsonc"));
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            bool isSetting = line.StartsWith('"') && !line.EndsWith('{') && !line.EndsWith('[') && !line.StartsWith("\"$schema\"", StringComparison.Ordinal) && !line.StartsWith("\"name\"", StringComparison.Ordinal);
            Assert.True(!isSetting || lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal), $"{file}.jsonc, line {i + 1}: {line}");
        }
    }

    [Fact]
    public void The_default_sample_is_the_defaults_and_one_instrument()
    {
        LoadedConfiguration sample = ConfigurationFile.Load(Path.Combine(SharedFiles.ProjectRoot, "samples/deribit-perpetual.jsonc")).Configuration!;
        MinnowConfiguration defaults = new();
        Assert.Equal(defaults with { Schema = sample.Value.Schema, Instruments = sample.Value.Instruments }, sample.Value);
        InstrumentOptions instrument = Assert.Single(sample.Value.Instruments);
        Assert.Equal(("BTC-PERPETUAL", true, 100m, 3000m, null),
            (instrument.Name, instrument.Quote, instrument.OrderAmount, instrument.MaxPositionAmount, instrument.Definition));
        // The sample names every key, so that nobody has to look for one.
        Assert.DoesNotContain(sample.Settings, s => s.IsDefault);
    }

    [Fact]
    public void The_loopback_sample_names_every_key_of_the_connection()
    {
        LoadedConfiguration sample = ConfigurationFile.Load(Path.Combine(SharedFiles.ProjectRoot, "samples/deribit-loopback.jsonc")).Configuration!;
        Assert.DoesNotContain(sample.Settings, s => s.IsDefault && s.Path.StartsWith("connection", StringComparison.Ordinal));
        ConnectionOptions connection = sample.Value.Connection!;
        ConnectionOptions defaults = new() { Environment = VenueEnvironment.Loopback };
        Assert.Equal(defaults with
        {
            Url = connection.Url, CaFile = connection.CaFile, Credentials = connection.Credentials,
            AllowedScopes = connection.AllowedScopes, Pins = connection.Pins,
        }, connection);
        Assert.Equal((0, 0), (connection.AllowedScopes.Count, connection.Pins.Count));
    }

    [Theory]
    [InlineData("production", "wss://www.deribit.com/ws/api/v2")]
    [InlineData("testnet", "wss://test.deribit.com/ws/api/v2")]
    public void H5_An_environment_stands_for_one_address(string environment, string address) => Assert.Equal(address,
        Good($$"""{ "connection": { "environment": "{{environment}}" }, "instruments": [ { "name": "A", "quote": false } ] }""").Value.Connection!.Address.ToString());

    [Fact]
    public void An_empty_object_watches_and_quotes_nothing()
    {
        LoadedConfiguration loaded = Good("{}");
        Assert.Empty(loaded.Value.Instruments);
        Assert.All(loaded.Settings, s => Assert.True(s.IsDefault, s.Path));
        Assert.Equal(IdleKind.Park, loaded.Value.Threads.Journal.Idle);
        Assert.Equal(IdleKind.Backoff, loaded.Value.Threads.Feed.Idle);
    }

    [Fact]
    public void An_instrument_s_own_quoting_names_only_what_differs()
    {
        LoadedConfiguration loaded = Good("""
            {
              "quoting": { "seed": 7, "ladder": { "levels": 3, "spacing": 2 } },
              "instruments": [
                { "name": "A", "quote": false },
                { "name": "B", "quote": false, "quoting": { "minEdgeBps": 2, "ladder": { "levels": 5 } } }
              ]
            }
            """);
        Assert.Null(loaded.Value.Instruments[0].Quoting);
        QuotingOptions own = loaded.Value.Instruments[1].Quoting!;
        Assert.Equal((7, 2.0, 5, 2.0), (own.Seed, own.MinEdgeBps, own.Ladder.Levels, own.Ladder.Spacing));
        // Whatever is said nowhere has its default, and what is said for all shows where.
        Assert.Equal(new QuotingOptions().MaxHalfSpreadBps, own.MaxHalfSpreadBps);
        Assert.Equal(2, Assert.Single(loaded.Settings, s => s.Path == "instruments[1].quoting.ladder.spacing").Line);
    }

    [Fact]
    public void A_section_with_one_key_keeps_the_defaults_of_the_others()
    {
        LoadedConfiguration loaded = Good("""{ "threads": { "journal": { "core": 1 } }, "quoting": { "seed": 7 } }""");
        Assert.Equal(new AgentThreadOptions { Core = 1, Idle = IdleKind.Park }, loaded.Value.Threads.Journal);
        Assert.Equal(new QuotingOptions { Seed = 7 }, loaded.Value.Quoting);
    }

    [Fact]
    public void Amounts_are_exact_to_eight_decimals()
    {
        LoadedConfiguration loaded = Good("""
            { "instruments": [ { "name": "BTC_USDC-PERPETUAL", "orderAmount": 0.00000001, "maxPositionAmount": 92233720.36854775,
              "definition": { "tickSize": 0.1, "lotSize": 1e-8, "contract": "linear" } } ], "quoting": { "makerFeeBps": 0 } }
            """);
        InstrumentOptions instrument = loaded.Value.Instruments[0];
        Assert.Equal(1, instrument.OrderAmountE8);
        Assert.Equal(9223372036854775, instrument.MaxPositionAmountE8);
        Assert.Equal((10_000_000L, 1L, DefinedContract.Linear),
            (instrument.Definition!.TickSizeE8, instrument.Definition.LotSizeE8, instrument.Definition.Contract));
    }

    [Fact]
    public void H9_The_largest_amount_fits_its_integer()
    {
        InstrumentOptions instrument = Good("""{ "instruments": [ { "name": "A", "orderAmount": 1, "maxPositionAmount": 10000000000 } ] }""").Value.Instruments[0];
        Assert.Equal(1_000_000_000_000_000_000, instrument.MaxPositionAmountE8);
    }

    [Fact]
    public void H10_Comments_and_trailing_commas_are_allowed() =>
        Assert.Equal(5, Good("{ // one\n /* two */ \"timerMs\": 5, }").Value.TimerMs);

    [Fact]
    public void Each_value_names_its_place_or_that_it_is_a_default()
    {
        LoadedConfiguration loaded = Good("{\n  \"timerMs\": 5,\n  \"instruments\": [\n    { \"name\": \"A\", \"quote\": false }\n  ]\n}");
        Dictionary<string, EffectiveSetting> settings = loaded.Settings.ToDictionary(s => s.Path);
        Assert.Equal(new EffectiveSetting("timerMs", "5", 2, 14), settings["timerMs"]);
        Assert.Equal(new EffectiveSetting("instruments[0].name", "\"A\"", 4, 15), settings["instruments[0].name"]);
        Assert.Equal(new EffectiveSetting("instruments[0].definition", "null", 0, 0), settings["instruments[0].definition"]);
        Assert.Equal(new EffectiveSetting("journal.codec", "\"delta\"", 0, 0), settings["journal.codec"]);
    }

    [Fact]
    public void The_hash_is_of_the_bytes_and_the_text_is_kept()
    {
        LoadedConfiguration one = Good("{}"), same = Good("{}"), other = Good("{ }");
        Assert.Equal(one.Hash, same.Hash);
        Assert.NotEqual(one.Hash, other.Hash);
        Assert.Equal("{ }"u8, other.Text.Span);
    }

    [Fact]
    public void Random_configurations_come_back_as_they_went_in()
    {
        Gen<MinnowConfiguration> configurations =
            from seed in Gen.Choose(0, int.MaxValue)
            from horizon in Gen.Choose(1, 864_000)
            from fee in Gen.OneOf(Gen.Constant((double?)null), Gen.Choose(-1000, 1000).Select(f => (double?)(f / 10.0)))
            from order in Gen.Choose(1, 1_000_000)
            from orders in Gen.Choose(1, 100)
            from mode in Gen.Elements(ThreadMode.Threaded, ThreadMode.Fused, ThreadMode.Inline)
            from idle in Gen.Elements(Enum.GetValues<IdleKind>())
            from core in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 1023).Select(c => (int?)c))
            from slots in Gen.Choose(15, 22)
            from directory in Gen.Elements(null, "/dev/shm/m", "größe → \"1\"")
            select new MinnowConfiguration
            {
                Instruments = [new InstrumentOptions { Name = "BTC-PERPETUAL", OrderAmount = order / 1000m, MaxPositionAmount = order * orders / 1000m }],
                Quoting = new QuotingOptions { Seed = seed, HorizonSeconds = horizon / 10.0, MakerFeeBps = fee },
                Threads = new ThreadsOptions { Mode = mode, Quoter = new AgentThreadOptions { Core = core, Idle = idle } },
                Rings = new RingsOptions { InputSlots = 1 << slots, Directory = directory },
            };
        Prop.ForAll(configurations.ToArbitrary(), before =>
        {
            string text = JsonSerializer.Serialize(before, ConfigurationJson.Default.MinnowConfiguration);
            ConfigurationResult result = ConfigurationFile.Parse("random", Encoding.UTF8.GetBytes(text));
            if (result.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Errors));
            MinnowConfiguration after = result.Configuration!.Value;
            return after with { Instruments = before.Instruments } == before && after.Instruments.SequenceEqual(before.Instruments);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("max", 0)]
    [InlineData("1x", 1)]
    [InlineData("10x", 10)]
    [InlineData("0.5x", 0.5)]
    public void A_speed_is_max_or_a_factor(string text, double factor)
    {
        Assert.True(FeedSpeed.TryParse(text, out FeedSpeed speed));
        Assert.Equal(factor, speed.Factor);
        Assert.Equal(text, speed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("-1x")]
    [InlineData("0x")]
    [InlineData("NaNx")]
    [InlineData("1e3x")]
    [InlineData("MAX")]
    [InlineData("100001x")]
    public void Anything_else_is_no_speed(string text) => Assert.False(FeedSpeed.TryParse(text, out _));

    private static LoadedConfiguration Good(string text)
    {
        ConfigurationResult result = ConfigurationFile.Parse("good.jsonc", Encoding.UTF8.GetBytes(text));
        Assert.Empty(result.Errors);
        return result.Configuration!;
    }
}
