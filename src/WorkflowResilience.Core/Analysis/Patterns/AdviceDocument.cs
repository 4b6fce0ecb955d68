namespace WorkflowResilience.Analysis;

/// <summary>A recommendation as it stands in a pattern's file.</summary>
internal sealed class AdviceDocument
{
    public required string Action { get; init; }

    public required string Text { get; init; }

    /// <summary>How long it takes: <c>10m</c>.</summary>
    public string? Takes { get; init; }

    public bool? Automatic { get; init; }

    public int? Priority { get; init; }
}
