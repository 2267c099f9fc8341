using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Minnow.Host.Configuration;

namespace Minnow.Host.Operator;

/// <summary>What came of a command, for a person or a program. Holds no secret.</summary>
/// <param name="Verb">The word of the command.</param>
/// <param name="Code">What it exits with.</param>
/// <param name="Text">What was done, or why not.</param>
public sealed record CommandOutcome(string Verb, ExitCode Code, string Text)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Which way it went: <c>engine</c>, <c>venue</c> or <c>disk</c>.</summary>
    public string Way { get; init; } = "engine";

    /// <summary>Whether it was confirmed that nothing rests; null for commands that do not ask.</summary>
    public bool? NothingRests { get; init; }

    /// <summary>Time from the request until nothing rested, as whoever watched it measured, ms; null if it was not confirmed.</summary>
    public double? NothingRestsMs { get; init; }

    /// <summary>Orders that were under way, or that the venue cancelled; null if nobody said.</summary>
    public long? Orders { get; init; }

    /// <summary>Whether no run trades until a person arms.</summary>
    public bool IsLatched { get; init; }

    /// <summary>Time that the whole command took, ms.</summary>
    public double TookMs { get; init; }

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output, TextWriter errors, bool asJson)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (asJson) output.WriteLine(Json());
        else (Code == ExitCode.Ok ? output : errors).WriteLine($"minnow {Verb}: {Text}");
    }

    private string Json()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("verb", Verb);
            json.WriteBoolean("ok", Code == ExitCode.Ok);
            json.WriteNumber("code", (int)Code);
            json.WriteString("way", Way);
            json.WriteString("text", Text);
            if (NothingRests is bool rests) json.WriteBoolean("nothingRests", rests);
            if (NothingRestsMs is double ms) json.WriteNumber("nothingRestsMs", Math.Round(ms, 3));
            if (Orders is long orders) json.WriteNumber("orders", orders);
            json.WriteBoolean("latched", IsLatched);
            json.WriteNumber("tookMs", Math.Round(TookMs, 3));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Milliseconds in words.</summary>
    internal static string Ms(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:F0} ms");
}
