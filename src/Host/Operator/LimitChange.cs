using System;
using System.IO;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Gate;

namespace Minnow.Host.Operator;

/// <summary><c>minnow limits set</c>: makes a limit of the running gate tighter; looser only if a person confirmed it.</summary>
public sealed record LimitChange
{
    /// <summary>The directory of the runs, or of one.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>The limit, by the key of its setting.</summary>
    public required string Name { get; init; }

    /// <summary>Its value, in the unit of its setting.</summary>
    public required string Value { get; init; }

    /// <summary>The instrument, for a limit of an instrument; empty for one of the account.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Who changes it.</summary>
    public required string By { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>True if a person at a terminal typed that more may pass than before.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Changes it.</summary>
    /// <param name="output">What was done.</param>
    /// <param name="errors">Why it was not.</param>
    /// <returns>The exit code, an <see cref="ExitCode"/>: 0 done, 2 refused, 5 nothing runs, 75 the engine does not answer.</returns>
    public int Execute(TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        using ControlClient? client = RunPlace.Find(JournalDirectory).Run is string run ? ControlClient.TryConnect(run) : null;
        if (client == null)
        {
            errors.WriteLine($"minnow limits set: no engine runs with {JournalDirectory}; name its journal with --journal. Limits of the next run stand in its configuration.");
            return (int)ExitCode.NotRunning;
        }
        bool isAsked = client.TryAsk(GateRequest.SetName, By, Reason, json =>
        {
            json.WriteString("name", Name);
            json.WriteString("value", Value);
            json.WriteString("instrument", Instrument);
            json.WriteString("confirmed", IsConfirmed ? "yes" : "no");
        });
        JsonElement? answer = isAsked ? GateRows.Answer(client) : null;
        if (answer is not { } line || !line.TryGetProperty("ok", out JsonElement ok))
        {
            errors.WriteLine("minnow limits set: the engine runs and does not answer; whether the limit holds is not known. 'minnow limits' shows it.");
            return (int)ExitCode.Temporary;
        }
        string text = line.TryGetProperty("text", out JsonElement said) ? said.ToString() : "";
        if (ok.ValueKind == JsonValueKind.True) output.WriteLine(text);
        else errors.WriteLine($"minnow limits set: refused: {text}");
        return (int)(ok.ValueKind == JsonValueKind.True ? ExitCode.Ok : ExitCode.Usage);
    }
}
