using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Minnow.Host.Configuration;

/// <summary>Checks a tree against the schema: types, names, ranges, unknown and missing keys. Finds every mistake, not only the first.</summary>
internal sealed class SchemaCheck(ConfigurationErrors errors)
{
    internal void Check(SourceValue value, JsonObject schema, string path)
    {
        if (!IsRightType(value, schema, out string? complaint))
        {
            errors.Add(value.Offset, path, $"{complaint}; allowed: {AllowedValues.Describe(schema)}");
            return;
        }
        switch (value.Kind)
        {
            case JsonTokenType.Number:
                CheckNumber(value, schema, path);
                break;
            case JsonTokenType.String:
                CheckText(value, schema, path);
                break;
            case JsonTokenType.StartArray:
                for (int i = 0; i < value.Items.Count; i++) Check(value.Items[i], (JsonObject)schema["items"]!, SourcePath.Item(path, i));
                break;
            case JsonTokenType.StartObject:
                CheckMembers(value, schema, path);
                break;
        }
    }

    private static bool IsRightType(SourceValue value, JsonObject schema, out string? complaint)
    {
        complaint = null;
        (bool right, string found) = value.Kind switch
        {
            JsonTokenType.StartObject => (AllowedValues.HasType(schema, "object"), "found an object"),
            JsonTokenType.StartArray => (AllowedValues.HasType(schema, "array"), "found a list"),
            JsonTokenType.String => (AllowedValues.HasType(schema, "string") || HasNames(schema), $"found the text {SourcePath.Quote(value.Text)}"),
            JsonTokenType.Number => (AllowedValues.HasType(schema, "number") || AllowedValues.HasType(schema, "integer"), $"found the number {Cut(value.Text)}"),
            JsonTokenType.Null => (AllowedValues.HasType(schema, "null"), "found null"),
            _ => (AllowedValues.HasType(schema, "boolean"), value.Kind == JsonTokenType.True ? "found true" : "found false"),
        };
        if (!right) complaint = found;
        return right;
    }

    private static bool HasNames(JsonObject schema)
    {
        foreach (string _ in AllowedValues.Names(schema)) return true;
        return false;
    }

    private void CheckNumber(SourceValue value, JsonObject schema, string path)
    {
        bool whole = AllowedValues.HasType(schema, "integer");
        string? complaint = null;
        if (!decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            complaint = $"{Cut(value.Text)} is out of range";
        else if (whole && !long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            complaint = $"{Cut(value.Text)} is not a whole number in plain digits";
        else if (schema["enum"] is JsonArray powers)
            complaint = IsAmong(powers, number) ? null : $"{Cut(value.Text)} is no power of two in range";
        else if (schema["minimum"] is JsonNode min && number < min.GetValue<decimal>() || schema["maximum"] is JsonNode max && number > max.GetValue<decimal>())
            complaint = $"{Cut(value.Text)} is out of range";
        if (complaint != null) errors.Add(value.Offset, path, $"{complaint}; allowed: {AllowedValues.Describe(schema)}");
    }

    private static bool IsAmong(JsonArray values, decimal number)
    {
        foreach (JsonNode? value in values)
            if (value!.GetValue<long>() == number) return true;
        return false;
    }

    private void CheckText(SourceValue value, JsonObject schema, string path)
    {
        if (HasNames(schema))
        {
            foreach (string name in AllowedValues.Names(schema))
                if (name == value.Text) return;
            errors.Add(value.Offset, path,
                $"{SourcePath.Quote(value.Text)} is not known; allowed: {AllowedValues.Describe(schema)}{DidYouMean(value.Text, AllowedValues.Names(schema))}");
        }
        else if (value.Text.Length < (schema["minLength"]?.GetValue<int>() ?? 0) || value.Text.Length > (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue))
        {
            errors.Add(value.Offset, path, $"the text has {value.Text.Length} characters; allowed: {AllowedValues.Describe(schema)}");
        }
    }

    private void CheckMembers(SourceValue value, JsonObject schema, string path)
    {
        JsonObject properties = (JsonObject)schema["properties"]!;
        foreach (SourceMember member in value.Members)
        {
            string memberPath = SourcePath.Member(path, member.Key);
            if (properties[member.Key] is JsonObject property) Check(member.Value, property, memberPath);
            else errors.Add(member.KeyOffset, memberPath, UnknownKey(member.Key, properties));
        }
        foreach ((string key, JsonNode? property) in properties)
        {
            if (!ConfigurationSchema.IsRequired(schema, key) || value.Find(key) != null) continue;
            errors.Add(value.Offset, SourcePath.Member(path, key), $"missing; allowed: {AllowedValues.Describe((JsonObject)property!)}");
        }
    }

    private static string UnknownKey(string key, JsonObject properties)
    {
        List<string> names = [];
        foreach ((string name, JsonNode? _) in properties) names.Add(name);
        string message = $"unknown key; allowed: {string.Join(", ", names)}";
        string hint = DidYouMean(key, names);
        if (hint.Length > 0) return message + hint;
        if (LooksSecret(key)) return message + "; credentials never go into this file";
        return FindElsewhere(ConfigurationSchema.Root, "$", key) is string elsewhere ? $"{message}; did you mean {elsewhere}?" : message;
    }

    private static bool LooksSecret(string key)
    {
        foreach (string word in (string[])["secret", "password", "apikey", "api_key", "token", "private"])
            if (key.Contains(word, System.StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static string? FindElsewhere(JsonObject schema, string path, string key)
    {
        if (schema["items"] is JsonObject item) return FindElsewhere(item, path + "[0]", key);
        if (schema["properties"] is not JsonObject properties) return null;
        if (properties.ContainsKey(key)) return SourcePath.Member(path, key);
        // Lists last: what one of their items says for itself is mostly said for all elsewhere.
        foreach (bool isList in (bool[])[false, true])
        {
            foreach ((string name, JsonNode? property) in properties)
            {
                if (((JsonObject)property!).ContainsKey("items") != isList) continue;
                if (FindElsewhere((JsonObject)property, SourcePath.Member(path, name), key) is string found) return found;
            }
        }
        return null;
    }

    private static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Suggestion.Nearest(word, candidates) is string near ? $"; did you mean {SourcePath.Quote(near)}?" : "";

    private static string Cut(string number) => number.Length <= 40 ? number : number[..40] + "…";
}
