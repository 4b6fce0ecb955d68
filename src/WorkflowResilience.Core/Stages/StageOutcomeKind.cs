namespace WorkflowResilience;

/// <summary>How an execution of a stage ended.</summary>
public enum StageOutcomeKind
{
    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>It failed or was refused.</summary>
    Failed,

    /// <summary>The caller cancelled it: neither a success nor a failure.</summary>
    Cancelled,
}
