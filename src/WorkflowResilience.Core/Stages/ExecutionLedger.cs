namespace WorkflowResilience;

/// <summary>What an execution remembers from attempt to attempt. Little of it is written unless something fails.</summary>
internal struct ExecutionLedger
{
    internal WorkflowRun? Run;
    internal AttemptHistory? History;
    internal FailureFacts LastFailure;

    /// <summary>The last exception that was not merely the delegate giving way to a timer: what a timeout must not hide.</summary>
    internal Exception? LastRealError;

    /// <summary>The fingerprint of the failure after which the attempt that runs now was made, while evidence is gathered of what becomes of it.</summary>
    internal string? RetriedAfter;
    internal TimeSpan PreviousWait;
    internal TimeSpan Waited;
    internal long Start;
    internal long TotalDeadline;
    internal double ThrottleProbability;
    internal ulong Number;
    internal int Occurrence;
    internal int Attempt;
    internal int Hedge;
    internal bool HasNumber;
    internal bool HoldsBulkhead;
    internal bool HoldsHostPlace;
    internal bool TookBudget;
    internal bool TookRunRetry;
}
