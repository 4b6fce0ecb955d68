namespace WorkflowResilience;

/// <summary>Where an attempt stands.</summary>
internal enum AttemptPhase : byte
{
    NotBegun,
    Rejected,
    Pending,
    Returned,
    Threw,
    Abandoned,
}
