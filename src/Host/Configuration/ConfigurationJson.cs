using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>Compile-time JSON metadata of the configuration: no reflection at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MinnowConfiguration))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
