namespace WorkflowResilience;

/// <summary>The lines of a failure's texts that say most: what a person would quote.</summary>
/// <remarks>Redacted, without terminal codes and time stamps, each at most 500 characters.</remarks>
public sealed record FailureExcerpt
{
    /// <summary>The line that most likely names the cause; null when no line does.</summary>
    public string? Cause { get; init; }

    /// <summary>The lines kept, in their order.</summary>
    public required IReadOnlyList<ExcerptLine> Lines { get; init; }

    /// <summary>How many lines there were.</summary>
    public int TotalLines { get; init; }
}
