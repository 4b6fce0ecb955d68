using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>A task or step of an Argo workflow that failed, as <c>{{workflow.failures}}</c> tells it.</summary>
/// <remarks>Immutable. Names in JSON are those of Argo; what is absent there is empty.</remarks>
public sealed record FailedNode
{
    /// <summary>The longest <see cref="Message"/>, in characters.</summary>
    internal const int MaxMessage = 4096;

    /// <summary>The task or step; an attempt of a repeated one has its number behind it: <c>build(1)</c>.</summary>
    public string DisplayName { get; init => field = value ?? ""; } = "";

    /// <summary>Its template.</summary>
    public string TemplateName { get; init => field = value ?? ""; } = "";

    /// <summary>How it ended: <c>Failed</c> or <c>Error</c>.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    /// <summary>Why, redacted, at most 4096 characters.</summary>
    public string Message { get; init => field = ReportText.Of(value ?? "", MaxMessage); } = "";

    /// <summary>Its pod; empty when it has none.</summary>
    public string PodName { get; init => field = value ?? ""; } = "";

    /// <summary>When it ended; null when that is not known.</summary>
    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; }
}
