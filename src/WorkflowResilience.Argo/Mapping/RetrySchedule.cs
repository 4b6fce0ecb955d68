namespace WorkflowResilience.Argo;

/// <summary>How waits are written for which Argo's own backoff has no words: linear, tables, fractions, jitter.</summary>
public enum RetrySchedule
{
    /// <summary>By Argo's backoff, as near as it comes; what differs is reported. The default.</summary>
    Native,

    /// <summary>Each attempt and each wait is a task of its own, so every schedule is exact to the second and jitter is drawn once, when the YAML is written. No pod is held while it waits.</summary>
    Unrolled,
}
