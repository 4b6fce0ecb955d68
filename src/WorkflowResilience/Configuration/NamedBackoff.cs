namespace WorkflowResilience.Configuration;

/// <summary>A schedule that configuration refers to by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Schedule">The schedule.</param>
internal sealed record NamedBackoff(string Name, BackoffSchedule Schedule);
