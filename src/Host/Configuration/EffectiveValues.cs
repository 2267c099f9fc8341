using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Minnow.Host.Configuration;

/// <summary>Lays the file over the schema's defaults: the complete document that a run goes by, and the origin of each value.</summary>
/// <remarks>The complete document is what is deserialized, so that a property's default can not get lost on the way.</remarks>
internal sealed class EffectiveValues(SourceText text)
{
    private readonly List<EffectiveSetting> _settings = [];

    internal IReadOnlyList<EffectiveSetting> Settings => _settings;

    internal JsonNode? Merge(SourceValue? value, JsonObject schema, string path)
    {
        if (schema["properties"] is JsonObject properties && value?.Kind != JsonTokenType.Null && (value != null || !AllowedValues.HasType(schema, "null")))
        {
            JsonObject members = [];
            foreach ((string key, JsonNode? property) in properties)
                members[key] = Merge(value?.Find(key), (JsonObject)property!, path.Length == 0 ? key : $"{path}.{key}");
            return members;
        }
        if (schema["items"] is JsonObject item && value is { Items.Count: > 0 })
        {
            JsonArray items = [];
            for (int i = 0; i < value.Items.Count; i++) items.Add(Merge(value.Items[i], item, SourcePath.Item(path, i)));
            return items;
        }
        JsonNode? node = value == null ? schema["default"]?.DeepClone() : Leaf(value);
        (int line, int column) = value == null ? (0, 0) : text.Position(value.Offset);
        _settings.Add(new EffectiveSetting(path, node?.ToJsonString() ?? "null", line, column));
        return node;
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
