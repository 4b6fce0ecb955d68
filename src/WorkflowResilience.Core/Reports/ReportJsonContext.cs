using System.Net.Sockets;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(StageJsonConverter), typeof(KindJsonConverter), typeof(ReasonJsonConverter),
        typeof(JsonStringEnumConverter<FailureVerdict>), typeof(JsonStringEnumConverter<AttemptOutcome>), typeof(JsonStringEnumConverter<SocketError>),
        typeof(JsonStringEnumConverter<FailureCategory>), typeof(JsonStringEnumConverter<FailureSeverity>), typeof(JsonStringEnumConverter<RecoveryAction>),
        typeof(JsonStringEnumConverter<HttpRequestError>), typeof(JsonStringEnumConverter<ServiceHealth>), typeof(JsonStringEnumConverter<ExcerptRole>),
        typeof(JsonStringEnumConverter<RunLogLevel>), typeof(JsonStringEnumConverter<StageOutcomeKind>), typeof(JsonStringEnumConverter<WorkflowStatus>),
    ])]
[JsonSerializable(typeof(StageFailureReport))]
[JsonSerializable(typeof(StageRecord))]
[JsonSerializable(typeof(WorkflowReport))]
[JsonSerializable(typeof(FailedNode[]))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
