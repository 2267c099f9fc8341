using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Minnow.Host.Configuration;
using Xunit;

namespace Minnow.Tests.Configuration;

public class ConfigurationSchemaTests
{
    private static readonly string s_checkedIn = Path.Combine(SharedFiles.ProjectRoot, "docs/minnow.schema.json");

    [Fact]
    public void The_checked_in_schema_is_the_generated_one()
    {
        if (Environment.GetEnvironmentVariable("MINNOW_REWRITE_GOLDEN") == "1") File.WriteAllText(s_checkedIn, ConfigurationSchema.ToText());
        Assert.Equal(ConfigurationSchema.ToText(), File.ReadAllText(s_checkedIn));
    }

    [Fact]
    public void Every_key_has_a_description_and_a_default_or_is_required()
    {
        int keys = 0;
        foreach ((string path, JsonObject parent, string key, JsonObject node) in Keys(ConfigurationSchema.Root, "$"))
        {
            keys++;
            Assert.True(node["description"]?.GetValue<string>().EndsWith('.'), $"{path} has no description that ends with a full stop.");
            bool section = node["properties"] is JsonObject && node["default"] == null && !node.ContainsKey("default");
            Assert.True(section || node.ContainsKey("default") || ConfigurationSchema.IsRequired(parent, key)
                || (parent["then"] is JsonObject rule && ConfigurationSchema.IsRequired(rule, key)), $"{path} has neither default nor duty.");
        }
        Assert.True(keys > 50, $"{keys} keys");
    }

    [Fact]
    public void Every_number_has_a_range()
    {
        foreach ((string path, JsonObject _, string _, JsonObject node) in Keys(ConfigurationSchema.Root, "$"))
        {
            if (!AllowedValues.HasType(node, "integer") && !AllowedValues.HasType(node, "number")) continue;
            Assert.True(node["enum"] != null || (node["minimum"] != null && node["maximum"] != null), $"{path} has no range.");
        }
    }

    [Fact]
    public void H9_Money_limits_have_no_default()
    {
        JsonNode properties = ConfigurationSchema.Root["properties"]!["instruments"]!["items"]!["properties"]!;
        Assert.False(((JsonObject)properties["orderAmount"]!).ContainsKey("default"));
        Assert.False(((JsonObject)properties["maxPositionAmount"]!).ContainsKey("default"));
    }

    [Fact]
    public void Every_default_lies_in_its_range()
    {
        JsonNode all = JsonSerializer.SerializeToNode(new MinnowConfiguration(), ConfigurationJson.Default.MinnowConfiguration)!;
        ConfigurationResult result = ConfigurationFile.Parse("defaults", Encoding.UTF8.GetBytes(all.ToJsonString()));
        Assert.Empty(result.Errors);
        Assert.Equal(Good("{}").Settings.Count, result.Configuration!.Settings.Count);
        Assert.Equal(Good("{}").Settings.Select(s => (s.Path, s.Value)), result.Configuration.Settings.Select(s => (s.Path, s.Value)));
    }

    [Fact]
    public void Descriptions_are_the_doc_comments()
    {
        string xml = Path.ChangeExtension(typeof(MinnowConfiguration).Assembly.Location, ".xml");
        Dictionary<string, string> docs = XDocument.Load(xml).Descendants("member")
            .Where(m => m.Element("summary") != null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")!.Value.Trim());
        int compared = 0;
        foreach (Type type in typeof(MinnowConfiguration).Assembly.GetExportedTypes())
        {
            foreach (PropertyInfo property in type.GetProperties())
            {
                if (property.GetCustomAttribute<SettingAttribute>() is not SettingAttribute setting) continue;
                Assert.Equal(docs[$"P:{type.FullName}.{property.Name}"], setting.Description);
                compared++;
            }
        }
        Assert.True(compared > 50, $"{compared} compared");
    }

    [Fact]
    public void Every_property_of_the_configuration_is_a_described_setting()
    {
        foreach (Type type in typeof(MinnowConfiguration).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) || t == typeof(MinnowConfiguration)))
        {
            if (type == typeof(RunOptions) || type == typeof(ReplayOptions) || type.Namespace != typeof(MinnowConfiguration).Namespace) continue;
            foreach (PropertyInfo property in type.GetProperties())
            {
                if (property.GetCustomAttribute<JsonIgnoreAttribute>() != null || property.GetMethod!.GetBaseDefinition().DeclaringType != type) continue;
                Assert.True(property.GetCustomAttribute<SettingAttribute>() != null, $"{type.Name}.{property.Name} has no [Setting].");
            }
        }
    }

    private static LoadedConfiguration Good(string text) => ConfigurationFile.Parse("good", Encoding.UTF8.GetBytes(text)).Configuration!;

    private static IEnumerable<(string Path, JsonObject Parent, string Key, JsonObject Node)> Keys(JsonObject schema, string path)
    {
        if (schema["items"] is JsonObject item)
            foreach (var key in Keys(item, path + "[]")) yield return key;
        if (schema["properties"] is not JsonObject properties) yield break;
        foreach ((string name, JsonNode? node) in properties)
        {
            yield return ($"{path}.{name}", schema, name, (JsonObject)node!);
            foreach (var key in Keys((JsonObject)node!, $"{path}.{name}")) yield return key;
        }
    }
}
