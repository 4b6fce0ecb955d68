namespace WorkflowResilience.Configuration;

/// <summary>A condition that configuration refers to by name, because it holds code.</summary>
/// <param name="Name">The name.</param>
/// <param name="Condition">The condition.</param>
internal sealed record NamedCondition(string Name, RetryCondition Condition);
