namespace WorkflowResilience;

/// <summary>Where one attempt stands.</summary>
internal enum AttemptPhase : byte
{
    NotBegun,
    Rejected,
    Pending,
    Returned,
    Threw,
    Abandoned,
}

/// <summary>One attempt while it runs and until its end has been judged.</summary>
internal struct Attempt<T>
{
    internal AttemptSlot? Slot;
    internal CircuitPermit Permit;
    internal ValueTask<T> Pending;
    internal T? Value;
    internal Exception? Error;
    internal long Start;
    internal long Deadline;
    internal long RetryAfterTicks;
    internal AttemptPhase Phase;
    internal bool Isolated;
}
