using System.Text.Json.Serialization;

namespace WorkflowResilience.Notifications;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(JsonStringEnumConverter<NotificationKind>), typeof(JsonStringEnumConverter<FailureSeverity>), typeof(JsonStringEnumConverter<FailureCategory>),
        typeof(JsonStringEnumConverter<IncidentState>),
    ])]
[JsonSerializable(typeof(Incident))]
internal sealed partial class IncidentJsonContext : JsonSerializerContext;
