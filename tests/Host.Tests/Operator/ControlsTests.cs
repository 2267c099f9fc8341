using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Operator;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Operator;

/// <summary>What <c>minnow controls</c> says of the checklist, of a configuration and of a run.</summary>
public sealed class ControlsTests
{
    private const string Text = """
        { "connection": { "environment": "testnet" }, "gate": { "collarBps": 123 }, "risk": { "maxSessionLoss": 0.5 },
          "instruments": [ { "name": "A", "orderAmount": 10, "maxPositionAmount": 100, "gate": { "maxOrderAmount": 40 } }, { "name": "B", "orderAmount": 10, "maxPositionAmount": 200 } ] }
        """;

    private static LoadedConfiguration Configuration => ConfigurationFile.Parse("mine.jsonc", Encoding.UTF8.GetBytes(Text)).Configuration!;

    [Fact]
    public void P20_Every_control_has_its_threshold_its_tests_what_it_counted_and_the_build()
    {
        string root = Directory.CreateTempSubdirectory("minnow-controls-").FullName;
        try
        {
            using (CountersPage page = CountersPage.Create(Directory.CreateDirectory(Path.Combine(root, "run-20260101T000000.000Z")).FullName))
            {
                page.Counters.Set(CounterCatalog.All.Single(static c => c.Name == "gate.denied.collar").Id, 7);
                JsonElement report = Json(root, Configuration);
                Assert.Equal((BuildIdentity.Version, BuildIdentity.Commit, "mine.jsonc"), (report.GetProperty("version").GetString(), report.GetProperty("commit").GetString(), report.GetProperty("configuration").GetString()));
                JsonElement[] controls = [.. report.GetProperty("controls").EnumerateArray()];
                Assert.Equal(Enumerable.Range(1, 24).Select(static n => $"P{n}"), controls.Select(static c => c.GetProperty("control").GetString()));
                Assert.All(controls, static c => Assert.True(c.GetProperty("tests").GetArrayLength() > 0 && c.GetProperty("builtIn").GetString() != "" && c.GetProperty("where").GetString() != ""));
                Assert.Equal((123, 7), (controls[0].GetProperty("thresholds").GetProperty("gate.collarBps").GetInt32(), controls[0].GetProperty("counted").GetProperty("gate.denied.collar").GetInt32()));
                Assert.Equal(40, controls[2].GetProperty("thresholds").GetProperty("instruments[0].gate.maxOrderAmount").GetInt32());
                Assert.Equal(200, controls[6].GetProperty("thresholds").GetProperty("instruments[1].maxPositionAmount").GetInt32());
                Assert.Equal((0.5m, 50), (controls[9].GetProperty("thresholds").GetProperty("risk.maxSessionLoss").GetDecimal(), controls[9].GetProperty("thresholds").GetProperty("risk.maxMarginPercent").GetInt32()));
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Without_a_run_nothing_is_counted_and_without_a_configuration_the_built_in_thresholds_are_said()
    {
        string nowhere = Path.Combine(Path.GetTempPath(), "minnow-no-such-run");
        JsonElement first = Json(nowhere, null).GetProperty("controls")[0];
        Assert.Equal(JsonValueKind.Null, first.GetProperty("counted").GetProperty("gate.denied.collar").ValueKind);
        Assert.Empty(first.GetProperty("thresholds").EnumerateObject());
        using StringWriter text = new();
        Assert.Equal(0, ControlsVerb.Execute(nowhere, Configuration, asJson: false, text));
        Assert.Contains("gate.collarBps 123", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("gate.reduceCollarBps 300 (default)", text.ToString(), StringComparison.Ordinal);
        Assert.Contains(BuildIdentity.Commit, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_that_is_a_threshold_exists()
    {
        string[] paths = [.. Configuration.Settings.Select(static s => ControlRow.AnyInstrument(s.Path))];
        Assert.All(ControlRow.All().SelectMany(static row => row.Settings), path => Assert.Contains(path, paths));
        Assert.Equal(10, ControlRow.All().Count(static row => row.Settings.Count > 0));
    }

    // What the build carries is the page of this source: the tests of that page hold for what is printed.
    [Fact]
    public void The_build_carries_the_page_that_the_tests_read()
    {
        using Stream carried = typeof(ControlRow).Assembly.GetManifestResourceStream(ControlRow.ResourceName)!;
        using StreamReader reader = new(carried);
        Assert.Equal(File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "guide", "controls.md")), reader.ReadToEnd());
    }

    private static JsonElement Json(string directory, LoadedConfiguration? configuration)
    {
        using StringWriter output = new();
        Assert.Equal(0, ControlsVerb.Execute(directory, configuration, asJson: true, output));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
