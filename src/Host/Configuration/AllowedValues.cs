using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Minnow.Host.Configuration;

/// <summary>Says in words what a schema node allows.</summary>
internal static class AllowedValues
{
    internal static string Describe(JsonObject schema)
    {
        string words = schema["enum"] is JsonArray values ? DescribeEnum(values) : HasType(schema, "integer") ? "a whole number" + Range(schema)
            : HasType(schema, "number") ? "a number" + Range(schema)
            : HasType(schema, "boolean") ? "true or false"
            : HasType(schema, "string") ? "text in quotes" + Length(schema)
            : HasType(schema, "array") ? "a list [ ]"
            : "an object { }";
        return HasType(schema, "null") ? words + ", or null" : words;
    }

    /// <summary>True if <paramref name="schema"/> allows JSON values of <paramref name="type"/>.</summary>
    internal static bool HasType(JsonObject schema, string type)
    {
        if (schema["type"] is JsonArray types)
        {
            foreach (JsonNode? one in types)
                if (one!.GetValue<string>() == type) return true;
            return false;
        }
        return schema["type"]?.GetValue<string>() == type;
    }

    /// <summary>The names that a string may be; empty if it is free.</summary>
    internal static IEnumerable<string> Names(JsonObject schema)
    {
        if (schema["enum"] is not JsonArray values) yield break;
        foreach (JsonNode? value in values)
            if (value?.GetValueKind() == JsonValueKind.String) yield return value.GetValue<string>();
    }

    private static string DescribeEnum(JsonArray values)
    {
        if (values[0]!.GetValueKind() == JsonValueKind.Number)
            return $"a power of two from {values[0]!.ToJsonString()} to {values[^1]!.ToJsonString()}";
        List<string> names = [];
        foreach (JsonNode? value in values) names.Add(value!.ToJsonString());
        return string.Join(", ", names);
    }

    private static string Range(JsonObject schema) => (schema["minimum"], schema["maximum"]) switch
    {
        (JsonNode min, JsonNode max) => $" from {Number(min)} to {Number(max)}",
        (JsonNode min, null) => $" of at least {Number(min)}",
        (null, JsonNode max) => $" of at most {Number(max)}",
        _ => "",
    };

    private static string Length(JsonObject schema) =>
        schema["minLength"] is JsonNode min && schema["maxLength"] is JsonNode max ? $" of {min.ToJsonString()} to {max.ToJsonString()} characters" : "";

    private static string Number(JsonNode node) => node.GetValue<decimal>().ToString(CultureInfo.InvariantCulture);
}
