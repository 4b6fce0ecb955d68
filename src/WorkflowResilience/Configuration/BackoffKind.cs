namespace WorkflowResilience.Configuration;

/// <summary>The sorts of schedules, as configuration names them.</summary>
internal enum BackoffKind
{
    Fixed,
    Linear,
    Exponential,
    Fibonacci,
    Table,
    Decorrelated,
    Custom,
}
