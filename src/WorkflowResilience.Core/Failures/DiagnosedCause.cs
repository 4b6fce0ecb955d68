namespace WorkflowResilience;

/// <summary>One of the causes that were found for a failure.</summary>
public sealed record DiagnosedCause
{
    /// <summary>The pattern that found it, or <c>kind:</c> and the failure's kind when structure alone did.</summary>
    public required string Pattern { get; init; }

    /// <summary>Where it lies.</summary>
    public required FailureCategory Category { get; init; }

    /// <summary>Whether the same call may succeed minutes later.</summary>
    public FailureVerdict Verdict { get; init; }

    /// <summary>The cause in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>3 for a code or structure, 2 for a phrase of one cause, 1 for a hint.</summary>
    public int Tier { get; init; }

    /// <summary>The number of the line that shows it, from 1; 0 when it is not from a text.</summary>
    public int Line { get; init; }

    /// <summary>That line, at most 500 characters; null when it is not from a text.</summary>
    public string? Text { get; init; }

    /// <summary>Where in <see cref="Text"/> what was matched begins, in characters.</summary>
    public int Start { get; init; }

    /// <summary>How long it is there; 0 when it is not from a text.</summary>
    public int Length { get; init; }
}
