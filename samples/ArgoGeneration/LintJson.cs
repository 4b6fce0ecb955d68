using System.Text.Json.Serialization;

namespace ArgoGeneration;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<LintLine>))]
internal sealed partial class LintJson : JsonSerializerContext;
