using System.Text.Json.Serialization;

namespace WorkflowResilience.CaptureProbe;

[JsonSerializable(typeof(FailureContext))]
internal sealed partial class ProbeJsonContext : JsonSerializerContext;
