using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace Minnow.Host.Counters;

/// <summary>A snapshot as one line of JSON for programs. Keys are only ever added; <c>v</c> is raised if one changes its meaning.</summary>
internal static class StatJson
{
    internal static void Write(CountersSnapshot snapshot, string? filter, TextWriter output)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("state", StatTable.State(snapshot.State));
            json.WriteNumber("pid", snapshot.Pid);
            json.WriteNumber("start_ns", snapshot.StartNs);
            json.WriteNumber("heartbeat_ns", snapshot.HeartbeatNs);
            json.WriteNumber("taken_ns", snapshot.TakenNs);
            WriteCounters(json, snapshot, filter);
            WriteErrors(json, snapshot);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    private static void WriteCounters(Utf8JsonWriter json, CountersSnapshot snapshot, string? filter)
    {
        json.WriteStartArray("counters");
        foreach (CounterValue counter in StatTable.Select(snapshot.Counters, filter))
        {
            json.WriteStartObject();
            json.WriteNumber("id", counter.Id);
            json.WriteString("name", counter.Name);
            json.WriteString("kind", counter.Kind.ToString().ToLowerInvariant());
            json.WriteString("unit", StatTable.Unit(counter.Unit));
            json.WriteNumber("value", counter.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteErrors(Utf8JsonWriter json, CountersSnapshot snapshot)
    {
        json.WriteStartArray("errors");
        foreach (ErrorRecord error in snapshot.Errors)
        {
            json.WriteStartObject();
            json.WriteNumber("count", error.Count);
            json.WriteNumber("first_ns", error.FirstNs);
            json.WriteNumber("last_ns", error.LastNs);
            json.WriteString("hash", error.Hash.ToString("x16", CultureInfo.InvariantCulture));
            json.WriteString("text", error.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("errors_dropped", snapshot.ErrorsDropped);
    }
}
