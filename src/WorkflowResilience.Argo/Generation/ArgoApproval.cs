namespace WorkflowResilience.Argo;

/// <summary>A question to a person: the workflow waits until somebody sets the answer and resumes it.</summary>
/// <remarks>
/// Immutable. Argo takes the end of the waiting time for a success, so the answer that then counts, and counts when somebody resumes without one, is the safe one. The wait counts
/// against <see cref="ArgoWorkflow.Deadline"/>.
/// </remarks>
public sealed record ArgoApproval
{
    /// <summary>The task's name, by which it is resumed: <c>argo resume --node-field-selector displayName=…</c>; null: the stage's, with <c>-approval</c> or <c>-intervention</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The longest wait, whole seconds; null: for ever. Default 2 hours.</summary>
    public TimeSpan? Wait { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The answer that lets the work go on. Default <c>approve</c>.</summary>
    public string Yes { get; init; } = "approve";

    /// <summary>The safe answer. Default <c>reject</c>.</summary>
    public string No { get; init; } = "reject";

    internal const string Decision = "decision";
}
