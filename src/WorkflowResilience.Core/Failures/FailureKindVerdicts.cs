namespace WorkflowResilience;

/// <summary>What is usual for a kind of failure.</summary>
internal static class FailureKindVerdicts
{
    /// <summary>Whether failures of a kind usually pass by themselves; unknown for a foreign cancellation and for a host's own kinds.</summary>
    internal static FailureVerdict UsualVerdict(this FailureKind kind) => kind.Name switch
    {
        "Network" or "Timeout" or "RateLimited" or "Unavailable" or "Resource" or "Flaky" => FailureVerdict.Transient,
        "Authentication" or "NotFound" or "InvalidInput" or "Compilation" or "TestFailure" or "Configuration" => FailureVerdict.Permanent,
        _ => FailureVerdict.Unknown,
    };
}
