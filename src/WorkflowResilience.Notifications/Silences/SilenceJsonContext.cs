using System.Text.Json.Serialization;

namespace WorkflowResilience.Notifications;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredSilence))]
internal sealed partial class SilenceJsonContext : JsonSerializerContext;
