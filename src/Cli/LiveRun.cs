using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Minnow.Host.Live;

namespace Minnow.Cli;

/// <summary>What stands between a command line and real money: a stage for production, and a word that is typed.</summary>
internal static class LiveRun
{
    /// <summary>What the command line said.</summary>
    internal sealed record Wish(string JournalDirectory, RunStage? Stage, bool Yes, long? ForSeconds, string? ArmReason, bool Json);

    internal static int Execute(CliContext context, LoadedConfiguration loaded, Wish wish)
    {
        if (loaded.Value.Connection is not ConnectionOptions connection)
        {
            context.Errors.WriteLine($"minnow run: {loaded.File} has no section \"connection\", so there is no venue to go to. Name a recording with --feed, or add the section: samples/deribit-loopback.jsonc has every key of it.");
            return (int)ExitCode.Usage;
        }
        bool isProduction = connection.Environment == VenueEnvironment.Production;
        if (isProduction && wish.Stage == null)
        {
            context.Errors.WriteLine("minnow run: environment production needs --stage: dry-run sends nothing, canary sends a part of the configured size, full all of it.");
            return (int)ExitCode.Usage;
        }
        RunStage stage = wish.Stage ?? RunStage.Full;
        try
        {
            SecretsInEnvironment.ThrowIfAny(EnvironmentNames(), context.Arguments);
        }
        catch (CredentialException e)
        {
            context.Errors.WriteLine($"minnow run: {e.Message}");
            return (int)e.ExitCode;
        }
        if (isProduction && stage != RunStage.DryRun && !wish.Yes && !IsConfirmed(context, stage)) return (int)ExitCode.Usage;
        context.TakeSecondSignal();
        return LiveVerb.Execute(new LiveOptions
        {
            Configuration = loaded,
            JournalDirectory = wish.JournalDirectory,
            Stage = stage,
            ForSeconds = wish.ForSeconds,
            ArmReason = wish.ArmReason,
            Json = wish.Json,
            Stop = context.Stop,
            Hurry = context.Hurry,
        }, context.Output, context.Errors);
    }

    private static bool IsConfirmed(CliContext context, RunStage stage)
    {
        const string Word = "production";
        if (context.Terminal is not TextReader terminal)
        {
            context.Errors.WriteLine($"minnow run: this would trade in production ({RunStages.Word(stage)}), and there is no terminal to confirm it on. Give --yes if that is meant.");
            return false;
        }
        context.Errors.Write($"minnow run: this trades in {Word} ({RunStages.Word(stage)}) with real money. Type {Word} to go on: ");
        context.Errors.Flush();
        if (terminal.ReadLine()?.Trim() == Word) return true;
        context.Errors.WriteLine("minnow run: not confirmed; nothing was connected.");
        return false;
    }

    private static IEnumerable<string> EnvironmentNames()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables()) yield return (string)variable.Key;
    }
}
