using System;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Xunit;

namespace Minnow.Host.Tests.Engine;

/// <summary>A run of the whole path in a directory of its own, and what it printed.</summary>
internal sealed class RecordedRun : IDisposable
{
    internal const string Quoting = """
        {
          "instruments": [ { "name": "BTC-PERPETUAL", "quote": true, "orderAmount": 100, "maxPositionAmount": 3000 } ],
          "journal": { "checkpointEvents": 50000 },
          "threads": { "mode": "MODE" }
        }
        """;

    internal RecordedRun() => Root = Directory.CreateTempSubdirectory("minnow-run-").FullName;

    internal string Root { get; }

    internal string Journal => Path.Combine(Root, "journal");

    internal string Errors { get; private set; } = "";

    internal string Output { get; private set; } = "";

    internal static LoadedConfiguration Configuration(string text)
    {
        ConfigurationResult result = ConfigurationFile.Parse("test.jsonc", Encoding.UTF8.GetBytes(text));
        Assert.True(result.Configuration != null, string.Join('\n', result.Errors));
        return result.Configuration!;
    }

    internal int Run(string feed, string configuration, FeedSpeed speed = default, long? limitFrames = null)
    {
        using StringWriter output = new(), errors = new();
        int code = RunVerb.Execute(new RunOptions
        {
            FeedPath = feed, Configuration = Configuration(configuration), JournalDirectory = Journal, Json = true, Speed = speed, LimitFrames = limitFrames,
        }, output, errors);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return code;
    }

    internal int Replay(long? until = null)
    {
        using StringWriter output = new(), errors = new();
        int code = ReplayVerb.Execute(new ReplayOptions { JournalDirectory = Journal, Json = true, UntilSequence = until }, output, errors);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return code;
    }

    internal JsonElement Summary => JsonDocument.Parse(Output).RootElement;

    internal long Number(string name) => Summary.GetProperty(name).GetInt64();

    internal string Text(string name) => Summary.GetProperty(name).GetString()!;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
