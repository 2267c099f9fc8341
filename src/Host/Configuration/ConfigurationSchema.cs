using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Minnow.Host.Configuration.Risk;

namespace Minnow.Host.Configuration;

/// <summary>The JSON Schema of the configuration: made from the types and their <see cref="SettingAttribute"/>s, and what every file is checked against.</summary>
/// <remarks>One truth: a description, range or default stands once, at its property, and reaches editor, message and <c>config show</c> from there.</remarks>
public static class ConfigurationSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly Lazy<JsonObject> s_root = new(Build);

    /// <summary>The schema. Read only: it is shared.</summary>
    internal static JsonObject Root => s_root.Value;

    /// <summary>The schema as text, indented, with a line feed at the end.</summary>
    public static string ToText()
    {
        using MemoryStream text = new();
        JsonWriterOptions options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        using (Utf8JsonWriter writer = new(text, options)) Root.WriteTo(writer);
        text.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static JsonObject Build()
    {
        JsonNode exported = ConfigurationJson.Default.MinnowConfiguration.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        });
        JsonObject root = (JsonObject)Inline(exported, exported)!;
        root.Insert(0, "$schema", Dialect);
        root.Insert(1, "title", "Minnow configuration");
        JsonNode defaults = JsonSerializer.SerializeToNode(new MinnowConfiguration(), ConfigurationJson.Default.MinnowConfiguration)!;
        AddDefaults(root, defaults);
        AddItemDefaults((JsonObject)root["properties"]!["connection"]!, new ConnectionOptions { Environment = VenueEnvironment.Testnet }, ConfigurationJson.Default.ConnectionOptions);
        JsonObject instrument = (JsonObject)root["properties"]!["instruments"]!["items"]!;
        AddInstrumentRules(instrument);
        AddItemDefaults((JsonObject)instrument["properties"]!["quoting"]!, new QuotingOptions(), ConfigurationJson.Default.QuotingOptions);
        return root;
    }

    /// <summary>Puts what the property's attribute says into its node.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        object[]? attributes = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(SettingAttribute), inherit: false);
        if (attributes is not [SettingAttribute setting] || node is not JsonObject schema) return node;
        schema.Insert(0, "description", setting.Description);
        if (setting.PowerOfTwo)
        {
            JsonArray powers = [];
            for (long power = (long)setting.Min; power <= (long)setting.Max; power *= 2) powers.Add((JsonNode)power);
            schema["enum"] = powers;
            return schema;
        }
        if (!double.IsNaN(setting.Min)) schema["minimum"] = Exact(setting.Min);
        if (!double.IsNaN(setting.Max)) schema["maximum"] = Exact(setting.Max);
        if (setting.MinLength >= 0) schema["minLength"] = setting.MinLength;
        if (setting.MaxLength >= 0) schema["maxLength"] = setting.MaxLength;
        return schema;
    }

    private static decimal Exact(double bound) => double.IsInteger(bound) ? (long)bound : (decimal)bound; // the plain cast keeps 15 digits only

    /// <summary>Replaces each reference by what it names, so that a node stands for itself and can have its own default.</summary>
    private static JsonNode? Inline(JsonNode? node, JsonNode root)
    {
        switch (node)
        {
            case JsonArray array:
                JsonArray items = [];
                foreach (JsonNode? item in array) items.Add(Inline(item, root));
                return items;
            case JsonObject members:
                JsonObject copy = [];
                foreach ((string key, JsonNode? value) in members)
                {
                    if (key != "$ref") copy[key] = Inline(value, root);
                }
                if (members["$ref"] is not JsonNode reference) return copy;
                foreach ((string key, JsonNode? value) in (JsonObject)Inline(Follow(root, reference.GetValue<string>()), root)!)
                    if (!copy.ContainsKey(key)) copy[key] = value?.DeepClone();
                return copy;
            default:
                return node?.DeepClone();
        }
    }

    private static JsonNode Follow(JsonNode root, string pointer)
    {
        JsonNode at = root;
        foreach (string part in pointer.Split('/'))
            if (part != "#") at = at[part] ?? throw new InvalidOperationException($"The exported schema refers to {pointer}, which it does not have.");
        return at;
    }

    private static void AddDefaults(JsonObject schema, JsonNode? value)
    {
        if (schema["properties"] is JsonObject properties && value is JsonObject members)
        {
            foreach ((string key, JsonNode? property) in properties) AddDefaults((JsonObject)property!, members[key]);
            return;
        }
        schema["default"] = value?.DeepClone();
        if (schema["items"] is not JsonObject item || item["properties"] is not JsonObject ofItem) return;
        if (ofItem.ContainsKey("trigger"))
            AddItemDefaults(item, new TriggerOptions { Trigger = KillTriggerName.TrendBreak, Step = KillStepName.None }, ConfigurationJson.Default.TriggerOptions);
        else
            AddItemDefaults(item, new InstrumentOptions { Name = "" }, ConfigurationJson.Default.InstrumentOptions);
    }

    /// <summary>Defaults inside what is null or empty by default, taken from a sample that gives only what it must.</summary>
    private static void AddItemDefaults<T>(JsonObject item, T sample, JsonTypeInfo<T> type)
    {
        JsonNode defaults = JsonSerializer.SerializeToNode(sample, type)!;
        foreach ((string key, JsonNode? property) in (JsonObject)item["properties"]!)
            if (!IsRequired(item, key)) AddDefaults((JsonObject)property!, defaults[key]);
    }

    /// <summary>True if <paramref name="schema"/> names <paramref name="key"/> among its required keys.</summary>
    internal static bool IsRequired(JsonObject schema, string key)
    {
        if (schema["required"] is not JsonArray required) return false;
        foreach (JsonNode? name in required)
            if (name!.GetValue<string>() == key) return true;
        return false;
    }

    /// <summary>For editors: money limits are required unless quote is false. The same rule with a better message is in <see cref="ConfigurationRules"/>.</summary>
    private static void AddInstrumentRules(JsonObject instrument)
    {
        JsonNode properties = instrument["properties"]!;
        ((JsonObject)properties["name"]!)["pattern"] = "^[A-Za-z0-9_.-]+$";
        instrument["if"] = new JsonObject { ["properties"] = new JsonObject { ["quote"] = new JsonObject { ["const"] = true } } };
        JsonArray limits = [(JsonNode)"orderAmount", (JsonNode)"maxPositionAmount"];
        foreach (JsonNode? limit in limits) ((JsonObject)properties[limit!.GetValue<string>()]!).Remove("default");
        instrument["then"] = new JsonObject { ["required"] = limits };
    }
}
