namespace WorkflowResilience;

/// <summary>What a matching condition decides.</summary>
public enum RetryDecision
{
    /// <summary>Try again, as far as attempts, time and limits permit.</summary>
    Retry,

    /// <summary>Stop at once.</summary>
    Stop,
}
