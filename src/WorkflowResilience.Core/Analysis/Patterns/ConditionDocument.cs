using System.Text.Json;

namespace WorkflowResilience.Analysis;

/// <summary>A condition as it stands in a pattern's file: a field and one of the comparisons.</summary>
internal sealed class ConditionDocument
{
    public required string Field { get; init; }

    /// <summary>A text, a number or a truth value.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("equals")]
    public JsonElement? EqualTo { get; init; }

    public string? Contains { get; init; }

    public double? Greater { get; init; }

    public double? Less { get; init; }

    public bool? Exists { get; init; }

    public string? Matches { get; init; }
}
