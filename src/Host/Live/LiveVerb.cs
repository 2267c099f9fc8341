using System;
using System.Globalization;
using System.IO;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Minnow.Host.Engine;
using Minnow.Host.Net;

namespace Minnow.Host.Live;

/// <summary><c>minnow run</c> without a recording: trades at a venue.</summary>
public static class LiveVerb
{
    /// <summary>Runs until it is stopped, and writes the summary to <paramref name="output"/>; banner, notices and what went wrong go to <paramref name="errors"/>.</summary>
    /// <returns>The exit code, an <see cref="ExitCode"/>.</returns>
    public static int Execute(LiveOptions options, TextWriter output, TextWriter errors, RunHooks? hooks = null)
    {
        TextWriter shared = TextWriter.Synchronized(errors);
        try
        {
            using LiveSession session = LiveSession.Open(options, hooks);
            shared.WriteLine(Banner(options, session));
            LiveSummary summary;
            try
            {
                using (new LiveNotices(session, shared)) summary = session.Run();
            }
            catch (AgentFailedException e) when (Explain(e, options.JournalDirectory, out string why, out int failed))
            {
                shared.WriteLine($"minnow run: {why}");
                foreach (string line in (string[])[session.EndText, session.HaltText])
                    if (line.Length > 0) shared.WriteLine($"minnow run: {line}");
                return failed;
            }
            if (options.Json) summary.WriteJson(output);
            else summary.WriteText(output);
            if (session.EndText.Length > 0) shared.WriteLine($"minnow run: {session.EndText}");
            if (session.HaltText.Length > 0) shared.WriteLine($"minnow run: {session.HaltText}");
            return (int)Code(summary);
        }
        catch (Exception e) when (Explain(e, options.JournalDirectory, out string text, out int code))
        {
            shared.WriteLine($"minnow run: {text}");
            return code;
        }
    }

    /// <summary>What is said before anything is connected: where, how real, how much, whereto.</summary>
    internal static string Banner(LiveOptions options, LiveSession session)
    {
        StringBuilder text = new();
        string stage = options.Stage switch
        {
            RunStage.DryRun => "DRY RUN: nothing is sent",
            RunStage.Canary => string.Create(CultureInfo.InvariantCulture, $"CANARY: {options.Connection.CanaryPercent} % of each limit"),
            _ => "FULL size",
        };
        text.Append(CultureInfo.InvariantCulture, $"minnow run: deribit {session.Environment}, {stage}; {options.Connection.Address}\n");
        foreach (InstrumentOptions instrument in options.Configuration.Value.Instruments)
            text.Append(CultureInfo.InvariantCulture, $"  {instrument.Name}: {(instrument.Quote ? $"orders of {instrument.OrderAmount}, at most {instrument.MaxPositionAmount}" : "watched")}\n");
        foreach (string warning in options.Configuration.Warnings) text.Append(CultureInfo.InvariantCulture, $"  warning: {warning}\n");
        if (session.Armed.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  armed: {options.ArmReason}; it was: {session.Armed.Replace("\n", "; ", StringComparison.Ordinal)}\n");
        if (session.Directory.Recovered.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  {session.Directory.Recovered}\n");
        text.Append(CultureInfo.InvariantCulture, $"  journal {session.Directory.Path}, labels mn{session.Epoch:x12}-, counters: minnow stat {Path.Combine(options.JournalDirectory, LiveDirectory.LatestName)}");
        return text.ToString();
    }

    private static ExitCode Code(LiveSummary summary) => summary.End switch
    {
        LiveEnd.OrdersMayRest => ExitCode.Temporary,
        LiveEnd.NotPermitted or LiveEnd.AccountLocked => ExitCode.Permission,
        LiveEnd.AccountLockedLater => ExitCode.Halted,
        LiveEnd.ProtocolError => ExitCode.Protocol,
        LiveEnd.CanaryTooSmall => ExitCode.Configuration,
        _ => summary.Halted == HaltReason.None ? ExitCode.Ok : ExitCode.Halted,
    };

    private static bool Explain(Exception e, string journalDirectory, out string text, out int code)
    {
        (text, code) = e switch
        {
            CredentialException credential => (credential.Message, (int)credential.ExitCode),
            LinkSetupException link => (link.Message, (int)link.ExitCode),
            LiveRefusedException refused => (refused.Message, (int)refused.ExitCode),
            _ => ("", 0),
        };
        return code != 0 || RunFailure.TryExplain(e, journalDirectory, out text, out code);
    }
}
