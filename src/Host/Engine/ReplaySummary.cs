using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary>What a replay came to: the one object of <c>minnow replay --json</c>.</summary>
public sealed record ReplaySummary
{
    /// <summary>Events applied.</summary>
    public required long Events { get; init; }

    /// <summary>Commands that the replay said.</summary>
    public required long Commands { get; init; }

    /// <summary>Decisions that the replay recorded.</summary>
    public required long Decisions { get; init; }

    /// <summary>Checkpoints whose hash was compared.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>Records and hashes that differ.</summary>
    public required long Differences { get; init; }

    /// <summary>Records without a counterpart behind the end of a journal that was cut off.</summary>
    public required long UntoldOutputs { get; init; }

    /// <summary>Hash of the last state, 16 hexadecimal digits.</summary>
    public required string StateHash { get; init; }

    /// <summary>The first difference; null if there is none.</summary>
    public required ReplayDifference? First { get; init; }

    /// <summary>How the journal ends.</summary>
    public required JournalEnd End { get; init; }

    /// <summary>The damage at which reading stopped; null if none.</summary>
    public required JournalDamage? Damage { get; init; }

    /// <summary>True if everything readable was replayed.</summary>
    public required bool Whole { get; init; }

    /// <summary>The build that wrote the journal.</summary>
    public required string Build { get; init; }

    /// <summary>Time that the replay took, s.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Events applied in a second.</summary>
    public double EventsPerSecond => WallSeconds > 0 ? Events / WallSeconds : 0;

    /// <summary>Writes the one object of <c>--json</c>.</summary>
    public void WriteJson(TextWriter text)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true })) Write(json);
        text.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    /// <summary>Writes the summary for a person.</summary>
    public void WriteText(TextWriter text)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        text.WriteLine(string.Create(c, $"Replayed {Events:N0} events in {WallSeconds:N2} s ({EventsPerSecond:N0} events/s): {Commands:N0} commands, {Decisions:N0} decisions, {Checkpoints:N0} checkpoints."));
        text.WriteLine(Differences == 0 ? "  no difference" : string.Create(c, $"  {Differences:N0} differences, the first {First}"));
        if (UntoldOutputs > 0) text.WriteLine(string.Create(c, $"  {UntoldOutputs:N0} records behind the end of a journal that was cut off"));
        text.WriteLine($"  state     {StateHash}");
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteNumber("events", Events);
        json.WriteNumber("commands", Commands);
        json.WriteNumber("decisions", Decisions);
        json.WriteNumber("checkpoints", Checkpoints);
        json.WriteNumber("differences", Differences);
        json.WriteNumber("untoldOutputs", UntoldOutputs);
        json.WriteString("stateHash", StateHash);
        if (First == null) json.WriteNull("firstDifference");
        else
        {
            json.WriteStartObject("firstDifference");
            json.WriteNumber("inputSequence", First.InputSequence);
            json.WriteString("cause", First.Cause);
            json.WriteString("what", First.What);
            json.WriteEndObject();
        }
        json.WriteBoolean("whole", Whole);
        json.WriteString("end", End.ToString());
        json.WriteString("damage", Damage?.ToString());
        json.WriteString("build", Build);
        json.WriteNumber("wallSeconds", WallSeconds);
        json.WriteNumber("eventsPerSecond", EventsPerSecond);
        json.WriteEndObject();
    }
}
