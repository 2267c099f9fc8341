using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Minnow.Host.Net;

namespace Minnow.Host.Drill;

/// <summary><c>minnow drill</c>: does everything that stops an engine to one of its own, and says how long the venue had orders of it.</summary>
public static class DrillVerb
{
    /// <summary>Drills.</summary>
    /// <param name="options">What, and where.</param>
    /// <param name="output">One line for each drill, and how many passed.</param>
    /// <param name="errors">Why it could not be done.</param>
    /// <returns>The exit code: 0 if none failed, 1 if one did, 2 on production.</returns>
    public static int Execute(DrillOptions options, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(errors);
        if (Refusal(options) is { Length: > 0 } refusal)
        {
            errors.WriteLine($"minnow drill: {refusal}");
            return (int)ExitCode.Usage;
        }
        string directory = options.Directory is string given ? Directory.CreateDirectory(given).FullName : Directory.CreateTempSubdirectory("minnow-drill-").FullName;
        List<DrillResult> results = [];
        try
        {
            int code = Drill(options, directory, results, output);
            if (options.Directory == null && code == 0) Directory.Delete(directory, recursive: true);
            else errors.WriteLine($"minnow drill: configuration and journals are in {directory}");
            return code;
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("minnow drill: ended before its end.");
            return (int)ExitCode.Temporary;
        }
        catch (Exception e) when (e is DrillException or CredentialException or LinkSetupException or IOException)
        {
            errors.WriteLine($"minnow drill: {e.Message}");
            return (int)(e is CredentialException key ? key.ExitCode : e is LinkSetupException link ? link.ExitCode : ExitCode.Unavailable);
        }
    }

    private static int Drill(DrillOptions options, string directory, List<DrillResult> results, TextWriter output)
    {
        MinnowConfiguration configuration = options.Configuration.Value;
        Uri address = configuration.Connection!.Address;
        string direct = Path.Combine(directory, "direct.jsonc"), config = Path.Combine(directory, "drill.jsonc"), text = Encoding.UTF8.GetString(options.Configuration.Text.Span);
        File.WriteAllText(direct, text);
        using DrillProxy? proxy = configuration.Connection.Environment == VenueEnvironment.Loopback ? new DrillProxy(address) : null;
        // The engine goes through what can be cut; nothing else of its configuration changes.
        File.WriteAllText(config, proxy == null ? text : text.Replace($"\"{configuration.Connection.Url}\"", $"\"{new UriBuilder(address) { Port = proxy.Port }.Uri}\"", StringComparison.Ordinal));
        using DrillWatch watch = DrillWatch.Open(configuration);
        using DrillEngine engine = new(options.Minnow, config, Path.Combine(directory, "journal"));
        DrillRun run = new(options, watch, engine, proxy, direct, result =>
        {
            results.Add(result);
            if (!options.Json) DrillReport.Line(result, output);
        });
        run.All();
        int passed = 0, failed = 0, skipped = 0;
        foreach (DrillResult result in results) _ = result.Verdict switch { DrillVerdict.Passed => passed++, DrillVerdict.Failed => failed++, _ => skipped++ };
        if (options.Json) DrillReport.Json(results, run.KillMs, run.EngineKillMs, output);
        else
        {
            DrillReport.Kills(run.KillMs, run.EngineKillMs, output);
            output.WriteLine($"{passed} passed, {failed} failed{(skipped == 0 ? "" : $", {skipped} skipped")}");
        }
        return (int)(failed == 0 && passed > 0 ? ExitCode.Ok : ExitCode.Negative);
    }

    private static string Refusal(DrillOptions options) => options.Configuration.Value.Connection?.Environment switch
    {
        null => $"{options.Configuration.File} has no section \"connection\", so there is no venue to drill at.",
        VenueEnvironment.Production => "a drill kills what trades and cancels all orders of its instruments: it is refused in production. Point the configuration at a loopback exchange (minnow-exchange).",
        VenueEnvironment.Testnet when !options.Yes => "this would trade on the testnet, kill what trades there, and cancel all orders of its instruments. Give --yes if that is meant.",
        _ => "",
    };
}
