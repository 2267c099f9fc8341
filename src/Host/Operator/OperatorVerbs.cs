using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Live;

namespace Minnow.Host.Operator;

/// <summary><c>minnow kill</c>, <c>pause</c>, <c>resume</c>, <c>flatten</c>, <c>stop-adding</c>, <c>widen</c> and <c>arm</c>: asks the running engine, and for a kill the venue if that does not answer.</summary>
public static class OperatorVerbs
{
    /// <summary>An engine that has not taken a command after so long is taken for hung, ms.</summary>
    public const int TakeMs = 300;

    private const int AnswerMs = 3_000;

    /// <summary>Commands.</summary>
    /// <param name="options">What.</param>
    /// <param name="output">What was done.</param>
    /// <param name="errors">Why it was not.</param>
    /// <returns>The exit code, an <see cref="ExitCode"/>: 0 done, 5 nothing runs, 75 orders may rest or the engine does not answer.</returns>
    public static int Execute(CommandOptions options, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(options);
        long startedAt = Stopwatch.GetTimestamp();
        CommandOutcome outcome = Run(options) with { TookMs = 0 };
        outcome = outcome with { TookMs = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds };
        outcome.Write(output, errors, options.Json);
        return (int)outcome.Code;
    }

    private static CommandOutcome Run(CommandOptions options)
    {
        long startedAt = Stopwatch.GetTimestamp();
        string word = OperatorWords.Of(options.Verb);
        RunPlace place = RunPlace.Find(options.JournalDirectory);
        string said = "";
        using (ControlClient? client = place.Run is string run ? ControlClient.TryConnect(run) : null)
        {
            if (client != null && client.TryAsk(word, options.By, options.Reason))
            {
                JsonElement? answer = Answer(client);
                CommandOutcome? outcome = answer is { } line ? Outcome(word, line, options.Verb) : null;
                if (outcome != null && (outcome.Code == ExitCode.Ok || options.Verb != OperatorVerb.Kill)) return outcome;
                said = outcome != null ? $"the engine said: {outcome.Text}; " : $"the engine runs and does not answer ({TakeMs} ms); ";
            }
        }
        if (options.Verb == OperatorVerb.Kill) return KillPast(options, place, said, startedAt);
        if (said.Length > 0) return new CommandOutcome(word, ExitCode.Temporary, $"{said}minnow kill goes to the venue without it.");
        if (options.Verb == OperatorVerb.Arm) return ArmOnDisk(options, place);
        return new CommandOutcome(word, ExitCode.NotRunning, $"no engine runs with {options.JournalDirectory}; name its journal with --journal.");
    }

    // The word that it was taken comes at once from an engine that lives; the rest when the venue has answered.
    private static JsonElement? Answer(ControlClient client)
    {
        JsonElement? first = client.Answer(TakeMs);
        return first is { } line && line.TryGetProperty("taken", out _) && !line.TryGetProperty("ok", out _) ? client.Answer(AnswerMs) : first;
    }

    private static CommandOutcome? Outcome(string word, JsonElement answer, OperatorVerb verb)
    {
        if (!answer.TryGetProperty("ok", out JsonElement ok) || ok.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
        bool isOk = ok.GetBoolean();
        bool cancels = answer.TryGetProperty("nothingRestsMs", out JsonElement ms);
        return new CommandOutcome(word, isOk ? ExitCode.Ok : ExitCode.Temporary, TextOf(answer))
        {
            NothingRests = cancels ? ms.ValueKind == JsonValueKind.Number : null,
            NothingRestsMs = cancels && ms.ValueKind == JsonValueKind.Number ? ms.GetDouble() : null,
            Orders = answer.TryGetProperty("ordersAtStart", out JsonElement orders) && orders.TryGetInt64(out long count) ? count : null,
            IsLatched = isOk && verb == OperatorVerb.Kill,
        };
    }

    private static CommandOutcome KillPast(CommandOptions options, RunPlace place, string said, long startedAt)
    {
        LoadedConfiguration? configuration = options.Configuration ?? place.Configuration();
        if (configuration == null)
        {
            string text = said.Length > 0 ? said : $"no engine runs with {options.JournalDirectory}; ";
            return new CommandOutcome("kill", ExitCode.NotRunning, $"{text}name the configuration with --config, so that the venue can be asked with its key.") { NothingRests = false };
        }
        string by = options.By.Length > 0 ? options.By : Environment.UserName;
        CommandOutcome past = SecondPath.Kill(place.Root, configuration, string.Create(CultureInfo.InvariantCulture, $"killed by {by} past the engine: {options.Reason}"));
        double before = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
        return past with { Text = said + past.Text, NothingRestsMs = past.NothingRestsMs is null ? null : before };
    }

    private static CommandOutcome ArmOnDisk(CommandOptions options, RunPlace place)
    {
        string[] latches = HaltLatch.Find(place.Root);
        if (latches.Length == 0) return new CommandOutcome("arm", ExitCode.Ok, $"nothing is halted in {place.Root}, and no engine runs.") { Way = "disk" };
        try
        {
            string was = "";
            foreach (string latch in latches) was += HaltLatch.TakeAway(latch, options.By, options.Reason).TrimEnd() + "\n";
            return new CommandOutcome("arm", ExitCode.Ok, $"armed, the next run may trade; the record is kept beside the runs. It was:\n{was.TrimEnd()}") { Way = "disk" };
        }
        catch (IOException e)
        {
            return new CommandOutcome("arm", ExitCode.CannotCreate, $"not armed: {e.Message}") { Way = "disk", IsLatched = true };
        }
    }

    private static string TextOf(JsonElement answer) => answer.TryGetProperty("text", out JsonElement text) ? text.ToString() : "nothing";
}
