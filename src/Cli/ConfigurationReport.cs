using System;
using System.Globalization;
using System.IO;
using Minnow.Host.Configuration;

namespace Minnow.Cli;

/// <summary>What <c>config check</c> and <c>config show</c> print.</summary>
internal static class ConfigurationReport
{
    internal static void WriteCheck(string path, ConfigurationResult result, TextWriter output) => JsonText.Write(output, json =>
    {
        json.WriteString("file", path);
        json.WriteBoolean("ok", result.Configuration != null);
        if (result.Configuration != null) json.WriteString("hash", Hash(result.Configuration));
        json.WriteStartArray("errors");
        foreach (ConfigurationError error in result.Errors)
        {
            json.WriteStartObject();
            json.WriteNumber("line", error.Line);
            json.WriteNumber("column", error.Column);
            json.WriteString("path", error.Path);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    internal static void WriteShow(LoadedConfiguration loaded, TextWriter output) => JsonText.Write(output, json =>
    {
        json.WriteString("file", loaded.File);
        json.WriteString("hash", Hash(loaded));
        json.WriteStartArray("settings");
        foreach (EffectiveSetting setting in loaded.Settings)
        {
            json.WriteStartObject();
            json.WriteString("path", setting.Path);
            json.WritePropertyName("value");
            json.WriteRawValue(setting.Value);
            json.WriteString("origin", setting.IsDefault ? "default" : "file");
            if (!setting.IsDefault)
            {
                json.WriteNumber("line", setting.Line);
                json.WriteNumber("column", setting.Column);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    internal static void WriteShowText(LoadedConfiguration loaded, TextWriter output)
    {
        int width = 0;
        foreach (EffectiveSetting setting in loaded.Settings) width = Math.Max(width, Left(setting).Length);
        foreach (EffectiveSetting setting in loaded.Settings)
        {
            string origin = setting.IsDefault ? "default" : string.Create(CultureInfo.InvariantCulture, $"{loaded.File}:{setting.Line}");
            output.WriteLine($"{Left(setting).PadRight(width)}  {origin}");
        }
        output.WriteLine($"{"hash = " + Hash(loaded)}");
    }

    private static string Left(EffectiveSetting setting) => $"{setting.Path} = {setting.Value}";

    private static string Hash(LoadedConfiguration loaded) => loaded.Hash.ToString("x16", CultureInfo.InvariantCulture);
}
