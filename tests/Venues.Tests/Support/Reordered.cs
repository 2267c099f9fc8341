using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Minnow.Tests;

/// <summary>The same message spelled otherwise: other key order, spaces, escapes, numbers, and keys that nobody knows.</summary>
internal static class Reordered
{
    /// <summary>Puts <c>data</c> before <c>channel</c>, and <c>asks</c> before <c>bids</c>.</summary>
    public static string DataFirst(string frame)
    {
        using JsonDocument document = JsonDocument.Parse(frame);
        StringBuilder text = new();
        Write(text, document.RootElement, new Spelling(null) { Sort = true });
        return text.ToString();
    }

    /// <summary>A random respelling.</summary>
    public static string Shuffled(string frame, Random random)
    {
        using JsonDocument document = JsonDocument.Parse(frame);
        StringBuilder text = new();
        Write(text, document.RootElement, new Spelling(random));
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement element, Spelling spelling)
    {
        spelling.Space(text);
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                List<JsonProperty> keys = element.EnumerateObject().ToList();
                if (spelling.Sort) keys = keys.OrderBy(k => k.Name is "data" or "asks" ? 0 : 1).ToList();
                else keys = keys.OrderBy(_ => spelling.Random!.Next()).ToList();
                text.Append('{');
                int written = 0;
                foreach (JsonProperty key in keys)
                {
                    if (spelling.Random?.Next(6) == 0)
                    {
                        if (written++ > 0) text.Append(',');
                        text.Append($"\"unknown{written}\":{spelling.AnyValue()}");
                    }

                    if (written++ > 0) text.Append(',');
                    spelling.Space(text);
                    text.Append(spelling.Text(key.Name));
                    spelling.Space(text);
                    text.Append(':');
                    Write(text, key.Value, spelling);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                int items = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (items++ > 0) text.Append(',');
                    Write(text, item, spelling);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(spelling.Text(element.GetString()!));
                break;
            case JsonValueKind.Number:
                text.Append(spelling.Number(element.GetRawText()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }

        spelling.Space(text);
    }

    private sealed record Spelling(Random? Random)
    {
        public bool Sort { get; init; }

        public void Space(StringBuilder text)
        {
            if (Random?.Next(8) == 0) text.Append(" \t\r\n"[Random.Next(4)]);
        }

        public string AnyValue() => Random!.Next(5) switch
        {
            0 => "null",
            1 => "\"words [{}]\"",
            2 => "{\"a\":[1,2,{\"b\":null}],\"a2\":-1.5e-3}",
            3 => "[[],{},\"\",true]",
            _ => "123456789012345678901234567890",
        };

        public string Text(string value)
        {
            if (Random?.Next(12) != 0 || value.Length == 0) return JsonSerializer.Serialize(value);
            int at = Random.Next(value.Length);
            return $"\"{value[..at]}\\u{(int)value[at]:x4}{value[(at + 1)..]}\"";
        }

        public string Number(string raw)
        {
            if (Random == null || raw.Contains('e') || raw.Contains('E')) return raw;
            string minus = raw.StartsWith('-') ? "-" : "";
            string number = raw[minus.Length..];
            bool point = number.Contains('.');
            string digits = number.Replace(".", "").TrimStart('0');
            int decimals = point ? number.Length - number.IndexOf('.') - 1 : 0;
            return Random.Next(6) switch
            {
                0 => minus + number + (point ? "0" : ".0"),
                1 => minus + number + (point ? "000000000000000000000000" : ".000000000000000000000"),
                2 => minus + number + "e0",
                3 when digits.Length > 0 => $"{minus}{digits}E-{decimals}",
                4 when digits.Length > 0 => $"{minus}0.{digits}e+{digits.Length - decimals}".Replace("e+-", "e-"),
                _ => raw,
            };
        }
    }
}
