using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Minnow.Host.Live;
using Minnow.Host.Net;

namespace Minnow.Host.Operator;

/// <summary>The way to the venue that needs no engine: a latch on disk, a connection of its own with the configuration's key, cancel all, and a look whether anything is left.</summary>
internal static class SecondPath
{
    /// <summary>Goes it.</summary>
    /// <param name="root">The directory of all runs.</param>
    /// <param name="configuration">Whose key, address and instruments.</param>
    /// <param name="what">What is written into the latch.</param>
    /// <returns>What came of it; its times are from the beginning of this call.</returns>
    internal static CommandOutcome Kill(string root, LoadedConfiguration configuration, string what)
    {
        if (configuration.Value.Connection is not ConnectionOptions connection)
            return new CommandOutcome("kill", ExitCode.Usage, $"{configuration.File} has no section \"connection\", so there is no venue to go to.");
        List<string> instruments = [];
        foreach (InstrumentOptions instrument in configuration.Value.Instruments) instruments.Add(instrument.Name);
        try
        {
            using ApiCredentials key = CredentialFile.Load(connection.Credentials ?? throw new CredentialException($"{configuration.File} names no credentials, so the venue can not be asked past the engine."));
            // Before the venue is asked: an engine that wakes up finds it, and stays away.
            string unlaid = new HaltLatch(root, connection.Address.ToString(), key.ToString(), instruments).Lay(what, "");
            LinkOptions link = OutOfBandPull.Hurried(SessionSettings.Link(configuration.Value, "orders"));
            OutOfBandPull pull = new(clock => new WebSocketLink(link, () => clock.NowNs), new MonotonicWallClock(), key, instruments);
            PullResult result = pull.Run(Units.Missing, CancellationToken.None, looksAfter: true);
            string latched = unlaid.Length == 0 ? "latched until a person arms" : $"NOT latched on disk: {unlaid}";
            string left = result.Left == 0 ? "nothing rests" : result.Left < 0 ? "orders may rest" : string.Create(CultureInfo.InvariantCulture, $"{result.Left} orders rest");
            return new CommandOutcome("kill", result is { IsDone: true, Left: 0 } ? ExitCode.Ok : ExitCode.Temporary, $"past the engine: {result}; {left}; {latched}")
            {
                Way = "venue",
                NothingRests = result is { IsDone: true, Left: 0 },
                NothingRestsMs = result is { IsDone: true, Left: 0 } ? result.Took.TotalMilliseconds : null,
                Orders = result.Cancelled,
                IsLatched = unlaid.Length == 0,
            };
        }
        catch (Exception e) when (e is CredentialException or LinkSetupException)
        {
            ExitCode code = e is CredentialException credential ? credential.ExitCode : ((LinkSetupException)e).ExitCode;
            return new CommandOutcome("kill", code, $"the venue can not be asked past the engine: {e.Message}") { Way = "venue", NothingRests = false };
        }
    }
}
