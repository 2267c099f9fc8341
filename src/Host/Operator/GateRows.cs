using System.Globalization;
using System.IO;
using System.Text.Json;
using Minnow.Host.Control;
using Minnow.Host.Gate;

namespace Minnow.Host.Operator;

/// <summary>The limits of the pre-trade gate, as the running engine says them.</summary>
internal static class GateRows
{
    private const int AnswerMs = 1_000;

    /// <summary>Asks.</summary>
    /// <returns>The rows; null if nothing runs, or it does not answer.</returns>
    internal static JsonElement? Ask(string directory)
    {
        if (RunPlace.Find(directory).Run is not string run) return null;
        using ControlClient? client = ControlClient.TryConnect(run);
        if (client == null || !client.TryAsk(GateRequest.ReadName, "", "")) return null;
        JsonElement? answer = Answer(client);
        return answer is { } line && line.TryGetProperty("gate", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array ? rows.Clone() : null;
    }

    /// <summary>The line that has the answer: one that says that it was taken may come before.</summary>
    internal static JsonElement? Answer(ControlClient client)
    {
        JsonElement? first = client.Answer(AnswerMs);
        return first is { } line && line.TryGetProperty("taken", out _) && !line.TryGetProperty("ok", out _) ? client.Answer(AnswerMs) : first;
    }

    /// <summary>Writes them for a person.</summary>
    internal static void Write(JsonElement? rows, TextWriter output)
    {
        output.WriteLine();
        if (rows is not { } all)
        {
            output.WriteLine("pre-trade gate: nothing answers");
            return;
        }
        output.WriteLine($"{"no",3} {"of",-20} {"limit of the gate",-20} {"used",18} {"allowed",18}  {"unit",-15} {"denials",8}  {"control",-14} source");
        foreach (JsonElement row in all.EnumerateArray())
            output.WriteLine($"{Text(row, "number"),3} {Text(row, "of"),-20} {Text(row, "limit"),-20} {Text(row, "used"),18} {Text(row, "allowed"),18}  {Text(row, "unit"),-15} {Text(row, "denials"),8}  {Text(row, "control"),-14} {Text(row, "source")}");
    }

    private static string Text(JsonElement row, string name) => !row.TryGetProperty(name, out JsonElement value) ? "" : value.ValueKind switch
    {
        JsonValueKind.Null => "-",
        JsonValueKind.Number => value.GetDecimal().ToString("0.########", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
