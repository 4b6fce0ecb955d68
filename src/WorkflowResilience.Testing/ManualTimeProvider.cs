namespace WorkflowResilience.Testing;

/// <summary>Time that moves only when told.</summary>
public sealed class ManualTimeProvider : TimeProvider;
