using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Host.Threads;

namespace Minnow.Cases;

/// <summary>A run of the whole path on three threads, and what each of them allocated after its first cycles.</summary>
internal sealed class WholeRun : RunHooks
{
    // Threads are not bound to cores, so that it runs on one core too; all else is the default.
    private const string Configuration = """
        { "instruments": [ { "name": "BTC-PERPETUAL", "quote": true, "orderAmount": 100, "maxPositionAmount": 3000 } ] }
        """;

    private static readonly string[] s_path = ["feed", "quoter", "journal"];

    private readonly long _warmCycles;
    private readonly string? _plantIn;
    private readonly List<MeasuringAgent> _agents = [];

    private WholeRun(long warmCycles, string? plantIn)
    {
        _warmCycles = warmCycles;
        _plantIn = plantIn;
    }

    /// <summary>What came of the run.</summary>
    internal RunSummary Summary { get; private set; } = null!;

    /// <summary>The three agents of the path.</summary>
    internal IEnumerable<MeasuringAgent> Path => _agents.Where(static agent => s_path.Contains(agent.RoleName));

    /// <summary>Plays the recording into a journal in a folder of its own, which is deleted again.</summary>
    /// <param name="feedPath">The recording.</param>
    /// <param name="warmCycles">Working cycles of each agent before its measurement begins.</param>
    /// <param name="plantIn">Role name of the agent that is made to allocate an object every duty cycle; null for none.</param>
    /// <param name="limitFrames">Most frames; null for all.</param>
    internal static WholeRun Of(string feedPath, long warmCycles, string? plantIn = null, long? limitFrames = null)
    {
        ConfigurationResult read = ConfigurationFile.Parse("proof.jsonc", Encoding.UTF8.GetBytes(Configuration));
        LoadedConfiguration configuration = read.Configuration
            ?? throw new InvalidOperationException("The proof's configuration is refused: " + string.Join("; ", read.Errors.Select(static e => e.ToString())));
        string folder = Directory.CreateTempSubdirectory("minnow-proof-").FullName;
        try
        {
            RunOptions options = new()
            {
                FeedPath = feedPath,
                Configuration = configuration,
                JournalDirectory = System.IO.Path.Combine(folder, "journal"),
                LimitFrames = limitFrames,
            };
            WholeRun run = new(warmCycles, plantIn);
            using RunSession session = RunSession.Open(options, run);
            run.Summary = session.Run();
            return run;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public override IAgent Wrap(IAgent agent)
    {
        bool plants = agent.RoleName == _plantIn;
        MeasuringAgent measuring = agent is ISourceAgent source
            ? new MeasuringSource(source, _warmCycles, plants)
            : new MeasuringAgent(agent, _warmCycles, plants);
        _agents.Add(measuring);
        return measuring;
    }
}
