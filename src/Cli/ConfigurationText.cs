using System.IO;
using Minnow.Host.Configuration;

namespace Minnow.Cli;

/// <summary>Reports of configuration files for people.</summary>
internal static class ConfigurationText
{
    /// <summary>The configuration, or null after its errors were written, one a line, in the form that editors jump to.</summary>
    internal static LoadedConfiguration? LoadOrReport(string path, TextWriter errors)
    {
        ConfigurationResult result = ConfigurationFile.Load(path);
        foreach (ConfigurationError error in result.Errors) errors.WriteLine(error);
        if (result.Configuration == null) errors.WriteLine($"minnow: {Count(result.Errors.Count)} in {path}. Every key is described by: minnow config schema");
        return result.Configuration;
    }

    private static string Count(int errors) => errors == 1 ? "1 error" : $"{errors} errors";
}
