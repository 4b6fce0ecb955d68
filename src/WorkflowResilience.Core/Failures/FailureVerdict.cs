namespace WorkflowResilience;

/// <summary>Whether trying again can help. Its own axis: a kind alone does not decide it.</summary>
public enum FailureVerdict : byte
{
    /// <summary>It is not known.</summary>
    Unknown,

    /// <summary>The same call may succeed later.</summary>
    Transient,

    /// <summary>The same call will fail again until something is changed.</summary>
    Permanent,
}
