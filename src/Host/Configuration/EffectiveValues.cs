using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Minnow.Host.Configuration;

/// <summary>Lays the file over the schema's defaults: the complete document that a run goes by, and the origin of each value.</summary>
/// <remarks>The complete document is what is deserialized, so that a property's default can not get lost on the way.</remarks>
internal sealed class EffectiveValues(SourceText text)
{
    private readonly List<EffectiveSetting> _settings = [];
    private SourceValue? _quoting;

    internal IReadOnlyList<EffectiveSetting> Settings => _settings;

    /// <summary>The complete document of the file whose root is <paramref name="root"/>.</summary>
    internal JsonNode Complete(SourceValue root, JsonObject schema)
    {
        _quoting = root.Find("quoting");
        return Merge(root, null, schema, "")!;
    }

    // What a place does not say, another place may say for it; only then the default does.
    private JsonNode? Merge(SourceValue? value, SourceValue? otherwise, JsonObject schema, string path)
    {
        SourceValue? said = value ?? otherwise;
        if (schema["properties"] is JsonObject properties && said?.Kind != JsonTokenType.Null && (said != null || !AllowedValues.HasType(schema, "null")))
        {
            JsonObject members = [];
            foreach ((string key, JsonNode? property) in properties)
                members[key] = Merge(value?.Find(key), otherwise?.Find(key), (JsonObject)property!, path.Length == 0 ? key : $"{path}.{key}");
            return members;
        }
        if (schema["items"] is JsonObject item && said is { Items.Count: > 0 })
        {
            JsonArray items = [];
            for (int i = 0; i < said.Items.Count; i++) items.Add(Item(said.Items[i], item, SourcePath.Item(path, i)));
            return items;
        }
        JsonNode? node = said == null ? schema["default"]?.DeepClone() : Leaf(said);
        (int line, int column) = said == null ? (0, 0) : text.Position(said.Offset);
        _settings.Add(new EffectiveSetting(path, node?.ToJsonString() ?? "null", line, column));
        return node;
    }

    // An instrument's own quoting section names only what differs from the one for all.
    private JsonNode? Item(SourceValue value, JsonObject schema, string path)
    {
        if (value.Kind != JsonTokenType.StartObject || schema["properties"] is not JsonObject properties) return Merge(value, null, schema, path);
        JsonObject members = [];
        foreach ((string key, JsonNode? property) in properties)
        {
            SourceValue? own = value.Find(key);
            members[key] = Merge(own, key == "quoting" && own?.Kind == JsonTokenType.StartObject ? _quoting : null, (JsonObject)property!, $"{path}.{key}");
        }
        return members;
    }

    private static JsonNode? Leaf(SourceValue value) => value.Kind switch
    {
        JsonTokenType.String => JsonValue.Create(value.Text),
        JsonTokenType.Number => JsonNode.Parse(value.Text),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.StartArray => new JsonArray(),
        _ => null,
    };
}
