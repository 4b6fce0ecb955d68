namespace WorkflowResilience;

/// <summary>How many attempts of a stage may run at once, and how many may wait for a place.</summary>
/// <remarks>Places are given first come, first served. A place is held only while a delegate runs, also while an abandoned one does.</remarks>
public sealed partial record BulkheadPolicy
{
    /// <summary>Attempts that may run at once. From 1 to 100,000.</summary>
    public required int MaxConcurrent { get; init; }

    /// <summary>Attempts that may wait for a place. From 0 to 1,000,000. Default 0: refused at once.</summary>
    public int MaxQueued { get; init; }
}
