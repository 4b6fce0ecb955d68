namespace WorkflowResilience;

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

    /// <summary>An attempt whose delegate threw instead of returning.</summary>
    internal Attempt(AttemptSlot slot, CircuitPermit permit, long start, long deadline, Exception error)
    {
        (Slot, Permit, Start, Deadline, Error) = (slot, permit, start, deadline, error);
        Phase = AttemptPhase.Threw;
    }

    /// <summary>
    /// An attempt whose delegate returned. One that has ended already, also by failing before its first await, is collected on the spot: awaiting it would send it
    /// through the pool, and its grace might run out there.
    /// </summary>
    internal Attempt(AttemptSlot slot, CircuitPermit permit, long start, long deadline, ValueTask<T> pending)
    {
        (Slot, Permit, Start, Deadline, Pending) = (slot, permit, start, deadline, pending);
        Phase = AttemptPhase.Pending;
        if (pending.IsCompleted) Collect();
    }

    /// <summary>Takes over what the delegate ended with.</summary>
    internal void Collect()
    {
        try
        {
            Value = Pending.GetAwaiter().GetResult();
            Phase = AttemptPhase.Returned;
        }
        catch (Exception e)
        {
            Error = e;
            Phase = AttemptPhase.Threw;
        }
    }
}
