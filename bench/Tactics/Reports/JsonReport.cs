using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using Minnow.Tactics.Measures;

namespace Minnow.Tactics.Reports;

/// <summary>Comparisons with every run, for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    internal static void Write(TextWriter to, IReadOnlyList<Comparison> done) => to.WriteLine(JsonSerializer.Serialize(done, s_options));
}
