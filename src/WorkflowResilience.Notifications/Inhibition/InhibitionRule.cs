namespace WorkflowResilience.Notifications;

/// <summary>While an incident that matches the source is open, those that match the target and have the same values of certain labels are not told. Immutable.</summary>
public sealed record InhibitionRule
{
    /// <summary>What the open incident must match; at least one.</summary>
    public required IReadOnlyList<LabelMatcher> Source { get; init; }

    /// <summary>What is held back; at least one.</summary>
    public required IReadOnlyList<LabelMatcher> Target { get; init; }

    /// <summary>Labels that both have with the same value. Default workflow.</summary>
    public IReadOnlyList<string> Equal { get; init; } = [NotificationLabels.Workflow];

    internal IEnumerable<string> Problems(int number)
    {
        if (Source.Count == 0) yield return $"Inhibition rule {number} has no Source; name at least one matcher.";
        if (Target.Count == 0) yield return $"Inhibition rule {number} has no Target; name at least one matcher.";
    }
}
