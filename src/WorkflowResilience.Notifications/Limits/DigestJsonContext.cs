using System.Text.Json.Serialization;

namespace WorkflowResilience.Notifications;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(JsonStringEnumConverter<FailureSeverity>)])]
[JsonSerializable(typeof(Digest))]
internal sealed partial class DigestJsonContext : JsonSerializerContext;
