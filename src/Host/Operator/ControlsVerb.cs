using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Journal;

namespace Minnow.Host.Operator;

/// <summary><c>minnow controls</c>: each control of the checklist with its threshold, how often it acted in the newest run, the tests that show it, and the build that they belong to.</summary>
/// <remarks>It says what this build promises and what a run was configured with. When the tests last ran it can not know, and does not say.</remarks>
public static class ControlsVerb
{
    /// <summary>Writes the report.</summary>
    /// <param name="directory">The directory of all runs, or that of one; without a run there is nothing counted.</param>
    /// <param name="configuration">Whose thresholds are shown; null takes those of the newest run.</param>
    /// <param name="asJson">One object in place of text.</param>
    /// <param name="output">Where to.</param>
    /// <returns>0.</returns>
    public static int Execute(string directory, LoadedConfiguration? configuration, bool asJson, TextWriter output)
    {
        RunView run = RunView.Of(directory);
        configuration ??= run.Place.Configuration();
        Dictionary<string, CounterId> counters = [];
        foreach (CounterInfo info in CounterCatalog.All) counters[info.Name] = info.Id;
        if (asJson) Json(run, configuration, counters, output);
        else Text(run, configuration, counters, output);
        return (int)ExitCode.Ok;
    }

    private static void Text(RunView run, LoadedConfiguration? configuration, Dictionary<string, CounterId> counters, TextWriter output)
    {
        output.WriteLine($"minnow {BuildIdentity.Version}, commit {BuildIdentity.Commit}, compiled {BuildIdentity.Compiler}");
        output.WriteLine(configuration == null ? "no configuration: built-in thresholds" : $"thresholds of {configuration.File}; limits that were changed while it runs: minnow limits");
        output.WriteLine(run.Page == null ? "no run: nothing counted" : $"counted by {run.Place.Run}");
        foreach (ControlRow row in ControlRow.All())
        {
            output.WriteLine();
            output.WriteLine($"{row.Id,-4} {row.Name}");
            output.WriteLine($"     where      {row.Place}");
            output.WriteLine($"     built in   {row.Threshold}");
            foreach (EffectiveSetting setting in Settings(row, configuration)) output.WriteLine($"     threshold  {setting.Path} {setting.Value}{(setting.IsDefault ? " (default)" : "")}");
            foreach (string name in row.Counters)
                if (run.Page != null) output.WriteLine($"     counted    {name} {run[counters[name]]}");
            foreach (string test in row.Tests) output.WriteLine($"     test       {test}");
        }
    }

    private static void Json(RunView run, LoadedConfiguration? configuration, Dictionary<string, CounterId> counters, TextWriter output)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("version", BuildIdentity.Version);
            json.WriteString("commit", BuildIdentity.Commit);
            json.WriteString("configuration", configuration?.File);
            json.WriteString("run", run.Page == null ? null : run.Place.Run);
            json.WriteStartArray("controls");
            foreach (ControlRow row in ControlRow.All())
            {
                json.WriteStartObject();
                json.WriteString("control", row.Id);
                json.WriteString("name", row.Name);
                json.WriteString("where", row.Place);
                json.WriteString("builtIn", row.Threshold);
                json.WriteStartObject("thresholds");
                foreach (EffectiveSetting setting in Settings(row, configuration))
                {
                    json.WritePropertyName(setting.Path);
                    json.WriteRawValue(setting.Value);
                }
                json.WriteEndObject();
                json.WriteStartObject("counted");
                foreach (string name in row.Counters)
                {
                    if (run.Page == null) json.WriteNull(name);
                    else json.WriteNumber(name, run[counters[name]]);
                }
                json.WriteEndObject();
                json.WriteStartArray("tests");
                foreach (string test in row.Tests) json.WriteStringValue(test);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static IEnumerable<EffectiveSetting> Settings(ControlRow row, LoadedConfiguration? configuration)
    {
        foreach (EffectiveSetting setting in configuration?.Settings ?? [])
            foreach (string path in row.Settings)
                if (string.Equals(ControlRow.AnyInstrument(setting.Path), path, StringComparison.Ordinal)) yield return setting;
    }
}
