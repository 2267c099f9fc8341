using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Minnow.Host.Control;

/// <summary>One request of a person: one line of JSON with a version, a verb, who asks and why.</summary>
/// <param name="Verb">What to do, as <c>kill</c>.</param>
/// <param name="By">Who asks; empty if they did not say.</param>
/// <param name="Reason">Why; empty if they did not say.</param>
/// <param name="Arguments">What the verb needs beyond that; undefined if nothing was given.</param>
public sealed record ControlRequest(string Verb, string By, string Reason, JsonElement Arguments)
{
    /// <summary>Version of requests and answers.</summary>
    public const int Version = 1;

    /// <summary>Most bytes of a request, its line end included.</summary>
    public const int MaxBytes = 4_096;

    /// <summary>Most characters of a name or a reason.</summary>
    public const int MaxTextLength = 200;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="request">The request, on true.</param>
    /// <param name="why">Else what is wrong with it.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, [NotNullWhen(true)] out ControlRequest? request, out string why)
    {
        request = null;
        why = "it is no JSON object of this protocol";
        if (!Utf8.IsValid(line)) return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.ToArray(), Strict);
            return TryRead(document.RootElement, out request, ref why);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>True if a name or reason is one line of a bearable length.</summary>
    public static bool IsLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (char c in text)
            if (char.IsControl(c)) return false;
        return text.Length <= MaxTextLength;
    }

    private static bool TryRead(JsonElement root, [NotNullWhen(true)] out ControlRequest? request, ref string why)
    {
        request = null;
        if (root.ValueKind != JsonValueKind.Object) return false;
        string verb = "", by = "", reason = "";
        JsonElement arguments = default;
        int version = 0;
        HashSet<string> seen = [];
        foreach (JsonProperty property in root.EnumerateObject())
        {
            why = $"its key {Shown(property.Name)} is unknown, given twice or of the wrong kind";
            if (!seen.Add(property.Name)) return false;
            bool isRight = property.Name switch
            {
                "v" => property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out version),
                "verb" => TryText(property.Value, out verb),
                "by" => TryText(property.Value, out by),
                "reason" => TryText(property.Value, out reason),
                "arguments" => property.Value.ValueKind == JsonValueKind.Object,
                _ => false,
            };
            if (!isRight) return false;
            if (property.Name == "arguments") arguments = property.Value.Clone();
        }
        why = $"its version is {version}; this build speaks {Version}";
        if (version != Version) return false;
        request = new ControlRequest(verb, by, reason, arguments);
        return true;
    }

    private static bool TryText(JsonElement value, out string text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
        return value.ValueKind == JsonValueKind.String && IsLine(text);
    }

    private static string Shown(string name) => name.Length <= 20 && IsLine(name) ? name : "(long)";
}
