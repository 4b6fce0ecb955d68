using System.Collections.Frozen;

namespace WorkflowResilience;

/// <summary>The next thing to do, as data: what the reason says by itself, otherwise what the kind of the last failure says.</summary>
internal static class FailureAdvice
{
    private static readonly FrozenDictionary<StageReason, string> s_byReason = new Dictionary<StageReason, string>
    {
        [StageReason.NotConfigured] = "Add a policy for the stage, correct its name, or let unknown stages use the default policy.",
        [StageReason.TotalTimeout] = "Find out what took so long in the attempts; if it needs that time, raise the total timeout.",
        [StageReason.DeadlineTooClose] = "Raise the total timeout, shorten the waits, or permit fewer attempts.",
        [StageReason.ServerDelayTooLong] = "Run the stage again when the wait that the server asked for is over, or raise MaxServerDelay.",
        [StageReason.Abandoned] = "Check whether the work is still running before starting it again; let the delegate observe its cancellation token.",
        [StageReason.UnknownOutcome] = "Check at the target whether the work was done before running the stage again.",
        [StageReason.CircuitOpen] = "Mend the target or wait for its recovery; the circuit probes it by itself.",
        [StageReason.CircuitIsolated] = "Ask who isolated the circuit; reset it by hand when the target may be called again.",
        [StageReason.BulkheadFull] = "Start fewer executions at once, or enlarge the bulkhead or its queue.",
        [StageReason.RetryBudgetExhausted] = "The target fails for many callers at once: look at the target, not at this call.",
        [StageReason.RunRetryLimit] = "Look at the failures of the earlier stages of this run: together they used up its retries.",
        [StageReason.RunTimeLimit] = "Look for the stage of this run that took so long, or raise the run's time limit.",
        [StageReason.Throttled] = "Call less often, or look at the target: it refuses or loses most calls.",
        [StageReason.NotRepeatable] = "Check at the target whether the call had its effect; mark the request as idempotent, or give it an Idempotency-Key, if repeating it is harmless.",
        [StageReason.EvidenceAgainst] = "Look for a cause that stays: attempts after this failure have hardly ever succeeded lately.",
        [StageReason.HostRetryLimit] = "Many executions on this host are retrying: look for the target they have in common.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> s_byKind = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [FailureKind.Network.Name] = "Check that the target's name resolves and that it accepts connections from this machine.",
        [FailureKind.Timeout.Name] = "Find out why it takes so long; if it needs that time, raise the attempt timeout.",
        [FailureKind.Authentication.Name] = "Renew or correct the credentials, and check that they have the permissions that the stage needs.",
        [FailureKind.RateLimited.Name] = "Wait until the limit's window is over, make fewer calls, or ask for a higher limit.",
        [FailureKind.Unavailable.Name] = "Look at the target's status; run the stage again when it serves.",
        [FailureKind.Resource.Name] = "Free or add what is used up (memory, disk, handles), then run the stage again.",
        [FailureKind.NotFound.Name] = "Check the name, path or address of what was asked for, and that the credentials may see it.",
        [FailureKind.InvalidInput.Name] = "Correct the request or its data; the same call will fail again.",
        [FailureKind.Cancelled.Name] = "Find out what cancelled the work: it was not the caller.",
        [FailureKind.Flaky.Name] = "Run the stage again; if it keeps failing, treat it as a real failure and mend or quarantine what is flaky.",
        [FailureKind.Compilation.Name] = "Mend the sources; the compiler's messages say where.",
        [FailureKind.TestFailure.Name] = "Mend the code or the test that is red.",
        [FailureKind.Configuration.Name] = "Correct the setting or supply the missing one.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="reason">Why the execution ended.</param>
    /// <param name="kind">The kind of the last failure.</param>
    /// <param name="diagnosis">What was found out about it: what a known failure's pattern recommends says more than its kind does.</param>
    internal static string For(StageReason reason, FailureKind kind, FailureDiagnosis? diagnosis = null) =>
        s_byReason.GetValueOrDefault(reason) ?? Known(diagnosis) ?? s_byKind.GetValueOrDefault(kind.Name)
        ?? "Read the message and the attempts; when the cause is known, give it a kind with StageFailure.Of or a condition in the policy.";

    private static string? Known(FailureDiagnosis? diagnosis) => diagnosis is { Pack: not null, Recommendations: [var first, ..] } ? first.Text : null;
}
