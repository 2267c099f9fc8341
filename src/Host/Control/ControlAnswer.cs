using System;
using System.Buffers;
using System.Text.Json;

namespace Minnow.Host.Control;

/// <summary>What is said to a request: one line of JSON. Holds no secret.</summary>
/// <param name="IsOk">True if it was done.</param>
/// <param name="Text">What was done or why it was not, for a person.</param>
public sealed record ControlAnswer(bool IsOk, string Text)
{
    /// <summary>Writes what a verb adds.</summary>
    public Action<Utf8JsonWriter>? More { get; init; }

    /// <summary>The line that says that a request was taken and the answer follows.</summary>
    public static ReadOnlySpan<byte> TakenLine => "{\"v\":1,\"taken\":true}\n"u8;

    /// <summary>The line, with its end.</summary>
    public byte[] Line()
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("v", ControlRequest.Version);
            json.WriteBoolean("ok", IsOk);
            json.WriteString("text", Text);
            More?.Invoke(json);
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }
}
