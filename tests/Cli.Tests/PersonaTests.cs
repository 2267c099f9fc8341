using System;
using System.IO;
using System.Linq;
using System.Text;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Minnow.Host.Configuration;
using Xunit;

namespace Minnow.Tests.Cli;

/// <summary>The samples that speak for a kind of account, each run over a synthetic market: it quotes, its limits hold, and its journal replays exactly.</summary>
public sealed class PersonaTests(PersonaMarkets markets) : IClassFixture<PersonaMarkets>
{
    private const double UsdPerLot = 10;

    // Orders that rest on each side of each instrument once all is placed; the last of the pair waits for the one before it.
    [Theory]
    [InlineData("cautious-first-day", 1)]
    [InlineData("deribit-perpetual-0.9btc", 3)]
    [InlineData("small-clip-rebate", 8)]
    [InlineData("futures-pair", 2, 2, 0)]
    [InlineData("futures-hedged", 2, 0, 0)]
    public void A_persona_quotes_both_sides_within_its_limits_and_replays_exactly(string persona, params int[] levels)
    {
        LoadedConfiguration sample = Sample(persona);
        using PersonaRun run = Play(persona, markets, static text => text);
        Assert.Equal(sample.Value.Instruments.Count, levels.Length);
        for (int i = 0; i < levels.Length; i++)
        {
            Assert.Equal(levels[i], run.MostOrders(i, sell: false));
            Assert.Equal(levels[i], run.MostOrders(i, sell: true));
        }
        HoldsLimits(run, sample);
        run.ReplaysExactly();
        CliRun why = CliRun.Of("why", run.Journal, "--order", "1");
        Assert.Equal((0, ""), (why.Code, why.Errors));
        Assert.Contains("= half-spread", why.Output, StringComparison.Ordinal);
    }

    // As the samples are, no limit binds before there is a position. Here each holds less than the ladder asks for.
    [Theory]
    [InlineData("deribit-perpetual-0.9btc", "\"maxPositionAmount\": 18000", "\"maxPositionAmount\": 2500")]
    [InlineData("deribit-perpetual-0.9btc", "\"maxNetExposure\": 0.3", "\"maxNetExposure\": 0.0395")]
    [InlineData("small-clip-rebate", "\"maxPositionAmount\": 300", "\"maxPositionAmount\": 90")]
    [InlineData("futures-pair", "\"maxNetExposure\": 0.2", "\"maxNetExposure\": 0.025")]
    public void A_limit_below_the_ladder_cuts_the_ladder(string persona, string from, string to)
    {
        LoadedConfiguration? tight = null;
        using PersonaRun run = Play(persona, markets, text =>
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
            tight = ConfigurationFile.Parse(persona, Encoding.UTF8.GetBytes(text)).Configuration;
            return text;
        });
        Assert.True(run.MostOrders(0, sell: false) > 0 && run.MostOrders(0, sell: true) > 0);
        Assert.Contains(run.Clamps, static clamps => clamps.Contains("LimitBid", StringComparison.Ordinal) && clamps.Contains("LimitAsk", StringComparison.Ordinal));
        HoldsLimits(run, tight!);
        run.ReplaysExactly();
    }

    [Fact]
    public void The_exact_model_quotes_the_same_ladder_within_the_limits_replays_exactly_and_is_told()
    {
        using PersonaRun run = Play("deribit-perpetual-0.9btc", markets, static text => text.Replace("\"kind\": \"glft\"", "\"kind\": \"glftExact\"", StringComparison.Ordinal));
        Assert.True(run.MostOrders(0, sell: false) > 0 && run.MostOrders(0, sell: true) > 0);
        HoldsLimits(run, Sample("deribit-perpetual-0.9btc"));
        run.ReplaysExactly();
        CliRun why = CliRun.Of("why", run.Journal, "--order", "1");
        Assert.Contains("GLFT, exact", why.Output, StringComparison.Ordinal);
        Assert.Contains("= half-spread", why.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fee_of_a_new_account_shows_in_the_floor()
    {
        using PersonaRun run = Play("deribit-perpetual-0.9btc", markets, static text => text);
        Assert.Equal([2.0], run.FeeFloors.Distinct());
        // The touch is one tick wide: 12 USD a side, against a quarter of a dollar.
        Assert.InRange(run.LeastHalfSpreadBps, 2.0, 30);
    }

    [Theory]
    [InlineData("deribit-perpetual-0.9btc")]
    [InlineData("futures-pair")]
    public void The_risk_aversion_moves_the_quotes_by_one_and_a_half_half_spreads_at_the_limit(string persona)
    {
        const double SigmaBps = 0.9, FeeBps = 1.5;
        LoadedConfiguration sample = Sample(persona);
        QuotingOptions q = sample.Value.Quoting;
        InstrumentOptions instrument = sample.Value.Instruments[0];
        ModelParameters model = default;
        model.ModelKind = 2;
        model.BaseIntensityPerSecond = q.Model.BaseIntensityPerSecond;
        ModelInputs inputs = default;
        inputs.Orders = inputs.MaxOrders = (double)(instrument.MaxPositionAmount!.Value / instrument.OrderAmount!.Value);
        inputs.SigmaBps = SigmaBps;
        inputs.RiskAversion = q.RiskAversionPerLotBps;
        inputs.Decay = q.IntensityDecayPerBps;
        inputs.FeeBps = FeeBps;
        Assert.True(Glft.Quote(out ModelParts parts, in model, in inputs));
        Assert.Equal(15, inputs.MaxOrders);
        Assert.InRange(-parts.SkewBps / parts.BidHalfBps, 1.45, 1.55);

        double intensity = model.BaseIntensityPerSecond * Math.Exp(-inputs.Decay * FeeBps);
        double gamma = Glft.GammaFor(inputs.MaxOrders, 1.5 * parts.BidHalfBps, SigmaBps, intensity, inputs.Decay);
        Assert.InRange(gamma / q.RiskAversionPerLotBps, 0.95, 1.05);
    }

    private static PersonaRun Play(string persona, PersonaMarkets markets, Func<string, string> change) =>
        new(change(File.ReadAllText(PathOf(persona))), persona.StartsWith("futures-", StringComparison.Ordinal) ? markets.Pair : markets.Perpetual);

    private static void HoldsLimits(PersonaRun run, LoadedConfiguration sample)
    {
        for (int i = 0; i < sample.Value.Instruments.Count; i++)
        {
            double most = (double)sample.Value.Instruments[i].MaxPositionAmount!.Value;
            Assert.InRange(run.MostLots(i, sell: false) * UsdPerLot, 0, most);
            Assert.InRange(run.MostLots(i, sell: true) * UsdPerLot, 0, most);
        }
        if (sample.Value.Risk.MaxNetExposure is decimal net) Assert.InRange(run.MostCoins, 0, (double)net);
    }

    private static LoadedConfiguration Sample(string persona)
    {
        ConfigurationResult result = ConfigurationFile.Load(PathOf(persona));
        Assert.True(result.Configuration != null, string.Join('\n', result.Errors));
        return result.Configuration!;
    }

    private static string PathOf(string persona) => Path.Combine(SharedFiles.ProjectRoot, "samples", persona + ".jsonc");
}
